"""A partner that did not wait for the team: written down with the melding, so that it can be counted (R-029)."""

from datetime import date

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.models import Escalatie, Melding
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.referentielijsten.public import list_codes
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Medewerker

SOORTEN = "escalatiesoort"


@action("escalatie_vastgelegd")
def record_escalatie(
    *,
    by: Actor,
    melding: Melding,
    soort: str,
    op: date,
    organisatie: Organisatie | None = None,
    toelichting: str = "",
    door: Medewerker | None = None,
) -> Escalatie:
    """Note that a partner went round the melding; also after the melding has ended. `organisatie` None: the reporter's.

    Raises Regelfout for a kind that is not in the list, or a day that is not between the melding and today.
    """
    locked = Melding.lock(melding.pk)
    if soort not in {code.code for code in list_codes(SOORTEN, op)}:
        raise Regelfout("Kies wat de partner deed.", veld="soort")
    if not locked.ontvangen_op <= op <= timezone.localdate():
        raise Regelfout("Kies een dag tussen de melding en vandaag.", veld="op")
    found = Escalatie.objects.create(
        melding=locked, op=op, soort=soort, organisatie=organisatie or locked.melder_organisatie,
        toelichting=" ".join(toelichting.split()), medewerker=door,
    )  # fmt: skip
    record("escalatie_vastgelegd", locked, subjects=subjects_of_melding(locked), wet=locked.wet, reden=soort)
    return found
