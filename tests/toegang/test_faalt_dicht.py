"""When the log refuses a line, nothing about anyone leaves the server (U2, L2; ASVS 16.5.3): over every address.

Half of the addresses on SQLite and the other half on PostgreSQL; `make matrix` visits them all, also with a log that
works, and prints how many tell of somebody.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.toegang.test_schermen import Loper, undone
from tests.toegang.test_vreemd import FULL, somebody
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import BIBLIOTHEEK, screens

REFUSE = {
    "sqlite": (
        "CREATE TRIGGER audit_weigert BEFORE INSERT ON audit_regel BEGIN SELECT RAISE(ABORT, 'het is vol'); END",
    ),
    "postgresql": ("REVOKE INSERT ON audit_regel FROM CURRENT_USER",),
}
HALF = {"sqlite": 0, "postgresql": 1}
KANARIE = "Kanariewit"
SEARCHES = (("/zoeken/", {"q": KANARIE}), ("/zoeken/", {"q": "Mieke"}))


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Every page writes down that it could not write down."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def sing(cast: Cast) -> tuple[str, ...]:
    """Give everyone a name that stands on no page by itself; returns what may not be heard."""
    Persoon.objects.update(achternaam=KANARIE)
    Huishouden.objects.update(naam=f"Gezin {KANARIE}")
    return KANARIE, cast.casus.nummer


def test_a_log_that_refuses_leaves_every_page_empty(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    values: dict[str, object] = {name: make(cast) for name, make in VOORBEELDEN.items()}
    canaries, clients = sing(cast), dict[int, Client]()
    told_before, leaked, closed = 0, [], 0
    for number, scherm in enumerate(screens()):
        user = somebody(cast, scherm)
        if user is None or scherm.naam.startswith(BIBLIOTHEEK) or not (FULL or number % 2 == HALF[connection.vendor]):
            continue
        if user.pk not in clients:
            clients[user.pk] = Loper()
            clients[user.pk].handler, clients[user.pk].cookies = Client().handler, als(user).cookies
        url = reverse(scherm.naam, kwargs={name: values[name] for name in scherm.ids})
        for refusing in (False, True) if FULL or number % 20 < 2 else (True,):
            cache.clear()
            with undone():
                if refusing:
                    with connection.cursor() as cursor:
                        for statement in REFUSE[connection.vendor]:
                            cursor.execute(statement)
                answer = clients[user.pk].get(url)
                text = "" if answer.streaming else answer.content.decode("utf-8", "ignore")
                sings = [one for one in canaries if one in text + str(answer.headers)]
                told_before += bool(sings) and not refusing
                closed += refusing and answer.status_code == 503
                if refusing and sings:
                    leaked.append(f"{scherm.naam}: {answer.status_code} {sings}")
    print(f"{told_before} schermen met namen; {closed} bleven dicht")
    assert told_before >= (80 if FULL else 3) and closed > 90
    assert leaked == []


def test_a_search_that_cannot_be_written_down_finds_nobody(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    sing(cast)
    client = als(cast.noor)
    with connection.cursor() as cursor:
        for statement in REFUSE[connection.vendor]:
            cursor.execute(statement)
    for url, sent in SEARCHES:
        answer = client.post(url, sent)
        assert answer.status_code == 503 and KANARIE not in answer.content.decode()
