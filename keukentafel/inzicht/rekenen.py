"""Rounding, shares, medians and months: exact, without an engine. Source: reports.md, "Common rules"."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Maandregel(StrEnum):
    """How many months a period has."""

    KALENDER = "kalender"  # a whole month is 1, a part is its days by the days of that month
    DAGEN30 = "dagen30"  # days / 30
    WEKEN433 = "weken433"  # days / 7 / 4.33


def rounded(value: Fraction | Decimal | int, places: int) -> float:
    """Return a number with this many decimals, rounded half up (away from zero)."""
    exact = Fraction(value) * 10**places
    whole = int(abs(exact) + Fraction(1, 2))
    return float(Decimal(whole if exact >= 0 else -whole).scaleb(-places))


def share(aantal: int, noemer: int) -> float | None:
    """Return a percentage with one decimal; None where there is nothing to divide by."""
    return rounded(Fraction(100 * aantal, noemer), 1) if noemer else None


def whole_share(aantal: int, noemer: int) -> int:
    """Return a percentage without decimals, rounded half up."""
    return int(Fraction(100 * aantal, noemer) + Fraction(1, 2))


def median(verdeling: Mapping[int, int]) -> float | None:
    """Return the middle value of value → how often, or the mean of the two middle ones; None of nothing."""
    n = sum(verdeling.values())
    if n == 0:
        return None
    return (_at_rank(verdeling, (n + 1) // 2) + _at_rank(verdeling, n // 2 + 1)) / 2


def p80(verdeling: Mapping[int, int]) -> int | None:
    """Return the value at rank ceil(0.8 n) (nearest rank) of value → how often; None of nothing."""
    n = sum(verdeling.values())
    return _at_rank(verdeling, (4 * n + 4) // 5) if n else None


def _at_rank(verdeling: Mapping[int, int], rank: int) -> int:
    seen = 0
    for value in sorted(verdeling):
        seen += verdeling[value]
        if seen >= rank:
            return value
    raise ValueError(f"geen {rank} waarden")


def months(van: date, tot: date, regel: Maandregel) -> Fraction:
    """Return how many months van..tot (both inclusive) are, unrounded; 0 when it is empty."""
    days = max((tot - van).days + 1, 0)
    if regel is Maandregel.DAGEN30:
        return Fraction(days, 30)
    if regel is Maandregel.WEKEN433:
        return Fraction(days, 7) / Fraction(433, 100)
    total, day = Fraction(0), van
    while day <= tot:
        length = calendar.monthrange(day.year, day.month)[1]
        last = min(tot, day.replace(day=length))
        total += Fraction((last - day).days + 1, length)
        if last == date.max:
            break
        day = last + timedelta(days=1)
    return total


def month_of(dag: date) -> str:
    """Return the month of a day as the contract writes it: 2014-12."""
    return dag.isoformat()[:7]
