"""What stays outside, as a number only: cases outside the system (R-005), cases that were not offered (R-037)."""

from datetime import date

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.models import BuitenSysteemTelling, NietAangebodenTelling
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Team

NIETS_MEER = "Er staat deze maand niets meer om terug te nemen."


def _first_day(maand: date) -> date:
    """The first day of that month. Raises Regelfout for a month to come."""
    first = maand.replace(day=1)
    if first > timezone.localdate():
        raise Regelfout("Deze maand moet nog komen.", veld="maand")
    return first


@action("buiten_systeem_geteld")
def count_buiten_systeem(*, by: Actor, team: Team, maand: date, erbij: int = 1) -> BuitenSysteemTelling:
    """Add to (or, with a negative `erbij`, take from) the count of a team in a month. Never below zero.

    Raises Regelfout for a month to come or a count below zero.
    """
    telling, _ = BuitenSysteemTelling.objects.get_or_create(team=team, maand=_first_day(maand))
    locked = BuitenSysteemTelling.lock(telling.pk)
    if locked.aantal + erbij < 0:
        raise Regelfout(NIETS_MEER, veld="maand")
    locked.change(aantal=locked.aantal + erbij)
    record("buiten_systeem_geteld", locked)
    return locked


@action("niet_aangeboden_geteld")
def count_niet_aangeboden(
    *, by: Actor, team: Team, organisatie: Organisatie, maand: date, erbij: int = 1
) -> NietAangebodenTelling:
    """Add to (or take from) how many cases this organisation kept in a month that could have come to the team.

    Raises Regelfout for a month to come or a count below zero.
    """
    found, _ = NietAangebodenTelling.objects.get_or_create(team=team, organisatie=organisatie, maand=_first_day(maand))
    locked = NietAangebodenTelling.lock(found.pk)
    if locked.aantal + erbij < 0:
        raise Regelfout(NIETS_MEER, veld="maand")
    locked.change(aantal=locked.aantal + erbij)
    record("niet_aangeboden_geteld", locked)
    return locked
