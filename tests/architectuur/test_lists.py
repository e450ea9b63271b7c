"""A code is offered and named by its list, on the day of its record; never by the enumeration (ADR 0005)."""

from __future__ import annotations

from tests.architectuur.lists import BACKED, backed_fields, displays, texts, words_of_enumerations

#: Fields of a name that elsewhere holds a code of a list, and here a state that nobody renames.
OWN_STATES = {
    ("meldingen/terugkoppeling.html", "terugkoppeling.get_soort_display"),
}


def test_no_field_or_label_comes_from_an_enumeration_that_a_list_backs() -> None:
    found = [
        f"{name}:{line} {what}"
        for name, text in texts()
        if name.endswith(".py")
        for line, what in words_of_enumerations(text)
    ]
    assert found == [], "neem Lijstkeuzeveld of label_of(lijst, code, dag) van referentielijsten.public"


def test_no_display_of_a_field_that_holds_a_code_of_a_list() -> None:
    fields = backed_fields()
    found = {(name, what) for name, text in texts() for what in displays(text, fields)}
    assert found == OWN_STATES, "neem {% lijstnaam %} of label_of(lijst, code, dag)"


def test_planted_words_of_an_enumeration_are_seen() -> None:
    source = """
from keukentafel.referentielijsten.public import Kanaal, Kring as K
a = Kanaal.choices
b = Kanaal(melding.kanaal).label
c = [kring.label for kring in K]
d = Kanaal.TELEFOON.label
e = Kanaal.TELEFOON
for kring in K:
    print(kring.label)
f = Wet.choices
"""
    assert sorted(words_of_enumerations(source)) == [
        (3, "Kanaal.choices"),
        (4, "Kanaal.label"),
        (5, "Kring.label"),
        (6, "Kanaal.label"),
        (9, "Kring.label"),
    ]
    assert {"Kanaal", "Kring", "Wet"} <= BACKED
    assert displays("{{ m.get_kanaal_display|lower }}{{ v.get_vorm_display }}", backed_fields()) == [
        "m.get_kanaal_display"
    ]
