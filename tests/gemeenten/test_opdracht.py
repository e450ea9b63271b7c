"""`keukentafel demo --gemeente NAME`: into a database of its own, all of it or nothing, and never beside others."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from keukentafel.demo.gemeenten import laden
from keukentafel.demo.gemeenten.pakketbouw import Pakketbouw
from keukentafel.demo.management.commands import demo as opdracht
from keukentafel.personen.public import Persoon
from keukentafel.teams.public import Medewerker, Team
from keukentafel.toegang.public import Gebruiker
from tests.leeg import empty_tables

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_known(db: None) -> None:
    """A demo municipality begins in an empty database."""
    empty_tables()


def test_beside_anything_it_refuses() -> None:
    Team.objects.create(naam="Team Echt")
    with pytest.raises(CommandError, match="eigen, lege database"):
        call_command("demo", gemeente="lopik")
    assert not Persoon.objects.exists()


def test_in_production_it_refuses(settings: Settings) -> None:
    settings.PRODUCTIE = True
    with pytest.raises(CommandError, match="productieomgeving"):
        call_command("demo", gemeente="lopik")
    assert not Team.objects.exists()


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("demo", "--gemeente", "amsterdam")


def test_a_fault_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(bouw: Pakketbouw) -> None:
        bouw.add("teams", id="t1", naam="Team")
        bouw.add("team_gebieden", team="t1", gebied="nergens")

    known = laden.GEMEENTEN["lopik"]
    wrong_one = laden.Gemeente(known.titel, wrong, known.peildatum)
    monkeypatch.setattr(laden, "GEMEENTEN", {"lopik": wrong_one})
    with pytest.raises(ValueError, match="1 faults"):
        laden.load_gemeente("lopik")
    assert not Team.objects.exists()


def test_with_the_demo_off_nobody_can_log_in_without_a_password(settings: Settings) -> None:
    settings.DEMO = False
    out = StringIO()
    call_command("demo", gemeente="lopik", stdout=out)
    assert Persoon.objects.count() > 250
    assert not Gebruiker.objects.exists()
    assert "inloggen" not in out.getvalue()


def test_twice_is_said_and_the_cast_can_look_around(client: Client) -> None:
    call_command("demo", gemeente="lopik", stdout=StringIO())
    before = Medewerker.objects.count()
    out = StringIO()
    call_command("demo", gemeente="lopik", als_leeg=True, stdout=out)
    assert "De demo staat er al." in out.getvalue()
    with pytest.raises(CommandError, match="staan al gegevens"):
        call_command("demo", gemeente="lopik")
    assert Medewerker.objects.count() == before
    opened = set()
    for player in Gebruiker.objects.filter(demo_speler=True).order_by("pk"):
        client.force_login(player)
        for entry in client.get("/", follow=True).context["hoofdmenu"]:
            assert client.get(entry["url"]).status_code == 200, f"{entry['url']} as {player.rollen}"
            opened.add(entry["url"])
    assert len(opened) > 5


def test_a_database_without_tables_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_naam: str) -> bool:
        raise OperationalError("no such table")

    monkeypatch.setattr(opdracht, "is_loaded", absent)
    with pytest.raises(CommandError, match="voer eerst migrate uit"):
        call_command("demo", gemeente="lopik")
