"""Cases kept outside the system at the resident's request: a number, no person, no text (R-005)."""

from datetime import date

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.models import BuitenSysteemTelling
from keukentafel.teams.public import Team


@action("buiten_systeem_geteld")
def count_buiten_systeem(*, by: Actor, team: Team, maand: date, erbij: int = 1) -> BuitenSysteemTelling:
    """Add to (or, with a negative `erbij`, take from) the count of a team in a month. Never below zero.

    Raises Regelfout for a month to come or a count below zero.
    """
    first = maand.replace(day=1)
    if first > timezone.localdate():
        raise Regelfout("Deze maand moet nog komen.", veld="maand")
    telling, _ = BuitenSysteemTelling.objects.get_or_create(team=team, maand=first)
    locked = BuitenSysteemTelling.lock(telling.pk)
    if locked.aantal + erbij < 0:
        raise Regelfout("Er staat deze maand niets meer om terug te nemen.", veld="maand")
    locked.change(aantal=locked.aantal + erbij)
    record("buiten_systeem_geteld", locked)
    return locked
