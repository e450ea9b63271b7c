"""Whose data one user saw in a period: for a breach of security, within the 72 hours that the law gives (A8).

Source: AVG articles 33 and 34. One question to the log, by the index on the user within the monthly partitions of the
period, so that the size of the rest of the log does not matter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Max, Min
from django.utils import timezone

from keukentafel.audit.public import lines_between, persons_behind
from keukentafel.personen.public import Persoon


@dataclass(frozen=True, slots=True)
class Gezien:
    """One person concerned: how many lines, from when until when. `persoon` None: the link was destroyed."""

    pseudoniem: str
    persoon: Persoon | None
    keer: int
    eerst: datetime
    laatst: datetime


def seen_by(user_id: int, van: date, tot: date) -> list[Gezien]:
    """All persons whose data this user saw or changed from `van` up to and with `tot`, most often first.

    It does not log itself: who shows it does.
    """
    begin = timezone.make_aware(datetime.combine(van, time.min))
    end = timezone.make_aware(datetime.combine(tot + timedelta(days=1), time.min))
    lines = lines_between(begin, end).filter(actor=user_id).exclude(betrokkene="").order_by()
    rows = list(lines.values_list("betrokkene").annotate(Count("volgnr"), Min("tijd"), Max("tijd")))
    persons = persons_behind([pseudonym for pseudonym, *_ in rows])
    known = Persoon.objects.in_bulk(list(persons.values()))
    found = [Gezien(pseudonym, known.get(persons.get(pseudonym, 0)), *rest) for pseudonym, *rest in rows]
    return sorted(found, key=lambda one: (-one.keer, one.eerst, one.pseudoniem))


def as_rows(found: list[Gezien]) -> Iterator[tuple[str, ...]]:
    """The list for a file: number, name, date of birth, how often, first and last moment."""
    yield "persoon", "naam", "geboortedatum", "keer", "eerst", "laatst"
    for one in found:
        who = one.persoon
        born = "" if who is None or who.geboortedatum is None else f"{who.geboortedatum:%Y-%m-%d}"
        number, name = ("", "niet meer te herleiden") if who is None else (str(who.pk), who.naam)
        first, last = (f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" for moment in (one.eerst, one.laatst))
        yield number, name, born, str(one.keer), first, last
