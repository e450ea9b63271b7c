"""Named filters of persons, memberships and relations; a period holds on its first and on its last day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from keukentafel.personen.models import Gezag, Huishoudlid, Persoon, Relatie  # noqa: F401


class PersoonQuerySet(models.QuerySet["Persoon"]):
    """Persons."""

    def current(self) -> PersoonQuerySet:
        """Without those who were merged into someone else."""
        return self.filter(samengevoegd_in=None)


class HuishoudlidQuerySet(models.QuerySet["Huishoudlid"]):
    """Memberships of households."""

    def valid_on(self, op: date) -> HuishoudlidQuerySet:
        """Members on that day."""
        return self.filter(Q(tot=None) | Q(tot__gte=op), van__lte=op)

    def overlapping(self, van: date, tot: date | None) -> HuishoudlidQuerySet:
        """Memberships that share at least one day with this period; `tot` None: without an end."""
        found = self.filter(Q(tot=None) | Q(tot__gte=van))
        return found if tot is None else found.filter(van__lte=tot)


class RelatieQuerySet(models.QuerySet["Relatie"]):
    """Relations between people."""

    def valid_on(self, op: date) -> RelatieQuerySet:
        """Relations that hold that day; an empty begin or end is open."""
        return self.filter(Q(van=None) | Q(van__lte=op), Q(tot=None) | Q(tot__gte=op))

    def touching(self, persoon_ids: Collection[int]) -> RelatieQuerySet:
        """Relations in which one of these people stands, on either side."""
        return self.filter(Q(persoon_a__in=persoon_ids) | Q(persoon_b__in=persoon_ids))


class GezagQuerySet(models.QuerySet["Gezag"]):
    """Who has custody of whom."""

    def valid_on(self, op: date) -> GezagQuerySet:
        """What holds that day; both ends inclusive."""
        return self.filter(Q(tot=None) | Q(tot__gte=op), van__lte=op)
