"""Dates of the phases that an upper room reaches for a case."""

from datetime import date

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.models import Casus
from keukentafel.casussen.permissions import subjects_of
from keukentafel.casussen.registers import Overgang, announce


@action("casus_plan_gereed")
def record_plan_op(*, by: Actor, casus: Casus, op: date) -> Casus:
    """The household of this case has a plan since `op`: the phase becomes uitvoering (R-013). The first day counts."""
    locked = Casus.lock(casus.pk)
    first = locked.plan_op or max(op, locked.aangemeld_op)
    locked.change(plan_op=first)
    record("casus_plan_gereed", locked, subjects=subjects_of(locked), wet=locked.wet)
    announce(Overgang(locked, "casus_plan_gereed", first, by))
    return locked
