"""What is taken away while somebody is logged in is gone at her next request (Z8, ASVS 8.3.2)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from keukentafel.casussen.public import Casusrol
from keukentafel.personen.models import Afschermlid, Belang, EigenPersoon, Huishouden
from keukentafel.teams.public import Plaatsing
from keukentafel.toegang.models import Roltoekenning
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.toegang.test_schermen import Loper, undone
from tests.toegang.wandeling import screens

GISTEREN = date.today() - timedelta(days=1)
OVER = {"casus_id", "huishouden_id"}
AAN_TAFEL = "meekijken"  # from there no other address opens until she says who she is


def end_roles(cast: Cast) -> None:
    """Her role was until yesterday."""
    Roltoekenning.objects.filter(gebruiker=cast.noor).update(tot=GISTEREN)


def end_placement(cast: Cast) -> None:
    """Her placement was until yesterday; her role on the case still stands."""
    Plaatsing.objects.filter(medewerker=cast.medewerkers["noor"]).update(tot=GISTEREN)


def move_away(cast: Cast) -> None:
    """She works in another team from today, and handed her case over."""
    Plaatsing.objects.filter(medewerker=cast.medewerkers["noor"]).update(team=cast.zuid)
    Casusrol.objects.filter(medewerker=cast.medewerkers["noor"]).update(tot=GISTEREN)


def shield(cast: Cast) -> None:
    """The household is shielded, and she is not on its list."""
    Huishouden.objects.filter(pk=cast.gezin.pk).update(label="afgeschermd")
    Afschermlid.objects.create(huishouden=cast.gezin, gebruiker=cast.tom)


def declare(cast: Cast) -> None:
    """A tie with the household is declared."""
    Belang.objects.create(gebruiker=cast.noor, huishouden=cast.gezin, gemeld_op=date.today())


def turn_out_to_live_there(cast: Cast) -> None:
    """One of the household is she herself."""
    EigenPersoon.objects.create(gebruiker=cast.noor, persoon=cast.jan)


def block(cast: Cast) -> None:
    """Her account is closed."""
    Gebruiker.objects.filter(pk=cast.noor.pk).update(is_active=False)


WAYS = (end_roles, end_placement, move_away, shield, declare, turn_out_to_live_there, block)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Refusals are what is asked for here."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def visited(client: Client, cast: Cast, url: str) -> tuple[int, str, bool]:
    """Status of one visit, what it told of the household, and whether it was still being made after it began."""
    cache.clear()
    with undone():
        answer = client.get(url)
        body = b"" if answer.streaming else answer.content
        return answer.status_code, body.decode("utf-8", "ignore"), answer.streaming
    raise AssertionError(url)


@pytest.mark.sqlite  # PostgreSQL has a wall on top of the same questions: it can only open less
def test_at_the_next_request_nothing_of_the_dossier_opens(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    ids = {"casus_id": cast.casus.pk, "huishouden_id": cast.gezin.pk}
    addresses = [
        reverse(scherm.naam, kwargs={name: ids[name] for name in scherm.ids})
        for scherm in screens()
        if scherm.ids and not set(scherm.ids) - OVER and AAN_TAFEL not in scherm.naam
    ]
    client = Loper()
    client.handler, client.cookies = Client().handler, als(cast.noor).cookies
    before = {url: visited(client, cast, url) for url in addresses}
    opened = [url for url, (status, _body, _streaming) in before.items() if status == 200]
    assert len(opened) > 30
    # What is downloaded is made before its first byte leaves: there is no stream to be cut.
    assert [url for url in opened if before[url][2]] == []
    wrong = []
    for number, way in enumerate(WAYS):
        with undone():
            way(cast)
            for url in opened[number % 2 :: 2]:  # each address meets half of the ways
                status, body, _streaming = visited(client, cast, url)
                if status not in (302, 403, 404) or "Mieke" in body or "De Wit" in body:
                    wrong.append(f"{way.__name__}: {url}: {status}")
    assert wrong == []
