"""Encrypt the texts that were written before, former versions too; broken off, it goes on where it was."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from keukentafel.core.versleutelen import encrypt_columns

VELDEN = {
    "Beperking": ("reden",),
    "Inbreng": ("tekst", "vraag"),
    "Inzage": ("reden",),
    "Verklaring": ("over", "tekst"),
    "Vernietigingsstop": ("reden",),
    "Verzoek": ("uitkomst_reden", "verlengd_reden", "vraag"),
}


def encrypt(apps: Any, _editor: Any) -> None:
    """Encrypt every text that is not yet; run again it does nothing."""
    encrypt_columns(apps, "privacy", VELDEN)


class Migration(migrations.Migration):
    atomic = False  # each portion is a transaction of its own

    dependencies = [("core", "0003_telling"), ("privacy", "0005_teksten_versleuteld")]

    operations = [migrations.RunPython(encrypt, migrations.RunPython.noop)]
