"""Who may manage teams: the functional administrator, who sees no dossiers."""

from django.shortcuts import get_object_or_404

from keukentafel.teams.models import Medewerker, Plaatsing, Team
from keukentafel.toegang.public import Gebruiker, authorize

BEHEREN = "teams_beheren"


def access_team(user: Gebruiker, team_id: int) -> Team:
    """One team, to manage it. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, BEHEREN)
    return get_object_or_404(Team, pk=team_id)


def access_medewerker(user: Gebruiker, medewerker_id: int) -> Medewerker:
    """One worker, to manage him. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, BEHEREN)
    return get_object_or_404(Medewerker.objects.select_related("gebruiker", "moederorganisatie"), pk=medewerker_id)


def access_plaatsing(user: Gebruiker, medewerker_id: int, plaatsing_id: int) -> Plaatsing:
    """One placement of this worker. Raises PermissionDenied, and Http404 when there is none."""
    worker = access_medewerker(user, medewerker_id)
    return get_object_or_404(worker.plaatsingen.select_related("team"), pk=plaatsing_id)
