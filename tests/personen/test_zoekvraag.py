"""What is typed in the search box, taken apart; keys and likeness of names. No database."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.personen.zoekvraag import (
    Zoekvraag,
    name_likeness,
    nearest_words,
    parse_query,
    search_pairs,
    word_likeness,
)

TODAY = date(2026, 11, 22)
names = st.text(alphabet="abcdefghij é'-", min_size=1, max_size=25)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("van den Boogaart", Zoekvraag(woorden=("boogaart",))),
        ("12-3-86", Zoekvraag(geboren_op=date(1986, 3, 12))),
        ("12-3-19", Zoekvraag(geboren_op=date(2019, 3, 12))),
        ("2001-02-28", Zoekvraag(geboren_op=date(2001, 2, 28))),
        ("jansen 12-03-1986", Zoekvraag(woorden=("jansen",), geboren_op=date(1986, 3, 12))),
        ("3077AW 31", Zoekvraag(postcode="3077AW", huisnummer=31)),
        ("3077 aw 31-a", Zoekvraag(postcode="3077AW", huisnummer=31)),
        ("3077AW", Zoekvraag(postcode="3077AW")),
        ("de wit 3077 AW", Zoekvraag(woorden=("wit",), postcode="3077AW")),
        ("9999.90.639", Zoekvraag(bsn="999990639")),
        ("９９９９９０６３９", Zoekvraag(bsn="999990639")),  # digits of another keyboard; once broke the search
        ("999990639 du Burck", Zoekvraag(woorden=("burck",), bsn="999990639")),
        ("31-2-2001", Zoekvraag()),
        ("   ", Zoekvraag()),
        ("De", Zoekvraag(woorden=("de",))),
    ],
)
def test_what_is_typed_is_taken_apart(typed: str, asked: Zoekvraag) -> None:
    assert parse_query(typed, TODAY) == asked


@given(st.text(max_size=200))
def test_nothing_typed_breaks_the_question(typed: str) -> None:
    assert len(parse_query(typed, TODAY).woorden) <= 120


def test_a_question_never_shows_its_bsn() -> None:
    assert "999990639" not in repr(parse_query("999990639", TODAY)) + str(parse_query("999990639", TODAY))


def test_a_name_is_found_by_every_two_of_its_words_in_both_orders() -> None:
    assert search_pairs("Jan", ["van den Boogaart"]) == {("jan", "boogaart"), ("boogaart", "jan")}
    pairs = search_pairs("Anna Maria", ["Jansen-de Vries"])
    assert {("jansen", "vries"), ("vries", "jansen"), ("maria", "vries"), ("jansen", "anna")} <= pairs
    assert ("anna", "maria") not in pairs
    assert search_pairs("", ["Wit"]) == {("wit", "")}
    assert search_pairs("Jan", [""]) == {("jan", "")}
    assert search_pairs("", []) == frozenset()
    assert search_pairs("Bos", ["Bos"]) == {("bos", "")}


@given(names, names)
def test_pairs_come_in_both_orders(given_names: str, surname: str) -> None:
    pairs = search_pairs(given_names, [surname])
    assert all((other, one) in pairs for one, other in pairs if other)
    assert len(pairs) <= 24


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jansn", "jansen"),
        ("bogaerd", "boogaart"),
        ("meyer", "meijer"),
        ("hendrickx", "hendriks"),
        ("smti", "smit"),
        ("kuyper", "kuiper"),
        ("vissr", "visser"),
        ("burk", "burck"),
        ("mohamed", "mohammed"),
        ("yilmas", "yilmaz"),
        ("schouten", "schoutn"),
        ("dijckstra", "dijkstra"),
    ],
)
def test_a_misspelt_word_is_near_what_was_meant(typed: str, meant: str) -> None:
    assert nearest_words(typed, [meant, "bakkerman", "oostdijkje"], 5) == [meant]


def test_unlike_words_are_not_near() -> None:
    assert nearest_words("jansen", ["bakker", "visser", "smit"], 5) == []
    assert word_likeness("jansen", "jansen") == 1.0
    assert 1.0 > word_likeness("jansen", "janssen") > word_likeness("jansen", "jensma")


def test_the_name_that_answers_best_comes_first() -> None:
    order = sorted(
        ["Jan Hansen", "Jan Jansen", "Piet Jansen", "Jan Jansens"],
        key=lambda name: -name_likeness(("jan", "jansen"), name),
    )
    assert order[0] == "Jan Jansen" and order[1] == "Jan Jansens"
    assert name_likeness((), "Jan") == name_likeness(("jan",), "") == 0.0
