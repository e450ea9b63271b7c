"""A whole name in one box is parted, and finds who is meant: by title, by initial, by another given name."""

from datetime import date

import pytest

from keukentafel.personen.dubbelen import Kenmerken, suggest_gelijkenden
from keukentafel.personen.getypt import is_initials, split_name
from tests.cast import Cast
from tests.personen.test_actions import register


@pytest.mark.parametrize(("typed", "given", "surname"), [
    ("Mevr. Kierkegaard", "", "Kierkegaard"),
    ("A. Holthuizen", "A.", "Holthuizen"),
    ("dhr. fam. De Wit", "", "De Wit"),
    ("de heer J.W. van der Meer", "J.W.", "van der Meer"),
    ("Jan Willem van den Berg", "Jan Willem", "van den Berg"),
    ("van den Berg", "", "van den Berg"),
    ("Anna Maria Jansen", "Anna Maria", "Jansen"),
    ("Berg, Jan van den", "Jan", "van den Berg"),
    ("D. de Wit", "D.", "de Wit"),
    ("S. 't Hart", "S.", "'t Hart"),
    ("Heer", "", "Heer"),
    ("De", "", "De"),
    (" , ", "", ""),
])  # fmt: skip
def test_a_typed_name_is_parted(typed: str, given: str, surname: str) -> None:
    assert split_name(typed) == (given, surname)


@pytest.mark.parametrize(("given", "yes"), [("A.", True), ("J.W.", True), ("j w", True), ("An", False), ("", False)])
def test_initials_are_told_from_a_name(given: str, yes: bool) -> None:
    assert is_initials(given) is yes


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "why"), [
    ("Mevr. Kierkegaard", "zelfde naam"),
    ("G. Kierkegaard", "zelfde achternaam en voorletter"),
    ("mw. G.A. Kierkegaard", "zelfde achternaam en voorletter"),
    ("Truus Kierkegaard", "zelfde achternaam"),
    ("T. Kierkegaard", "zelfde achternaam"),
    ("Truus Kerkhof", None),
])  # fmt: skip
def test_who_is_meant_is_suggested(cast: Cast, inzage: object, typed: str, why: str | None) -> None:
    register(voornamen="Geertruida", achternaam="Kierkegaard", geboortedatum=date(1944, 5, 2))
    found = suggest_gelijkenden(cast.lot, Kenmerken(*split_name(typed))).bekend
    assert [one.waarom for one in found] == ([why] if why else [])


@pytest.mark.django_db
def test_who_is_recorded_by_initials_is_found_by_the_whole_name(cast: Cast, inzage: object) -> None:
    register(voornamen="A.", achternaam="Holthuizen")
    found = suggest_gelijkenden(cast.lot, Kenmerken("Anna", "Holthuizen")).bekend
    assert [one.persoon.naam for one in found] == ["A. Holthuizen"]


@pytest.mark.django_db
def test_birth_and_address_together_are_enough_and_a_surname_alone_is_not_told_of_a_stranger(
    cast: Cast, inzage: object
) -> None:
    register(
        voornamen="Geertruida", achternaam="Kierkegaard", geboortedatum=date(1944, 5, 2), postcode="6217 AB",
        huisnummer="7",
    )  # fmt: skip
    both = suggest_gelijkenden(cast.lot, Kenmerken("", "", date(1944, 5, 2), "6217AB", "7"))
    assert [one.waarom for one in both.bekend] == ["zelfde geboortedatum, zelfde adres"]
    assert suggest_gelijkenden(cast.lot, Kenmerken("", "", date(1944, 5, 2))).bekend == ()
    assert suggest_gelijkenden(cast.zeno, Kenmerken("Truus", "Kierkegaard")).vraag_aan == ()
    assert suggest_gelijkenden(cast.zeno, Kenmerken("G.", "Kierkegaard")).vraag_aan == ("het loket",)
