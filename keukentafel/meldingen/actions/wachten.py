"""Who keeps contact with the resident while a melding waits (R-027)."""

from datetime import date

from keukentafel.audit.public import Actor, action
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.actions.volgtaken import url_of, waits_as
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.taken.public import Overbrugging, agree_overbrugging
from keukentafel.teams.public import Medewerker


@action("overbrugging_afgesproken")
def bridge_melding(
    *, by: Actor, melding: Melding, medewerker: Medewerker, volgend: date, laatst: date | None = None
) -> Overbrugging:
    """This worker keeps contact while the melding waits.

    Raises Regelfout when it has ended, for a wrong day, or for a worker who cannot open it.
    """
    locked = Melding.lock(melding.pk)
    if locked.afgehandeld_op is not None:
        raise Regelfout("Deze melding wacht niet meer.")
    user = medewerker.gebruiker
    if user is None or not Melding.objects.visible_to(user).filter(pk=locked.pk).exists():
        raise Regelfout("Deze collega kan de melding niet openen. Kies een ander.", veld="medewerker")
    return agree_overbrugging(
        by=by, bron=waits_as(locked), medewerker=medewerker, volgend=volgend, laatst=laatst, team=locked.team,
        url=url_of(locked), subjects=subjects_of_melding(locked), wet=locked.wet,
    )  # fmt: skip
