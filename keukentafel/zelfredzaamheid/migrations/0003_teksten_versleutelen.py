"""Encrypt what was written before, former versions too; broken off, it goes on where it was."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from keukentafel.core.versleutelen import encrypt_columns

VELDEN = {
    "Huishoudblik": ("toelichting",),
    "Meting": ("reden",),
    "Score": ("toelichting",),
}
DOSSIER = {"Huishoudblik": "casus_id", "Meting": "casus_id", "Score": "meting_id"}


def encrypt(apps: Any, _editor: Any) -> None:
    """Encrypt every text that is not yet; run again it does nothing."""
    encrypt_columns(apps, "zelfredzaamheid", VELDEN, DOSSIER)


class Migration(migrations.Migration):
    atomic = False  # each portion is a transaction of its own

    dependencies = [("core", "0003_telling"), ("zelfredzaamheid", "0002_teksten_versleuteld")]

    operations = [migrations.RunPython(encrypt, migrations.RunPython.noop)]
