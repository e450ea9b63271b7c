"""A series as one sees it: its values in order of time, where it breaks, and whether it goes up or down. Pure.

Two values are compared, and joined in the drawing, only when they can be: both known, their periods equally long, and
one following upon the other. The rest is a break, and a break is drawn (R-178, R-181, R-184).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from keukentafel.core.tekenen import Tekening
from keukentafel.core.tekenstukken import BREED, lijn, svg, tekst

GETEKEND = 24  # values in a drawing, the newest
RUIM = 0.15  # a year of 366 days is as long as one of 365; a quarter is no year
HOOG, BOVEN, LINKS = 130.0, 26.0, 58.0


@dataclass(frozen=True, slots=True)
class Punt:
    """One value: of a day (`van` is `tot`) or a period, both days inclusive; `waarde` None is unknown."""

    van: date
    tot: date
    waarde: Decimal | None
    n: int | None = None

    @property
    def dagen(self) -> int:
        """How many days it covers."""
        return (self.tot - self.van).days + 1


@dataclass(frozen=True, slots=True)
class Richting:
    """Up, down or equal from the value before to the last one; `reden` says why that cannot be told."""

    woord: str
    verschil: Decimal | None = None
    reden: str = ""


def break_between(eerder: Punt, later: Punt) -> str:
    """Return why the series breaks between these two, in words; '' when it runs on."""
    if eerder.waarde is None or later.waarde is None:
        return "waarde onbekend"
    if not _alike(eerder.dagen, later.dagen):
        return "andere lengte van de periode"
    if later.dagen > 1 and later.van - eerder.tot != timedelta(1):
        return "periode ontbreekt" if later.van > eerder.tot else "perioden overlappen"
    return ""


def breaks_of(punten: Sequence[Punt]) -> dict[int, str]:
    """Return where the series breaks: the place of the later value, and the reason.

    Values of single days also break where the step in time is much longer than the usual one.
    """
    found = {}
    steps = sorted((b.van - a.van).days for a, b in pairwise(punten))
    usual = steps[len(steps) // 2] if steps else 0
    for place, (eerder, later) in enumerate(pairwise(punten), start=1):
        reason = break_between(eerder, later)
        if not reason and later.dagen == 1 and (later.van - eerder.van).days > 1.5 * usual:
            reason = "dag ontbreekt"
        if reason:
            found[place] = reason
    return found


def direction(punten: Sequence[Punt]) -> Richting:
    """Return whether the last value is higher or lower than the one before it."""
    if len(punten) < 2:
        return Richting("niet te zeggen", reden="er is één waarde" if punten else "er is geen waarde")
    before, last = punten[-2:]
    reason = breaks_of(punten).get(len(punten) - 1, "")
    if reason or last.waarde is None or before.waarde is None:
        return Richting("niet te zeggen", reden=reason)
    step = last.waarde - before.waarde
    return Richting("omhoog" if step > 0 else "omlaag" if step < 0 else "gelijk", step)


def number(waarde: Decimal | None) -> str:
    """Return a value as a reader sees it: a comma, dots between thousands; unknown is a word."""
    if waarde is None:
        return "onbekend"
    text = f"{waarde.normalize():,f}"
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def period(punt: Punt) -> str:
    """Return the day or period in words as short as can be: a year, a quarter, a month, or two days."""
    first, last = punt.van, punt.tot + timedelta(1)
    if first == punt.tot:
        return f"{first:%d-%m-%Y}"
    months = (last.year - first.year) * 12 + last.month - first.month
    if first.day == last.day == 1:
        if months == 12 and first.month == 1:
            return str(first.year)
        if months == 3 and first.month % 3 == 1:
            return f"{first.year} K{(first.month + 2) // 3}"
        if months == 1:
            return f"{first:%m-%Y}"
    return f"{punt.van:%d-%m-%Y} tot {punt.tot:%d-%m-%Y}"


def draw_series(titel: str, eenheid: str, alle: Sequence[Punt]) -> Tekening | None:
    """Return the newest values as points, joined where the series runs on; None without a known value."""
    punten = alle[-GETEKEND:]
    known = [float(punt.waarde) for punt in punten if punt.waarde is not None]
    if not known:
        return None
    low, high = min(0.0, *known), max(0.0, *known) or 1.0
    breaks, ground, wide = breaks_of(punten), BOVEN + HOOG, (BREED - LINKS) / len(punten)
    parts = [lijn(LINKS, BOVEN, BREED, BOVEN, "as"), lijn(LINKS, ground, BREED, ground, "as"),
             tekst(LINKS - 6, BOVEN + 5, number(Decimal(str(high))), "zacht", "end"),
             tekst(LINKS - 6, ground, number(Decimal(str(low))), "zacht", "end")]  # fmt: skip
    before: tuple[float, float] | None = None
    for place, punt in enumerate(punten):
        x = LINKS + (place + 0.5) * wide
        if place in breaks:
            parts.append(lijn(x - wide / 2, BOVEN - 6, x - wide / 2, ground + 6, "breuk"))
            before = None
        if place % max(1, len(punten) // 5) == 0:
            parts.append(tekst(x, ground + 18, period(punt)[:10], "zacht", "middle"))
        if punt.waarde is None:
            before = None
            continue
        y = ground - (float(punt.waarde) - low) / (high - low) * HOOG
        if before is not None:
            parts.append(lijn(*before, x, y, "verbinding"))
        parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="5" class="belasting"/>')
        before = (x, y)
    rows = tuple((period(punt), number(punt.waarde), breaks.get(place, "")) for place, punt in enumerate(punten))
    words = "; ".join(f"{naam}: {waarde}" + (f" (breuk: {reden})" if reden else "") for naam, waarde, reden in rows)
    return Tekening(
        titel, svg("reeks", ground + 28, f"{titel}. {words}", parts), words, ("Periode", eenheid.capitalize(), "Breuk"),
        rows, "Tussen twee punten loopt alleen een lijn als de reeks doorloopt. Een stippellijn is een breuk.",
    )  # fmt: skip


def _alike(a: int, b: int) -> bool:
    return abs(a - b) <= RUIM * max(a, b)
