"""Reads for a hand-over to another system: everything that counts, lean and in any order, never on a screen."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from keukentafel.casussen.public import Casus
from keukentafel.core.opvragen import only
from keukentafel.zelfredzaamheid.aanlevering import portions
from keukentafel.zelfredzaamheid.models import Meting, Score
from keukentafel.zelfredzaamheid.states import Metingstatus

IN_EENS = 10_000  # rows that come from the database at a time


class Metingfeit(NamedTuple):
    """A recorded measurement; `instrument_id` is its scheme."""

    pk: int
    casus_id: int
    persoon_id: int
    instrument_id: int
    datum: date
    moment: str
    bron: str


class Scorefeit(NamedTuple):
    """A score of a recorded measurement: a level 1 to 5, or the reason why there is none."""

    meting_id: int
    instrument_id: int
    leefdomein_id: int
    niveau: int | None
    reden_niet_gescoord: str


def all_metingen(ids: Collection[int] | None = None) -> Iterator[Metingfeit]:
    """Yield every measurement that counts, or those of these; one that is not finished stays here."""
    rows = only(Meting.objects.recorded().order_by(), ids).values_list(*Metingfeit._fields)
    return (Metingfeit(*row) for row in rows.iterator(chunk_size=IN_EENS))


def all_scores(metingen: Collection[int] | None = None) -> Iterator[Scorefeit]:
    """Yield every score of the measurements that count (or of these), those of one measurement after each other."""
    rows = Score.objects.filter(meting__status=Metingstatus.VASTGELEGD).order_by("meting_id", "pk")
    facts = only(rows, metingen, "meting").values_list(
        "meting_id", "meting__instrument_id", "leefdomein_id", "niveau", "reden_niet_gescoord"
    )
    return (Scorefeit(*row) for row in facts.iterator(chunk_size=IN_EENS))


def instruments_of_metingen(ids: Collection[int]) -> dict[int, tuple[str, date]]:
    """By measurement the code of its instrument and its day."""
    found: dict[int, tuple[str, date]] = {}
    for part in portions(list(ids)):
        rows = Meting.objects.filter(pk__in=part).order_by().values_list("pk", "instrument__code", "datum")
        found.update((pk, (code, day)) for pk, code, day in rows)
    return found


def instruments_of_huishoudens(ids: Collection[int]) -> dict[int, list[str]]:
    """By household the codes of the instruments with which someone was measured in its cases, the latest first.

    Asked by key alone and in two steps: in an import PostgreSQL does not know yet how large its tables are.
    """
    found: dict[int, list[str]] = {}
    for part in portions(list(ids)):
        cases = Casus.objects.filter(huishouden__in=part).order_by()
        households = dict(cases.values_list("pk", "huishouden_id"))
        rows = Meting.objects.recorded().filter(casus__in=list(households)).order_by()
        facts = rows.values_list("datum", "pk", "casus_id", "instrument__code")
        for _datum, _pk, casus, code in sorted(facts, reverse=True):
            codes = found.setdefault(households[casus], [])
            if code not in codes:
                codes.append(code)
    return found
