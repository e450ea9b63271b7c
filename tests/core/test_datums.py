"""Dates as people type and say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.core.datums import (
    MAANDEN,
    dagtaal,
    duur,
    korte_datum,
    lange_datum,
    leeftijd,
    parse_datum,
    past_spans,
    te_laat,
)

VANDAAG = date(2026, 11, 21)
DAGEN = st.dates(min_value=date(1927, 1, 1), max_value=date(2026, 12, 31))


@pytest.mark.parametrize(
    "tekst",
    [
        "12-3-1986", "12-03-86", "12/3/86", "12.3.1986", "12 3 86", "12031986",
        "12 maart 1986", "12 mrt 1986", "12 mrt. '86".replace("'", ""), "1986-03-12", "  12  Maart 1986 ",
    ],
)  # fmt: skip
def test_reads_every_usual_way_of_writing(tekst: str) -> None:
    assert parse_datum(tekst, vandaag=VANDAAG) == date(1986, 3, 12)


@pytest.mark.parametrize("tekst", ["", "gisteren", "32-1-2026", "31-2-2026", "12-13-2026", "3 wintermaand", "1-2-3"])
def test_refuses_what_is_no_date(tekst: str) -> None:
    with pytest.raises(ValueError):
        parse_datum(tekst, vandaag=VANDAAG)


def test_two_digits_are_the_last_hundred_years() -> None:
    assert parse_datum("1-1-27", vandaag=VANDAAG).year == 2027
    assert parse_datum("1-1-28", vandaag=VANDAAG).year == 1928


def test_words_without_a_year_are_this_year() -> None:
    assert parse_datum("28 nov", vandaag=VANDAAG) == date(2026, 11, 28)


@given(DAGEN)
def test_what_is_written_out_is_read_back(dag: date) -> None:
    assert parse_datum(f"{dag.day}-{dag.month}-{dag.year}", vandaag=VANDAAG) == dag
    assert parse_datum(f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}", vandaag=VANDAAG) == dag
    assert parse_datum(lange_datum(dag).split(" ", 1)[1], vandaag=VANDAAG) == dag


@pytest.mark.parametrize(
    ("dag", "woorden"),
    [
        (date(2026, 11, 21), "vandaag"), (date(2026, 11, 20), "gisteren"), (date(2026, 11, 19), "eergisteren"),
        (date(2026, 11, 22), "morgen"), (date(2026, 11, 27), "over 6 dagen"), (date(2026, 11, 12), "9 dagen geleden"),
        (date(2026, 10, 2), "2 okt"), (date(2025, 10, 2), "2 okt 2025"), (date(2027, 1, 1), "1 jan 2027"),
    ],
)  # fmt: skip
def test_says_a_date_as_people_do(dag: date, woorden: str) -> None:
    assert dagtaal(dag, vandaag=VANDAAG) == woorden


@pytest.mark.parametrize(
    ("dag", "woorden"),
    [
        (date(2026, 11, 21), "vandaag"), (date(2026, 11, 20), "1 dag"), (date(2026, 11, 2), "19 dagen"),
        (date(2026, 10, 10), "6 weken"), (date(2026, 6, 20), "5 maanden"), (date(2024, 11, 1), "2 jaar"),
        (date(2026, 12, 1), "vandaag"),
    ],
)  # fmt: skip
def test_says_how_long_it_has_been(dag: date, woorden: str) -> None:
    assert duur(dag, vandaag=VANDAAG) == woorden


def test_late_only_when_the_day_has_passed() -> None:
    assert te_laat(date(2026, 11, 18), vandaag=VANDAAG) == "3 dagen te laat"
    assert te_laat(date(2026, 11, 20), vandaag=VANDAAG) == "1 dag te laat"
    assert te_laat(VANDAAG, vandaag=VANDAAG) == ""


def test_age_counts_birthdays() -> None:
    assert leeftijd(date(1988, 11, 21), vandaag=VANDAAG) == 38
    assert leeftijd(date(1988, 11, 22), vandaag=VANDAAG) == 37


def test_short_date_has_a_year_only_when_it_is_another() -> None:
    assert korte_datum(date(2026, 11, 24), vandaag=VANDAAG) == "di 24 nov"
    assert korte_datum(date(2027, 11, 24), vandaag=VANDAAG) == "wo 24 nov 2027"


def test_the_whole_spans_before_a_day() -> None:
    assert past_spans(date(2026, 1, 1), 2, 3) == [
        (date(2025, 10, 1), date(2025, 12, 31)),
        (date(2025, 7, 1), date(2025, 9, 30)),
    ]
    assert past_spans(date(2024, 6, 30), 1, 3) == [(date(2024, 1, 1), date(2024, 3, 31))]
    assert past_spans(date(2026, 11, 22), 1, 6) == [(date(2026, 1, 1), date(2026, 6, 30))]
    assert past_spans(date(2026, 11, 22), 1, 12) == [(date(2025, 1, 1), date(2025, 12, 31))]
    assert past_spans(date(2024, 3, 9), 1, 1) == [(date(2024, 2, 1), date(2024, 2, 29))]
