"""No table is forgotten in an inzage export (security.md A5): the schema is walked, every kind has its place."""

from __future__ import annotations

import pytest
from django.db import models

from keukentafel.core.models import Basismodel
from keukentafel.privacy.inzage.plaats import (
    handed_fields,
    load_plaatsing,
    own_models,
    personal_models,
    unplaced,
    without_table,
)
from keukentafel.privacy.inzage.waarden import name_of


def test_every_kind_that_leads_to_a_person_or_says_something_about_one_has_a_place() -> None:
    assert unplaced(load_plaatsing()) == [], "zet deze in keukentafel/privacy/data/inzage.toml, met de reden"


def test_the_file_names_nothing_that_is_not_there() -> None:
    assert without_table(load_plaatsing()) == []


def test_the_walk_sees_the_whole_schema() -> None:
    """Planted: without the walk over keys a measurement's scores would not count, they name no person themselves."""
    found = {m.__name__ for m in personal_models()}
    assert {"Persoon", "Score", "Vraagterug", "Terugkoppelbericht", "Buurtkoppeling", "Concept"} <= found
    assert not {"Team", "Code", "Reekspunt", "Gebruiker"} & found


@pytest.mark.parametrize("vergeten", ["zelfredzaamheid.score", "personen.zoeksleutel", "werkplek.concept"])
def test_a_kind_without_a_place_is_found(vergeten: str) -> None:
    """Planted: the place of one kind is taken out of the file."""
    whole = load_plaatsing()
    less = type(whole)(
        whole.hoofdstukken,
        {name: place for name, place in whole.mee.items() if name != vergeten},
        {name: why for name, why in whole.ander.items() if name != vergeten},
        {name: why for name, why in whole.technisch.items() if name != vergeten},
    )
    assert unplaced(less) == [vergeten]


def test_a_kind_comes_after_what_it_hangs_on() -> None:
    """A row is his through its parent; a parent that is read later would give nothing away, and lose the row."""
    order = list(load_plaatsing().mee)
    for name, place in load_plaatsing().mee.items():
        for via in place.via:
            related = place.soort._meta.get_field(via).related_model
            assert isinstance(related, type) and issubclass(related, models.Model)
            parent = related._meta.label_lower
            assert parent in order and order.index(parent) <= order.index(name), f"{name} hangt aan {parent}"


def test_former_versions_of_all_that_is_handed_over_are_kept() -> None:
    """What goes along has a history that goes along too; only the file of an export itself has none."""
    for name, place in load_plaatsing().mee.items():
        assert issubclass(place.soort, Basismodel), name


def test_every_field_has_a_name_in_words() -> None:
    for place in load_plaatsing().mee.values():
        for field in handed_fields(place):
            assert "_" not in name_of(field) and name_of(field)[0].isupper(), f"{place.model}.{field.name}"


def test_a_number_that_can_be_looked_up_is_never_handed_over() -> None:
    fields = {f"{place.model}.{f.name}" for place in load_plaatsing().mee.values() for f in handed_fields(place)}
    assert "personen.persoon.bsn" in fields  # his own, he may have it
    assert not {"personen.persoon.bsn_index", "personen.huishouden.label", "casussen.casus.versie"} & fields
    assert len(own_models()) > 100
