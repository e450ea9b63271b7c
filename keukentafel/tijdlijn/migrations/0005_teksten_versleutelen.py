"""Encrypt the notes that were written before, former versions too; broken off, it goes on where it was."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from keukentafel.core.versleutelen import encrypt_columns

VELDEN = {"Contactmoment": ("aanwezig", "tekst"), "Gesprek": ("reden",)}
DOSSIER = {"Contactmoment": "casus_id", "Gesprek": "casus_id"}


def encrypt(apps: Any, _editor: Any) -> None:
    """Encrypt every note that is not yet; run again it does nothing."""
    encrypt_columns(apps, "tijdlijn", VELDEN, DOSSIER)


class Migration(migrations.Migration):
    atomic = False  # each portion is a transaction of its own

    dependencies = [("core", "0003_telling"), ("tijdlijn", "0004_teksten_versleuteld")]

    operations = [migrations.RunPython(encrypt, migrations.RunPython.noop)]
