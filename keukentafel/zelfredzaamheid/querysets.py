"""Named filters of measurements and scores."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from keukentafel.zelfredzaamheid.states import Metingstatus

if TYPE_CHECKING:
    from keukentafel.zelfredzaamheid.models import Meting, Score  # noqa: F401 (type argument only)


class MetingQuerySet(models.QuerySet["Meting"]):
    """Measurements by state and day."""

    def recorded(self, op: date | None = None) -> MetingQuerySet:
        """Measurements that count, dated on or before `op` (without a day: all)."""
        found = self.filter(status=Metingstatus.VASTGELEGD)
        return found if op is None else found.filter(datum__lte=op)

    def concepts(self) -> MetingQuerySet:
        """Measurements that are not finished."""
        return self.filter(status=Metingstatus.CONCEPT)


class ScoreQuerySet(models.QuerySet["Score"]):
    """Scores by the state of their measurement."""

    def recorded(self, op: date | None = None) -> ScoreQuerySet:
        """Scores of measurements that count, dated on or before `op`, oldest first, with all names joined in."""
        found = self.filter(meting__status=Metingstatus.VASTGELEGD)
        if op is not None:
            found = found.filter(meting__datum__lte=op)
        return found.select_related("meting", "leefdomein__stelsel").order_by(
            "meting__datum", "meting_id", "leefdomein__volgorde", "pk"
        )
