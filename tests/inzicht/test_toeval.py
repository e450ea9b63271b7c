"""Intervals against published values and against their own definition."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.inzicht.toeval import count_interval, differs, poisson_below, share_interval


def test_clopper_pearson_as_published() -> None:
    """Table of Clopper and Pearson: 5 of 20 at 95% lies between 0.0866 and 0.4910; 0 of 10 up to 0.3085."""
    assert share_interval(5, 20) == pytest.approx((0.0866, 0.4910), abs=1e-4)
    assert share_interval(0, 10) == pytest.approx((0.0, 0.3085), abs=1e-4)
    assert share_interval(10, 10) == pytest.approx((0.6915, 1.0), abs=1e-4)


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


@given(st.integers(0, 60))
def test_the_bounds_of_a_count_leave_half_of_five_percent_each(k: int) -> None:
    low, high = count_interval(k)
    assert low <= k <= high
    assert poisson_below(k, high) == pytest.approx(0.025, abs=1e-6)
    if k:
        assert 1 - poisson_below(k - 1, low) == pytest.approx(0.025, abs=1e-6)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="tussen 0 en n"):
        share_interval(3, 2)
    with pytest.raises(ValueError, match="negatief"):
        count_interval(-1)
