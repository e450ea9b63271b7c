"""Writes: what closing a case takes back when it is undone: the plan is open again, its goals too."""

from collections.abc import Collection

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus, subjects_of
from keukentafel.core.fouten import Regelfout
from keukentafel.plannen.actions.doelen import set_doel_result
from keukentafel.plannen.actions.evaluatie import schedule_evaluatie
from keukentafel.plannen.models import Doel, Plan
from keukentafel.plannen.permissions import open_plan_of, subjects_of_plan
from keukentafel.referentielijsten.public import Doelstatus


@action("plan_heropend")
def reopen_plan(*, by: Actor, plan: Plan) -> Plan:
    """An ended own plan goes on. Raises Regelfout when the household has another open plan by now (R-067)."""
    locked = Plan.lock(plan.pk)
    other = open_plan_of(locked.huishouden_id)
    if other is not None and other.pk != locked.pk:
        raise Regelfout("Het huishouden heeft al een nieuw plan. Ga daarmee verder.")
    locked.change(beeindigd_op=None)
    schedule_evaluatie(by, locked)
    record("plan_heropend", locked, subjects=subjects_of_plan(locked))
    return locked


@action("doelen_heropend")
def reopen_goals(*, by: Actor, casus: Casus, doelen: Collection[int]) -> list[Doel]:
    """Take the results of these goals (ids) of the household's plan back: they are open again."""
    found = list(
        Doel.objects.filter(pk__in=doelen, plan__huishouden=casus.huishouden_id)
        .exclude(status=Doelstatus.OPEN)
        .order_by("pk")
    )
    for doel in found:
        set_doel_result(by=by, doel=doel, status=Doelstatus.OPEN)
    record("doelen_heropend", casus, subjects=subjects_of(casus), wet=casus.wet, reden=f"{len(found)} doelen")
    return found
