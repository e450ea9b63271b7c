"""Rounding, medians and months, by hand. Expected figures: reports.md and the sources (T-14, T-19)."""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.inzicht.rekenen import Maandregel, median, months, p80, rounded, share, whole_share


def test_rounding_goes_half_up_not_to_even() -> None:
    assert rounded(Fraction(5, 100), 1) == 0.1
    assert rounded(Fraction(25, 100), 1) == 0.3
    assert rounded(Decimal("2.675"), 2) == 2.68
    assert share(1, 8) == 12.5
    assert share(1, 16) == 6.3  # 6.25
    assert share(0, 5) == 0.0
    assert share(3, 0) is None
    assert (whole_share(1, 8), whole_share(1, 200)) == (13, 1)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_within_a_twentieth_of_the_truth(aantal: int, noemer: int) -> None:
    found = share(aantal, noemer)
    assert found is not None
    assert abs(Fraction(found) - Fraction(100 * aantal, noemer)) <= Fraction(1, 20) + Fraction(1, 10**9)


@given(st.lists(st.integers(-5, 60), min_size=1))
def test_median_and_p80_of_counts_are_those_of_the_row(days: list[int]) -> None:
    assert median(Counter(days)) == statistics.median(days)
    assert p80(Counter(days)) == sorted(days)[(8 * len(days) + 9) // 10 - 1]


def test_p80_is_the_nearest_rank() -> None:
    assert p80(dict.fromkeys(range(1, 6), 1)) == 4  # rank ceil(4.0)
    assert p80(dict.fromkeys(range(1, 7), 1)) == 5  # rank ceil(4.8)
    assert median({1: 1, 4: 1}) == 2.5
    assert (median({}), p80({})) == (None, None)


@pytest.mark.parametrize(
    ("van", "tot", "regel", "aantal", "gemiddeld"),
    [
        (date(2013, 1, 1), date(2013, 12, 31), Maandregel.KALENDER, 98, 8.2),
        (date(2014, 1, 1), date(2014, 6, 30), Maandregel.KALENDER, 82, 13.7),
        (date(2014, 7, 1), date(2014, 12, 3), Maandregel.KALENDER, 68, 13.3),
        (date(2014, 7, 1), date(2014, 12, 3), Maandregel.WEKEN433, 68, 13.2),
        (date(2014, 7, 1), date(2014, 12, 3), Maandregel.DAGEN30, 68, 13.1),
    ],
)
def test_months_give_the_published_means(
    van: date, tot: date, regel: Maandregel, aantal: int, gemiddeld: float
) -> None:
    assert rounded(aantal / months(van, tot, regel), 1) == gemiddeld


def test_a_part_of_a_month_counts_by_its_days() -> None:
    assert months(date(2014, 2, 1), date(2014, 2, 14), Maandregel.KALENDER) == Fraction(1, 2)
    assert months(date(2014, 1, 31), date(2014, 2, 28), Maandregel.KALENDER) == 1 + Fraction(1, 31)
    assert months(date(2014, 2, 2), date(2014, 2, 1), Maandregel.KALENDER) == 0
