"""Named filters of tasks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from keukentafel.personen.public import conflicting_households, shield_listed
from keukentafel.toegang.public import Label

UITNODIGING = "uitnodiging"  # kind of the task of somebody who is asked along

if TYPE_CHECKING:
    from keukentafel.taken.models import Taak  # noqa: F401
    from keukentafel.toegang.public import Gebruiker


class TaakQuerySet(models.QuerySet["Taak"]):
    """Tasks by state and by whose they are."""

    def open(self) -> TaakQuerySet:
        """Not done and not lapsed."""
        return self.filter(gedaan_op=None, vervallen=False)

    def of_worker(self, medewerker_id: int, team_ids: Collection[int]) -> TaakQuerySet:
        """This worker's own tasks, and those of his teams that nobody has taken up."""
        return self.filter(Q(medewerker=medewerker_id) | Q(medewerker=None, team__in=team_ids))

    def not_closed_to(self, user: Gebruiker) -> TaakQuerySet:
        """Without tasks of households that do not exist for this user: by conflict, or shielded without him.

        Nor what is gone by itself: an invitation that is over asks nothing any more (R-092).
        """
        here = self.exclude(geldig_tot__lt=timezone.localdate())
        return here.exclude(casus__huishouden__in=conflicting_households(user)).exclude(
            ~Q(casus__huishouden__in=shield_listed(user)), casus__huishouden__label=Label.AFGESCHERMD
        )

    def to_act(self, op: date) -> TaakQuerySet:
        """For the worker himself to do: not waiting for another, and not put off beyond `op`."""
        return self.filter(wacht_op="").filter(Q(uitgesteld_tot=None) | Q(uitgesteld_tot__lte=op))

    def waiting(self) -> TaakQuerySet:
        """Waiting for somebody else."""
        return self.exclude(wacht_op="")
