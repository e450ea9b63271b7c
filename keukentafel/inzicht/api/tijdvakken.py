"""Whole spans: what a key may ask. Spans that overlap, or that differ a day, could be subtracted (docs/adr/0014)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings

from keukentafel.core.datums import past_spans
from keukentafel.inzicht.api.problemen import Probleem
from keukentafel.inzicht.vraag import Periode

Span = tuple[date, date]
WOORDEN = {3: "kwartaal", 6: "half jaar", 12: "jaar"}


def last_span(today: date) -> Span:
    """Return the last span that is over: a quarter, half a year or a year, as is published."""
    return past_spans(today, 1, settings.PUBLICATIE_MAANDEN)[0]


def span_of(peildatum: date | None, van: date | None, tot: date | None, today: date) -> Span:
    """Return the one span that a key asks for: without a day the last. Raises Probleem 400 for anything else."""
    end = tot or peildatum
    if end is None and van is None:
        return last_span(today)
    found = _span_that_ends(end, today) if end is not None else None
    if found is None or (van is not None and van != found[0]):
        raise Probleem(400, _words(), veld="van" if van is not None else "tot" if tot is not None else "peildatum")
    if peildatum is not None and peildatum != found[1]:
        raise Probleem(400, _words(), veld="peildatum")
    return found


def refuse_other_periods(periods: Sequence[Periode], today: date) -> None:
    """Raise Probleem 400 for a named period that is not one span which is over."""
    for one in periods:
        if _span_that_ends(one.tot, today) != (one.van, one.tot):
            raise Probleem(400, _words(), veld="periode")


def _span_that_ends(day: date, today: date) -> Span | None:
    """The span of which this is the last day; None when there is none, or it is not over."""
    if day >= today:
        return None
    found = last_span(day + timedelta(1))
    return found if found[1] == day else None


def _words() -> str:
    word = WOORDEN[settings.PUBLICATIE_MAANDEN]
    return f"Een koppeling vraagt één {word} dat voorbij is, van de eerste tot en met de laatste dag."
