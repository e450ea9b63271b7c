"""Intervals against published values and against their own definition."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.inzicht.toeval import (
    beyond_chance,
    chance_of,
    chance_together,
    count_interval,
    differs,
    poisson_below,
)


def test_garwood_as_published() -> None:
    """Garwood (1936): 10 events are 4.795 to 18.391; none at all is 0 to 3.689."""
    assert count_interval(10) == pytest.approx((4.795, 18.391), abs=1e-3)
    assert count_interval(0) == pytest.approx((0.0, 3.689), abs=1e-3)


@given(st.integers(0, 40), st.integers(0, 40))
def test_two_counts_by_the_binomial_definition(a: int, b: int) -> None:
    n = a + b
    low = sum(comb(n, i) for i in range(a + 1)) / 2**n
    high = sum(comb(n, i) for i in range(a, n + 1)) / 2**n
    if abs(2 * min(low, high) - 0.05) > 1e-9:
        assert differs(a, b) is (n > 0 and 2 * min(low, high) < 0.05)
    assert chance_of(a, b) == pytest.approx(min(1, 2 * min(low, high)) if n else 1)


@given(st.integers(0, 60))
def test_the_bounds_of_a_count_leave_half_of_five_percent_each(k: int) -> None:
    low, high = count_interval(k)
    assert low <= k <= high
    assert poisson_below(k, high) == pytest.approx(0.025, abs=1e-6)
    if k:
        assert 1 - poisson_below(k - 1, low) == pytest.approx(0.025, abs=1e-6)


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.data())
def test_together_by_counting_every_way(first: int, second: int, rest: int, data: st.DataObject) -> None:
    """Fisher by its own definition: draw `second` of n people, and count the ways to at most, or at least, so many."""
    n = max(first, second) + rest
    low, high = max(0, first + second - n), min(first, second)
    both = data.draw(st.integers(low, high))
    ways = {k: comb(first, k) * comb(n - first, second - k) for k in range(low, high + 1)}
    tails = sum(w for k, w in ways.items() if k <= both), sum(w for k, w in ways.items() if k >= both)
    assert chance_together(both, first, second, n) == pytest.approx(min(1, 2 * min(tails) / comb(n, second)))


def test_together_in_a_large_city_by_counting_every_way() -> None:
    ways = [comb(900, k) * comb(2100, 700 - k) for k in range(701)]
    for both in (150, 190, 210, 235, 260):
        expected = min(1, 2 * min(sum(ways[: both + 1]), sum(ways[both:])) / comb(3000, 700))
        assert chance_together(both, 900, 700, 3000) == pytest.approx(expected, rel=1e-8)


def test_a_million_people_take_a_moment_and_not_numbers_as_long_as_a_million() -> None:
    """So many, the normal distribution holds: two standard deviations (250 each) leave 4.55% outside."""
    assert chance_together(250_000 + 500, 500_000, 500_000, 1_000_000) == pytest.approx(0.0455, rel=0.01)
    assert chance_of(500_000 + 1_000, 500_000 - 1_000) == pytest.approx(0.0455, rel=0.01)
    low, high = count_interval(1_000_000)
    assert (low, high) == (pytest.approx(998_041, abs=2), pytest.approx(1_001_962, abs=2))


def test_fisher_as_published() -> None:
    """The lady tasting tea: all four of eight right has one chance in seventy."""
    assert chance_together(4, 4, 4, 8) == pytest.approx(2 / 70)


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_by_its_definition(chances: list[float]) -> None:
    """A comparison counts when it and every stronger one pass 0.05 by how many are left."""
    expected = []
    for mine in range(len(chances)):
        order = sorted(range(len(chances)), key=lambda place: (chances[place], place))
        before = order[: order.index(mine) + 1]
        expected.append(all(chances[p] <= (1 - 0.95) / (len(chances) - step) for step, p in enumerate(before)))
    assert beyond_chance(chances) == expected


def test_looking_at_many_at_once_calls_less() -> None:
    assert beyond_chance([0.03]) == [True] and not any(beyond_chance([0.03] + [0.5] * 9))


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="negatief"):
        count_interval(-1)
    with pytest.raises(ValueError, match="beide"):
        chance_together(3, 2, 4, 8)
