"""Saved views of a list: mine and my team's, and which one opens first."""

from django.db.models import Q, QuerySet

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.teams.public import Team, team_ids_of
from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.models import Weergave


def weergaven_of(user: Gebruiker, scherm: str) -> QuerySet[Weergave]:
    """The views of this screen that `user` may use, by name."""
    return Weergave.objects.filter(Q(gebruiker=user) | Q(team__in=team_ids_of(user)), scherm=scherm).order_by(
        "naam", "pk"
    )


def default_filters(user: Gebruiker, scherm: str) -> str:
    """The filters of the user's own default view, or an empty string."""
    own = Weergave.objects.filter(gebruiker=user, scherm=scherm, standaard=True).order_by("-pk").first()
    return own.filters if own else ""


@action("weergave_bewaard")
def keep_weergave(
    *, by: Actor, gebruiker: Gebruiker, scherm: str, naam: str, filters: str, standaard: bool, team: Team | None
) -> Weergave:
    """Keep filters under a name; the same name replaces, a new default takes the place of the old one."""
    if standaard:
        for old in Weergave.objects.filter(gebruiker=gebruiker, scherm=scherm, standaard=True):
            old.change(standaard=False)
    weergave = Weergave.objects.filter(gebruiker=gebruiker, scherm=scherm, naam=naam).first()
    if weergave is None:
        weergave = Weergave(gebruiker=gebruiker, scherm=scherm, naam=naam)
    weergave.filters, weergave.standaard, weergave.team = filters, standaard, team
    weergave.save()
    record("weergave_bewaard", weergave)
    return weergave


@action("weergave_verwijderd")
def remove_weergave(*, by: Actor, gebruiker: Gebruiker, weergave_id: int) -> None:
    """Remove an own view. Raises Regelfout for a view of someone else."""
    weergave = Weergave.objects.filter(pk=weergave_id, gebruiker=gebruiker).first()
    if weergave is None:
        raise Regelfout("Deze weergave is niet van u. Vraag de maker om haar weg te halen.")
    record("weergave_verwijderd", weergave)
    weergave.delete()
