"""Closings, aftercare and reviews as an exchange package delivers them, and all of them as plain rows.

Columns, not objects. Every call is one audit event; former versions are kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus
from keukentafel.core.inlezen import bulk_change, bulk_rows, in_portions
from keukentafel.nazorg.models import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.nazorg.states import VRAGEN, Antwoord

NAZORG = ("nazorg_op", "nazorg_resultaat", "nazorg_gelijkwaardig")
REVIEW = (*VRAGEN, "redenen")
Verhaal = tuple[date | None, str, bool | None]  # when, what came of it, were the agreements made as equals
_ANTWOORD = {True: Antwoord.JA.value, False: Antwoord.NEE.value, None: ""}
_WAARDE = {Antwoord.JA.value: True, Antwoord.NEE.value: False}  # who does not know gave no answer


@action("afsluitingen_ingelezen")
def bulk_follow_closings(*, by: Actor, casus_ids: Iterable[int]) -> None:
    """Let the closings of these cases be as the cases are: closed on that day for that reason, or open again."""
    today = timezone.localdate()
    for part in in_portions(casus_ids):
        valid = Afsluiting.objects.filter(casus__in=part, ongedaan_op=None, heropend_op=None).order_by()
        there = {row[1]: row for row in valid.values_list("pk", "casus_id", "op", "reden")}
        fresh, moved, reopened = [], [], []
        cases = Casus.objects.filter(pk__in=part).order_by("pk")
        for casus, wet, op, reden in cases.values_list("pk", "wet", "afgesloten_op", "afsluitreden"):
            closing = there.get(casus)
            if op is None and closing is not None:
                reopened.append((closing[0], (today,)))
            elif op is not None and closing is None:
                fresh.append((casus, wet, op, reden))
            elif op is not None and closing is not None and closing[2:] != (op, reden):
                moved.append((closing[0], (op, reden)))
        bulk_rows(Afsluiting, ("casus_id", "wet", "op", "reden"), fresh, len(fresh))
        bulk_change(Afsluiting, ("op", "reden"), moved)
        bulk_change(Afsluiting, ("heropend_op",), reopened)
    record("afsluitingen_ingelezen", None)


@action("nazorg_ingelezen")
def bulk_tell_nazorg(*, by: Actor, velden: Sequence[str], rijen: Sequence[tuple[int, Sequence[Any]]]) -> None:
    """Keep what a package tells of the aftercare of cases: (case id, values of `velden`, some of NAZORG).

    It goes on the check that speaks for the case (see aftercare_of_casussen), or on a new one. A day with nothing that
    came of it is planned; tasks are not made. Columns that are not named stay.
    """
    for part in in_portions(rijen):
        speaks = _speaking(pk for pk, _values in part)
        fresh: dict[int, Verhaal] = {}
        changed = []
        for casus, values in part:
            pk, was = speaks.get(casus, (0, (None, "", None)))
            told = dict(zip(NAZORG, was, strict=True)) | dict(zip(velden, values, strict=True))
            story: Verhaal = (told["nazorg_op"], told["nazorg_resultaat"], told["nazorg_gelijkwaardig"])
            if story == was:
                continue
            if pk:
                changed.append((pk, _stored(story)))
            else:
                fresh[casus] = story
        laws = dict(Casus.objects.filter(pk__in=fresh).order_by().values_list("pk", "wet"))
        names = ("gepland_op", "gedaan_op", "resultaat", "gelijkwaardig")
        rows = [(casus, laws[casus], *_stored(story)) for casus, story in fresh.items()]
        bulk_rows(Nazorg, ("casus_id", "wet", *names), rows, len(rows))
        bulk_change(Nazorg, names, changed)
    record("nazorg_ingelezen", None, reden=f"{len(rijen)} casussen")


def aftercare_of_casussen() -> Mapping[int, Verhaal]:
    """Return by case id when the aftercare was, what came of it, and whether agreements were made as equals. One query.

    Of a case with several checks the last that was done speaks, or else the last that is planned; a follow-up after
    some months only when there is no other.
    """
    return {casus: story for casus, (_pk, story) in _speaking(None).items()}


@action("werkwijze_ingelezen")
def bulk_bring_in_reviews(*, by: Actor, rijen: Sequence[tuple[int, date, Sequence[Any]]]) -> Sequence[int]:
    """Store reviews (case id, day, values in the order of REVIEW) as delivered; returns their ids, in order.

    One that is there already for the case and the day gets these values. Whose word an answer is, is not known.
    """
    there: dict[tuple[int, date], int] = {}
    for part in in_portions({casus for casus, _datum, _values in rijen}):
        found = Werkwijzereview.objects.filter(casus__in=part).order_by().values_list("casus_id", "datum", "pk")
        there |= {(casus, datum): pk for casus, datum, pk in found}
    again = [(there[casus, datum], values) for casus, datum, values in rijen if (casus, datum) in there]
    bulk_change(Werkwijzereview, REVIEW, again)
    fresh = [(casus, datum, *values) for casus, datum, values in rijen if (casus, datum) not in there]
    ids = bulk_rows(Werkwijzereview, ("casus_id", "datum", *REVIEW), fresh, len(fresh))
    there |= zip(((row[0], row[1]) for row in fresh), ids, strict=True)
    record("werkwijze_ingelezen", None, reden=f"{len(rijen)} reviews")
    return [there[casus, datum] for casus, datum, _values in rijen]


@action("werkwijze_gewijzigd")
def bulk_change_reviews(*, by: Actor, velden: Sequence[str], rijen: Sequence[tuple[int, Sequence[Any]]]) -> None:
    """Give reviews (id, values in the order of `velden`, some of REVIEW) what a package says now."""
    bulk_change(Werkwijzereview, velden, rijen)
    record("werkwijze_gewijzigd", None, reden=f"{len(rijen)} reviews")


def export_reviews() -> Iterator[dict[str, Any]]:
    """Yield `casus_id`, `datum` and the fields of REVIEW of every review, in no order; one query."""
    yield from Werkwijzereview.objects.order_by().values("casus_id", "datum", *REVIEW).iterator()


def _speaking(casus_ids: Iterable[int] | None) -> dict[int, tuple[int, Verhaal]]:
    """The check that speaks for each of these cases (None: of all): its id and what it tells."""
    found = Nazorg.objects.order_by("pk")
    if casus_ids is not None:
        found = found.filter(casus__in=list(casus_ids))
    names = ("casus_id", "pk", "maanden", "gepland_op", "gedaan_op", "resultaat", "gelijkwaardig")
    best: dict[int, tuple[bool, bool, int]] = {}
    told: dict[int, tuple[int, Verhaal]] = {}
    for casus, pk, maanden, gepland, gedaan, resultaat, gelijkwaardig in found.values_list(*names).iterator():
        done = bool(resultaat or gelijkwaardig)
        rank = (maanden is None, done, pk)
        if casus not in best or rank > best[casus]:
            best[casus] = rank
            told[casus] = (pk, (gedaan if done else gepland, resultaat, _WAARDE.get(gelijkwaardig)))
    return told


def _stored(story: Verhaal) -> tuple[date | None, date | None, str, str]:
    day, resultaat, gelijkwaardig = story
    done = bool(resultaat) or gelijkwaardig is not None
    return day, day if done else None, resultaat, _ANTWOORD[gelijkwaardig]
