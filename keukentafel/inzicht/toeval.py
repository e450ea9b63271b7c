"""Is a difference more than chance? Exact answers for counts, without an engine.

Garwood (1936): the interval of a Poisson count. Two counts are compared by the conditional binomial test (Przyborowski
and Wilenski, 1940): given k1 + k2, k1 is binomial with the share of its exposure. Both hold at least the promised
confidence, also for small counts. A tail is added up from its largest term until a term no longer counts, so that a
question about n people takes about the square root of n steps, and no numbers as long as n.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import exp, lgamma, log, sqrt
from statistics import NormalDist

ZEKERHEID = 0.95
STAPPEN = 60  # at most; Newton's method needs three or four
NAUW = 1e-9  # relative, of the bound of an interval
NIETS = 1e-17  # of what was added up: below the digits of a float


@cache
def count_interval(aantal: int, zekerheid: float = ZEKERHEID) -> tuple[float, float]:
    """Return the bounds of the expected count behind this count. Raises ValueError for a negative one."""
    if aantal < 0:
        raise ValueError("een aantal is niet negatief")
    tail = (1 - zekerheid) / 2
    low = 0.0 if aantal == 0 else _mean_where_above(aantal, tail)
    return low, _mean_where_above(aantal + 1, 1 - tail)


def differs(eerste: int, tweede: int, deel: float = 0.5, zekerheid: float = ZEKERHEID) -> bool:
    """Whether two counts differ more than chance gives; `deel` is the share of the exposure of the first."""
    n = eerste + tweede
    if n == 0:
        return False
    nearest = min(_binomial_tails(eerste, n, deel))
    return 2 * nearest < 1 - zekerheid


def chance_of(eerste: int, tweede: int, deel: float = 0.5) -> float:
    """Return the chance (p, two-sided) of counts at least this far apart when nothing is different; see `differs`."""
    n = eerste + tweede
    return min(1.0, 2 * min(_binomial_tails(eerste, n, deel))) if n else 1.0


def chance_together(samen: int, eerste: int, tweede: int, n: int) -> float:
    """Return the chance (p, two-sided) of so many or so few with both when the two have nothing to do with each other.

    Exact (Fisher, 1935): of n, `eerste` have one and `tweede` the other. Raises ValueError for what cannot be.
    """
    low, high = max(0, eerste + tweede - n), min(eerste, tweede)
    if not low <= samen <= high:
        raise ValueError("zoveel kunnen er niet beide hebben")
    return min(1.0, 2 * min(_hypergeometric_tails(samen, eerste, tweede, n))) if n else 1.0


def beyond_chance(kansen: Sequence[float], zekerheid: float = ZEKERHEID) -> list[bool]:
    """Return which of many comparisons are more than chance, looked at together (Holm, 1979).

    Of all that are called so when nothing is different, the chance of even one is at most 1 - zekerheid.
    """
    found = [False] * len(kansen)
    for tried, place in enumerate(sorted(range(len(kansen)), key=kansen.__getitem__)):
        if kansen[place] > (1 - zekerheid) / (len(kansen) - tried):
            break
        found[place] = True
    return found


def poisson_below(k: int, m: float) -> float:
    """Return the chance of at most k when m is expected."""
    if m <= 0:
        return 1.0
    if k + 1 > m:
        return 1 - _run(_poisson(k + 1, m), (m / i for i in range(k + 2, k + 2 + _far(k + m))))
    return _run(_poisson(k, m), (i / m for i in range(k, 0, -1)))


def _binomial_tails(k: int, n: int, p: float) -> tuple[float, float]:
    """Return the chance of at most k of n, and of at least k."""
    if p <= 0 or p >= 1:
        sure = 0 if p <= 0 else n
        return float(sure <= k), float(sure >= k)
    here, odds = exp(_ways(n, k) + k * log(p) + (n - k) * log(1 - p)), p / (1 - p)
    if k <= n * p:
        below = _run(here, (i / ((n - i + 1) * odds) for i in range(k, 0, -1)))
        return below, 1 - below + here
    above = _run(here, ((n - i) * odds / (i + 1) for i in range(k, n)))
    return 1 - above + here, above


def _hypergeometric_tails(k: int, a: int, b: int, n: int) -> tuple[float, float]:
    """Return the chance of at most k, and of at least k, with both when a and b of n have nothing to do with it."""
    here = exp(_ways(a, k) + _ways(n - a, b - k) - _ways(n, b))
    if k <= a * b / n:
        steps = (i * (n - a - b + i) / ((a - i + 1) * (b - i + 1)) for i in range(k, max(0, a + b - n), -1))
        below = _run(here, steps)
        return below, 1 - below + here
    above = _run(here, ((a - i) * (b - i) / ((i + 1) * (n - a - b + i + 1)) for i in range(k, min(a, b))))
    return 1 - above + here, above


def _run(first: float, ratios: Iterable[float]) -> float:
    """Return first + first·r1 + first·r1·r2 + …, until a term no longer counts; at most 1, being a chance."""
    total = term = first
    for ratio in ratios:
        term *= ratio
        total += term
        if term <= total * NIETS:
            break
    return min(1.0, total)


def _far(around: float) -> int:
    """Return beyond how many steps no term of a Poisson tail counts any more."""
    return int(12 * (around + 100) ** 0.5) + 100


def _poisson(k: int, m: float) -> float:
    return exp(k * log(m) - m - lgamma(k + 1))


def _ways(n: int, k: int) -> float:
    """Return the logarithm of the number of ways to choose k of n."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _mean_where_above(k: int, kans: float) -> float:
    """Return the expected count at which at least k (1 or more) happen with this chance.

    Newton's method, kept between bounds, from the approximation of Wilson and Hilferty (1931).
    """
    low, high = 0.0, 2.0 * k + 40
    m = min(high, k * max(0.1, 1 - 1 / (9 * k) + NormalDist().inv_cdf(kans) / (3 * sqrt(k))) ** 3)
    for _ in range(STAPPEN):
        short = 1 - poisson_below(k - 1, m) - kans
        low, high = (m, high) if short < 0 else (low, m)
        step = m - short / max(_poisson(k - 1, m), NIETS)  # the slope of the chance of k or more: that of just k - 1
        to = step if low < step < high else (low + high) / 2
        if abs(to - m) <= NAUW * m:
            return to
        m = to
    return m
