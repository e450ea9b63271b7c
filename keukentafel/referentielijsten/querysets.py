"""Named filters on versions."""

from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

M = TypeVar("M", bound=models.Model)


class VersieQuerySet(models.QuerySet[M]):
    """Versions by date; `geldig_van` and `geldig_tot` are both inclusive."""

    def valid_on(self, op: date) -> "VersieQuerySet[M]":
        """The versions that hold on that day."""
        return self.filter(Q(geldig_tot=None) | Q(geldig_tot__gte=op), geldig_van__lte=op)

    def overlapping(self, van: date, tot: date | None) -> "VersieQuerySet[M]":
        """The versions that share at least one day with van..tot (`tot` None: without end)."""
        found: Any = self.filter(Q(geldig_tot=None) | Q(geldig_tot__gte=van))
        if tot is not None:
            found = found.filter(geldig_van__lte=tot)
        return found  # type: ignore[no-any-return]
