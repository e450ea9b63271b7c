"""Writes: what closing a case takes back when it is undone: the plan is open again, its goals too."""

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Huishouden
from keukentafel.plannen.actions.evaluatie import schedule_all
from keukentafel.plannen.models import Plan
from keukentafel.plannen.permissions import open_plan_of, subjects_of_plan


@action("plan_heropend")
def reopen_plan(*, by: Actor, plan: Plan) -> Plan:
    """An ended own plan goes on. Raises Regelfout when the household has another open plan by now (R-067)."""
    Huishouden.lock(plan.huishouden_id)
    locked = Plan.lock(plan.pk)
    other = open_plan_of(locked.huishouden_id)
    if other is not None and other.pk != locked.pk:
        raise Regelfout("Het huishouden heeft al een nieuw plan. Ga daarmee verder.")
    locked.change(beeindigd_op=None)
    schedule_all(by, locked)
    record("plan_heropend", locked, subjects=subjects_of_plan(locked))
    return locked
