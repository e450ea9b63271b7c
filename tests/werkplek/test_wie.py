"""Who must I have: every worker finds a team, somebody who knows, and whom to ask for who has left (R-030)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.teams.public import Gidsteam, Medewerker, Plaatsing, Teamgebied, guide_of
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()
GISTEREN = VANDAAG - timedelta(days=1)
URL = reverse("werkplek:wie")


def team(cast: Cast, **filters: object) -> Gidsteam:
    """Team Noord in the guide of today."""
    return next(each for each in guide_of(VANDAAG, **filters) if each.naam == cast.noord.naam)


def test_who_works_there_and_who_leads(cast: Cast) -> None:
    Medewerker.objects.filter(naam="Noor").update(telefoon="06 1111")
    found = team(cast)
    assert [line.naam for line in found.leiding] == ["Tom"] and "Caberg" in found.gebieden
    assert {"Noor", "Sanne"} <= {line.naam for line in found.mensen}
    assert next(line.telefoon for line in found.mensen if line.naam == "Noor") == "06 1111"
    assert "Voor alle teams" in [each.naam for each in guide_of(VANDAAG)]


def test_an_area_leads_to_its_team_and_the_intake_desk(cast: Cast) -> None:
    assert [each.naam for each in guide_of(VANDAAG, gebied=cast.gebied.pk)] == ["Team Noord", "Aanmeldteam"]
    Teamgebied.objects.filter(gebied=cast.gebied).update(tot=GISTEREN)
    assert [each.naam for each in guide_of(VANDAAG, gebied=cast.gebied.pk)] == ["Aanmeldteam"]


def test_expertise_leads_to_who_knows_and_who_leads(cast: Cast) -> None:
    Medewerker.objects.filter(naam="Sanne").update(expertise=["schulden"])
    found = team(cast, expertise="schulden")
    assert [line.naam for line in found.mensen] == ["Sanne"] and [line.naam for line in found.leiding] == ["Tom"]


def test_of_who_left_it_says_whom_to_ask(cast: Cast, als: Als) -> None:
    cast.medewerkers["sanne"].plaatsingen.update(tot=GISTEREN)
    page = als(cast.lot).get(URL).content.decode()
    assert "Sanne werkt hier niet meer sinds" in page and "Vraag het aan Tom." in page
    Plaatsing.objects.filter(medewerker__naam="Sanne").update(van=VANDAAG - timedelta(days=900))
    Plaatsing.objects.filter(medewerker__naam="Sanne").update(tot=VANDAAG - timedelta(days=400))
    assert "Sanne" not in als(cast.lot).get(URL).content.decode()


@pytest.mark.parametrize("wie", ["lot", "noor", "wim", "ana"])
def test_everybody_who_works_here_may_look(cast: Cast, als: Als, wie: str) -> None:
    client = als(getattr(cast, wie))
    page = client.get(URL).content.decode()
    assert "Wie moet ik hebben" in page and "Mieke" not in page and "De Wit" not in page
    assert client.get(f"{URL}?gebied=99999999999999999999&expertise=²").status_code == 200


def test_the_queries_do_not_grow(cast: Cast, als: Als) -> None:
    client = als(cast.lot)
    client.get(URL)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(URL)
        return len(asked)

    few = count()
    for number in range(30):
        worker = Medewerker.objects.create(naam=f"Collega {number}")
        Plaatsing.objects.create(medewerker=worker, team=cast.zuid, medewerkertype="jeugd", van=GISTEREN)
    assert count() == few <= 25
