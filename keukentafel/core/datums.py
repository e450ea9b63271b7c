"""Dates as people say and write them. Pure functions; `vandaag` is given, never read from a clock."""

import re
from datetime import date, datetime, timedelta

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
MAANDEN_KORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
DAGEN_KORT = ("ma", "di", "wo", "do", "vr", "za", "zo")

_CIJFERS = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_WOORDEN = re.compile(r"^(\d{1,2})[- .]*([a-z]{3,9})\.?[- ,]*(\d{4}|\d{2})?$")
_AANEEN = re.compile(r"^(\d{2})(\d{2})(\d{4})$")


class OnbestaandeDag(ValueError):
    """Written as a date, but no calendar has it: 31-2-1990."""


def parse_datum(tekst: str, *, vandaag: date) -> date:
    """Read a date as people type it: 12-3-1986, 12-3-86, 12/3/86, 12031986, 12 maart 1986, 1986-03-12.

    Two digits of a year mean the last hundred years up to next year ("86" is 1986, "12" is 2012).
    A day and month in words without a year take the year of `vandaag`.
    Raises OnbestaandeDag for a day that does not exist, ValueError when this is no date at all.
    """
    schoon = " ".join(tekst.lower().split())
    if m := _ISO.match(schoon):
        return _dag(int(m[1]), int(m[2]), int(m[3]))
    if m := _CIJFERS.match(schoon) or _AANEEN.match(schoon):
        return _dag(_jaar(m[3], vandaag), int(m[2]), int(m[1]))
    if m := _WOORDEN.match(schoon):
        return _dag(_jaar(m[3] or str(vandaag.year), vandaag), _maand(m[2]), int(m[1]))
    raise ValueError(tekst)


def parse_iso(text: str) -> date:
    """Read a day as systems write it to each other: 2014-12-03, and nothing else (fromisoformat takes 2014-W49-3 too).

    Raises ValueError.
    """
    found = date.fromisoformat(text)
    if found.isoformat() != text:
        raise ValueError(text)
    return found


def _dag(jaar: int, maand: int, dag: int) -> date:
    try:
        return date(jaar, maand, dag)
    except ValueError as fout:
        raise OnbestaandeDag(f"{dag}-{maand}-{jaar}") from fout


def _jaar(cijfers: str, vandaag: date) -> int:
    if len(cijfers) == 4:
        return int(cijfers)
    jaar = vandaag.year // 100 * 100 + int(cijfers)
    return jaar if jaar <= vandaag.year + 1 else jaar - 100


def _maand(woord: str) -> int:
    if woord == "mrt":
        return 3
    for nummer, naam in enumerate(MAANDEN, start=1):
        if naam.startswith(woord) or woord.rstrip(".") == naam:
            return nummer
    raise ValueError(woord)


def lange_datum(dag: date) -> str:
    """ "zaterdag 28 november 2026"."""
    return f"{DAGEN[dag.weekday()]} {dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def korte_datum(dag: date, *, vandaag: date) -> str:
    """ "za 28 nov", with the year when it is another year than now."""
    kort = f"{DAGEN_KORT[dag.weekday()]} {dag.day} {MAANDEN_KORT[dag.month - 1]}"
    return kort if dag.year == vandaag.year else f"{kort} {dag.year}"


def tijd(moment: datetime) -> str:
    """Time with a point, as Dutch does: "14.03"."""
    return f"{moment.hour}.{moment.minute:02d}"


def dagtaal(dag: date, *, vandaag: date) -> str:
    """The date as one says it: "gisteren", "over 6 dagen", "9 dagen geleden", further away "2 okt"."""
    verschil = (dag - vandaag).days
    vaste = {-2: "eergisteren", -1: "gisteren", 0: "vandaag", 1: "morgen", 2: "overmorgen"}
    if verschil in vaste:
        return vaste[verschil]
    if 2 < verschil <= 13:
        return f"over {verschil} dagen"
    if -13 <= verschil < -2:
        return f"{-verschil} dagen geleden"
    kort = f"{dag.day} {MAANDEN_KORT[dag.month - 1]}"
    return kort if dag.year == vandaag.year else f"{kort} {dag.year}"


def duur(dag: date, *, vandaag: date) -> str:
    """How long ago: "vandaag", "1 dag", "19 dagen", "6 weken", "5 maanden", "2 jaar". Never negative."""
    dagen = max((vandaag - dag).days, 0)
    if dagen == 0:
        return "vandaag"
    if dagen < 28:
        return f"{dagen} {'dag' if dagen == 1 else 'dagen'}"
    if dagen < 91:
        return f"{dagen // 7} weken"
    if dagen < 730:
        return f"{dagen * 12 // 365} maanden"
    return f"{dagen * 100 // 36525} jaar"


def te_laat(dag: date, *, vandaag: date) -> str:
    """ "3 dagen te laat", or an empty text when the day has not passed."""
    dagen = (vandaag - dag).days
    return f"{dagen} {'dag' if dagen == 1 else 'dagen'} te laat" if dagen > 0 else ""


def leeftijd(geboren: date, *, vandaag: date) -> int:
    """Age in whole years."""
    return vandaag.year - geboren.year - ((vandaag.month, vandaag.day) < (geboren.month, geboren.day))


def past_spans(vandaag: date, aantal: int, maanden: int) -> list[tuple[date, date]]:
    """Return the first and last day of this many whole spans before today, newest first.

    A year is divided in spans of `maanden` (3: quarters, 6: half years, 12: years), so that spans never overlap.
    """
    per_year = 12 // maanden
    now = vandaag.year * per_year + (vandaag.month - 1) // maanden
    starts = {n: date(n // per_year, n % per_year * maanden + 1, 1) for n in range(now - aantal, now + 1)}
    return [(starts[n], starts[n + 1] - timedelta(days=1)) for n in range(now - 1, now - aantal - 1, -1)]
