"""Rounding, shares and medians: exact, half up, one definition for every screen and report. Source: reports.md."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction


def rounded(value: Fraction | Decimal | int, places: int) -> float:
    """Return a number with this many decimals, rounded half up (away from zero)."""
    return _half_up(*value.as_integer_ratio(), places)


def share(aantal: int, noemer: int) -> float | None:
    """Return a percentage with one decimal; None where there is nothing to divide by."""
    return _half_up(100 * aantal, noemer, 1) if noemer else None


def _half_up(teller: int, noemer: int, places: int) -> float:
    """Divide in whole numbers, noemer above nought; a figure of a whole city is thousands of these."""
    unit: int = 10**places
    whole = (2 * abs(teller) * unit + noemer) // (2 * noemer)
    return (whole if teller >= 0 else -whole) / unit


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
