"""Months of a period, beside the arithmetic that screens use too. Source: reports.md, "Common rules"."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from keukentafel.core.rekenen import median, p80, rounded, share, whole_share

__all__ = ["Maandregel", "median", "month_of", "months", "p80", "rounded", "share", "whole_share"]


class Maandregel(StrEnum):
    """How many months a period has."""

    KALENDER = "kalender"  # a whole month is 1, a part is its days by the days of that month
    DAGEN30 = "dagen30"  # days / 30
    WEKEN433 = "weken433"  # days / 7 / 4.33


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
