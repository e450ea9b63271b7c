"""Named filters of requests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from keukentafel.casussen.public import Casus, coordination_is_on, decisions_on
from keukentafel.personen.public import conflicting_households, shield_listed
from keukentafel.referentielijsten.public import Wet
from keukentafel.toegang.public import Gebruiker, Label, Relatie, Rol, load_matrix
from keukentafel.voorzieningen.states import BIJ_BACKOFFICE, TELT_NIET_DUBBEL

if TYPE_CHECKING:
    from keukentafel.voorzieningen.models import Aanvraag  # noqa: F401

INZIEN = "aanvraag_inzien"
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

    def visible_to(self, user: Gebruiker) -> AanvraagQuerySet:
        """Requests that `decide` lets this user see, read from the matrix per role.

        Of one's own cases under the laws of the role; for a back office what was handed in under its own laws.
        Without conflicts of interest, and of shielded households only those on whose list the user stands.
        """
        matrix = load_matrix()
        grants = [(relation, matrix.wetten[rol]) for rol, relation in matrix.acties[INZIEN].mag if rol in user.rollen]
        through_case = {law for relation, laws in grants if relation != Relatie.BACKOFFICE for law in laws}
        as_office = {law for relation, laws in grants if relation == Relatie.BACKOFFICE for law in laws}
        own = Casus.objects.visible_to(user).values("pk")
        allowed = Q(casus__in=own, wet__in=sorted(through_case))
        if coordination_is_on():
            allowed &= _within_the_case(own)
        allowed |= Q(status__in=BIJ_BACKOFFICE, wet__in=sorted(as_office))
        return self.filter(allowed).exclude(casus__huishouden__beperkt=True).that_exist_for(user)

    def that_exist_for(self, user: Gebruiker) -> AanvraagQuerySet:
        """Without what this user may not even know of; for counts too."""
        return self.exclude(casus__huishouden__in=conflicting_households(user)).exclude(
            ~Q(casus__huishouden__in=shield_listed(user)), casus__huishouden__label=Label.AFGESCHERMD
        )


def _within_the_case(own: models.QuerySet[Casus, Any]) -> Q:
    """What is general, falls under the law of its case, or is named by a decision to coordinate (docs/adr/0021)."""
    named: dict[str, set[int]] = {}
    for casus_id, laws in decisions_on(timezone.localdate()).filter(casus__in=own).values_list("casus_id", "wetten"):
        for law in laws:
            named.setdefault(law, set()).add(casus_id)
    kept = Q(wet=Wet.ALGEMEEN) | Q(wet=F("casus__wet"))
    for law, cases in named.items():
        kept |= Q(wet=law, casus__in=cases)
    return kept
