"""The board of a team, and the weekly five minutes."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.casussen.public import assign_regisseur
from keukentafel.taken.public import Taak
from keukentafel.teams.public import Bandbreedte, end_plaatsing
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]


def let_it_stand_still(cast: Cast, weeks: int = 20) -> None:
    day = date.today() - timedelta(weeks=weeks)
    type(cast.casus).objects.filter(pk=cast.casus.pk).update(aangemeld_op=day, laatste_contact_op=day)


def test_what_is_to_be_divided_and_what_stands_still(cast: Cast, als: Als) -> None:
    let_it_stand_still(cast)
    page = als(cast.tom).get("/teambord/").content.decode()
    assert "Team Noord" in page
    assert "De heer B. Buur" in page  # without a regisseur
    assert "Gezin De Wit" in page  # stands still
    assert "Vraag aan regisseur" in page


def test_load_is_drawn_only_beside_agreed_room_and_by_name(cast: Cast, als: Als) -> None:
    page = als(cast.tom).get("/teambord/").content.decode()
    assert "Nog geen ruimte afgesproken: Noor" in page
    Bandbreedte.objects.create(medewerker=cast.medewerkers["noor"], laag=10, hoog=20, van=date.today())
    Bandbreedte.objects.create(medewerker=cast.medewerkers["sanne"], laag=10, hoog=20, van=date.today())
    page = als(cast.tom).get("/teambord/").content.decode()
    assert page.index(">Noor<") < page.index(">Sanne<")


def test_asking_puts_one_question_on_the_regisseurs_day(cast: Cast, als: Als) -> None:
    let_it_stand_still(cast)
    for _ in range(2):
        als(cast.tom).post(f"/teambord/vraag/{cast.casus.pk}/")
    task = Taak.objects.get(casus=cast.casus, soort="vraag")
    assert task.medewerker == cast.medewerkers["noor"]
    assert "Vraag van de teamleider" in als(cast.noor).get("/").content.decode()


def test_only_the_team_lead_has_a_board_and_only_of_his_teams(cast: Cast, als: Als) -> None:
    for naam in ("noor", "sanne", "lot", "bea", "ana"):
        assert als(getattr(cast, naam)).get("/teambord/").status_code == 403
    assert als(cast.tom).get(f"/teambord/?team={cast.zuid.pk}").status_code == 404


def test_the_board_costs_the_same_whatever_the_number_of_cases(cast: Cast, als: Als) -> None:
    client = als(cast.tom)
    client.get("/teambord/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/teambord/").status_code == 200
    assert len(queries) <= 25


def test_five_minutes_walks_through_the_stale_cases_and_gives_each_a_next_step(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    assert "Alles is bij" in client.get("/bijwerken/").content.decode()
    let_it_stand_still(cast)
    page = client.get("/bijwerken/").content.decode()
    assert "Gezin De Wit" in page
    assert "Stap 1 van 1" in page
    assert client.post(f"/bijwerken/{cast.casus.pk}/", {"wat": "actief"}).status_code == 302
    task = Taak.objects.get(casus=cast.casus, soort="bijwerken")
    assert task.vervalt_op == date.today() + timedelta(weeks=2)
    assert "Alles is bij" in client.get("/bijwerken/").content.decode()


def test_a_case_may_rest_until_a_day(cast: Cast, als: Als) -> None:
    let_it_stand_still(cast)
    day = date.today() + timedelta(days=40)
    als(cast.noor).post(f"/bijwerken/{cast.casus.pk}/", {"wat": "volgen", "op": day.isoformat()})
    cast.casus.refresh_from_db()
    assert (cast.casus.volgen_vanaf, cast.casus.volgen_tot) == (date.today(), day)


def test_without_a_choice_the_same_case_comes_back_with_what_to_do(cast: Cast, als: Als) -> None:
    let_it_stand_still(cast)
    answer = als(cast.noor).post(f"/bijwerken/{cast.casus.pk}/", {"wat": ""})
    assert answer.status_code == 422
    assert "Maak een keuze" in answer.content.decode()


def test_the_lead_sees_whose_cases_are_left_when_a_placement_ends(cast: Cast, als: Als) -> None:
    client = als(cast.tom)
    assert "werkt hier niet meer" not in client.get("/teambord/").content.decode()
    placed = cast.medewerkers["noor"].plaatsingen.get()
    asked = als(cast.bea).get(f"/beheer/gebruikers/{cast.medewerkers['noor'].pk}/plaatsing/{placed.pk}/")
    assert "open casus" in asked.content.decode() and "Gezin De Wit" not in asked.content.decode()
    end_plaatsing(by=cast.bea, plaatsing=placed, tot=date.today() - timedelta(days=1))
    page = client.get("/teambord/").content.decode()
    assert "werkt hier niet meer" in page and f"/casussen/{cast.casus.pk}/toewijzen/" in page
    assign_regisseur(by=cast.tom, casus=cast.casus, medewerker=cast.medewerkers["sanne"])
    assign_regisseur(by=cast.tom, casus=cast.burencasus, medewerker=cast.medewerkers["zeno"])  # never was in Noord
    assert "werkt hier niet meer" not in client.get("/teambord/").content.decode()
