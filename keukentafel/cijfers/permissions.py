"""Who sees series of other systems, and who brings them in.

Policy and the functional administrator see all; a team lead sees what is of an area or of the municipality, and of the
teams only the own ones, as in Inzicht. A series never holds a person; its source decided what may be told.
"""

from __future__ import annotations

from collections.abc import Collection

from django.shortcuts import get_object_or_404

from keukentafel.cijfers.models import Reeks, Reeksaanbod
from keukentafel.teams.public import team_ids_of
from keukentafel.toegang.public import Gebruiker, Rol, authorize

INZIEN, INLEZEN = "reeksen_inzien", "reeksen_inlezen"


def own_teams_only(user: Gebruiker) -> Collection[int] | None:
    """Return the teams whose values this user may see, besides those of no team; None for all."""
    return team_ids_of(user) if Rol.TEAMLEIDER in user.rollen else None


def access_reeks(user: Gebruiker, reeks_id: int) -> Reeks:
    """Return one series. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, INZIEN)
    return get_object_or_404(Reeks, pk=reeks_id)


def access_aanbod(user: Gebruiker, aanbod_id: int) -> Reeksaanbod:
    """Return one file that was offered. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, INLEZEN)
    return get_object_or_404(Reeksaanbod, pk=aanbod_id)
