"""Named filters of tasks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from keukentafel.personen.public import shield_listed, tied_homes
from keukentafel.toegang.public import Label

EIGEN = "eigen"  # kind of the task that somebody typed himself
UITNODIGING = "uitnodiging"  # kind of the task of somebody who is asked along
GENOEMD = "genoemd"  # kind of the task of somebody who is named in a note
PERSOONLIJK = (UITNODIGING, GENOEMD)  # on the list of one worker only, not on the case

if TYPE_CHECKING:
    from keukentafel.taken.models import Taak  # noqa: F401
    from keukentafel.toegang.public import Gebruiker


class TaakQuerySet(models.QuerySet["Taak"]):
    """Tasks by state and by whose they are."""

    def open(self) -> TaakQuerySet:
        """Not done and not lapsed."""
        return self.filter(gedaan_op=None, vervallen=False)

    def of_worker(self, medewerker_id: int, waarneming: Collection[tuple[int, int]] = ()) -> TaakQuerySet:
        """This worker's own tasks, and those of the regisseurs whose cases he looks after now.

        `waarneming`: id of the case and of its regisseur, of each case that he deputises. What was asked of the
        regisseur in person stays his.
        """
        of_regisseur: dict[int, list[int]] = {}
        for casus_id, regisseur_id in waarneming:
            of_regisseur.setdefault(regisseur_id, []).append(casus_id)
        mine = Q(medewerker=medewerker_id)
        for regisseur_id, cases in of_regisseur.items():
            mine |= Q(casus__in=cases, medewerker=regisseur_id) & ~Q(soort__in=PERSOONLIJK)
        return self.filter(mine)

    def of_teams(self, team_ids: Collection[int]) -> TaakQuerySet:
        """Tasks of these teams that nobody has taken up."""
        return self.filter(medewerker=None, team__in=team_ids)

    def not_closed_to(self, user: Gebruiker | int, op: date) -> TaakQuerySet:
        """Without tasks of households that do not exist for this user: by conflict, or shielded without him.

        Nor what is gone by itself: an invitation that is over asks nothing any more (R-092).

        A task without a case belongs to no household.
        """
        shielded = Q(casus__huishouden__label=Label.AFGESCHERMD) & ~Q(casus__huishouden__in=shield_listed(user))
        closed = Q(casus__huishouden__in=tied_homes(user, op)) | shielded
        return self.exclude(geldig_tot__lt=op).filter(Q(casus=None) | ~closed)

    def to_act(self, op: date, tot: date | None = None) -> TaakQuerySet:
        """For the worker himself to do: not waiting for another, and not put off beyond `op`.

        With `tot` only what has no day, or is due by then, or was put off until a day that has come.
        """
        found = self.filter(wacht_op="").filter(Q(uitgesteld_tot=None) | Q(uitgesteld_tot__lte=op))
        if tot is None:
            return found
        return found.filter(Q(vervalt_op=None) | Q(vervalt_op__lte=tot) | Q(uitgesteld_tot__lte=op))

    def later(self, op: date, tot: date) -> TaakQuerySet:
        """What comes later: put off beyond `op`, or due after `tot` and never put off."""
        return self.filter(wacht_op="").filter(Q(uitgesteld_tot__gt=op) | Q(uitgesteld_tot=None, vervalt_op__gt=tot))

    def waiting(self) -> TaakQuerySet:
        """Waiting for somebody else."""
        return self.exclude(wacht_op="")
