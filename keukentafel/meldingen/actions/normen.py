"""Writes: within how many days a team wants the first contact, from a day on (R-026)."""

from datetime import date

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.models import Teamnorm
from keukentafel.referentielijsten.public import Urgentie
from keukentafel.teams.public import Team

HOOGSTENS = 60  # days; the Wmo gives six weeks for the whole investigation (art. 2.3.2 lid 1)


@action("teamnorm_afgesproken")
def agree_teamnorm(*, by: Actor, team: Team, urgentie: str, dagen: int, van: date) -> Teamnorm:
    """Agree on the norm of a team for this urgency, from day `van` on; what was agreed for that day is replaced.

    The past keeps the norm of then: a clock that ran is not turned back. Raises Regelfout for a day before today,
    for more than 60 days, for acute danger (always the same day, R-043), or for a hasty norm above the normal one.
    """
    if urgentie not in (Urgentie.NORMAAL, Urgentie.SPOED):
        raise Regelfout("Bij acuut gevaar is het altijd dezelfde dag.", veld="urgentie")
    if van < timezone.localdate():
        raise Regelfout("Kies vandaag of een dag daarna. Wat geweest is, houdt de norm van toen.", veld="van")
    if not 0 <= dagen <= HOOGSTENS:
        raise Regelfout(f"Kies een aantal dagen van 0 tot en met {HOOGSTENS}.", veld="dagen")
    found = Teamnorm.objects.filter(team=team, urgentie=urgentie, van=van).first()
    if found is None:
        found = Teamnorm.objects.create(team=team, urgentie=urgentie, dagen=dagen, van=van)
    else:
        found.change(dagen=dagen)
    record("teamnorm_afgesproken", found)
    return found


@action("teamnorm_ingetrokken")
def withdraw_teamnorm(*, by: Actor, norm: Teamnorm) -> None:
    """Take back a norm that has not begun yet. Raises Regelfout once it holds."""
    if norm.van <= timezone.localdate():
        raise Regelfout("Deze norm geldt al. Spreek een nieuwe af.")
    record("teamnorm_ingetrokken", norm)
    norm.delete()
