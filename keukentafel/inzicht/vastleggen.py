"""Freeze the reports of a quarter and compare them with today, asked for at the screen (R-181, R-183).

A process of its own does the work, as with the figures: the engine stays out of the web workers (ADR 0012). A team lead
freezes and reads the own team in full. Of the municipality policy sees which reports changed and in how many places,
never the cells: those are exact, and what leaves the teams is published elsewhere (ADR 0014).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from keukentafel.audit.public import action, record
from keukentafel.cijfers.public import Bevrorenrapport
from keukentafel.core.datums import past_spans
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.models import Rapportronde
from keukentafel.inzicht.processen import run_apart
from keukentafel.inzicht.selectors import DOOD
from keukentafel.inzicht.states import Rondesoort
from keukentafel.teams.public import Team
from keukentafel.toegang.public import Gebruiker
from keukentafel.uitwisseling.public import Sleutelbos

KWARTALEN = 6  # whole quarters that can be frozen at the screen, the last ones
NAAM_HOOGSTENS = 60  # characters
BEZIG = "Er wordt al aan gewerkt. Kijk over een paar minuten weer."
ONVERWACHT = "Dit lukte niet door een storing. De beheerder vindt de oorzaak in het logboek van de server."


@dataclass(frozen=True, slots=True)
class Bevrorenset:
    """The reports that were frozen under one name; `pk` is that of the first, `rapporten` how many."""

    pk: int
    naam: str
    peildatum: date
    op: datetime
    rapporten: int


def sets_of(team: Team | None, na: datetime | None = None) -> list[Bevrorenset]:
    """Return what was frozen of this team, or of the municipality; newest peildatum first. One query.

    `na`: only what was frozen after this moment (permissions.Lezer).
    """
    found: dict[str, list[Bevrorenrapport]] = {}
    for kept in frozen_of(team, na).only("pk", "naam", "peildatum", "gemaakt_op"):
        found.setdefault(kept.naam, []).append(kept)
    rows = [
        Bevrorenset(kept[0].pk, naam, kept[0].peildatum, kept[0].gemaakt_op, len(kept)) for naam, kept in found.items()
    ]
    return sorted(rows, key=lambda row: (row.peildatum, row.naam), reverse=True)


def frozen_of(team: Team | None, na: datetime | None = None) -> QuerySet[Bevrorenrapport]:
    """Return the frozen reports of this team, or those over the whole municipality; `na`: frozen after this moment."""
    late = Q() if na is None else Q(gemaakt_op__gt=na)
    rows = Bevrorenrapport.objects.filter(late, team=team).order_by("pk")
    if team is None:
        return rows.filter(vraag__team="")
    before = Bevrorenrapport.objects.filter(late, team=None, vraag__team=_key(team))  # the team was not noted yet
    return (rows | before).order_by("pk")


def free_quarters(team: Team | None, today: date) -> list[str]:
    """Return the last whole quarters that were not frozen yet, newest first, as 2026-3."""
    taken = {row.naam.partition(" ")[0] for row in sets_of(team)}  # whatever key the team had then
    quarters = [f"{van.year}-{(van.month + 2) // 3}" for van, _tot in past_spans(today, KWARTALEN, 3)]
    return [quarter for quarter in quarters if quarter not in taken]


def name_of(quarter: str, team: Team | None) -> str:
    """Return the name under which a quarter is frozen: as the command gives it, with our number for a long key."""
    if team is None:
        return quarter
    naam = f"{quarter} {_key(team)}"
    return naam if len(naam) <= NAAM_HOOGSTENS else f"{quarter} team {team.pk}"


def _key(team: Team | None) -> str:
    return Sleutelbos().of("teams", team.pk) if team else ""


def running_report_round(team: Team | None) -> Rapportronde | None:
    """Return what is being made of this scope now."""
    since = timezone.now() - DOOD
    return Rapportronde.objects.filter(team=team, klaar_op=None, begonnen_op__gt=since).first()


def last_comparison(naam: str) -> Rapportronde | None:
    """Return the last comparison of this set that came to an end."""
    rounds = Rapportronde.objects.filter(naam=naam, soort=Rondesoort.VERGELIJKEN)
    return rounds.exclude(klaar_op=None).first()


def last_failure(team: Team | None) -> Rapportronde | None:
    """Return the last round of this scope when it stopped."""
    last = Rapportronde.objects.filter(team=team).exclude(klaar_op=None).first()
    return last if last is not None and last.fout else None


def changed_reports(ronde: Rapportronde) -> list[str]:
    """Return which reports are different now."""
    return sorted({str(row["rapport"]) for row in ronde.verschillen})


@action("rapporten_bevriezen_gevraagd")
def ask_freeze(*, by: Gebruiker, team: Team | None, kwartaal: str, today: date) -> Rapportronde:
    """Have all reports of a whole quarter frozen. Raises Regelfout for another quarter, or while one is at work."""
    if kwartaal not in free_quarters(team, today):
        raise Regelfout("Kies een kwartaal dat voorbij is en nog niet is vastgelegd.", veld="kwartaal")
    return _begin(by, Rondesoort.BEVRIEZEN, name_of(kwartaal, team), team, kwartaal)


@action("rapporten_vergelijken_gevraagd")
def ask_comparison(*, by: Gebruiker, team: Team | None, naam: str) -> Rapportronde:
    """Have a frozen set compared with today. Raises Regelfout while a round of this scope is at work."""
    return _begin(by, Rondesoort.VERGELIJKEN, naam, team, "")


def _begin(by: Gebruiker, soort: Rondesoort, naam: str, team: Team | None, kwartaal: str) -> Rapportronde:
    if running_report_round(team) is not None:
        raise Regelfout(BEZIG)
    now = timezone.now()
    dead = Rapportronde.objects.filter(team=team, klaar_op=None, begonnen_op__lte=now - DOOD)
    dead.update(klaar_op=now, fout=ONVERWACHT)
    try:
        with transaction.atomic():
            made = Rapportronde.objects.create(
                soort=soort, naam=naam, team=team, kwartaal=kwartaal, door=by, begonnen_op=now
            )
    except IntegrityError:  # somebody asked at the same moment
        raise Regelfout(BEZIG) from None
    record("rapporten_bevriezen_gevraagd" if kwartaal else "rapporten_vergelijken_gevraagd", made)
    transaction.on_commit(partial(start_process, made.pk))
    return made


def start_process(ronde: int) -> None:
    """Have this round done by a process of its own."""
    run_apart("rapportronde", ronde)


def finish_round(ronde: Rapportronde, *, fout: str = "", verschillen: Sequence[dict[str, str | None]] = ()) -> None:
    """Write down what became of a round; of older comparisons of the same set nothing is kept."""
    Rapportronde.objects.filter(pk=ronde.pk).update(
        klaar_op=timezone.now(), fout=fout[:500], verschillen=list(verschillen)
    )
    if not fout and ronde.soort == Rondesoort.VERGELIJKEN:
        Rapportronde.objects.filter(naam=ronde.naam, soort=ronde.soort, pk__lt=ronde.pk).delete()
