"""Working days and holidays: known years, and what holds for every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.core.werkdagen import (
    add_working_days,
    easter,
    holidays,
    is_working_day,
    kings_day,
    next_working_day,
    working_days_between,
)

DAGEN = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("jaar", "zondag"),
    [(2000, (4, 23)), (2008, (3, 23)), (2011, (4, 24)), (2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)),
     (2027, (3, 28)), (2038, (4, 25)), (2049, (4, 18))],
)  # fmt: skip
def test_easter(jaar: int, zondag: tuple[int, int]) -> None:
    assert easter(jaar) == date(jaar, *zondag)


def test_the_holidays_of_2026() -> None:
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 5), date(2026, 5, 14),
        date(2026, 5, 25), date(2026, 12, 25), date(2026, 12, 26),
    ]  # fmt: skip


def test_kings_day_is_never_a_sunday() -> None:
    assert kings_day(2025) == date(2025, 4, 26)  # the 27th was a Sunday
    assert kings_day(2013) == date(2013, 4, 30)
    assert all(kings_day(year).weekday() != 6 for year in range(1950, 2100))


def test_over_christmas_and_easter() -> None:
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert add_working_days(date(2026, 4, 2), 1) == date(2026, 4, 7)  # Goede Vrijdag, Pasen
    assert next_working_day(date(2026, 4, 3)) == date(2026, 4, 7)
    with pytest.raises(ValueError, match="-1"):
        add_working_days(date(2026, 4, 2), -1)


@given(DAGEN, st.integers(1, 60))
def test_a_term_ends_on_a_working_day_and_holds_as_many(start: date, dagen: int) -> None:
    end = add_working_days(start, dagen)
    assert is_working_day(end) and end >= start + timedelta(days=dagen)
    assert working_days_between(start, end) == dagen
    assert working_days_between(start, end - timedelta(days=1)) == dagen - 1


@given(DAGEN, st.integers(0, 30), st.integers(0, 30))
def test_terms_add_up(start: date, eerst: int, dan: int) -> None:
    assert add_working_days(add_working_days(start, eerst), dan) == add_working_days(start, eerst + dan)


@given(DAGEN)
def test_the_next_working_day_is_near_and_stays(dag: date) -> None:
    found = next_working_day(dag)
    assert dag <= found <= dag + timedelta(days=5)
    assert next_working_day(found) == found


@given(DAGEN)
def test_every_year_has_its_nine_days(dag: date) -> None:
    found = holidays(dag.year)
    assert len(found) in (8, 9)  # Hemelvaart can fall on 5 May (2016) or Koningsdag
    assert date(dag.year, 12, 26) in found and easter(dag.year) + timedelta(days=1) in found
