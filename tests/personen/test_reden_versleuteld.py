"""Why a shield should go names what it hides: it lies encrypted, also what was written before (security.md 4, K2)."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from keukentafel.personen.models import Ontschermverzoek
from tests.cast import Cast

pytestmark = pytest.mark.django_db
KANARIE = "Zij is terug bij haar zus"
TABELLEN = ("personen_ontschermverzoek", "personen_historicalontschermverzoek")


def stored() -> list[str]:
    """What lies in the database, of the request and of its former versions."""
    found = []
    for table in TABELLEN:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT reden FROM {table}")
            found += [reden for (reden,) in cursor]
    return found


def test_it_lies_encrypted_in_the_row_and_in_its_former_versions(cast: Cast) -> None:
    made = Ontschermverzoek.objects.create(
        huishouden=cast.gezin, gevraagd_door=cast.noor, gevraagd_op=date.today(), reden=KANARIE
    )
    made.change(akkoord=True, besloten_door=cast.tom, besloten_op=date.today())
    assert len(stored()) == 3 and not any(KANARIE in reden for reden in stored())
    assert Ontschermverzoek.objects.get().reden == KANARIE
    assert {old.reden for old in made.history.all()} == {KANARIE}


def test_what_was_plain_is_encrypted_by_the_migration_once(cast: Cast) -> None:
    made = Ontschermverzoek.objects.create(
        huishouden=cast.gezin, gevraagd_door=cast.noor, gevraagd_op=date.today(), reden="x"
    )
    for table in TABELLEN:
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET reden = %s", [KANARIE])
    encrypt = import_module("keukentafel.personen.migrations.0006_reden_van_ontschermen_versleuteld").encrypt
    encrypt(apps, None)
    once = stored()
    assert not any(KANARIE in reden for reden in once)
    made.refresh_from_db()
    assert made.reden == KANARIE and made.history.get().reden == KANARIE
    encrypt(apps, None)
    assert stored() == once
