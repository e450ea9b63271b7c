"""Search: what one may see and nothing else; the words leave no trace but an encrypted one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from keukentafel.audit.models import Regel
from keukentafel.personen.zoekindex import index_personen, refresh_bereik
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]


@pytest.fixture(autouse=True)
def findable(cast: Cast) -> None:
    people = [cast.mieke, cast.jan, cast.kind, cast.burencasus.persoon]
    index_personen(people, new=True)
    refresh_bereik([p.pk for p in people])


def search(client: Client, words: str) -> str:
    return client.post("/zoeken/", {"q": words}).content.decode()


@pytest.mark.parametrize("words", ["Mieke", "de wit", "Wit", "mieke de wit", "12-3-1988", "6217AB 12", "Miecke Witt"])
def test_noor_finds_mieke_and_opens_her_case(cast: Cast, als: Als, words: str) -> None:
    assert f'href="/casussen/{cast.casus.pk}/"' in search(als(cast.noor), words)


def test_by_number(cast: Cast, als: Als) -> None:
    assert f'href="/casussen/{cast.casus.pk}/"' in search(als(cast.noor), f" {cast.casus.nummer.lower()} ")
    assert "Gezin De Wit" not in search(als(cast.zeno), cast.casus.nummer)


def test_a_stranger_and_a_neighbour_find_nothing(cast: Cast, als: Als) -> None:
    assert "Niets gevonden" in search(als(cast.zeno), "Mieke")
    assert "Niets gevonden" in search(als(cast.noor), "Bram Buur")
    assert "Bram" in search(als(cast.sanne), "Bram Buur")


def test_the_search_is_logged_encrypted_and_one_line_per_person(cast: Cast, als: Als) -> None:
    before = Regel.objects.count()
    search(als(cast.noor), "Mieke")
    lines = Regel.objects.filter(volgnr__gt=before)
    asked = lines.get(soort="zoeken")
    assert asked.geheim is not None
    assert b"Mieke" not in bytes(asked.geheim)
    assert lines.filter(soort="lezen").count() == 1


def test_the_words_never_stand_in_an_address_or_title(cast: Cast, als: Als) -> None:
    page = search(als(cast.noor), "Mieke")
    assert "<title>Zoeken" in page
    assert "?q=" not in page


def test_a_household_is_one_line_with_everyone_who_was_found_in_it(cast: Cast, als: Als) -> None:
    groups = als(cast.noor).post("/zoeken/", {"q": "wit"}).context["resultaat"].gevonden
    assert [g.huishouden for g in groups] == ["Gezin De Wit"]
    assert {p.naam for p in groups[0].personen} >= {"Mieke de Wit", "Jan de Wit"}


def test_look_alikes_stand_apart(cast: Cast, als: Als) -> None:
    result = als(cast.noor).post("/zoeken/", {"q": "Miecke Witt"}).context["resultaat"]
    assert not result.gevonden and [g.huishouden for g in result.gelijkend] == ["Gezin De Wit"]


def test_nothing_found_offers_a_melding_to_who_may_take_one(cast: Cast, als: Als) -> None:
    page = search(als(cast.lot), "Onvindbaar")
    assert 'href="/meldingen/nieuw/" data-toets="n"' in page
    assert 'data-toets="n"' not in search(als(cast.wim), "Onvindbaar")


@pytest.mark.parametrize("words", ["Mieke", "mieke de wit", "Miecke Witt", "12-3-1988", "6217AB 12"])
def test_a_search_stays_within_its_queries(
    cast: Cast, als: Als, words: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client = als(cast.noor)
    search(client, words)
    with django_assert_max_num_queries(25):
        search(client, words)
