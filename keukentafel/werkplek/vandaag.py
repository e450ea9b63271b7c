"""Vandaag: what is up to me now, what the team must take up, on whom I wait, and what may rest.

A few queries, however large the caseload; each list in full is a page of its own (`work_page`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from keukentafel.casussen.public import ZONDER_PLAN, Casus, Casusrol, Zicht, behind_since, load_of_workers, sight_of
from keukentafel.core.adressen import url_of
from keukentafel.core.datums import duur, te_laat
from keukentafel.core.opvragen import compiled
from keukentafel.core.schermdelen import Regelactie, Werkregel
from keukentafel.referentielijsten.public import Casusrolsoort
from keukentafel.taken.public import (
    AFHANDELEN,
    EIGEN,
    HOOGSTENS,
    Taak,
    Taakgroep,
    count_of,
    first_of,
    group_of,
    seen_households,
    task_actions,
)
from keukentafel.teams.public import Medewerker, bandwidths_on
from keukentafel.toegang.public import Gebruiker, Rol, may_ever
from keukentafel.voorzieningen.public import first_to_decide
from keukentafel.werkplek.casuslijst import log_households

PER_PAGINA = 50
BESLUITEN_HOOGSTENS = 8
ELDERS = "Taak bij een casus die u niet mag zien"


@dataclass(frozen=True, slots=True)
class Groep:
    """Lines of work and how many there are in all."""

    regels: Sequence[Werkregel]
    aantal: int

    @property
    def meer(self) -> int:
        """How many are not shown here."""
        return self.aantal - len(self.regels)


@dataclass(frozen=True, slots=True)
class Rustig:
    """The cases that one only follows: how many, and when the first is looked at again."""

    aantal: int
    eerst: date | None


@dataclass(frozen=True, slots=True)
class Ruimte:
    """One's own weighted load beside the room that one agreed to; before anybody else sees it (R-161)."""

    gewogen: float
    hoog: float | None


@dataclass(frozen=True, slots=True)
class Vandaag:
    """The groups of the page; without cases there is no `rustig` and no `ruimte`."""

    nu: Groep
    team: Groep
    wacht: Groep
    later: int
    rustig: Rustig | None
    ruimte: Ruimte | None
    achter: int = 0  # cases that one leads without clarification or plan, past the norm


def today_of(user: Gebruiker, worker: Medewerker, op: date, *, met_casussen: bool) -> Vandaag:
    """The work of one worker on day `op`; the households named are logged.

    A task of a case that is closed to him now (conflict, shield) is not here; of a case that he may not see,
    only the task is named.
    """
    shown = {groep: first_of(user, groep, op) for groep in HOOGSTENS}
    regel = _Regels(user, worker, [task for tasks, _ in shown.values() for task in tasks], op)
    sight = sight_of(user, op) if met_casussen else None
    groups = {groep: Groep([regel(task) for task in tasks], total) for groep, (tasks, total) in shown.items()}
    return Vandaag(
        groups[Taakgroep.NU],
        groups[Taakgroep.TEAM],
        groups[Taakgroep.WACHT],
        count_of(user, Taakgroep.LATER, op),
        quiet_of(worker, sight) if sight else None,
        room_of(user, worker) if sight else None,
        behind_of(worker, sight) if sight else 0,
    )


def decisions_of(user: Gebruiker, op: date) -> Groep:
    """The requests that wait longest for the decision of this user; the persons named are logged."""
    found, total = first_to_decide(user, BESLUITEN_HOOGSTENS)
    lines = [
        Werkregel(
            line.aanvraag.persoon.korte_naam,
            url_of("voorzieningen:aanvraag", line.aanvraag.pk),
            f"{line.product} · {line.aanvraag.casus.team.naam}",
            wanneer=f"sinds {duur(line.aanvraag.ingediend_op, vandaag=op)}" if line.aanvraag.ingediend_op else "",
        )
        for line in found
    ]
    return Groep(lines, total)


def work_page(user: Gebruiker, worker: Medewerker, groep: Taakgroep, pagina: str, op: date) -> tuple[Page[Taak], Groep]:
    """One page of fifty of a list of work in full; the households named are logged."""
    found = group_of(user, groep, op).select_related("casus__huishouden", "medewerker")
    page: Page[Taak] = Paginator(found, PER_PAGINA).get_page(pagina)
    tasks = list(page.object_list)
    regel = _Regels(user, worker, tasks, op)
    return page, Groep([regel(task) for task in tasks], page.paginator.count)


def quiet_of(worker: Medewerker, sight: Zicht) -> Rustig:
    """The cases that this worker follows as regisseur and that ask nothing now; one query."""
    days = dict(_quiet_by_day(worker.pk, sight.gebruiker_id, sight.rollen, sight.teams, sight.op, *sight.elders))
    return Rustig(sum(days.values()), min((day for day in days if day), default=None))


@compiled
def _quiet_by_day(
    medewerker_id: int, gebruiker_id: int, rollen: frozenset[Rol], teams: Collection[int], op: date,
    *elders: Collection[int],
) -> QuerySet[Casus, tuple[date | None, int]]:  # fmt: skip
    leads = Casusrol.objects.filter(medewerker=medewerker_id, rol=Casusrolsoort.REGISSEUR, tot=None)
    found = Casus.objects.within(gebruiker_id, rollen, teams, elders, op).volgen_on(op)
    found = found.filter(pk__in=leads.order_by().values("casus")).order_by()
    return found.values("volgen_tot").annotate(aantal=Count("pk")).values_list("volgen_tot", "aantal")


def behind_of(worker: Medewerker, sight: Zicht) -> int:
    """How many cases that this worker leads have no clarification or no plan yet past the norm; one query (R-090)."""
    gesprek, plan = behind_since(sight.op)
    seen = (sight.gebruiker_id, sight.rollen, sight.teams, sight.op)
    found = _behind(worker.pk, *seen, gesprek, plan, *sight.elders)
    return found.count()


@compiled
def _behind(
    medewerker_id: int, gebruiker_id: int, rollen: frozenset[Rol], teams: Collection[int], op: date, gesprek: date,
    plan: date, *elders: Collection[int],
) -> QuerySet[Casus, int]:  # fmt: skip
    leads = Casusrol.objects.filter(medewerker=medewerker_id, rol=Casusrolsoort.REGISSEUR, tot=None)
    found = Casus.objects.within(gebruiker_id, rollen, teams, elders, op).behind_on(op, gesprek, plan, ZONDER_PLAN)
    return found.filter(pk__in=leads.order_by().values("casus")).order_by().values_list("pk", flat=True)


def room_of(user: Gebruiker, worker: Medewerker) -> Ruimte:
    """One's own load, of the cases that exist for oneself, and the upper end of what one agreed to; two queries."""
    band = bandwidths_on([worker.pk]).get(worker.pk)
    load = load_of_workers([worker.pk], lezer=user)[worker.pk]
    return Ruimte(float(load.gewogen), float(band.hoog) if band else None)


class _Regels:
    """Makes lines of tasks for one reader: reads once which households he may see, and logs those."""

    def __init__(self, user: Gebruiker, worker: Medewerker, tasks: Sequence[Taak], op: date) -> None:
        self.names: Mapping[int, str] = seen_households(user, tasks)
        self.worker, self.op, self.handles = worker, op, may_ever(user, AFHANDELEN)
        log_households([task.casus for task in tasks if task.casus is not None and task.pk in self.names], op)

    def __call__(self, task: Taak) -> Werkregel:
        """One line: the household when it may be named, else the task."""
        if self._is_hidden(task):
            return Werkregel(ELDERS, "", "", dag=task.vervalt_op)
        late = te_laat(task.vervalt_op, vandaag=self.op) if task.vervalt_op and not task.gedaan_op else ""
        name, about, url = task.titel, self._about(task, ""), task.url
        if task.casus is not None and task.pk in self.names:
            name, about = self.names[task.pk], self._about(task, task.titel)
            url = url or url_of("werkplek:casuspagina", task.casus.pk)
        if task.wacht_op:
            since = task.wacht_sinds or self.op
            when = f"al {duur(since, vandaag=self.op)}" if since < self.op else "sinds vandaag"
            return Werkregel(name, url, about, wanneer=when, acties=self._actions(task))
        day = task.gedaan_op or max(filter(None, (task.vervalt_op, task.uitgesteld_tot)), default=None)
        return Werkregel(name, url, about, wanneer=late, te_laat=bool(late), dag=day, acties=self._actions(task))

    def _is_hidden(self, task: Taak) -> bool:
        """True for what somebody typed himself with a case that this reader may not see: it may name people."""
        typed = task.soort == EIGEN and task.casus is not None
        return typed and task.medewerker_id != self.worker.pk and task.pk not in self.names

    def _about(self, task: Taak, titel: str) -> str:
        """What it is, on whom it waits, and for whom one stands in."""
        about = f"{task.wacht_op}: {titel}" if task.wacht_op and titel else titel or task.wacht_op
        stands_in = task.medewerker is not None and task.medewerker_id != self.worker.pk and not task.gedaan_op
        if not stands_in or task.medewerker is None:
            return about
        return f"{about} (u neemt waar voor {task.medewerker.naam})".strip()

    def _actions(self, task: Taak) -> Sequence[Regelactie]:
        if not self.handles:
            return ()
        if task.gedaan_op:
            return (Regelactie("Toch niet gedaan", url_of("taken:heropenen", task.pk)),)
        return task_actions(task, self.op)
