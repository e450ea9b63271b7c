"""Support to an initiative from the neighbourhood: a number of hours and with whom, no client dossier (R-223)."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.models import Initiatiefinzet, Melding
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.referentielijsten.public import MeldingSoort
from keukentafel.teams.public import Medewerker

HOOGSTENS_UREN = 200  # in one line


@action("initiatief_ondersteund")
def add_initiatiefinzet(
    *,
    by: Actor,
    melding: Melding,
    uren: Decimal,
    met_wie: str = "",
    door: Medewerker | None = None,
    op: date | None = None,
) -> Initiatiefinzet:
    """Write down hours of support. Also after the melding has ended: support may go on.

    Raises Regelfout for what is no initiative, or for no hours or too many at once.
    """
    locked = Melding.lock(melding.pk)
    if locked.soort != MeldingSoort.INITIATIEF:
        raise Regelfout("Uren schrijven kan alleen bij een initiatief.", veld="uren")
    if not 0 < uren <= HOOGSTENS_UREN:
        raise Regelfout(f"Vul meer dan 0 en hoogstens {HOOGSTENS_UREN} uur in.", veld="uren")
    effort = Initiatiefinzet.objects.create(
        melding=locked, medewerker=door, op=op or timezone.localdate(), uren=uren, met_wie=" ".join(met_wie.split())
    )
    record("initiatief_ondersteund", locked, subjects=subjects_of_melding(locked), wet=locked.wet)
    return effort
