"""What support costs, in whole cents: unit × volume × period × price, or an amount a year, or of the whole period.

Exact: fractions until the end, rounded half up to a cent per item. What cannot be computed is unknown (None), never 0.
Pure: no database, no engine. Sources: R-139, R-185; units and frequencies of iWmo/iJw 3.2 (WJ756, WMO757).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from keukentafel.inzicht.rekenen import Maandregel, months

MINUUT, UUR, EUROS = "01", "04", "83"  # WJ756
PER_DAG, PER_WEEK, PER_MAAND, TOTAAL = "1", "2", "4", "6"  # WMO757
DAGEN_IN_JAAR = 365  # as plannen counts an amount a year
MINUTEN_IN_UUR = 60


@dataclass(frozen=True, slots=True)
class Prijs:
    """What one unit of a product costs in cents, from `van` to `tot` (both inclusive; None: still)."""

    eenheid: str
    cent: int
    van: date
    tot: date | None


Prijzen = Mapping[str, Sequence[Prijs]]  # product → its prices; no two of one unit on one day


@dataclass(frozen=True, slots=True)
class Post:
    """One item of support: what it is, when it runs, and what is known of its costs.

    `tot` None: it still runs. `jaar_cent`: cents a year; `totaal_cent`: cents for van..tot as a whole. `anders`: the
    item of the plan that this one came from, asked when nothing is known here, but for the days of `bezet`: there its
    amount counts with another item that came from it (take_turns).
    """

    casus: str
    team: str | None
    wet: str
    kring: str
    product: str
    van: date
    tot: date | None
    jaar_cent: int | None = None
    totaal_cent: int | None = None
    omvang: Decimal | None = None
    eenheid: str = ""
    frequentie: str = ""
    anders: Post | None = None
    bezet: tuple[tuple[date, date | None], ...] = ()


def cost_within(post: Post, van: date | None, tot: date, prijzen: Prijzen) -> int | None:
    """Return what this item cost from `van` (None: from its start) to `tot`, in cents; None: unknown, or not run then.

    The price list comes first, then the amount of the whole, then the amount a year, then the item it came from.
    """
    begin = post.van if van is None else max(post.van, van)
    end = tot if post.tot is None else min(post.tot, tot)
    exact = _cost(post, begin, end, prijzen) if begin <= end else None
    return None if exact is None else half_up(exact)


def _cost(post: Post, begin: date, end: date, prijzen: Prijzen) -> Fraction | None:
    """What this item cost in these days, in which it ran; None: unknown."""
    exact = _by_price(post, begin, end, prijzen)
    if exact is None and post.totaal_cent is not None and post.tot is not None:
        exact = Fraction(post.totaal_cent * _days(begin, end), _days(post.van, post.tot))
    if exact is None and post.jaar_cent is not None:
        exact = Fraction(post.jaar_cent * _days(begin, end), DAGEN_IN_JAAR)
    if exact is None and post.anders is not None:
        exact = _cost_of_other(post, post.anders, begin, end, prijzen)
    return exact


def _cost_of_other(post: Post, other: Post, begin: date, end: date, prijzen: Prijzen) -> Fraction | None:
    """What the item of the plan cost in these days, but for those of `bezet`; None: unknown, or it did not run then."""
    begin, end = max(begin, other.van), end if other.tot is None else min(end, other.tot)
    if end < begin or _cost(other, begin, end, prijzen) is None:
        return None
    free = [_cost(other, first, last, prijzen) for first, last in _free(begin, end, post.bezet)]
    return sum((one for one in free if one is not None), Fraction(0))


def _free(begin: date, end: date, bezet: Sequence[tuple[date, date | None]]) -> Iterator[tuple[date, date]]:
    """Yield the stretches of days between begin and end that lie in none of these spans."""
    day = begin
    for van, tot in sorted(bezet, key=lambda span: span[0]):
        if day < van:
            yield day, min(van - timedelta(1), end)
        if tot is None or tot >= end:
            return
        day = max(day, tot + timedelta(1))
        if day > end:
            return
    yield day, end


def take_turns(posts: Sequence[tuple[Post, object, str]]) -> list[Post]:
    """Return items that came from an item of the plan so that its amount counts once a day, with the earliest of them.

    Each comes with the key of that item (None: none) and its own, which decides between those that began on one day.
    """
    taken: dict[object, list[tuple[date, date | None]]] = defaultdict(list)
    found: dict[int, Post] = {}
    order = sorted(range(len(posts)), key=lambda place: (posts[place][0].van, posts[place][2]))
    for place in order:
        post, item, _key = posts[place]
        found[place] = post if item is None else replace(post, bezet=tuple(taken[item]))
        taken[item].append((post.van, post.tot))
    return [found[place] for place in range(len(posts))]


def runs_within(post: Post, van: date | None, tot: date) -> bool:
    """Whether this item ran on one of these days."""
    return post.van <= tot and (van is None or post.tot is None or post.tot >= van)


def to_cent(euro: Decimal | None) -> int | None:
    """Return an amount in whole cents, half up; None stays unknown."""
    return None if euro is None else int((euro * 100).quantize(Decimal(1), ROUND_HALF_UP))


def half_up(exact: Fraction) -> int:
    """Return the nearest whole number of an amount that is not negative, a half up."""
    return int(exact + Fraction(1, 2))


def sum_known(bedragen: Iterable[int | None]) -> tuple[int, int, int | None]:
    """Return how many amounts are known, how many are not, and the sum of the known ones (None: none is known)."""
    every = list(bedragen)
    known = [one for one in every if one is not None]
    return len(known), len(every) - len(known), sum(known) if known else None


def _by_price(post: Post, begin: date, end: date, prijzen: Prijzen) -> Fraction | None:
    """Volume × price over each stretch of days with one price; None when a day has none, or the volume is unknown."""
    if post.omvang is None or not post.eenheid:
        return None
    if post.eenheid == EUROS:  # the volume is the amount itself
        volume = _volume(post, begin, end)
        return None if volume is None else volume * 100
    total, day = Fraction(0), begin
    while day <= end:
        found = _price_on(post, day, prijzen)
        if found is None:
            return None
        cents, last = found
        last = end if last is None else min(last, end)
        volume = _volume(post, day, last)
        if volume is None:
            return None
        total += volume * cents
        day = last + timedelta(1)
    return total


def _price_on(post: Post, day: date, prijzen: Prijzen) -> tuple[Fraction, date | None] | None:
    """The price of one unit on this day and its last day; a price per hour also tells that of a minute, and back."""
    for one in prijzen.get(post.product, ()):
        cents = _per_unit(post.eenheid, one)
        if cents is not None and one.van <= day and (one.tot is None or one.tot >= day):
            return cents, one.tot
    return None


def _per_unit(eenheid: str, prijs: Prijs) -> Fraction | None:
    if eenheid == prijs.eenheid:
        return Fraction(prijs.cent)
    if (eenheid, prijs.eenheid) == (MINUUT, UUR):
        return Fraction(prijs.cent, MINUTEN_IN_UUR)
    return Fraction(prijs.cent * MINUTEN_IN_UUR) if (eenheid, prijs.eenheid) == (UUR, MINUUT) else None


def _volume(post: Post, begin: date, end: date) -> Fraction | None:
    """How many units in these days; None for an unknown frequency, or a total of a period without an end."""
    per, days = Fraction(post.omvang or 0), _days(begin, end)
    if post.frequentie == PER_DAG:
        return per * days
    if post.frequentie == PER_WEEK:
        return per * days / 7
    if post.frequentie == PER_MAAND:
        return per * months(begin, end, Maandregel.KALENDER)
    if post.frequentie == TOTAAL and post.tot is not None:
        return per * days / _days(post.van, post.tot)
    return None


def _days(van: date, tot: date) -> int:
    return (tot - van).days + 1
