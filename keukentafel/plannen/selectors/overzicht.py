"""What the overview of a case needs of a plan: how many goals are open, the first of them, what can be ticked off.

A plan may hold hundreds of goals; only what is shown is read of them, the rest is counted by the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case as SqlCase
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When, Window

from keukentafel.casussen.public import Casus, read_once
from keukentafel.core.opvragen import compiled, keep_related
from keukentafel.core.versleuteling import plain_text
from keukentafel.plannen.models import Actie, Doel, Plan
from keukentafel.plannen.permissions import Plantoegang
from keukentafel.plannen.selectors.plan import persons_for, with_evaluations
from keukentafel.plannen.wie import is_named
from keukentafel.referentielijsten.public import Doelstatus, Wet

HOOGSTENS_DOELEN = 4  # shown on the overview


@dataclass(frozen=True, slots=True)
class Doelstand:
    """How many goals of a plan are open, under whichever law; `los` have no appointment or no day, `kaal` none."""

    open: int = 0
    kaal: int = 0
    los: int = 0
    te_laat: int = 0


@dataclass(frozen=True, slots=True)
class Doelenoverzicht:
    """The first open goals that this reader may read, with who does what; how many there are; what is still open.

    `acties`: the open actions of all those goals, in the order of the goals; each knows for whom its goal is.
    """

    eerste: list[Doel]
    aantal: int
    acties: list[Actie]


def stand_of_goals(plan: Plan, casus: Casus) -> Doelstand:
    """The counts of a plan; one query, and none on a page that has read its first goals."""
    return read_once(casus, _key("doelstand", plan), lambda: _stand_of(_stand(plan.pk, date.today())))


def first_goals(toegang: Plantoegang, plan: Plan) -> Doelenoverzicht:
    """The first HOOGSTENS_DOELEN open goals and the open actions for this reader; four queries, once per page."""
    laws = frozenset(wet for wet in Wet if toegang.kring.mag_wet(wet))
    key = f"{_key('eerste doelen', plan)} {' '.join(sorted(laws))}"
    return read_once(toegang.casus, key, lambda: _read(toegang.casus, plan, laws))


def open_actions(toegang: Plantoegang, plan: Plan) -> list[Actie]:
    """The open actions of the open goals for this reader; no query after `first_goals`, else one, and one more for
    whom a goal is where an action does not say who does it."""
    laws = frozenset(wet for wet in Wet if toegang.kring.mag_wet(wet))
    return read_once(toegang.casus, _actions_key(plan, laws), lambda: _read_actions(plan, laws))


def goal_names(toegang: Plantoegang, plan: Plan) -> list[tuple[str, str]]:
    """(domain, words) of every goal of the plan that this reader may read, the oldest first; one query per page."""
    rows = read_once(toegang.casus, _key("namen van doelen", plan), lambda: list(_names(plan.pk)))
    laws = {wet.value for wet in Wet if toegang.kring.mag_wet(wet)}
    return [(domein, plain_text(Doel, "omschrijving", pk, woorden)) for pk, wet, domein, woorden in rows if wet in laws]


def _key(what: str, plan: Plan) -> str:
    return f"{what} van plan {plan.pk}"


def _actions_key(plan: Plan, laws: frozenset[Wet]) -> str:
    return f"{_key('open afspraken', plan)} {' '.join(sorted(laws))}"


def _read_actions(plan: Plan, laws: frozenset[Wet]) -> list[Actie]:
    rows = list(_actions(plan.pk, [], laws))
    goals = {row.doel_id: Doel(pk=row.doel_id) for row in rows if not is_named(row)}
    if goals:
        keep_related(goals.values(), "personen", persons_for(list(goals)))
        keep_related(goals.values(), "acties", [row for row in rows if row.doel_id in goals])
    return rows


def _read(casus: Casus, plan: Plan, laws: frozenset[Wet]) -> Doelenoverzicht:
    rows = list(_first(plan.pk, date.today(), laws))
    read_once(casus, _key("doelstand", plan), lambda: _stand_of(rows))
    readable: int = rows[0].__dict__["leesbaar"] if rows else 0
    if not readable:
        return Doelenoverzicht([], 0, [])
    shown = [goal for goal in rows if goal.wet in laws]
    actions = list(_actions(plan.pk, [goal.pk for goal in shown], laws))
    goals = {goal.pk: goal for goal in shown}
    goals |= {row.doel_id: Doel(pk=row.doel_id) for row in actions if row.doel_id not in goals}
    keep_related(goals.values(), "personen", persons_for(list(goals)))
    keep_related(goals.values(), "acties", actions)
    still_open = [row for row in actions if row.gedaan_op is None]
    read_once(casus, _actions_key(plan, laws), lambda: still_open)
    return Doelenoverzicht(with_evaluations(shown), readable, still_open)


def _stand_of(rows: QuerySet[Doel] | list[Doel]) -> Doelstand:
    first = next(iter(rows), None)
    if first is None:
        return Doelstand()
    found = first.__dict__
    return Doelstand(found["open_in_plan"], found["kaal"], found["los"], found["te_laat"])


def _counted(plan_id: int, op: date) -> QuerySet[Doel]:
    """The open goals of a plan, each with the counts over all of them."""
    made = Actie.objects.filter(doel=OuterRef("pk"), vervallen_op=None)
    rows = Doel.objects.open().filter(plan=plan_id).annotate(met_actie=Exists(made))
    bare = Q(met_actie=False)
    return rows.annotate(
        open_in_plan=Window(Count("pk")),
        kaal=Window(Count("pk", filter=bare)),
        los=Window(Count("pk", filter=bare | Q(streefdatum=None))),
        te_laat=Window(Count("pk", filter=Q(streefdatum__lt=op))),
    )


@compiled
def _stand(plan_id: int, op: date) -> QuerySet[Doel]:
    return _counted(plan_id, op).only("pk").order_by("pk")[:1]


@compiled
def _first(plan_id: int, op: date, wetten: frozenset[Wet]) -> QuerySet[Doel]:
    """The first goals under these laws, and only when there are none one under another law: it carries the counts."""
    mine = Q(wet__in=wetten)
    turn = SqlCase(When(mine, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = _counted(plan_id, op).annotate(leesbaar=Window(Count("pk", filter=mine)), beurt=turn)
    return rows.select_related("leefdomein__stelsel").order_by("beurt", "volgorde", "pk")[:HOOGSTENS_DOELEN]


@compiled
def _actions(plan_id: int, doel_ids: list[int], wetten: frozenset[Wet]) -> QuerySet[Actie]:
    """Every action of these goals, and the open ones of the other open goals of the plan."""
    of_plan = Actie.objects.filter(doel__plan=plan_id, doel__status=Doelstatus.OPEN, doel__wet__in=wetten)
    rows = of_plan.filter(Q(doel__in=doel_ids) | Q(gedaan_op=None), vervallen_op=None)
    rows = rows.select_related("persoon", "medewerker").defer("persoon__bsn")
    return rows.order_by("doel__volgorde", "doel", "gedaan_op", "wanneer", "pk")


@compiled
def _names(plan_id: int) -> QuerySet[Doel, tuple[int, str, str, Any]]:
    rows = Doel.objects.filter(plan=plan_id).order_by("pk")
    return rows.values_list("pk", "wet", F("leefdomein__naam"), "omschrijving")
