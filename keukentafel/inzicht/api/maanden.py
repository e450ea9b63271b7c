"""Whole months: what a key may ask. Two questions that differ by a day would tell who came in on that day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from keukentafel.inzicht.api.problemen import Probleem

HEEL = "Een koppeling vraagt hele maanden: van de eerste tot en met de laatste dag."
VOORBIJ = "Een koppeling vraagt hele maanden: neem als peildatum de laatste dag van een maand die voorbij is."


def last_month_end(today: date) -> date:
    """Return the last day of the last month that is over."""
    return today.replace(day=1) - timedelta(1)


def month_peildatum(asked: date | None, today: date) -> date:
    """Return the peildatum of a key: the end of a month that is over, without one the last. Raises Probleem 400."""
    last = last_month_end(today)
    if asked is None:
        return last
    if asked > last or not _ends_month(asked):
        raise Probleem(400, VOORBIJ, veld="peildatum")
    return asked


def refuse_part_of_month(van: Iterable[date | None], tot: Iterable[date | None], veld: str = "") -> None:
    """Raise Probleem 400 for a period that does not begin on the first or end on the last day of a month."""
    for day in van:
        if day is not None and day.day != 1:
            raise Probleem(400, HEEL, veld=veld or "van")
    for day in tot:
        if day is not None and not _ends_month(day):
            raise Probleem(400, HEEL, veld=veld or "tot")


def _ends_month(day: date) -> bool:
    return (day + timedelta(1)).day == 1
