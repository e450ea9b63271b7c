"""Named filters of plans, goals and support."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from keukentafel.referentielijsten.public import Doelstatus

if TYPE_CHECKING:
    from keukentafel.plannen.models import Doel, Inzet, Plan  # noqa: F401


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans by owner and by date."""

    def own(self) -> PlanQuerySet:
        """The plans of the social team itself."""
        return self.filter(eigenaar=None)

    def of_others(self) -> PlanQuerySet:
        """The plans of other organisations."""
        return self.exclude(eigenaar=None)

    def open_on(self, op: date) -> PlanQuerySet:
        """Made and not ended on day `op`."""
        return self.filter(Q(beeindigd_op=None) | Q(beeindigd_op__gt=op), opgesteld_op__lte=op)


class DoelQuerySet(models.QuerySet["Doel"]):
    """Goals by status."""

    def open(self) -> DoelQuerySet:
        """Without a result yet."""
        return self.filter(status=Doelstatus.OPEN)


class InzetQuerySet(models.QuerySet["Inzet"]):
    """Support by date."""

    def running_on(self, op: date) -> InzetQuerySet:
        """Begun and not ended on day `op` (both ends inclusive)."""
        return self.filter(Q(tot=None) | Q(tot__gte=op), van__lte=op)
