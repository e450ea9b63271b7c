"""Writes of looking back on a plan: the day, its task, and what was held (R-078)."""

from datetime import date, timedelta

from django.urls import reverse

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus, current_regisseur
from keukentafel.core.fouten import Regelfout
from keukentafel.plannen.models import Evaluatiemoment, Plan
from keukentafel.plannen.permissions import subjects_of_plan
from keukentafel.referentielijsten.public import Doelstatus, evaluation_days
from keukentafel.taken.public import create_taak, expire_taken
from keukentafel.teams.public import Medewerker

TAAK = "Samen terugkijken op het plan"
TAAKSOORT = "evaluatie"
TAAK_DOEL = "Kijk of een doel gelukt is"
TAAKSOORT_DOEL = "doeldatum"
VOORAF = timedelta(days=14)  # a goal judged this long before the day counts for that day


def first_evaluation(casus: Casus, op: date) -> date:
    """The day proposed for the first time of a plan made on day `op`: the term of the case type."""
    return op + timedelta(days=evaluation_days(casus.casustype, op))


def next_evaluation(plan: Plan, op: date) -> date | None:
    """The day proposed for the next time: the term of the case type after `op`; None when no goal is open."""
    if plan.casus is None or not plan.doelen.open().exists():
        return None
    return first_evaluation(plan.casus, op)


def schedule_evaluatie(by: Actor, plan: Plan) -> None:
    """Keep the task "look back together" in step with the day of the plan; it stands on Vandaag of the regisseur."""
    source = f"plan:{plan.pk}:evaluatie"
    if plan.evaluatie_op is None or plan.beeindigd_op is not None or plan.casus is None:
        expire_taken(by=by, bron=source)
        return
    role = current_regisseur(plan.casus.pk)
    create_taak(
        by=by, titel=TAAK, soort=TAAKSOORT, team=plan.casus.team, casus=plan.casus,
        medewerker=role.medewerker if role else None, vervalt_op=plan.evaluatie_op, bron=source,
        url=reverse("plannen:plan", args=[plan.casus.pk]),
    )  # fmt: skip


def schedule_doeldag(by: Actor, plan: Plan) -> None:
    """Keep one task in step with the first day of the open goals; it stands on Vandaag of the regisseur (R-078)."""
    source = f"plan:{plan.pk}:doelen"
    dated = plan.doelen.open().filter(streefdatum__isnull=False).order_by("streefdatum", "pk")
    first = dated.values_list("streefdatum", flat=True).first()
    if first is None or plan.beeindigd_op is not None or plan.casus is None:
        expire_taken(by=by, bron=source)
        return
    role = current_regisseur(plan.casus.pk)
    create_taak(
        by=by, titel=TAAK_DOEL, soort=TAAKSOORT_DOEL, team=plan.casus.team, casus=plan.casus,
        medewerker=role.medewerker if role else None, vervalt_op=first, bron=source,
        url=reverse("plannen:plan", args=[plan.casus.pk]) + "#doelen",
    )  # fmt: skip


def schedule_all(by: Actor, plan: Plan) -> None:
    """Keep both tasks of a plan in step with it: looking back together, and the first day of a goal."""
    schedule_evaluatie(by, plan)
    schedule_doeldag(by, plan)


@action("plan_geevalueerd")
def hold_evaluatie(
    *, by: Actor, plan: Plan, op: date, volgende: date | None, medewerker: Medewerker | None = None
) -> Evaluatiemoment:
    """Household and team looked back on day `op`; `volgende` is the next time (None: none planned).

    The moment is kept with the day that was planned for it. Raises Regelfout for a day that is still to come, and for
    a next time that is not after it.
    """
    if op > date.today():
        raise Regelfout("Deze dag moet nog komen. Kies vandaag of eerder.", veld="gehouden_op")
    if volgende is not None and volgende <= op:
        raise Regelfout("Kies voor de volgende keer een latere dag.", veld="volgende")
    locked = Plan.lock(plan.pk)
    held = locked.evaluatiemomenten.filter(gehouden_op=op).first()
    if held is None:
        held = Evaluatiemoment.objects.create(
            plan=locked, gepland_op=locked.evaluatie_op, gehouden_op=op, medewerker=medewerker
        )
    locked.change(evaluatie_op=volgende)
    record("plan_geevalueerd", held, subjects=subjects_of_plan(locked))
    schedule_evaluatie(by, locked)
    return held


def hold_when_all_judged(by: Actor, plan: Plan, op: date, medewerker: Medewerker | None) -> Evaluatiemoment | None:
    """When the day has come and every open goal was judged around it, the moment is held; None otherwise."""
    planned = plan.evaluatie_op
    if planned is None or op < planned - VOORAF or plan.beeindigd_op is not None:
        return None
    still_open = plan.doelen.filter(status=Doelstatus.OPEN)
    if not still_open.exists() or still_open.exclude(evaluaties__datum__gte=planned - VOORAF).exists():
        return None
    return hold_evaluatie(by=by, plan=plan, op=op, volgende=next_evaluation(plan, op), medewerker=medewerker)
