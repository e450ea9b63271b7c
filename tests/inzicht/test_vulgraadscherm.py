"""The watchdog from the tables to the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.inzicht.bewaken import keep_watch, watch_fields
from keukentafel.inzicht.models import Vulgraadstand
from keukentafel.inzicht.momentopname import schema_of
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.velden import sources
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.inzicht.pakketten import Tabellen, opname_of

Als = Callable[[Gebruiker], Client]
OP = date(2014, 7, 9)
URL = reverse("inzicht:vulgraad")


def package(lost_from: date) -> Tabellen:
    """Ten weeks of cases, three a day, and their plans; from one day on the kind of question is no longer saved."""
    tabellen: Tabellen = {"casussen": [], "plannen": [], "doelen": []}
    for number in range(140):
        day = OP - timedelta(number)
        for n in range(3):
            key = f"{number}-{n}"
            vraagtype = "" if day >= lost_from else "enkelvoudig"
            tabellen["casussen"].append({
                "id": key, "huishouden": "h", "persoon": "p", "team": "t", "aangemeld_op": day.isoformat(),
                "melding": f"m{key}", "vraagtype": vraagtype,
            })  # fmt: skip
            tabellen["plannen"].append({"id": key, "huishouden": "h", "opgesteld_op": day.isoformat()})
            tabellen["doelen"].append({"id": key, "plan": key, "domein": "adl", "telwijze": "arrangement",
                                       "soort": "verbetering", "status": "open"})  # fmt: skip
    return tabellen


def test_every_watched_field_is_in_the_contract() -> None:
    for bron in sources():
        names = set(schema_of(bron.resource).names)
        assert set(bron.velden) <= names, bron.resource
        where = schema_of(bron.via[1]).names if bron.via else names
        assert bron.dag in where


def test_a_form_that_stops_saving_is_seen_in_the_tables_within_a_week(motor: Motor) -> None:
    lost = OP - timedelta(5)
    motor.load(opname_of(package(lost)))
    rows = {(row["resource"], row["veld"]): row for row in watch_fields(OP, motor)}
    assert date.fromisoformat(rows["casussen", "vraagtype"]["alarm_sinds"]) - lost < timedelta(7)
    assert rows["casussen", "melding"]["alarm_sinds"] is None
    assert rows["doelen", "soort"] == {
        "resource": "doelen", "veld": "soort", "n": 21, "gevuld": 21, "n_ervoor": 168, "gevuld_ervoor": 168,
        "bewaakt": True, "alarm_sinds": None,
    }  # fmt: skip
    assert [row["veld"] for row in rows.values() if row["alarm_sinds"]] == ["vraagtype"]


@pytest.mark.parametrize(("naam", "status"), [("tom", 200), ("ana", 200), ("bea", 200), ("noor", 403), ("petra", 403)])
def test_the_screen_tells_the_alarm_as_help_and_no_small_counts(
    cast: Cast, als: Als, motor: Motor, naam: str, status: int
) -> None:
    motor.load(opname_of(package(OP - timedelta(5))))
    keep_watch(OP, watch_fields(OP, motor))
    answer = als(getattr(cast, naam)).get(URL)
    assert answer.status_code == status
    if status == 200:
        page = answer.content.decode()
        assert "Vraagtype (casus) wordt sinds" in page
        assert "Te stil om te bewaken" in page and "te weinig" in page


def test_before_the_first_look_the_screen_says_so(cast: Cast, als: Als) -> None:
    assert "Er is nog niet gekeken" in als(cast.bea).get(URL).content.decode()


def test_one_look_a_day_is_kept_for_a_year(db: None) -> None:
    keep_watch(OP - timedelta(400), [])
    for _ in range(2):
        keep_watch(OP, [])
    assert list(Vulgraadstand.objects.values_list("peildatum", flat=True)) == [OP]
