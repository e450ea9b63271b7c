"""Is a difference more than chance? Exact intervals for counts and shares, without an engine.

Clopper and Pearson (1934) for a share of a binomial count; Garwood (1936) for a Poisson count. Two counts are compared
by the conditional binomial test (Przyborowski and Wilenski, 1940): given k1 + k2, k1 is binomial with the share of its
exposure. All three hold at least the promised confidence, also for small counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import comb, exp, lgamma, log

ZEKERHEID = 0.95
STAPPEN = 60  # halvings: far beyond the digits of a float


def share_interval(aantal: int, n: int, zekerheid: float = ZEKERHEID) -> tuple[float, float]:
    """Return the bounds of the share behind `aantal` of `n` (0 to 1). Raises ValueError outside 0..n or n < 1."""
    if n < 1 or not 0 <= aantal <= n:
        raise ValueError("een aantal ligt tussen 0 en n, en n is minstens 1")
    tail = (1 - zekerheid) / 2
    low = 0.0 if aantal == 0 else _root(lambda p: binomial_above(aantal, n, p) - tail, 0.0, 1.0)
    high = 1.0 if aantal == n else _root(lambda p: tail - binomial_below(aantal, n, p), 0.0, 1.0)
    return low, high


def count_interval(aantal: int, zekerheid: float = ZEKERHEID) -> tuple[float, float]:
    """Return the bounds of the expected count behind this count. Raises ValueError for a negative one."""
    if aantal < 0:
        raise ValueError("een aantal is niet negatief")
    tail, top = (1 - zekerheid) / 2, 2.0 * aantal + 40
    low = 0.0 if aantal == 0 else _root(lambda m: 1 - poisson_below(aantal - 1, m) - tail, 0.0, top)
    return low, _root(lambda m: tail - poisson_below(aantal, m), 0.0, top)


def differs(eerste: int, tweede: int, deel: float = 0.5, zekerheid: float = ZEKERHEID) -> bool:
    """Whether two counts differ more than chance gives; `deel` is the share of the exposure of the first."""
    n = eerste + tweede
    if n == 0:
        return False
    nearest = min(binomial_below(eerste, n, deel), binomial_above(eerste, n, deel))
    return 2 * nearest < 1 - zekerheid


def chance_of(eerste: int, tweede: int, deel: float = 0.5) -> float:
    """Return the chance (p, two-sided) of counts at least this far apart when nothing is different; see `differs`."""
    n = eerste + tweede
    return min(1.0, 2 * min(binomial_below(eerste, n, deel), binomial_above(eerste, n, deel))) if n else 1.0


def chance_together(samen: int, eerste: int, tweede: int, n: int) -> float:
    """Return the chance (p, two-sided) of so many or so few with both when the two have nothing to do with each other.

    Exact (Fisher, 1935): of n, `eerste` have one and `tweede` the other. Raises ValueError for what cannot be.
    """
    low, high = max(0, eerste + tweede - n), min(eerste, tweede)
    if not low <= samen <= high:
        raise ValueError("zoveel kunnen er niet beide hebben")
    ways = [comb(eerste, k) * comb(n - eerste, tweede - k) for k in range(low, high + 1)]
    place, every = samen - low, sum(ways)
    return min(1.0, 2 * min(sum(ways[: place + 1]), sum(ways[place:])) / every)


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


def binomial_below(k: int, n: int, p: float) -> float:
    """Return the chance of at most k of n."""
    return min(1.0, sum(_binomial(i, n, p) for i in range(k + 1)))


def binomial_above(k: int, n: int, p: float) -> float:
    """Return the chance of at least k of n."""
    return min(1.0, sum(_binomial(i, n, p) for i in range(k, n + 1)))


def poisson_below(k: int, m: float) -> float:
    """Return the chance of at most k when m is expected."""
    if m <= 0:
        return 1.0
    return min(1.0, sum(exp(i * log(m) - m - lgamma(i + 1)) for i in range(k + 1)))


def _binomial(k: int, n: int, p: float) -> float:
    if p <= 0 or p >= 1:
        return float(k == (0 if p <= 0 else n))
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(p) + (n - k) * log(1 - p))


def _root(rising: Callable[[float], float], low: float, high: float) -> float:
    """Return where a rising function crosses nought, by halving."""
    for _ in range(STAPPEN):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
