"""Reads for closing a case: the goals that still need a result."""

from keukentafel.casussen.public import Casus
from keukentafel.plannen.models import Doel


def open_goals_of(casus: Casus) -> list[Doel]:
    """The goals without a result in the open own plan of the case's household, in order."""
    found = Doel.objects.open().filter(
        plan__huishouden=casus.huishouden_id, plan__eigenaar=None, plan__beeindigd_op=None
    )
    return list(found.select_related("leefdomein").order_by("volgorde", "pk"))
