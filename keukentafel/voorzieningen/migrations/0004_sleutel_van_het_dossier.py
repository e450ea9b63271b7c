"""Bring the texts from the key of the municipality under the key of their dossier, former versions too.

Broken off, it goes on where it was.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

from keukentafel.core.versleutelen import encrypt_columns

VELDEN = {
    "Aanvraag": ("besluit_toelichting", "motivering", "overwogen"),
    "Vraagterug": ("antwoord", "vraag"),
}
DOSSIER = {
    "Aanvraag": "casus_id",
    "Vraagterug": "aanvraag_id",
}


def move(apps: Any, _editor: Any) -> None:
    """Move every text that is not there yet; run again it does nothing."""
    encrypt_columns(apps, "voorzieningen", VELDEN, DOSSIER)


class Migration(migrations.Migration):
    atomic = False  # each portion is a transaction of its own

    dependencies = [("core", "0004_inhoud_van_een_formulier"), ("voorzieningen", "0003_teksten_versleutelen")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
