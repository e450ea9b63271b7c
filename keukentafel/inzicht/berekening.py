"""A business case as arithmetic: every amount a range of low, middle and high, in whole cents (R-186, R-187).

Nothing is one number. What was not filled in is unknown (None), never 0. Pure: no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from keukentafel.inzicht.kosten import half_up
from keukentafel.inzicht.states import Postsoort


@dataclass(frozen=True, slots=True)
class Bereik:
    """Low, middle and high in cents. Raises ValueError when they are not in that order."""

    laag: int
    midden: int
    hoog: int

    def __post_init__(self) -> None:
        if not self.laag <= self.midden <= self.hoog:
            raise ValueError("laag, midden en hoog staan niet op volgorde")

    def __add__(self, other: Bereik) -> Bereik:
        return Bereik(self.laag + other.laag, self.midden + other.midden, self.hoog + other.hoog)

    def __sub__(self, other: Bereik) -> Bereik:
        """The lowest outcome is our low minus their high: which of the two is off, nobody knows."""
        return Bereik(self.laag - other.hoog, self.midden - other.midden, self.hoog - other.laag)


@dataclass(frozen=True, slots=True)
class Regel:
    """One line: how many times what amount (cents each), as low, middle and high; none of them negative."""

    soort: Postsoort
    aantal: tuple[Decimal, Decimal, Decimal]
    cent: tuple[int, int, int]
    betaler: str = ""
    begunstigde: str = ""

    @property
    def bereik(self) -> Bereik:
        """Return number × amount, each rounded half up to a cent."""
        low, middle, high = (half_up(Fraction(n) * cent) for n, cent in zip(self.aantal, self.cent, strict=True))
        return Bereik(low, middle, high)


@dataclass(frozen=True, slots=True)
class Saldo:
    """The outcome: the sum per kind that has lines, what costs went down by, and the balance; None: unknown.

    `verschil` is the baseline minus what was realised; `totaal` adds what was avoided and takes off what it took.
    Effects of an MKBA are no part of it: they are an assumption about others, told per payer and beneficiary.
    """

    sommen: Mapping[Postsoort, Bereik]
    verschil: Bereik | None
    totaal: Bereik | None
    per_betaler: Mapping[str, Bereik]
    per_begunstigde: Mapping[str, Bereik]


NUL = Bereik(0, 0, 0)


def compute_balance(regels: Sequence[Regel]) -> Saldo:
    """Return the outcome of these lines. The balance is unknown while baseline or realised costs have no line."""
    sums = {soort: _sum(found) for soort in Postsoort if (found := [r.bereik for r in regels if r.soort == soort])}
    baseline, realised = sums.get(Postsoort.UITGANG), sums.get(Postsoort.GEREALISEERD)
    change = baseline - realised if baseline is not None and realised is not None else None
    total = None
    if change is not None:
        total = change + sums.get(Postsoort.VERMEDEN, NUL) - sums.get(Postsoort.INVESTERING, NUL)
    effects = [r for r in regels if r.soort == Postsoort.EFFECT]
    return Saldo(sums, change, total, _per_party(effects, "betaler"), _per_party(effects, "begunstigde"))


def _per_party(effects: Sequence[Regel], kolom: str) -> dict[str, Bereik]:
    """The effects added up per who pays for them, or who has them."""
    parties = sorted({str(getattr(one, kolom)) for one in effects})
    return {who: _sum(one.bereik for one in effects if getattr(one, kolom) == who) for who in parties}


def _sum(rows: Iterable[Bereik]) -> Bereik:
    total = NUL
    for one in rows:
        total = total + one
    return total
