"""The watchdog over 26 simulated weeks: a planted silent loss is found within seven days; false alarms are counted."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.inzicht import vulgraad
from keukentafel.inzicht.vulgraad import Telling, alarm_since, compare, so_few

BEGIN = date(2014, 1, 6)  # a Monday
WEKEN = 26


@dataclass(frozen=True)
class Veld:
    """A field: rows per working day and how often it is filled."""

    per_dag: float
    deel: float


# As the forms of a municipality with four teams are filled: busy and quiet ones, nearly always and half of the time.
VELDEN = [Veld(per_dag, deel) for per_dag in (8, 12, 20) for deel in (0.5, 0.7, 0.85, 0.95, 1.0)]


def simulate(r: random.Random, veld: Veld, lost_from: date | None = None) -> dict[date, Telling]:
    """Counts per day: no weekends, a quiet week in spring, weeks that differ, a rate that drifts a little."""
    reeks = {}
    for number in range(WEKEN * 7):
        day = BEGIN + timedelta(number)
        if day.weekday() >= 5:
            continue
        busy = veld.per_dag * r.choice((0.6, 0.9, 1.0, 1.1, 1.4)) * (0.4 if number // 7 == 16 else 1)
        n = sum(r.random() < 0.5 for _ in range(round(2 * busy)))
        drift = veld.deel - 0.04 * number / (WEKEN * 7)
        kept = 0 if lost_from is not None and day >= lost_from else sum(r.random() < drift for _ in range(n))
        reeks[day] = (n, kept)
    return reeks


def first_alarm(reeks: dict[date, Telling], van: date) -> date | None:
    """The first day from `van` on which the watchdog, run every night, raises an alarm."""
    days = (van + timedelta(n) for n in range((BEGIN + timedelta(WEKEN * 7) - van).days))
    return next((day for day in days if compare(reeks, day).alarm), None)


def test_a_silent_loss_is_found_within_seven_days() -> None:
    """A form stops saving one field on some day of week 10 to 24: every field, several beginnings."""
    r, late = random.Random(2014), []
    for veld in VELDEN:
        for _ in range(6):
            lost = BEGIN + timedelta(r.randint(9 * 7, 23 * 7))
            found = first_alarm(simulate(r, veld, lost), lost)
            if found is None or (found - lost).days >= 7:
                late.append((veld, lost, found))
    assert late == []


def test_false_alarms_are_counted_over_26_weeks_of_all_fields() -> None:
    """60 field-half-years without a loss: none raises an alarm on any of its 119 watched days."""
    r = random.Random(31)
    alarms = sum(
        compare(reeks, BEGIN + timedelta(day)).alarm
        for _ in range(4)
        for veld in VELDEN
        for reeks in (simulate(r, veld),)
        for day in range(9 * 7, WEKEN * 7)
    )
    assert alarms == 0


def test_planted_a_watchdog_that_sleeps_or_barks_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vulgraad, "ALPHA", 0.0)
    with pytest.raises(AssertionError):
        test_a_silent_loss_is_found_within_seven_days()
    monkeypatch.setattr(vulgraad, "ALPHA", 0.2)
    monkeypatch.setattr(vulgraad, "VAL", 0.0)
    with pytest.raises(AssertionError):
        test_false_alarms_are_counted_over_26_weeks_of_all_fields()


def test_an_alarm_lasts_until_the_field_is_filled_again() -> None:
    r = random.Random(7)
    lost, found_again = BEGIN + timedelta(70), BEGIN + timedelta(100)
    reeks = simulate(r, Veld(20, 0.95), lost)
    whole = simulate(r, Veld(20, 0.95))
    reeks |= {day: counts for day, counts in whole.items() if day >= found_again}
    begun = first_alarm(reeks, lost)
    assert begun is not None
    assert alarm_since(reeks, lost - timedelta(1)) is None
    assert alarm_since(reeks, begun) == begun
    assert alarm_since(reeks, found_again) == begun
    assert alarm_since(reeks, found_again + timedelta(14)) is None


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 30), st.integers(0, 30))
def test_fisher_by_its_definition(filled: int, empty: int, before: int, empty_before: int) -> None:
    n, m = filled + empty, before + empty_before
    total, kept = n + m, filled + before
    expected = sum(comb(kept, k) * comb(total - kept, n - k) for k in range(filled + 1) if n - k >= 0) / comb(total, n)
    assert so_few(filled, n, before, m) == pytest.approx(expected, abs=1e-9)


def test_a_field_that_is_hardly_used_is_said_not_to_be_watched() -> None:
    """Of four rows a week half filled nobody can say within a week that it was lost: then it must not look watched."""
    r = random.Random(3)
    day = BEGIN + timedelta(100)
    assert not compare(simulate(r, Veld(1, 0.5)), day).bewaakt
    assert compare(simulate(r, Veld(8, 0.95)), day).bewaakt


def test_a_field_without_rows_raises_nothing() -> None:
    assert not compare({}, BEGIN).alarm
    assert alarm_since({}, BEGIN) is None
