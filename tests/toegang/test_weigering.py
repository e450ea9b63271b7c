"""A denied write changes nothing and leaves exactly one line in the log (Z4)."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from keukentafel.audit.models import Regel
from keukentafel.toegang.public import Gebruiker, Relatie, Rol
from tests.cast import Cast
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import BIBLIOTHEEK, Scherm, expected, screens

DEEL = 1 if os.environ.get("KEUKENTAFEL_MATRIX") == "heel" else 5  # all with `make matrix`, else every so many
BUITEN = ("audit_", "django_session", "axes_")  # what a refusal does write, or what belongs to logging in


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Every page refuses; that is not worth a line each."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def rows_hash() -> dict[str, str]:
    """Per table a hash over every row of it."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if not table.startswith(BUITEN):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
                digest = hashlib.sha256()
                for row in cursor:
                    digest.update(repr(row).encode())
                found[table] = digest.hexdigest()
    return found


def refused_to(rol: Rol) -> list[Scherm]:
    """What this role may not send about a case it has nothing to do with."""
    return [
        each
        for each in screens()
        if each.ids and not each.naam.startswith(BIBLIOTHEEK)
        and expected(each, "POST", rol, Relatie.GEEN) <= {403, 404}
    ]  # fmt: skip


@pytest.mark.sqlite
@pytest.mark.parametrize("naam", ["zeno", "ana"])
def test_a_refused_write_changes_nothing_and_is_written_down_once(
    cast: Cast, als: Callable[[Gebruiker], Client], naam: str
) -> None:
    rol = {"zeno": Rol.REGISSEUR, "ana": Rol.BELEIDSANALIST}[naam]
    asked = refused_to(rol)[len(naam) % DEEL :: DEEL]
    ids = {name: VOORBEELDEN[name](cast) for name in {name for each in asked for name in each.ids}}
    client, before, wrong = als(cast.gebruikers[naam]), rows_hash(), []
    for each in asked:
        known = Regel.objects.filter(resultaat="geweigerd").count()
        answer = client.post(reverse(each.naam, kwargs={name: ids[name] for name in each.ids}), {"versie": 1})
        lines = Regel.objects.filter(resultaat="geweigerd").count() - known
        if answer.status_code not in (403, 404) or lines != 1:
            wrong.append(f"{each.naam}: {answer.status_code}, {lines} regels")
    assert len(asked) > 15
    assert rows_hash() == before
    assert not wrong, "\n".join(wrong)
