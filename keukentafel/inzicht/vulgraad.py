"""The fill-rate watchdog: does a form still save what it used to? It would have caught July 2014 (requirements 5.17).

Per field the last seven days are held against the eight weeks before them, every day anew, by Fisher's exact test
(1935): given how many rows there were and how many were filled in all, how likely are so few or fewer in the last
week. It raises an alarm when that is less likely than ALPHA and the share fell by at least VAL. Exact, so that a
field that is rarely used raises none by chance. Pure: counts in, alarms out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, lgamma

WEEK = 7
ERVOOR = 8 * WEEK
ALPHA = 1e-4  # so unlikely by chance; the simulation in tests/inzicht/test_vulgraad.py counts the false alarms
VAL = 0.4  # the share must have fallen by so much of what it was: one of two forms that stops saving is half
TERUGKIJKEN = 8 * WEEK  # how far back the beginning of an alarm is looked for

Telling = tuple[int, int]  # rows, and how many of them have the field filled
Reeks = Mapping[date, Telling]  # per day on which rows were dated


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """The last week beside the eight weeks before it."""

    n: int
    gevuld: int
    n_ervoor: int
    gevuld_ervoor: int

    @property
    def deel(self) -> float:
        """The share that is filled in the last week; 0 without rows."""
        return self.gevuld / self.n if self.n else 0.0

    @property
    def deel_ervoor(self) -> float:
        """The share that was filled before; 0 without rows."""
        return self.gevuld_ervoor / self.n_ervoor if self.n_ervoor else 0.0

    @property
    def bewaakt(self) -> bool:
        """Whether a lost field would show within the week at all: there are rows enough, and it is used enough."""
        return so_few(0, self.n, self.gevuld_ervoor, self.n_ervoor) < ALPHA

    @property
    def alarm(self) -> bool:
        """Whether so much less is filled than before that chance does not explain it."""
        if not self.n or self.deel > (1 - VAL) * self.deel_ervoor:
            return False
        return so_few(self.gevuld, self.n, self.gevuld_ervoor, self.n_ervoor) < ALPHA


def compare(reeks: Reeks, op: date) -> Vergelijking:
    """Return the week that ends on this day beside the eight weeks before it."""
    week, before = op - timedelta(WEEK), op - timedelta(WEEK + ERVOOR)
    now = [counts for day, counts in reeks.items() if week < day <= op]
    then = [counts for day, counts in reeks.items() if before < day <= week]
    return Vergelijking(
        sum(n for n, _ in now), sum(filled for _, filled in now),
        sum(n for n, _ in then), sum(filled for _, filled in then),
    )  # fmt: skip


def alarm_since(reeks: Reeks, op: date) -> date | None:
    """Return since which day there is an alarm on this field that has not ended; None when there is none.

    An alarm ends when the week is filled again as it was before the alarm: the weeks of the loss themselves, once they
    lie in the eight weeks before, do not count as usual.
    """
    since: date | None = None
    usual = 0.0
    for back in range(TERUGKIJKEN, -1, -1):
        day = op - timedelta(back)
        found = compare(reeks, day)
        if since is None and found.alarm:
            since, usual = day, found.deel_ervoor
        elif since is not None and found.n and found.deel > (1 - VAL) * usual:
            since = None
    return since


def so_few(gevuld: int, n: int, gevuld_ervoor: int, n_ervoor: int) -> float:
    """Return the chance of at most `gevuld` in the week, given all rows and all that were filled (hypergeometric)."""
    total, filled = n + n_ervoor, gevuld + gevuld_ervoor
    least = max(0, n - (total - filled))
    whole = _ways(total, n)
    return min(1.0, sum(exp(_ways(filled, k) + _ways(total - filled, n - k) - whole) for k in range(least, gevuld + 1)))


def _ways(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
