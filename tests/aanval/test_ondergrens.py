"""Finding nothing says something only of what was tried: each harness has a floor, and less than that is a finding."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from keukentafel.plannen.kringen import circle_of
from keukentafel.referentielijsten.public import UitvoerderSoort, choices
from keukentafel.toegang.public import Gebruiker
from tests.aanval import kanaries, test_uitvoer, test_xss, wereld
from tests.aanval.ladingen import ADRESSEN, FORMULES, PDF, XSS
from tests.aanval.telling import Telling
from tests.architectuur.house import ROOT
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("quiet")
HIER = ROOT / "tests" / "aanval"
Als = Callable[[Gebruiker], Client]


@pytest.fixture(autouse=True)
def no_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEUKENTAFEL_GROOTBOEK", raising=False)


def test_there_are_as_many_payloads_as_is_said() -> None:
    assert [len(set(some)) for some in (XSS, FORMULES, PDF, ADRESSEN)] == [500, 30, 50, 40]


def test_every_harness_has_a_floor() -> None:
    closing = {path.name: path.read_text() for path in HIER.glob("test_*.py") if "telling.close()" in path.read_text()}
    assert len(closing) >= 10
    assert [name for name, text in closing.items() if "telling.reached(" not in text and "enough(" not in text] == []


def test_less_than_the_floor_is_a_finding() -> None:
    for got, floor in ((0, 0), (3, 4)):
        telling = Telling("proef")
        telling.tried("x")
        telling.reached("bladzijden", got, floor)
        with pytest.raises(AssertionError, match="te weinig geprobeerd: bladzijden"):
            telling.close()


def test_a_walk_past_closed_doors_is_seen(cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: every address is one that is not there."""
    somewhere, telling = wereld.make_wereld(cast, als), Telling("proef")
    monkeypatch.setattr(somewhere, "address", lambda _scherm: "/nergens/")
    found = list(wereld.doors(somewhere, 40))
    wereld.enough(somewhere, telling, len(found))
    assert somewhere.gevraagd and len(telling.bevindingen) == 2


def test_no_field_is_seen(cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: no field of any row is filled."""
    monkeypatch.setattr(kanaries, "text_fields", lambda: iter(()))
    with pytest.raises(AssertionError, match="heeft niets geprobeerd"):
        test_xss.test_a_text_stays_text_on_every_page(cast, als, None, Telling("proef"), None)


def test_no_door_is_seen(cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: there is no screen that gives a file."""
    monkeypatch.setattr(test_uitvoer, "screens", tuple)
    with pytest.raises(AssertionError, match="gaf niets"):
        test_uitvoer.test_no_cell_is_a_formula(cast, als, Telling("proef", 1), None)


def test_what_names_a_code_of_a_list_is_left_as_it_was(cast: Cast, als: Als) -> None:
    """Else a page fails over a list that no package could bring, and the harness finds itself."""
    wereld.make_wereld(cast, als)
    assert kanaries.fill(lambda name: name)
    assert {circle_of(one) for one in UitvoerderSoort} <= {code for code, _naam in choices("kring")}
    filled = {f"{model.__name__}.{field.name}" for model, field in kanaries.text_fields()}
    assert not {name for name in filled if ".telt_als" in name}


def test_a_field_that_cannot_be_filled_is_no_silence(cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: an encrypted field refuses to be written, as all of them did, unseen, when they became encrypted."""
    wereld.make_wereld(cast, als)
    monkeypatch.setattr("keukentafel.core.versleuteling.VersleuteldTekstveld.seal", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        kanaries.fill(lambda name: name)
