"""Vandaag: what is up to me now, on whom I wait, and what may rest. A few queries, however large the caseload."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from keukentafel.casussen.public import Casus, Casusrol
from keukentafel.core.datums import te_laat
from keukentafel.core.schermdelen import Werkregel
from keukentafel.referentielijsten.public import Casusrolsoort
from keukentafel.taken.public import Taak, seen_households
from keukentafel.teams.public import Medewerker
from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.casuslijst import log_households

VOORUIT = timedelta(days=7)  # what is due within a week is up to me now
HOOGSTENS = 40  # lines per group; the rest is behind a link


@dataclass(frozen=True, slots=True)
class Groep:
    """Lines of work and how many there are in all."""

    regels: Sequence[Werkregel]
    aantal: int


@dataclass(frozen=True, slots=True)
class Vandaag:
    """The three groups of the page."""

    nu: Groep
    wacht: Groep
    rustig: int
    rustig_eerst: date | None
    later: int


def today_of(user: Gebruiker, worker: Medewerker, op: date) -> Vandaag:
    """The work of one worker on day `op`; the households named are logged.

    A task of a case that is closed to him now (conflict, shield) is not here; of a case that is no longer his,
    only the task is named.
    """
    mine = Taak.objects.open().filter(medewerker=worker).not_closed_to(user)
    mine = mine.select_related("casus__huishouden")
    here = mine.filter(wacht_op="")
    due = here.filter(Q(vervalt_op=None) | Q(vervalt_op__lte=op + VOORUIT)).order_by("vervalt_op", "pk")
    waiting = mine.exclude(wacht_op="").order_by("wacht_sinds", "pk")
    quiet = quiet_cases(user, worker, op)
    now, wait = _group(user, due, op, waits=False), _group(user, waiting, op, waits=True)
    first = quiet.exclude(volgen_tot=None).order_by("volgen_tot", "pk").values_list("volgen_tot", flat=True).first()
    return Vandaag(now, wait, quiet.count(), first, here.filter(vervalt_op__gt=op + VOORUIT).count())


def quiet_cases(user: Gebruiker, worker: Medewerker, op: date) -> QuerySet[Casus]:
    """The cases that this worker follows as regisseur and that ask nothing now."""
    leads = Casusrol.objects.filter(medewerker=worker, rol=Casusrolsoort.REGISSEUR, tot=None)
    return Casus.objects.visible_to(user, op).volgen_on(op).filter(pk__in=leads.values("casus"))


def _group(user: Gebruiker, tasks: QuerySet[Taak], op: date, *, waits: bool) -> Groep:
    shown = list(tasks[:HOOGSTENS])
    names = seen_households(user, shown)
    log_households([task.casus for task in shown if task.casus is not None and task.pk in names], op)
    lines = [_waiting(task, names) if waits else _due(task, names, op) for task in shown]
    return Groep(lines, len(shown) if len(shown) < HOOGSTENS else tasks.count())


def _place(task: Taak, names: Mapping[int, str]) -> tuple[str, str]:
    if task.casus is None or task.pk not in names:
        return task.titel, task.url
    return names[task.pk], task.url or reverse("werkplek:casuspagina", args=[task.casus_id])


def _due(task: Taak, names: Mapping[int, str], op: date) -> Werkregel:
    naam, url = _place(task, names)
    late = te_laat(task.vervalt_op, vandaag=op) if task.vervalt_op else ""
    about = task.titel if task.pk in names else ""
    return Werkregel(naam, url, about, wanneer=late, te_laat=bool(late), dag=task.vervalt_op)


def _waiting(task: Taak, names: Mapping[int, str]) -> Werkregel:
    naam, url = _place(task, names)
    return Werkregel(naam, url, f"{task.wacht_op}: {task.titel}", dag=task.wacht_sinds)
