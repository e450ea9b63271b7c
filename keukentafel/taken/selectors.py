"""Reads: what is mine to do now, what waits for another, what is quiet; the open tasks of a case."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from keukentafel.audit.public import note_read
from keukentafel.casussen.public import Afvinkbaar, Casus, Casustoegang, Stap, read_once
from keukentafel.core.datums import duur, korte_datum, te_laat
from keukentafel.core.opvragen import compiled
from keukentafel.core.schermdelen import Werkregel
from keukentafel.taken.models import Taak
from keukentafel.taken.permissions import seen_households
from keukentafel.taken.querysets import UITNODIGING, TaakQuerySet
from keukentafel.teams.public import Openstaand, team_ids_of, worker_of
from keukentafel.toegang.public import Gebruiker

HOOGSTENS = 50
VANDAAG = "vandaag"


@dataclass(frozen=True, slots=True)
class Werktaak:
    """A task on somebody's list; `huishouden` is empty when there is no case or it may not be seen."""

    taak: Taak
    huishouden: str


@dataclass(frozen=True, slots=True)
class Werklijst:
    """The first tasks of a list (at most 50) and how many there are in all."""

    taken: Sequence[Werktaak]
    totaal: int


def now_mine(user: Gebruiker, op: date | None = None) -> Werklijst:
    """What this user must do: own tasks and those of his teams that nobody took up; the first due first."""
    day = op or timezone.localdate()
    return _list(user, _tasks_of(user).to_act(day).order_by(F("vervalt_op").asc(nulls_last=True), "pk"))


def waiting(user: Gebruiker) -> Werklijst:
    """What waits for somebody else, the longest first."""
    return _list(user, _tasks_of(user).waiting().order_by("wacht_sinds", "pk"))


def snoozed(user: Gebruiker, op: date | None = None) -> Werklijst:
    """What was put off, the first to come back first."""
    day = op or timezone.localdate()
    return _list(user, _tasks_of(user).filter(uitgesteld_tot__gt=day, wacht_op="").order_by("uitgesteld_tot", "pk"))


def quiet(user: Gebruiker, op: date | None = None) -> list[Casus]:
    """The cases on volgen on which this user has a role: nothing to do now. At most 50; reading is logged."""
    day = op or timezone.localdate()
    worker = worker_of(user)
    if worker is None:
        return []
    found = Casus.objects.visible_to(user, day).volgen_on(day).with_role_of(worker.pk, day)
    cases = list(
        found.select_related("huishouden", "team").order_by(F("volgen_tot").asc(nulls_last=True), "pk")[:HOOGSTENS]
    )
    note_read(VANDAAG, None, subjects=[casus.persoon_id for casus in cases])
    return cases


def _tasks_of(user: Gebruiker) -> TaakQuerySet:
    worker = worker_of(user)
    if worker is None:
        return Taak.objects.none()
    return Taak.objects.open().of_worker(worker.pk, team_ids_of(user)).not_closed_to(user)


def _list(user: Gebruiker, found: TaakQuerySet) -> Werklijst:
    tasks = list(found.select_related("casus__huishouden", "team", "medewerker")[:HOOGSTENS])
    total = found.count() if len(tasks) == HOOGSTENS else len(tasks)
    names = seen_households(user, tasks)
    shown = [taak.casus.persoon_id for taak in tasks if taak.casus is not None and taak.pk in names]
    note_read(VANDAAG, None, subjects=shown)
    return Werklijst([Werktaak(taak, names.get(taak.pk, "")) for taak in tasks], total)


def work_lines(taken: Sequence[Werktaak]) -> list[Werkregel]:
    """The tasks as lines for the component `werklijst`: who, what, when."""
    today = timezone.localdate()
    return [_line(item, today) for item in taken]


def _line(item: Werktaak, today: date) -> Werkregel:
    taak = item.taak
    late = te_laat(taak.vervalt_op, vandaag=today) if taak.vervalt_op else ""
    if taak.wacht_op:
        since = f", al {duur(taak.wacht_sinds, vandaag=today)}" if taak.wacht_sinds else ""
        when = f"wacht op {taak.wacht_op}{since}"
    else:
        when = late or (korte_datum(taak.vervalt_op, vandaag=today) if taak.vervalt_op else "")
    return Werkregel(
        naam=item.huishouden or taak.titel,
        url=taak.url,
        waarover=taak.titel if item.huishouden else taak.team.naam,
        wanneer=when,
        te_laat=bool(late),
    )


def open_taken(casus_id: int) -> list[Taak]:
    """The open tasks of a case, the first due first; those without a day last. Not those of who is asked along."""
    return list(_open_on_case(casus_id))


@compiled
def _open_on_case(casus_id: int) -> TaakQuerySet:
    found = Taak.objects.open().filter(casus=casus_id).exclude(soort=UITNODIGING).select_related("medewerker", "team")
    return found.order_by(F("vervalt_op").asc(nulls_last=True), "pk")


def tasks_on(casus: Casus) -> list[Taak]:
    """The open tasks of a case; read once per page."""
    return read_once(casus, "open taken", lambda: open_taken(casus.pk))


def next_task_steps(casus_ids: Collection[int]) -> list[Stap]:
    """For the register STAPPEN: the dated open tasks of these cases, in one query."""
    return [
        Stap(casus_id, vervalt_op, titel, url)
        for casus_id, vervalt_op, titel, url in _dated_on(list(casus_ids))
        if casus_id is not None and vervalt_op is not None
    ]


@compiled
def _dated_on(casus_ids: Collection[int]) -> QuerySet[Taak, tuple[int | None, date | None, str, str]]:
    rows = Taak.objects.open().filter(casus__in=casus_ids, vervalt_op__isnull=False, wacht_op="")
    rows = rows.exclude(soort=UITNODIGING)
    return rows.order_by("vervalt_op", "pk").values_list("casus_id", "vervalt_op", "titel", "url")


def task_steps_of(casus: Casus) -> list[Stap]:
    """For the register STAPPEN_VAN_CASUS: the same for a case that is being shown."""
    dated = [taak for taak in tasks_on(casus) if taak.vervalt_op is not None and not taak.wacht_op]
    return [Stap(casus.pk, taak.vervalt_op, taak.titel, taak.url) for taak in dated if taak.vervalt_op is not None]


def tickable_tasks(toegang: Casustoegang) -> list[Afvinkbaar]:
    """For the register AFVINKEN: the open tasks of a case."""
    return [Afvinkbaar(str(taak.pk), taak.titel) for taak in tasks_on(toegang.casus)]


def open_work(medewerker_id: int) -> Openstaand:
    """For the register OPENSTAAND: how many open tasks are in this worker's name."""
    return Openstaand("open taak", "open taken", Taak.objects.open().filter(medewerker=medewerker_id).count())


def rows_of_closing(casus: Casus) -> list[QuerySet[Any]]:
    """The tasks of a case: closing lets them lapse and makes new ones."""
    return [Taak.objects.filter(casus=casus)]
