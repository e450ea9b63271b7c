"""For what somebody answers on a case: derived, with who bears it, and a reminder once the norm is past (R-090)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus, give_rol, start_vraagverheldering, todo_of
from keukentafel.casussen.verantwoordelijk import bearers_of, lines_of
from keukentafel.plannen.actions.plan import create_plan
from keukentafel.referentielijsten.public import norm
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.plannen.voorbeelden import make_doel

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()
GESPREK, PLAN = "De vraagverheldering is nog niet begonnen", "Er is nog geen plan"


def ago(cast: Cast, dagen: int, **velden: object) -> Casus:
    """The case, come in so many days ago."""
    Casus.objects.filter(pk=cast.casus.pk).update(aangemeld_op=VANDAAG - timedelta(days=dagen), **velden)
    return Casus.objects.get(pk=cast.casus.pk)


def reminded(casus: Casus) -> set[str]:
    return {item.tekst for item in todo_of(casus)} & {GESPREK, PLAN, "Al lang geen contact vastgelegd"}


def test_the_road_in_order_with_who_bears_it(cast: Cast) -> None:
    give_rol(by=SYSTEEM, casus=cast.casus, medewerker=cast.medewerkers["sanne"], rol="mede_intaker")
    casus = Casus.objects.get(pk=cast.casus.pk)
    found = {each.wat.naam: list(each.wie) for each in bearers_of(casus)}
    assert sorted(found["De vraag verhelderen"]) == ["Noor", "Sanne"]
    assert found["Eén plan maken en meegeven"] == found["Goed afsluiten"] == ["Noor"]
    assert list(found) == ["De vraag verhelderen", "Eén plan maken en meegeven", "Contact houden", "Goed afsluiten"]


def test_a_reminder_comes_after_the_norm_and_goes_by_doing(cast: Cast) -> None:
    days = norm("vraagverheldering")
    assert reminded(ago(cast, days)) == set()
    assert reminded(ago(cast, days + 1)) == {GESPREK}
    start_vraagverheldering(by=cast.noor, casus=cast.casus)
    assert reminded(Casus.objects.get(pk=cast.casus.pk)) == set()
    long_ago = VANDAAG - timedelta(days=norm("plan") + 1)
    late = ago(cast, 90, vraagverheldering_op=long_ago, laatste_contact_op=VANDAAG)
    assert reminded(late) == {PLAN}
    create_plan(by=cast.noor, casus=late)
    assert reminded(Casus.objects.get(pk=late.pk)) == set()


@pytest.mark.parametrize(
    ("velden", "gevraagd"),
    [
        ({}, {GESPREK, PLAN, "Al lang geen contact vastgelegd"}),
        ({"casustype": "eenmalige_voorziening"}, {GESPREK, "Al lang geen contact vastgelegd"}),
        ({"laatste_contact_op": VANDAAG}, {GESPREK, PLAN}),
        ({"afgesloten_op": VANDAAG}, set()),
    ],
)
def test_each_kind_of_case_asks_its_own(cast: Cast, velden: dict[str, object], gevraagd: set[str]) -> None:
    assert reminded(ago(cast, 200, **velden)) == gevraagd


def test_the_goals_are_followed_when_each_has_an_action_and_a_day(cast: Cast) -> None:
    make_doel(cast)
    line = next(row for row in lines_of(Casus.objects.get(pk=cast.casus.pk), mag=True) if "volgen" in row.tekst)
    assert line.tekst == "De doelen volgen: 1 doel open, 1 zonder afspraak of datum (Noor)" and not line.gedaan


def test_it_stands_on_the_page_of_the_phases_and_on_vandaag(cast: Cast, als: Als) -> None:
    ago(cast, 200)
    client = als(cast.noor)
    page = client.get(reverse("casussen:verloop", args=[cast.casus.pk])).content.decode()
    assert "Wat hoort erbij" in page and "nog niet begonnen (Noor)" in page
    assert "Bij één casus van u" in client.get("/").content.decode()
    shown = client.get("/casussen/?wie=mij&stil=achter").content.decode()
    url = f"/casussen/{cast.casus.pk}/"
    assert url in shown and "Nog geen gesprek of plan" in shown
    assert "Blijft liggen" not in als(cast.sanne).get("/").content.decode()
    ago(cast, 200, vraagverheldering_op=VANDAAG, plan_op=VANDAAG)
    assert "Blijft liggen" not in als(cast.noor).get("/").content.decode()
    assert url not in als(cast.noor).get("/casussen/?wie=mij&stil=achter").content.decode()
