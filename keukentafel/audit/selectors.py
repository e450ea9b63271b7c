"""Reads of the log itself: verify the chain, find the lines of one person."""

from collections.abc import Iterator
from dataclasses import fields

from django.db.models import QuerySet

from keukentafel.audit.keten import Breuk, Inhoud, first_break
from keukentafel.audit.models import Regel
from keukentafel.audit.schrijven import pseudonyms_of

FIELDS = tuple(field.name for field in fields(Inhoud))


def verify_chain() -> tuple[int, Breuk | None]:
    """Recompute every hash; returns (lines read, first broken link or None)."""
    read = 0

    def counted() -> Iterator[tuple[Inhoud, str]]:
        nonlocal read
        for pair in _lines():
            read += 1
            yield pair

    broken = first_break(counted())
    return read, broken


def _lines() -> Iterator[tuple[Inhoud, str]]:
    rows = Regel.objects.order_by("volgnr").values_list(*FIELDS, "hash")
    for *values, stored in rows.iterator(chunk_size=5000):
        content = dict(zip(FIELDS, values, strict=True))
        content["gebeurtenis"] = str(content["gebeurtenis"])
        content["geheim"] = None if content["geheim"] is None else bytes(content["geheim"])
        yield Inhoud(**content), stored


def head() -> tuple[int, str]:
    """The last line's number and hash: keep it elsewhere, and a cut-off tail shows."""
    last = Regel.objects.order_by("-volgnr").values_list("volgnr", "hash").first()
    return last or (0, "")


def lines_of_subject(subject_id: int) -> QuerySet[Regel]:
    """All lines about one person, newest first."""
    pseudonym = pseudonyms_of([subject_id])[subject_id]
    return Regel.objects.filter(betrokkene=pseudonym).order_by("-volgnr")
