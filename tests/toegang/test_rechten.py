"""From a user and an object to a decision, and from a refusal to 404 or 403; no database."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from pytest_django import Settings

from keukentafel.toegang import rechten
from keukentafel.toegang.beslissing import Feiten
from keukentafel.toegang.states import Label, Reden, Relatie, Rol, Veld

TEAM = frozenset({Relatie.ZELFDE_TEAM})


def somebody(*rollen: Rol, **anders: Any) -> Any:
    """A user as far as a decision looks at him."""
    values = {"rollen": frozenset(rollen), "is_active": True, "demo": False, "tweede_factor": True, "pk": 7}
    return SimpleNamespace(**(values | anders))


def test_the_decision_takes_over_every_fact() -> None:
    noor = somebody(Rol.REGISSEUR)
    assert rechten.decision(noor, "casus_inzien", rechten.Objectfeiten(TEAM)).toegestaan
    assert rechten.decision(noor, "eigen_werk").toegestaan
    for user, feiten, reden in (
        (somebody(Rol.REGISSEUR, is_active=False), rechten.Objectfeiten(TEAM), Reden.GEEN_ROL),
        (somebody(Rol.REGISSEUR, tweede_factor=False), rechten.Objectfeiten(TEAM), Reden.GEEN_TWEEDE_FACTOR),
        (noor, rechten.Objectfeiten(frozenset({Relatie.BELANG})), Reden.BELANG),
        (noor, rechten.Objectfeiten(TEAM, label=Label.AFGESCHERMD), Reden.AFGESCHERMD),
        (somebody(Rol.MEDEWERKER_WI), rechten.Objectfeiten(TEAM, "wmo"), Reden.ANDERE_WET),
        (noor, rechten.Objectfeiten(TEAM, beperkt=True), Reden.BEPERKT),
    ):
        assert rechten.decision(user, "casus_inzien", feiten).reden is reden
    shielded = rechten.Objectfeiten(TEAM, label=Label.AFGESCHERMD, op_lijst=True)
    assert rechten.decision(noor, "casus_inzien", shielded).toegestaan


def test_crisis_duty_is_taken_over_when_it_is_asked() -> None:
    stranger = rechten.Objectfeiten(frozenset())
    noor = somebody(Rol.REGISSEUR)
    assert not rechten.decision(noor, "casus_inzien", stranger).noodvelden
    assert Veld.VEILIGHEID in rechten.decision(noor, "casus_inzien", stranger, crisisdienst=True).noodvelden


def test_a_refusal_is_written_and_ends_as_if_nothing_is_there_or_as_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[Any, ...]] = []
    monkeypatch.setattr(rechten, "note_refusal", lambda *facts: written.append(facts))
    monkeypatch.setattr(rechten, "name_ground", lambda ground, namens: written.append((ground, namens)))
    noor, casus = somebody(Rol.REGISSEUR), SimpleNamespace(pk=3)
    with pytest.raises(Http404):
        rechten.authorize(noor, "casus_inzien", rechten.Objectfeiten(frozenset()), obj=casus)
    with pytest.raises(PermissionDenied, match=Reden.NIET_IN_MATRIX):
        rechten.authorize(noor, "lijst_wijzigen", obj=object())
    opened = rechten.Objectfeiten(TEAM | {Relatie.REGISSEUR}, namens=9)
    assert rechten.authorize(noor, "casus_inzien", opened, obj=casus).toegestaan
    assert rechten.authorize(noor, "eigen_werk").toegestaan
    assert written == [
        ("casus_inzien", Reden.NIET_IN_MATRIX, casus),
        ("lijst_wijzigen", Reden.NIET_IN_MATRIX, None),
        ("regisseur", 9),
        ("rol", None),
    ]


def test_the_ground_is_the_nearest_relation() -> None:
    assert rechten.ground_of(None) == "rol"
    assert rechten.ground_of(rechten.Objectfeiten(frozenset())) == "geen"
    for nearest, further in zip(rechten.GRONDEN, rechten.GRONDEN[1:], strict=False):
        assert rechten.ground_of(rechten.Objectfeiten(frozenset({further, nearest}))) == nearest


def test_the_gate_asks_whether_a_role_may_ever() -> None:
    assert rechten.may_ever(somebody(Rol.REGISSEUR), "casus_inzien")
    assert not rechten.may_ever(somebody(Rol.BELEIDSANALIST), "casus_inzien")
    assert not rechten.may_ever(somebody(Rol.REGISSEUR, is_active=False), "casus_inzien")
    assert rechten.may_ever(somebody(Rol.REGISSEUR), "onbekend") is False


def test_a_demo_user_needs_no_second_factor_in_the_demo_alone(settings: Settings) -> None:
    for demo, in_demo, factor, counts in (
        (True, True, False, True), (True, False, False, False), (False, True, False, False), (False, False, True, True)
    ):  # fmt: skip
        settings.DEMO = in_demo
        assert rechten.second_factor(somebody(demo=demo, tweede_factor=factor)) is counts
    settings.DEMO = False
    assert rechten.second_factor(SimpleNamespace(demo=False)) is False  # type: ignore[arg-type]


def test_without_an_object_the_facts_are_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rechten, "decide", lambda facts, matrix: facts)
    plain: Any = rechten.decision(somebody(Rol.REGISSEUR), "eigen_werk")
    assert plain == Feiten("eigen_werk", frozenset({Rol.REGISSEUR}), True)
    assert rechten.Objectfeiten(TEAM) == rechten.Objectfeiten(TEAM, "algemeen", Label.NORMAAL, False)
