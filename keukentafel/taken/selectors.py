"""Reads: what is mine to do now, what waits for another, what comes later; the open tasks of a case."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import Coalesce

from keukentafel.casussen.public import Afvinkbaar, Casus, Casustoegang, Stap, deputised_cases, read_once
from keukentafel.core.opvragen import compiled
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


HOOGSTENS = {Taakgroep.NU: 30, Taakgroep.TEAM: 8, Taakgroep.WACHT: 10}  # lines; the rest is behind a link
REGEL = (
    *("titel", "soort", "bron", "url", "wacht_op", "wacht_sinds", "vervalt_op", "uitgesteld_tot", "gedaan_op"),
    *("medewerker__naam", "casus__wet", "casus__team", "casus__persoon", "casus__huishouden__naam"),
    *("casus__huishouden__label", "casus__huishouden__beperkt"),
)
GEDAAN_DAGEN = timedelta(days=14)  # so long one finds back what one did, to undo it


class _Van(NamedTuple):
    """Whose tasks and until when, as `_group` takes it; what a list does not ask for is None."""

    groep: Taakgroep
    gebruiker_id: int
    medewerker_id: int | None
    teams: Collection[int] | None
    op: date
    grens: date | None
    waarneming: tuple[int | Collection[int], ...] = ()  # regisseur and the cases that one looks after for him, in turn

    @property
    def waarden(self) -> tuple[Any, ...]:
        """The same in order, for a question of a fixed form: one per number of regisseurs."""
        return (*self[:-1], *self.waarneming)


def group_of(user: Gebruiker, groep: Taakgroep, op: date) -> TaakQuerySet:
    """One list of this user's tasks in its order, without those of households that are closed to him.

    Deputies have the tasks of the regisseur for whom they stand in too, as long as that lasts.
    """
    asked = _asked(user, groep, op)
    return Taak.objects.none() if asked is None else _group(*asked.waarden)


def first_of(user: Gebruiker, groep: Taakgroep, op: date) -> tuple[list[Taak], int]:
    """The first lines of that list, as many as HOOGSTENS says, and how many there are in all; one query.

    The tasks have only what a line shows, with their case, household and worker.
    """
    asked = _asked(user, groep, op)
    if asked is None:
        return [], 0
    shown = list(_first(*asked.waarden))
    return shown, int(shown[0].__dict__["_totaal"]) if shown else 0


def count_of(user: Gebruiker, groep: Taakgroep, op: date) -> int:
    """How many tasks are on that list; one query."""
    asked = _asked(user, groep, op)
    return 0 if asked is None else _numbers(*asked.waarden).count()


def _asked(user: Gebruiker, groep: Taakgroep, op: date) -> _Van | None:
    worker = worker_of(user)
    if worker is None:
        return None
    if groep is Taakgroep.GEDAAN:
        return _Van(groep, user.pk, worker.pk, None, op, op - GEDAAN_DAGEN)
    if groep is Taakgroep.TEAM:
        return _Van(groep, user.pk, None, sorted(team_ids_of(user)), op, None)
    of_regisseur: dict[int, list[int]] = {}
    for casus_id, regisseur_id in deputised_cases(user, worker.pk, op):
        of_regisseur.setdefault(regisseur_id, []).append(casus_id)
    until = None if groep is Taakgroep.WACHT else op + VOORUIT
    return _Van(groep, user.pk, worker.pk, None, op, until, tuple(chain.from_iterable(of_regisseur.items())))


def _group(
    groep: Taakgroep, gebruiker_id: int, medewerker_id: int | None, teams: Collection[int] | None,
    op: date, grens: date | None, *waarneming: Any,
) -> TaakQuerySet:  # fmt: skip
    if medewerker_id is None:
        found = Taak.objects.open().not_closed_to(gebruiker_id, op).of_teams(teams or ())
        return found.to_act(op).order_by(F("vervalt_op").asc(nulls_last=True), "pk")
    if groep is Taakgroep.GEDAAN:
        done = Taak.objects.filter(gedaan_door=medewerker_id, gedaan_op__gte=grens).not_closed_to(gebruiker_id, op)
        return done.order_by("-gedaan_op", "-pk")
    mine = Taak.objects.open().not_closed_to(gebruiker_id, op)
    pairs = [(pk, lead) for lead, cases in zip(waarneming[::2], waarneming[1::2], strict=True) for pk in cases]
    mine = mine.of_worker(medewerker_id, pairs)
    if grens is None:
        return mine.waiting().order_by("wacht_sinds", "pk")
    if groep is Taakgroep.LATER:
        return mine.later(op, grens).order_by(Coalesce("uitgesteld_tot", "vervalt_op"), "pk")
    return mine.to_act(op, grens).order_by(F("vervalt_op").asc(nulls_last=True), "pk")


@compiled
def _first(*asked: Any) -> TaakQuerySet:
    shown = _group(*asked).select_related("casus__huishouden", "medewerker").only(*REGEL)
    return shown.annotate(_totaal=Window(Count("pk")))[: HOOGSTENS[asked[0]]]


@compiled
def _numbers(*asked: Any) -> QuerySet[Taak, int]:
    return _group(*asked).order_by().values_list("pk", flat=True)


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
