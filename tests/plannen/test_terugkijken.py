"""Looking back together: planned by case type, on Vandaag, held and planned again; and what changed after the yes."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.casussen.public import next_steps, todo_of
from keukentafel.core.fouten import Regelfout
from keukentafel.plannen.actions.doelen import (
    create_actie,
    create_doel,
    evaluate_doel,
    finish_actie,
    move_doel,
    set_doel_result,
    update_doel,
)
from keukentafel.plannen.actions.evaluatie import hold_evaluatie
from keukentafel.plannen.actions.inzet import create_inzet
from keukentafel.plannen.actions.plan import agree_plan, end_plan, update_plan
from keukentafel.plannen.models import Doel, Evaluatiemoment, Plan
from keukentafel.plannen.permissions import open_plan_of
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.plannen.conftest import Planverhaal, domein
from tests.vragen import QUERIES, asked

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()
HALFJAAR = timedelta(days=180)
KIJK = "Kijk of een doel gelukt is"
GEWIJZIGD = "Gewijzigd sinds het akkoord"


def plan_day(cast: Cast, verhaal: Planverhaal, day: date) -> None:
    """The day to look back together."""
    verhaal.plan = update_plan(by=cast.noor, plan=verhaal.plan, versie=None, evaluatie_op=day)


def fresh(verhaal: Planverhaal) -> Plan:
    return Plan.objects.get(pk=verhaal.plan.pk)


def open_task(cast: Cast) -> Taak | None:
    return Taak.objects.open().filter(soort="evaluatie").first()


def test_the_first_goal_on_screen_plans_the_day_of_the_case_type(cast: Cast, als: Als) -> None:
    goal = {
        "omschrijving": "Ik wil rust", "leefdomein": str(domein("adl").pk), "wet": "algemeen",
        "wie_1": "netwerk", "wie_2": "netwerk",
    }  # fmt: skip
    assert als(cast.noor).post(f"/casussen/{cast.casus.pk}/plan/doelen/nieuw/", goal).status_code == 302
    plan = open_plan_of(cast.gezin.pk)
    assert plan is not None and plan.evaluatie_op == VANDAAG + HALFJAAR
    task = open_task(cast)
    assert task is not None and (task.medewerker, task.vervalt_op) == (cast.medewerkers["noor"], plan.evaluatie_op)


def test_an_overdue_day_stands_on_vandaag_and_once_on_the_case(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    plan_day(cast, verhaal, VANDAAG - timedelta(days=3))
    assert "Samen terugkijken op het plan" in als(cast.noor).get("/").content.decode()
    assert [item.tekst for item in todo_of(cast.casus)].count("Samen terugkijken op het plan") == 1
    Taak.objects.all().delete()  # brought in from elsewhere, without a task
    assert "Samen terugkijken op het plan" in [item.tekst for item in todo_of(cast.casus)]


def test_when_every_goal_is_judged_the_moment_is_held(cast: Cast, verhaal: Planverhaal) -> None:
    plan_day(cast, verhaal, VANDAAG)
    evaluate_doel(by=cast.noor, doel=verhaal.lucht, oordeel_inwoner="deels", medewerker=cast.medewerkers["noor"])
    assert fresh(verhaal).evaluatie_op == VANDAAG and not Evaluatiemoment.objects.exists()
    evaluate_doel(by=cast.noor, doel=verhaal.boodschappen, oordeel_inwoner="deels", medewerker=cast.medewerkers["noor"])
    held = Evaluatiemoment.objects.get()
    assert (held.gepland_op, held.gehouden_op, held.medewerker) == (VANDAAG, VANDAAG, cast.medewerkers["noor"])
    assert fresh(verhaal).evaluatie_op == VANDAAG + HALFJAAR
    task = open_task(cast)
    assert task is not None and task.vervalt_op == VANDAAG + HALFJAAR


def test_long_before_the_day_a_judgement_holds_nothing(cast: Cast, verhaal: Planverhaal) -> None:
    plan_day(cast, verhaal, VANDAAG + timedelta(days=60))
    for goal in (verhaal.lucht, verhaal.boodschappen):
        evaluate_doel(by=cast.noor, doel=goal, oordeel_inwoner="deels")
    assert not Evaluatiemoment.objects.exists() and fresh(verhaal).evaluatie_op == VANDAAG + timedelta(days=60)


def test_held_on_screen_and_the_past_is_kept(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    client = als(cast.noor)
    plan_day(cast, verhaal, VANDAAG - timedelta(days=1))
    assert "Samen teruggekeken" in client.get(verhaal.url()).content.decode()
    assert client.get(verhaal.url("teruggekeken/")).context["form"].initial["volgende"] == VANDAAG + HALFJAAR
    late = {"gehouden_op": (VANDAAG + timedelta(days=1)).isoformat(), "volgende": ""}
    assert client.post(verhaal.url("teruggekeken/"), late).status_code == 422
    yes = {"gehouden_op": VANDAAG.isoformat(), "volgende": (VANDAAG + timedelta(days=30)).isoformat()}
    assert client.post(verhaal.url("teruggekeken/"), yes).status_code == 302
    assert fresh(verhaal).evaluatie_op == VANDAAG + timedelta(days=30)
    assert "Samen teruggekeken op het plan" in client.get(f"/casussen/{cast.casus.pk}/tijdlijn/").content.decode()
    with pytest.raises(Regelfout, match="latere dag"):
        hold_evaluatie(by=cast.noor, plan=verhaal.plan, op=VANDAAG, volgende=VANDAAG)


def test_an_ended_plan_asks_nothing(cast: Cast, verhaal: Planverhaal) -> None:
    plan_day(cast, verhaal, VANDAAG)
    end_plan(by=cast.noor, plan=verhaal.plan)
    assert open_task(cast) is None


def test_a_goal_past_its_own_day_asks_something(cast: Cast, verhaal: Planverhaal) -> None:
    late = VANDAAG - timedelta(days=5)
    verhaal.lucht.change(streefdatum=late)
    Taak.objects.all().delete()  # brought in from elsewhere, without a task
    assert "Kijk of het gelukt is: 1 doel over de datum" in [item.tekst for item in todo_of(cast.casus)]
    assert (late, "kijken of een doel gelukt is") in [(s.op, s.tekst) for s in steps(cast)]
    set_doel_result(by=cast.noor, doel=verhaal.lucht, status="behaald")
    assert late not in [s.op for s in steps(cast)]


def test_the_first_day_of_a_goal_stands_on_vandaag(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    late = VANDAAG - timedelta(days=5)
    goal_task = Taak.objects.open().filter(soort="doeldatum")
    assert goal_task.get().vervalt_op == verhaal.lucht.streefdatum  # the goal of the story has a day to come
    assert KIJK not in als(cast.noor).get("/").content.decode()
    update_doel(by=cast.noor, doel=verhaal.lucht, versie=None, streefdatum=late)
    assert goal_task.get().vervalt_op == late
    client = als(cast.noor)
    assert KIJK in client.get("/").content.decode()
    assert "over de datum" not in str([item.tekst for item in todo_of(cast.casus)])  # it stands there once
    address = verhaal.url(f"doelen/{verhaal.lucht.pk}/evaluatie/")
    proposed = client.get(address).context["form"].initial["streefdatum"]
    assert proposed == VANDAAG + HALFJAAR
    judged = {"oordeel_inwoner": "deels", "status": "open", "streefdatum": proposed.isoformat()}
    assert client.post(address, judged).status_code == 302
    assert Doel.objects.get(pk=verhaal.lucht.pk).streefdatum == proposed and goal_task.get().vervalt_op == proposed
    assert KIJK not in client.get("/").content.decode()
    set_doel_result(by=cast.noor, doel=verhaal.lucht, status="behaald")
    assert not goal_task.exists()


def steps(cast: Cast) -> list:  # type: ignore[type-arg]
    return list(next_steps([cast.casus.pk]).values())


def test_a_press_passes_over_goals_with_a_result(cast: Cast, verhaal: Planverhaal) -> None:
    third = create_doel(by=cast.noor, plan=verhaal.plan, omschrijving="Derde", leefdomein=domein("adl"))
    set_doel_result(by=cast.noor, doel=verhaal.boodschappen, status="behaald")
    move_doel(by=cast.noor, doel=third, omhoog=True)
    still_open = Doel.objects.open().filter(plan=verhaal.plan).order_by("volgorde", "pk")
    assert list(still_open) == [third, verhaal.lucht]
    move_doel(by=cast.noor, doel=third, omhoog=True)
    assert list(still_open) == [third, verhaal.lucht]
    verhaal.boodschappen.change(status="open", wet="jeugd")
    move_doel(by=cast.noor, doel=third, omhoog=False, wetten=["algemeen"])
    assert [goal for goal in still_open.all() if goal.wet == "algemeen"] == [verhaal.lucht, third]


@pytest.mark.parametrize("wat", ["doel", "afspraak", "steun", "woorden"])
def test_a_change_after_the_yes_is_named(cast: Cast, verhaal: Planverhaal, als: Als, wat: str) -> None:
    client = als(cast.noor)
    agree_plan(by=cast.noor, plan=verhaal.plan, akkoord="akkoord")
    finish_actie(by=cast.noor, actie=verhaal.strijken)
    update_doel(by=cast.noor, doel=verhaal.lucht, versie=None, interne_notitie="Voor het team")
    assert GEWIJZIGD not in client.get(verhaal.url()).content.decode()
    changes: dict[str, Callable[[], object]] = {
        "doel": lambda: create_doel(by=cast.noor, plan=verhaal.plan, omschrijving="Nog iets", leefdomein=domein("adl")),
        "afspraak": lambda: create_actie(by=cast.noor, doel=verhaal.lucht, omschrijving="Bellen"),
        "steun": lambda: create_inzet(
            by=cast.noor, plan=verhaal.plan, leefdomein=domein("adl"), aard="nieuw", kring="maatwerk"
        ),
        "woorden": lambda: update_doel(by=cast.noor, doel=verhaal.lucht, versie=None, omschrijving="Ik wil anders"),
    }
    changes[wat]()
    page = client.get(verhaal.url())
    assert page.content.decode().count(GEWIJZIGD) == 2  # beside the status, and in the check list
    assert page.context["beeld"].gewijzigd_op == VANDAAG
    agree_plan(by=cast.noor, plan=verhaal.plan, akkoord="akkoord")
    assert GEWIJZIGD not in client.get(verhaal.url()).content.decode()


def test_the_page_stays_within_its_budget(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    client = als(cast.noor)
    agree_plan(by=cast.noor, plan=verhaal.plan, akkoord="akkoord")
    plan_day(cast, verhaal, VANDAAG - timedelta(days=1))
    update_doel(by=cast.noor, doel=verhaal.lucht, versie=None, omschrijving="Ik wil anders")
    client.get(verhaal.url())
    with CaptureQueriesContext(connection) as seen:
        client.get(verhaal.url())
    assert len(asked(seen)) <= QUERIES


def test_how_it_was_given_and_when_they_agreed(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    client, day = als(cast.noor), VANDAAG - timedelta(days=4)
    assert client.post(verhaal.url("meegeven/"), {"vorm": "voorgelezen"}).status_code == 302
    assert verhaal.plan.versies.get().vorm == "voorgelezen"
    assert "Voorgelezen." in client.get(verhaal.url()).content.decode()
    assert client.post(verhaal.url("meegeven/"), {}).status_code == 302  # the button on the tab: on paper
    assert verhaal.plan.versies.order_by("-nummer")[0].vorm == "papier"
    later = (VANDAAG + timedelta(days=1)).isoformat()
    assert client.post(verhaal.url("antwoord/"), {"akkoord": "akkoord", "op": later}).status_code == 422
    assert client.post(verhaal.url("antwoord/"), {"akkoord": "akkoord", "op": day.isoformat()}).status_code == 302
    assert fresh(verhaal).akkoord_op == day


def test_it_was_talked_through_on_another_day(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    client, day = als(cast.noor), VANDAAG - timedelta(days=4)
    assert verhaal.url("besproken/") in client.get(verhaal.url()).content.decode()
    assert client.get(verhaal.url("besproken/")).context["form"].initial["op"] == VANDAAG
    late = client.post(verhaal.url("besproken/"), {"op": (VANDAAG + timedelta(days=1)).isoformat()})
    assert late.status_code == 422 and "ligt in de toekomst" in late.content.decode()
    assert client.post(verhaal.url("besproken/"), {"op": day.isoformat()}).status_code == 302
    assert fresh(verhaal).besproken_op == day
    assert client.post(verhaal.url("besproken/"), {}).status_code == 302  # the button: today
    assert fresh(verhaal).besproken_op == VANDAAG
