"""The talks on Vandaag: those of today, and those of the last two weeks of which nobody wrote down how they went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from keukentafel.core.schermdelen import Werkregel
from keukentafel.teams.public import Medewerker
from keukentafel.tijdlijn.public import TERUG, Gespreksregel, moment_of, outcome_actions, talks_of_worker
from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.casuslijst import log_households

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Gesprekken:
    """The lines, and how many more there are in the week to come."""

    regels: Sequence[Werkregel]
    later: int


def talks_today(user: Gebruiker, worker: Medewerker, nu: datetime) -> Gesprekken:
    """The talks of this worker that ask something at this moment; the households named are logged.

    One query when there are none this week. `nu` is local time.
    """
    day = nu.date()
    found = talks_of_worker(user, worker, day - TERUG, day + WEEK)
    shown = [row for row in found if row.gesprek.datum <= day]
    if shown:
        log_households([row.gesprek.casus for row in shown], day)
    return Gesprekken([_line(row, nu) for row in shown], len(found) - len(shown))


def _line(row: Gespreksregel, nu: datetime) -> Werkregel:
    """One talk. What has begun can be noted; what is to come can be moved."""
    talk, day = row.gesprek, nu.date()
    url = reverse("tijdlijn:gesprek", args=[talk.casus_id, talk.pk])
    actions = outcome_actions(talk, terug="/") if talk.begin <= nu else ()
    when = moment_of(talk, day)
    return Werkregel(
        row.naam, url, row.waarover, wanneer=when[:1].upper() + when[1:], te_laat=talk.datum < day, acties=actions
    )
