"""Bring the texts from the key of the municipality under the key of their dossier, former versions too.

Broken off, it goes on where it was.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

from keukentafel.core.versleutelen import encrypt_columns

VELDEN = {
    "Casus": ("let_op", "samenvatting"),
    "Coordinatiebesluit": ("ingetrokken_waarom", "niet_verteld", "waarom"),
    "Doorverbinding": ("antwoord", "blijft_hier", "delen", "grond_uitleg", "reden"),
    "Faseovergang": ("reden",),
    "Knelpunt": ("geholpen", "hindert"),
    "Meelezing": ("reactie", "vraag"),
    "Opschaling": ("reden",),
    "Overdracht": ("antwoord", "notitie"),
    "Uitnodiging": ("antwoord", "vraag"),
}
DOSSIER = {
    "Casus": "id",
    "Coordinatiebesluit": "casus_id",
    "Doorverbinding": "casus_id",
    "Faseovergang": "casus_id",
    "Knelpunt": "casus_id",
    "Meelezing": "casus_id",
    "Opschaling": "casus_id",
    "Overdracht": "casus_id",
    "Uitnodiging": "casus_id",
}


def move(apps: Any, _editor: Any) -> None:
    """Move every text that is not there yet; run again it does nothing."""
    encrypt_columns(apps, "casussen", VELDEN, DOSSIER)


class Migration(migrations.Migration):
    atomic = False  # each portion is a transaction of its own

    dependencies = [("core", "0004_inhoud_van_een_formulier"), ("casussen", "0006_meelezing")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
