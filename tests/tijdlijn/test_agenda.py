"""What leaves to a calendar: the moment and the number of the case, by a secret address that can be ended."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.models import Regel
from keukentafel.teams.public import Plaatsing
from keukentafel.tijdlijn.public import Agendasleutel, Gesprek, Planning, cancel_gesprek, plan_gesprek
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()
HIER = "/gesprekken/"


def plan(cast: Cast, **extra: object) -> Gesprek:
    wanted = {"datum": VANDAAG + timedelta(days=2), "tijd": time(10), "medewerker": cast.medewerkers["noor"], **extra}
    return plan_gesprek(by=cast.noor, casus=cast.casus, planning=Planning(**wanted))


def make_address(client: Client) -> str:
    """The path of a new feed, from the only page that shows it."""
    shown = client.post(HIER, {})
    path = shown.context["adres"].removeprefix("http://testserver")
    assert path in shown.content.decode() and path not in client.get(HIER).content.decode()
    return str(path)


def test_the_file_of_one_talk_holds_no_name(cast: Cast, als: Als) -> None:
    talk = plan(cast, persoon=cast.mieke)
    answer = als(cast.noor).get(reverse("tijdlijn:gesprek_ics", args=[cast.casus.pk, talk.pk]))
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"SUMMARY:Gesprek {cast.casus.nummer}" in text
    assert not any(word in text for word in ("Wit", "Mieke", "Noor", "Caberg", "6217", "thuis", "Thuis", "LOCATION"))
    assert "Wit" not in answer["Content-Disposition"]


def test_the_feed_needs_no_session_and_is_read_in_the_name_of_its_owner(cast: Cast, als: Als) -> None:
    plan(cast, persoon=cast.mieke)
    plan(cast, medewerker=cast.medewerkers["sanne"])
    gone = plan(cast)
    cancel_gesprek(by=cast.noor, gesprek=gone, reden="Ziek")
    path = make_address(als(cast.noor))
    text = Client().get(path).content.decode()
    assert text.count("BEGIN:VEVENT") == 1 and cast.casus.nummer in text
    assert not any(word in text for word in ("Wit", "Mieke", "Noor", "Caberg", "6217"))
    line = Regel.objects.get(actie="agenda_opgehaald")
    assert (line.soort, line.actor, line.object_soort) == ("lezen", cast.noor.pk, "agendasleutel")


def test_the_address_itself_is_nowhere(cast: Cast, als: Als) -> None:
    key = make_address(als(cast.noor)).removeprefix("/agenda/").removesuffix(".ics")
    stored = Agendasleutel.objects.get()
    assert len(key) >= 22 and key not in (stored.merk, str(stored)) and stored.tot == VANDAAG + timedelta(days=365)


@pytest.mark.parametrize("way", ["einde", "nieuw", "verlopen", "weg", "uit_dienst"])
def test_an_ended_address_reads_nothing(cast: Cast, als: Als, way: str) -> None:
    plan(cast)
    client = als(cast.noor)
    path = make_address(client)
    assert Client().get(path).status_code == 200
    if way == "einde":
        client.post(reverse("tijdlijn:agenda_einde"), {})
    elif way == "nieuw":
        make_address(client)
    elif way == "verlopen":
        Agendasleutel.objects.update(tot=VANDAAG - timedelta(days=1))
    elif way == "weg":
        Gebruiker.objects.filter(pk=cast.noor.pk).update(is_active=False)
    else:
        Plaatsing.objects.filter(medewerker=cast.medewerkers["noor"]).update(tot=VANDAAG - timedelta(days=1))
    assert Client().get(path).status_code == 404
    assert Client().get("/agenda/onbekend.ics").status_code == 404


def test_a_case_that_closed_to_the_owner_is_gone_from_the_feed(cast: Cast, als: Als) -> None:
    plan(cast)
    path = make_address(als(cast.noor))
    cast.casus.team = cast.zuid
    cast.casus.save()
    cast.casus.rollen.update(tot=VANDAAG - timedelta(days=1))
    assert "VEVENT" not in Client().get(path).content.decode()


def test_ending_twice_says_so(cast: Cast, als: Als) -> None:
    answer = als(cast.noor).post(reverse("tijdlijn:agenda_einde"), {})
    assert answer.status_code == 422


def test_who_has_no_cases_has_no_agenda(cast: Cast, als: Als) -> None:
    assert als(cast.lot).get(HIER).status_code == 403
    assert als(cast.ana).post(HIER, {}).status_code == 403
