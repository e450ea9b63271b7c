"""Where the demo does not come: production, with the demo off, beside real people; and never half."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from keukentafel.audit.public import SYSTEEM
from keukentafel.demo import laden
from keukentafel.demo.laden import DemoGeweigerd, load_demo
from keukentafel.demo.management.commands.demo import Command
from keukentafel.personen.public import Persoon, Persoongegevens, register_persoon
from keukentafel.teams.public import Medewerker
from keukentafel.toegang.public import Gebruiker
from tests.leeg import empty_tables

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_known(db: None) -> None:
    """The demo begins in an empty municipality."""
    empty_tables()


def test_production_refuses(settings: Settings) -> None:
    settings.PRODUCTIE = True
    with pytest.raises(DemoGeweigerd, match="productieomgeving"):
        load_demo()
    assert not Gebruiker.objects.exists()


def test_the_command_says_why_when_the_demo_is_off(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="De demo staat uit"):
        call_command("demo")
    assert not Gebruiker.objects.exists()


def test_a_database_with_people_is_left_alone() -> None:
    register_persoon(by=SYSTEEM, gegevens=Persoongegevens(voornamen="Mieke", achternaam="Echt"))
    with pytest.raises(CommandError, match="staan al mensen"):
        call_command("demo", als_leeg=True)
    assert Persoon.objects.count() == 1


def test_all_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> int:
        raise RuntimeError("halverwege")

    monkeypatch.setattr(laden, "_open_cases", fails)
    with pytest.raises(RuntimeError, match="halverwege"):
        load_demo()
    assert not Persoon.objects.exists()
    assert not Medewerker.objects.exists()
    assert not Gebruiker.objects.exists()


def test_a_demo_municipality_is_found_whatever_its_capitals() -> None:
    parser = Command().create_parser("keukentafel", "demo")
    assert parser.parse_args(["--gemeente", "Midden-Groningen"]).gemeente == "midden-groningen"
