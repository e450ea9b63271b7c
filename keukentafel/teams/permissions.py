"""Who may manage teams: the functional administrator, who sees no dossiers."""

from django.http import Http404

from keukentafel.teams.models import Medewerker, Plaatsing, Team
from keukentafel.toegang.public import Gebruiker, authorize

BEHEREN = "teams_beheren"


def access_team(user: Gebruiker, team_id: int) -> Team:
    """One team, to manage it. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, BEHEREN)
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise Http404
    return team


def access_medewerker(user: Gebruiker, medewerker_id: int) -> Medewerker:
    """One worker, to manage him. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, BEHEREN)
    found = Medewerker.objects.select_related("gebruiker", "moederorganisatie").filter(pk=medewerker_id).first()
    if found is None:
        raise Http404
    return found


def access_plaatsing(user: Gebruiker, medewerker_id: int, plaatsing_id: int) -> Plaatsing:
    """One placement of this worker. Raises PermissionDenied, and Http404 when there is none."""
    worker = access_medewerker(user, medewerker_id)
    found = worker.plaatsingen.select_related("team").filter(pk=plaatsing_id).first()
    if found is None:
        raise Http404
    return found
