"""Working days and public holidays in the Netherlands. Pure functions of a date.

Source: Algemene termijnenwet. Art. 3 lid 1 names the generally recognised public holidays: Nieuwjaarsdag, the second
days of Easter and Whitsun, both days of Christmas, Hemelvaartsdag, the day on which the King's birthday is celebrated,
and 5 May (every year, not only each fifth). Lid 2 puts Goede Vrijdag on a par with them. Days that the Crown equates
for one year (lid 3) are not known here.
"""

from datetime import date, timedelta
from functools import lru_cache

EEN_DAG = timedelta(days=1)
ZATERDAG, ZONDAG = 5, 6
KONINGSDAG_SINDS = 2014  # 27 April since then; before it Koninginnedag, 30 April


def easter(jaar: int) -> date:
    """Easter Sunday in the Gregorian calendar (computus of Meeus, Jones and Butcher)."""
    a, b, c = jaar % 19, jaar // 100, jaar % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(jaar, month, day + 1)


@lru_cache(maxsize=200)
def holidays(jaar: int) -> frozenset[date]:
    """The public holidays of a year (Algemene termijnenwet art. 3 lid 1 and 2)."""
    sunday = easter(jaar)
    return frozenset(
        {
            date(jaar, 1, 1),
            sunday - timedelta(days=2),  # Goede Vrijdag
            sunday + timedelta(days=1),  # tweede Paasdag
            kings_day(jaar),
            date(jaar, 5, 5),
            sunday + timedelta(days=39),  # Hemelvaartsdag
            sunday + timedelta(days=50),  # tweede Pinksterdag
            date(jaar, 12, 25),
            date(jaar, 12, 26),
        }
    )


def kings_day(jaar: int) -> date:
    """The day on which the birthday of the King (before 2014: the Queen) is celebrated; never on a Sunday."""
    if jaar >= KONINGSDAG_SINDS:
        day = date(jaar, 4, 27)
        return day - EEN_DAG if day.weekday() == ZONDAG else day
    day = date(jaar, 4, 30)
    if day.weekday() != ZONDAG:
        return day
    return day - EEN_DAG if jaar >= 1980 else day + EEN_DAG


def is_working_day(dag: date) -> bool:
    """No Saturday, no Sunday, no public holiday."""
    return dag.weekday() < ZATERDAG and dag not in holidays(dag.year)


def next_working_day(dag: date) -> date:
    """This day when it is a working day, else the first one after it: where a statutory term that ends on a Saturday,
    Sunday or public holiday really ends (Algemene termijnenwet art. 1 lid 1; not for the terms of art. 4)."""
    while not is_working_day(dag):
        dag += EEN_DAG
    return dag


def add_working_days(start: date, dagen: int) -> date:
    """The day that lies `dagen` (0 or more) working days after `start`; `start` itself does not count.

    With 0 it is `start`, whatever day that is. Raises ValueError for a negative number.
    """
    if dagen < 0:
        raise ValueError(dagen)
    day = start
    for _ in range(dagen):
        day = next_working_day(day + EEN_DAG)
    return day


def working_days_between(start: date, eind: date) -> int:
    """How many working days lie after `start`, up to and including `eind`; 0 when `eind` is not later."""
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (eind - start).days + 1))
