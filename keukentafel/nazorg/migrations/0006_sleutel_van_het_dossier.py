"""Bring the texts from the key of the municipality under the key of their dossier, former versions too.

Broken off, it goes on where it was.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

from keukentafel.core.versleutelen import encrypt_columns

VELDEN = {
    "Afsluiting": ("vorige",),
}
DOSSIER = {
    "Afsluiting": "casus_id",
}


def move(apps: Any, _editor: Any) -> None:
    """Move every text that is not there yet; run again it does nothing."""
    encrypt_columns(apps, "nazorg", VELDEN, DOSSIER)


class Migration(migrations.Migration):
    atomic = False  # each portion is a transaction of its own

    dependencies = [("core", "0004_inhoud_van_een_formulier"), ("nazorg", "0005_werkteksten_versleutelen")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
