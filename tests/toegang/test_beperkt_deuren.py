"""A dossier of which the use stands still, at every door: no address changes it, every page of it says so (AVG 18).

The addresses come from the product, so that a new one is tried by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.muurregels import walled
from keukentafel.personen.public import mark_huishouden
from keukentafel.toegang.beslissing import BEPERKT_LEZEN, Feiten, decide
from keukentafel.toegang.matrix import OPENBAAR, ZONDER_OBJECT, load_matrix
from keukentafel.toegang.public import Gebruiker, Relatie, Rol
from tests.cast import Cast
from tests.toegang.test_weigering import rows_hash
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import BIBLIOTHEEK, Scherm, screens

pytestmark = pytest.mark.sqlite
MERK = "Stilgezet: alleen lezen"
#: What is sent to the officer who handles the request, and is no dossier.
GEEN_DOSSIER = {"privacy:inbreng"}
#: Lies open on the table before the household itself: no menu, no labels, nothing about anybody else.
OP_TAFEL = {"tijdlijn:meekijken", "zelfredzaamheid:meekijken", "plannen:meekijken"}
#: Paper for the household itself, which asked for the standstill.
OP_PAPIER = {"plannen:afdruk", "plannen:versie_afdruk"}
#: Ids of what hangs on the dossier of the cast.
VAN_HET_DOSSIER = {"casus_id", "huishouden_id"}


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Refusals are what is asked for here."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def ids_for(cast: Cast, asked: list[Scherm]) -> dict[str, object]:
    """An example of every id in these addresses; then the use of the dossier stands still."""
    found = {name: VOORBEELDEN[name](cast) for name in sorted({name for each in asked for name in each.ids})}
    mark_huishouden(by=SYSTEEM, huishouden=cast.gezin, beperkt=True)
    return found


def about_a_dossier(scherm: Scherm, method: str) -> bool:
    """Whether the regisseur may do this with a dossier that is in use, by its relation to it and not without one."""
    matrix = load_matrix()
    code = matrix.action_for(scherm.naam, method)
    if code is None or code == OPENBAAR or not scherm.ids or scherm.naam.startswith(BIBLIOTHEEK):
        return False
    if (Rol.REGISSEUR, ZONDER_OBJECT) in matrix.acties[code].mag:
        return False
    near = frozenset({Relatie.REGISSEUR, Relatie.CASUSTEAM})
    return decide(Feiten(code, {Rol.REGISSEUR}, True, near), matrix).toegestaan


def of_the_regie(method: str) -> set[str]:
    """The addresses that the matrix gives to who has the regie over a dossier, by its lines: the least to ask."""
    matrix, near = load_matrix(), {(Rol.REGISSEUR, Relatie.REGISSEUR), (Rol.REGISSEUR, Relatie.CASUSTEAM)}
    found = set()
    for each in screens():
        code = matrix.action_for(each.naam, method)
        if code is None or code == OPENBAAR or not each.ids or each.naam.startswith(BIBLIOTHEEK):
            continue
        may = set(matrix.acties[code].mag)
        if may & near and (Rol.REGISSEUR, ZONDER_OBJECT) not in may:
            found.add(each.naam)
    return found


def test_no_address_changes_a_dossier_that_stands_still(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    """Who has the regie sends something to every address: refused before it is read, and not one row differs."""
    asked = [each for each in screens() if about_a_dossier(each, "POST") and each.naam not in GEEN_DOSSIER]
    ids, wrong = ids_for(cast, asked), []
    client, before = als(cast.noor), rows_hash()
    for each in asked:
        answer = client.post(reverse(each.naam, kwargs={name: ids[name] for name in each.ids}), {"versie": 1})
        if answer.status_code not in (403, 404):
            wrong.append(f"{each.naam}: {answer.status_code}")
    after = rows_hash()
    changed = [table for table in walled() if before[table] != after[table]]
    assert {each.naam for each in asked} | GEEN_DOSSIER >= of_the_regie("POST")
    assert not wrong and not changed, f"{wrong} {changed}"


def test_every_page_of_it_says_that_it_stands_still(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    """What the matrix lets one read of it opens and says so; every other address is refused."""
    asked = [each for each in screens() if VAN_HET_DOSSIER & set(each.ids) and about_a_dossier(each, "GET")]
    ids, wrong, read = ids_for(cast, asked), [], set()
    client, matrix = als(cast.noor), load_matrix()
    for each in asked:
        # What lies on the table locks the session that shows it: a session of its own.
        knocks = als(cast.noor) if each.naam in OP_TAFEL else client
        answer = knocks.get(reverse(each.naam, kwargs={name: ids[name] for name in each.ids}))
        if matrix.action_for(each.naam, "GET") not in BEPERKT_LEZEN:
            wrong += [f"{each.naam}: {answer.status_code}"] if answer.status_code not in (403, 404) else []
            continue
        read.add(each.naam)
        if answer.status_code != 200:
            wrong.append(f"{each.naam}: {answer.status_code}")
        elif answer["Content-Type"].startswith("text/html"):
            shown = answer.content.decode()
            if "<main" in shown and MERK not in shown and each.naam not in OP_TAFEL | OP_PAPIER:
                wrong.append(each.naam)
    assert not wrong, wrong
    assert read == {each.naam for each in asked if matrix.action_for(each.naam, "GET") in BEPERKT_LEZEN} and read
