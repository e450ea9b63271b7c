"""No form demands more than it must: what may not be left empty equals the approved list (security.md A3, AVG 5)."""

from __future__ import annotations

import pytest
from django import forms

from keukentafel.nazorg.forms import ReviewForm
from keukentafel.tijdlijn.forms import NotitieForm
from keukentafel.zelfredzaamheid.forms import ScoreForm
from tests import verplicht
from tests.guards import Slip


def test_every_field_that_is_demanded_stands_in_the_list_with_its_reason() -> None:
    too_much = {
        f"{verplicht.name_of(kind)}.{field}"
        for kind in verplicht.all_forms()
        for field in verplicht.demanded(kind.base_fields) - verplicht.approved(kind)
    }
    assert not too_much, f"verplicht zonder reden in docs/verplichte-velden.toml: {sorted(too_much)}"


def test_the_list_names_nothing_that_may_be_left_empty_or_is_not_there() -> None:
    """A field that is made on the way is named by no class; those few are these."""
    made_later = {
        "nazorg.forms.AfsluitForm": {"doel_*", "reden", "op"},
        "nazorg.forms.NazorgForm": {"resultaat", "gedaan_op"},
        "nazorg.forms.PlanNazorgForm": {"gepland_op"},
        "partner.forms.PartnermeldingForm": {"sleutel"},
        "referentielijsten.forms.NieuweCodeForm": {"telt_als"},
    }
    kinds = {verplicht.name_of(kind): kind for kind in verplicht.all_forms()}
    known = verplicht.load_verplicht()
    for name, fields in known.altijd.items():
        assert set(fields) <= verplicht.demanded(kinds[name].base_fields) | made_later.get(name, set()), name
    for name, fields in known.soms.items():
        assert not set(fields) & verplicht.demanded(kinds[name].base_fields), f"{name}: altijd verplicht"


def test_every_reason_is_said_and_used() -> None:
    known = verplicht.load_verplicht()
    used = {code for part in (known.altijd, known.soms) for fields in part.values() for code in fields.values()}
    assert used == set(known.redenen)
    assert all(len(reason) > 20 and reason.endswith(".") for reason in known.redenen.values())


def test_no_domain_of_self_reliance_and_no_question_afterwards_is_demanded() -> None:
    """AP on Nijmegen: a score per domain is asked because the question needs that domain, never of everybody."""
    assert not any(
        verplicht.approved(kind) for kind in verplicht.all_forms() if issubclass(kind, ScoreForm) or kind is ReviewForm
    )
    assert verplicht.load_verplicht().altijd["zelfredzaamheid.forms.KiesForm"]["reden"] == "meten"


def test_a_field_that_becomes_demanded_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: in the class the list differs; on the way, any test that validates the form falls."""
    monkeypatch.setattr(NotitieForm.base_fields["tekst"], "required", True)
    with pytest.raises(AssertionError, match=r"tijdlijn\.forms\.NotitieForm\.tekst"):
        test_every_field_that_is_demanded_stands_in_the_list_with_its_reason()

    class Nieuwsgierig(ReviewForm):
        """As if somebody made one more field needed while the form is built."""

        def __init__(self) -> None:
            forms.Form.__init__(self, {})
            self.fields["geloof"] = forms.CharField()

    Nieuwsgierig.__module__ = "keukentafel.nazorg.forms"
    with pytest.raises(Slip, match=r"Nieuwsgierig\.geloof"):
        Nieuwsgierig().is_valid()
