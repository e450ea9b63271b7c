"""Frozen reports on the screen: a team lead has the own team in full, policy no cell, and nobody else anything."""

from __future__ import annotations

import json
import subprocess
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.cijfers.models import Bevrorenrapport
from keukentafel.inzicht.management.commands import rapportronde
from keukentafel.inzicht.models import Rapportronde
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.vastleggen import free_quarters, name_of
from keukentafel.teams.public import Team
from keukentafel.toegang.public import Gebruiker, Rol, grant_rol
from keukentafel.uitwisseling.models import Bron, Sleutel
from keukentafel.uitwisseling.public import Sleutelbos
from tests.cast import Cast
from tests.inzicht.voorbeelden import make_bevroren

Als = Callable[[Gebruiker], Client]
LIJST = reverse("inzicht:bevroren")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been started as a process of its own."""
    found: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda words, **_: found.append(words))
    return found


def post(client: Client, url: str, **data: object) -> Any:
    return client.post(url, {**data, "idempotentiesleutel": uuid.uuid4()})


def ronde_of(kept: Bevrorenrapport, team: Team | None, cast: Cast) -> Rapportronde:
    """A comparison that found two places."""
    place = {"rapport": "kenmerken", "tabel": "rijen"}
    verschillen = [
        place | {"rij": "geslacht · man", "kolom": "aantal", "toen": "31337", "nu": "4"},
        place | {"rij": "geslacht · vrouw", "kolom": "", "toen": None, "nu": "aantal 2"},
    ]
    now = timezone.now()
    return Rapportronde.objects.create(
        soort="vergelijken", naam=kept.naam, team=team, door=cast.tom, begonnen_op=now, klaar_op=now,
        verschillen=verschillen,
    )  # fmt: skip


def test_a_team_lead_asks_for_a_quarter_once(cast: Cast, als: Als, started: list[list[str]]) -> None:
    quarter = free_quarters(cast.noord, timezone.localdate())[0]
    client = als(cast.tom)
    assert post(client, LIJST, kwartaal=quarter).status_code == 302
    made = Rapportronde.objects.get()
    assert (made.soort, made.naam, made.team, made.kwartaal) == (
        "bevriezen", f"{quarter} kt-{cast.noord.pk}", cast.noord, quarter,
    )  # fmt: skip
    assert "Er wordt aan gewerkt" in client.get(LIJST).content.decode()
    assert post(client, LIJST, kwartaal=quarter).status_code == 422  # one at a time


@pytest.mark.parametrize("kwartaal", ["2099-1", "2018-5", "nu", ""])
def test_only_a_quarter_that_is_over(cast: Cast, als: Als, kwartaal: str) -> None:
    assert post(als(cast.tom), LIJST, kwartaal=kwartaal).status_code == 422
    assert not Rapportronde.objects.exists()


def test_what_was_frozen_is_not_offered_again(cast: Cast) -> None:
    make_bevroren(cast)
    taken = Bevrorenrapport.objects.get().naam.partition(" ")[0]
    assert taken not in free_quarters(cast.noord, timezone.localdate())
    assert taken in free_quarters(cast.zuid, timezone.localdate())
    assert name_of("2018-1", None) == "2018-1"


def test_what_a_team_froze_stays_its_own_when_its_key_becomes_another(cast: Cast, als: Als) -> None:
    pk = make_bevroren(cast)
    Bevrorenrapport.objects.filter(pk=pk).update(team=cast.noord)
    source = Bron.objects.create(naam="oud")
    Sleutel.objects.create(bron=source, resource="teams", sleutel="T" * 80, object_id=cast.noord.pk, vingerafdruk=0)
    assert als(cast.tom).get(reverse("inzicht:bevroren_set", args=[pk])).status_code == 200
    taken = Bevrorenrapport.objects.get().naam.partition(" ")[0]
    assert taken not in free_quarters(cast.noord, timezone.localdate())
    assert name_of("2018-1", cast.noord) == f"2018-1 team {cast.noord.pk}"


def test_the_team_lead_sees_every_difference_and_takes_the_report_along(cast: Cast, als: Als) -> None:
    kept = Bevrorenrapport.objects.get(pk=make_bevroren(cast))
    ronde_of(kept, cast.noord, cast)
    client = als(cast.tom)
    page = client.get(reverse("inzicht:bevroren_set", args=[kept.pk])).content.decode()
    assert "2 plekken anders" in page and "31337" in page and "hele rij" in page
    csv = client.get(reverse("inzicht:bevroren_bestand", args=[kept.pk, "csv"])).content.decode()
    assert csv.splitlines() == ["kenmerk,waarde,aantal", "geslacht,'=man,3"]
    whole = json.loads(client.get(reverse("inzicht:bevroren_bestand", args=[kept.pk, "json"])).content)
    assert whole["controlegetal"] == kept.controlegetal


def test_policy_sees_of_the_municipality_which_reports_changed_and_no_cell(cast: Cast, als: Als) -> None:
    kept = Bevrorenrapport.objects.get(pk=make_bevroren(cast))
    Bevrorenrapport.objects.update(vraag={**kept.vraag, "team": ""}, naam="2018-1")
    kept.refresh_from_db()
    ronde_of(kept, None, cast)
    client = als(cast.ana)
    page = client.get(reverse("inzicht:bevroren_set", args=[kept.pk])).content.decode()
    assert "2 rapporten anders" in page and "kenmerken" in page
    assert "31337" not in page and "geslacht" not in page
    assert client.get(reverse("inzicht:bevroren_bestand", args=[kept.pk, "json"])).status_code == 404


def test_another_team_and_the_municipality_do_not_exist_for_a_team_lead(cast: Cast, als: Als) -> None:
    pk = make_bevroren(cast)
    for key in (Sleutelbos().of("teams", cast.zuid.pk), ""):
        Bevrorenrapport.objects.update(vraag={"team": key})
        assert als(cast.tom).get(reverse("inzicht:bevroren_set", args=[pk])).status_code == 404
    grant_rol(by=cast.bea, gebruiker=cast.tom, rol=Rol.BELEIDSANALIST, van=date(2020, 1, 1))
    assert als(cast.tom).get(reverse("inzicht:bevroren_set", args=[pk])).status_code == 404  # a lead stays a lead


@pytest.mark.parametrize(("naam", "status"), [("tom", 200), ("ana", 200), ("noor", 403), ("bea", 403), ("petra", 403)])
def test_who_may(cast: Cast, als: Als, naam: str, status: int) -> None:
    assert als(getattr(cast, naam)).get(LIJST).status_code == status


def test_the_process_freezes_and_later_names_what_is_different(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole road with the engine: freeze the last quarter of the team, change a case, compare. Two reports."""
    two = {naam: definities()[naam] for naam in ("kenmerken", "caseload")}
    monkeypatch.setattr(rapportronde, "definities", lambda: two)
    quarter = free_quarters(cast.noord, timezone.localdate())[0]
    asked = {"team": cast.noord, "door": cast.tom, "begonnen_op": timezone.now()}
    name = name_of(quarter, cast.noord)
    first = Rapportronde.objects.create(soort="bevriezen", naam=name, kwartaal=quarter, **asked)
    call_command("rapportronde", str(first.pk))
    kept = list(Bevrorenrapport.objects.all())
    assert len(kept) == 2 and {one.vraag["team"] for one in kept} == {f"kt-{cast.noord.pk}"}
    year, _dash, number = quarter.partition("-")
    day = date(int(year), int(number) * 3, 1)
    type(cast.casus).objects.filter(pk=cast.burencasus.pk).update(aangemeld_op=day)
    second = Rapportronde.objects.create(soort="vergelijken", naam=name, **asked)
    call_command("rapportronde", str(second.pk))
    second.refresh_from_db()
    assert not second.fout and second.klaar_op is not None
    assert any(row["rapport"] == "caseload" for row in second.verschillen)
    with pytest.raises(CommandError):
        call_command("rapportronde", str(second.pk))


def test_a_round_that_stops_says_why(cast: Cast) -> None:
    asked = {"team": cast.noord, "door": cast.tom, "begonnen_op": timezone.now()}
    made = Rapportronde.objects.create(soort="vergelijken", naam="niets", **asked)
    with pytest.raises(CommandError):
        call_command("rapportronde", str(made.pk))
    made.refresh_from_db()
    assert made.fout == "Er is niets bevroren als niets."
