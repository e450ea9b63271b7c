"""Reads: what is mine to do now, what waits for another, what comes later; the open tasks of a case."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from keukentafel.casussen.public import Afvinkbaar, Casus, Casusrol, Casustoegang, Stap, read_once
from keukentafel.core.opvragen import compiled
from keukentafel.referentielijsten.public import Casusrolsoort
from keukentafel.taken.models import Taak
from keukentafel.taken.querysets import PERSOONLIJK, TaakQuerySet
from keukentafel.taken.regels import VOORUIT
from keukentafel.teams.public import Openstaand, team_ids_of, worker_of
from keukentafel.toegang.public import Gebruiker


class Taakgroep(StrEnum):
    """The lists of one's own work."""

    NU = "nu"
    TEAM = "team"
    WACHT = "wacht"
    LATER = "later"
    GEDAAN = "gedaan"


GEDAAN_DAGEN = timedelta(days=14)  # so long one finds back what one did, to undo it


def group_of(user: Gebruiker, groep: Taakgroep, op: date) -> TaakQuerySet:
    """One list of this user's tasks in its order, without those of households that are closed to him.

    Deputies have the tasks of the regisseur for whom they stand in too, as long as that lasts.
    """
    worker = worker_of(user)
    if worker is None:
        return Taak.objects.none()
    if groep is Taakgroep.GEDAAN:
        done = Taak.objects.filter(gedaan_door=worker, gedaan_op__gte=op - GEDAAN_DAGEN).not_closed_to(user)
        return done.order_by("-gedaan_op", "-pk")
    found = Taak.objects.open().not_closed_to(user)
    if groep is Taakgroep.TEAM:
        return found.of_teams(team_ids_of(user)).to_act(op).order_by(F("vervalt_op").asc(nulls_last=True), "pk")
    mine = found.of_worker(worker.pk, _deputised(user, worker.pk, op))
    if groep is Taakgroep.WACHT:
        return mine.waiting().order_by("wacht_sinds", "pk")
    if groep is Taakgroep.LATER:
        return mine.later(op, op + VOORUIT).order_by(Coalesce("uitgesteld_tot", "vervalt_op"), "pk")
    return mine.to_act(op, op + VOORUIT).order_by(F("vervalt_op").asc(nulls_last=True), "pk")


def _deputised(user: Gebruiker, medewerker_id: int, op: date) -> Sequence[tuple[int, int]]:
    """Case and regisseur of every case that this worker looks after on day `op`; read once per request."""
    key = f"waarneming {op}"
    if key not in user.geheugen:
        roles = Casusrol.objects.filter(
            Q(waarneming_tot=None) | Q(waarneming_tot__gte=op),
            waarnemer=medewerker_id, rol=Casusrolsoort.REGISSEUR, tot=None,
        )  # fmt: skip
        user.geheugen[key] = list(roles.order_by("pk").values_list("casus_id", "medewerker_id"))
    found: Sequence[tuple[int, int]] = user.geheugen[key]
    return found


def open_taken(casus_id: int) -> list[Taak]:
    """The open tasks of a case, the first due first; those without a day last. Not what is one person's own."""
    return list(_open_on_case(casus_id))


@compiled
def _open_on_case(casus_id: int) -> TaakQuerySet:
    found = (
        Taak.objects.open().filter(casus=casus_id).exclude(soort__in=PERSOONLIJK).select_related("medewerker", "team")
    )
    return found.order_by(F("vervalt_op").asc(nulls_last=True), "pk")


def tasks_on(casus: Casus) -> list[Taak]:
    """The open tasks of a case; read once per page."""
    return read_once(casus, "open taken", lambda: open_taken(casus.pk))


def next_task_steps(casus_ids: Collection[int]) -> list[Stap]:
    """For the register STAPPEN: the dated open tasks of these cases, in one query; what was put off on its own day."""
    return [
        Stap(casus_id, max(due, put_off or due), titel, url)
        for casus_id, due, put_off, titel, url in _dated_on(list(casus_ids))
        if casus_id is not None and due is not None
    ]


@compiled
def _dated_on(casus_ids: Collection[int]) -> QuerySet[Taak, tuple[int | None, date | None, date | None, str, str]]:
    rows = Taak.objects.open().filter(casus__in=casus_ids, vervalt_op__isnull=False, wacht_op="")
    rows = rows.exclude(soort__in=PERSOONLIJK)
    return rows.order_by("vervalt_op", "pk").values_list("casus_id", "vervalt_op", "uitgesteld_tot", "titel", "url")


def task_steps_of(casus: Casus) -> list[Stap]:
    """For the register STAPPEN_VAN_CASUS: the same for a case that is being shown."""
    return [
        Stap(casus.pk, max(taak.vervalt_op, taak.uitgesteld_tot or taak.vervalt_op), taak.titel, taak.url)
        for taak in tasks_on(casus)
        if taak.vervalt_op is not None and not taak.wacht_op
    ]


def tickable_tasks(toegang: Casustoegang) -> list[Afvinkbaar]:
    """For the register AFVINKEN: the open tasks of a case."""
    return [Afvinkbaar(str(taak.pk), taak.titel) for taak in tasks_on(toegang.casus)]


def open_work(medewerker_id: int) -> Openstaand:
    """For the register OPENSTAAND: how many open tasks are in this worker's name."""
    return Openstaand("open taak", "open taken", Taak.objects.open().filter(medewerker=medewerker_id).count())


def rows_of_closing(casus: Casus) -> list[QuerySet[Any]]:
    """The tasks of a case: closing lets them lapse and makes new ones."""
    return [Taak.objects.filter(casus=casus)]
