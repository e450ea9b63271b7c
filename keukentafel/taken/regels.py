"""A task as a line: what it says, and what one can do with it without leaving the list."""

from collections.abc import Sequence
from datetime import date, timedelta

from keukentafel.core.adressen import url_of
from keukentafel.core.datums import dagtaal, duur
from keukentafel.core.schermdelen import Regelactie
from keukentafel.taken.models import Taak

VOORUIT = timedelta(days=7)  # what is due within a week is up to me now


def is_put_off(taak: Taak, op: date) -> bool:
    """True while a task was put off until a day after `op`."""
    return taak.uitgesteld_tot is not None and taak.uitgesteld_tot > op


def resting(taak: Taak, op: date) -> str:
    """On whom it waits and how long already, or until when it was put off."""
    if taak.wacht_op:
        since = f", al {duur(taak.wacht_sinds, vandaag=op)}" if taak.wacht_sinds and taak.wacht_sinds < op else ""
        return f"wacht op {taak.wacht_op}{since}"
    return f"komt terug: {dagtaal(taak.uitgesteld_tot, vandaag=op)}" if taak.uitgesteld_tot else ""


def task_actions(taak: Taak, op: date) -> tuple[Regelactie, ...]:
    """What one can do with an open task: take it up; or do it, later, or let it wait for another.

    What follows from something else (`bron`) and has a place of its own (`url`) is done there, so that the
    registration follows; everything else is ticked off here.
    """
    if taak.medewerker_id is None and not taak.wacht_op:
        return (Regelactie("Ik pak dit op", _url("oppakken", taak)), _later(taak, op))
    there = bool(taak.bron and taak.url)
    done = Regelactie("Vastleggen", taak.url, link=True) if there else Regelactie("Gedaan", _url("gedaan", taak))
    if taak.wacht_op or is_put_off(taak, op):
        return (done, Regelactie("Weer aan mij" if taak.wacht_op else "Toch nu", _url("hervatten", taak)))
    return (done, _later(taak, op), Regelactie("Wacht op", _url("wachten", taak), link=True))


def later_days(op: date) -> Sequence[tuple[str, date]]:
    """Days to put a task off to with one click: tomorrow, the next Monday, in two weeks."""
    tomorrow, monday = op + timedelta(days=1), op + timedelta(days=7 - op.weekday())
    days = [("Morgen", tomorrow), ("Maandag", monday), ("Over twee weken", op + timedelta(days=14))]
    return [(words, day) for words, day in days if words != "Maandag" or day != tomorrow]


def _later(taak: Taak, op: date) -> Regelactie:
    url = _url("uitstellen", taak)
    days = [Regelactie(words, url, "tot", day.isoformat()) for words, day in later_days(op)]
    ends = [Regelactie("Niet meer nodig", _url("intrekken", taak))] if not taak.bron else []
    return Regelactie("Later", onder=(*days, Regelactie("Andere dag", url, link=True), *ends))


def _url(name: str, taak: Taak) -> str:
    return url_of(f"taken:{name}", taak.pk)
