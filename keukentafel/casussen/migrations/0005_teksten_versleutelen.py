"""Encrypt the texts that were written before, former versions too; broken off, it goes on where it was."""

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
    "Opschaling": ("reden",),
    "Overdracht": ("antwoord", "notitie"),
    "Uitnodiging": ("antwoord", "vraag"),
}


def encrypt(apps: Any, _editor: Any) -> None:
    """Encrypt every text that is not yet; run again it does nothing."""
    encrypt_columns(apps, "casussen", VELDEN)


class Migration(migrations.Migration):
    atomic = False  # each portion is a transaction of its own

    dependencies = [("core", "0003_telling"), ("casussen", "0004_teksten_versleuteld")]

    operations = [migrations.RunPython(encrypt, migrations.RunPython.noop)]
