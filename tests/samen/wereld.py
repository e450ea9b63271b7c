"""A few households with a plan, on any database."""

from __future__ import annotations

from keukentafel.audit.public import SYSTEEM
from keukentafel.plannen.actions.doelen import create_doel
from keukentafel.plannen.actions.plan import create_plan
from keukentafel.plannen.models import Plan
from keukentafel.referentielijsten.public import Leefdomein
from tests.cast import Cast


def make_objects(cast: Cast) -> dict[str, int]:
    """The id of one object of each kind of SOORTEN."""
    plan = create_plan(by=SYSTEEM, casus=cast.casus)
    domein = Leefdomein.objects.order_by("pk")[0]
    doel = create_doel(by=SYSTEEM, plan=plan, omschrijving="Rust", leefdomein=domein)
    return {"plan": plan.pk, "doel": doel.pk, "casus": cast.casus.pk}


def make_lists(cast: Cast, number: int) -> list[int]:
    """The ids of this many plans: the household's own, and former ones."""
    first = create_plan(by=SYSTEEM, casus=cast.casus)
    former = [
        Plan.objects.create(
            huishouden_id=cast.gezin.pk, casus=cast.casus, opgesteld_op=first.opgesteld_op,
            beeindigd_op=first.opgesteld_op,
        )
        for _ in range(number - 1)
    ]  # fmt: skip
    return [first.pk, *(plan.pk for plan in former)]
