"""Named filters of requests."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from keukentafel.casussen.public import Casus
from keukentafel.personen.public import conflicting_households
from keukentafel.toegang.public import Gebruiker, Label, Rol
from keukentafel.voorzieningen.states import BIJ_BACKOFFICE, TELT_NIET_DUBBEL

if TYPE_CHECKING:
    from keukentafel.voorzieningen.models import Aanvraag  # noqa: F401

BACKOFFICEROLLEN = frozenset({Rol.BACKOFFICE_WMO, Rol.BACKOFFICE_JEUGD, Rol.MAATWERKSPECIALIST})


class AanvraagQuerySet(models.QuerySet["Aanvraag"]):
    """Requests by status, by person and period, and by who may see them."""

    def submitted(self) -> AanvraagQuerySet:
        """Handed in, and not withdrawn."""
        return self.filter(status__in=BIJ_BACKOFFICE)

    def overlapping(self, van: date, tot: date | None) -> AanvraagQuerySet:
        """Those whose period shares a day with van..tot; without an end it goes on."""
        found = self.exclude(status__in=TELT_NIET_DUBBEL).filter(Q(tot=None) | Q(tot__gte=van))
        return found.filter(van__lte=tot) if tot is not None else found.filter(van__isnull=False)

    def visible_to(self, user: Gebruiker, wetten: Collection[str]) -> AanvraagQuerySet:
        """Requests under these laws: the submitted ones for the back office, all of one's own cases for the team."""
        allowed = Q(casus__in=Casus.objects.visible_to(user).values("pk"))
        if user.rollen & BACKOFFICEROLLEN:
            allowed |= Q(status__in=BIJ_BACKOFFICE)
        return (
            self.filter(allowed, wet__in=wetten)
            .exclude(casus__huishouden__in=conflicting_households(user))
            .exclude(casus__huishouden__label=Label.AFGESCHERMD)
        )
