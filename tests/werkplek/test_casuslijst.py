"""The list of cases: only what one may see, the filters of the address, flat in queries."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import open_casus
from keukentafel.personen.public import Huishouden, Huishoudlid, Persoon
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]


def more_cases(cast: Cast, number: int) -> None:
    for index in range(number):
        persoon = Persoon.objects.create(voornamen="Els", achternaam=f"Nummer{index}")
        huishouden = Huishouden.objects.create(naam=f"Mevrouw Nummer{index}")
        Huishoudlid.objects.create(huishouden=huishouden, persoon=persoon, rol="volwassene", van=date(2020, 1, 1))
        open_casus(
            by=SYSTEEM,
            huishouden=huishouden,
            persoon=persoon,
            team=cast.noord,
            aangemeld_op=date.today() - timedelta(30),
        )


def test_own_team_sees_its_cases_and_not_those_of_a_neighbour(cast: Cast, als: Als) -> None:
    page = als(cast.noor).get("/casussen/?stand=open").content.decode()
    assert "Gezin De Wit" in page
    assert "De heer B. Buur" not in page  # Noor declared a tie
    assert "De heer B. Buur" in als(cast.sanne).get("/casussen/?stand=open").content.decode()


def test_a_stranger_sees_an_empty_list(cast: Cast, als: Als) -> None:
    page = als(cast.zeno).get("/casussen/?stand=open").content.decode()
    assert "Gezin De Wit" not in page
    assert "Geen casussen" in page


@pytest.mark.parametrize("wie", ["lot", "bea", "petra", "ana", "wim"])
def test_roles_without_cases_are_refused(cast: Cast, als: Als, wie: str) -> None:
    assert als(getattr(cast, wie)).get("/casussen/").status_code == 403


@pytest.mark.parametrize(
    ("query", "there"),
    [("wie=mij", True), ("wie=niemand", False), ("stand=volgen", False), ("type=regie", False), ("stil=2", True),
     ("veiligheid=ja", False), ("wie=mij&stand=alle", True), ("stand=onzin&team=x&sorteer=;drop", True)],
)  # fmt: skip
def test_filters(cast: Cast, als: Als, query: str, there: bool) -> None:
    page = als(cast.noor).get(f"/casussen/?{query}").content.decode()
    assert ("Gezin De Wit" in page) is there


def test_each_person_on_the_page_gets_a_line_in_the_log(cast: Cast, als: Als) -> None:
    before = Regel.objects.count()
    als(cast.noor).get("/casussen/?stand=open")
    lines = Regel.objects.filter(volgnr__gt=before, soort="lezen")
    assert lines.count() == 3  # Mieke, Jan and the child
    assert lines.values("gebeurtenis").distinct().count() == 1


def test_the_queries_are_the_same_at_one_and_at_thirty_rows(cast: Cast, als: Als) -> None:
    client = als(cast.sanne)
    client.get("/casussen/?stand=open")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/casussen/?stand=open")
    more_cases(cast, 30)
    client.get("/casussen/?stand=open")  # makes the pseudonyms of the new persons
    with CaptureQueriesContext(connection) as many:
        client.get("/casussen/?stand=open")
    assert len(many) == len(few) <= 25


def test_a_saved_view_opens_first_and_can_go(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    form = {"naam": "Stil", "filters": "?wie=mij&stil=4", "standaard": "on"}
    assert client.post("/casussen/weergave/", form).status_code == 302
    assert client.get("/casussen/")["Location"] == "/casussen/?wie=mij&stil=4"
    assert "Stil" in client.get("/casussen/?wie=mij").content.decode()
    assert als(cast.sanne).get("/casussen/").status_code == 200
