"""Why a shield should go lies encrypted: what was written in plain text is written again, former versions too."""

from __future__ import annotations

from typing import Any

from django.db import migrations

import keukentafel.core.versleuteling
from keukentafel.core.geheimschrift import key_of
from keukentafel.core.muur import as_system
from keukentafel.core.versleuteling import Geheimschrift


def encrypt(apps: Any, _editor: Any) -> None:
    """Encrypt every reason that is not yet; run again it does nothing."""
    with as_system("versleutelen van redenen"):
        for name in ("Ontschermverzoek", "HistoricalOntschermverzoek"):
            model = apps.get_model("personen", name)
            field = model._meta.get_field("reden")
            for row in list(model._base_manager.order_by("pk")):
                stored = row.__dict__["reden"]
                if isinstance(stored, Geheimschrift) and not key_of(stored.opgeslagen):
                    sealed = field.stored(stored.opgeslagen, row.__dict__)
                    model._base_manager.filter(pk=row.pk).update(reden=sealed)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_versleuteld_per_rij"), ("personen", "0005_huishouden_beperkt")]

    operations = [
        migrations.AlterField(
            model_name="historicalontschermverzoek",
            name="reden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(),
        ),
        migrations.AlterField(
            model_name="ontschermverzoek",
            name="reden",
            field=keukentafel.core.versleuteling.VersleuteldTekstveld(),
        ),
        migrations.RunPython(encrypt, migrations.RunPython.noop),
    ]
