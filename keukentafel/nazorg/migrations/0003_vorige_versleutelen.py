"""Encrypt what closings kept before, former versions too; broken off, it goes on where it was."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from keukentafel.core.versleutelen import encrypt_columns


def encrypt(apps: Any, _editor: Any) -> None:
    """Encrypt what every closing keeps and is not yet; run again it does nothing."""
    encrypt_columns(apps, "nazorg", {"Afsluiting": ("vorige",)})


class Migration(migrations.Migration):
    atomic = False  # each portion is a transaction of its own

    dependencies = [("core", "0003_telling"), ("nazorg", "0002_vorige_versleuteld")]

    operations = [migrations.RunPython(encrypt, migrations.RunPython.noop)]
