"""Encrypt the texts that were written before, former versions too; broken off, it goes on where it was."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from keukentafel.core.versleutelen import encrypt_columns

VELDEN = {
    "Actie": ("omschrijving", "wie_naam"),
    "Deelafspraak": ("met_wie", "waarom", "wat"),
    "Doel": ("interne_notitie", "omschrijving", "resultaat"),
    "Doelevaluatie": ("toelichting",),
    "Inzet": ("omschrijving",),
    "Plan": ("akkoord_toelichting", "interne_notitie"),
    "Planversie": ("inhoud",),
    "Vraag": ("woorden",),
}


def encrypt(apps: Any, _editor: Any) -> None:
    """Encrypt every text that is not yet; run again it does nothing."""
    encrypt_columns(apps, "plannen", VELDEN)


class Migration(migrations.Migration):
    atomic = False  # each portion is a transaction of its own

    dependencies = [("core", "0003_telling"), ("plannen", "0002_teksten_versleuteld")]

    operations = [migrations.RunPython(encrypt, migrations.RunPython.noop)]
