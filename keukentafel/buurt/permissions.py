"""Who may see and keep the neighbourhood service: everyone who works in a social team, whatever the team.

Requests and offers hold no names and belong to no dossier, so there is no relation to ask for. From which plan a
request comes is not shown to who sees only the request.
"""

from typing import TypeVar

from django.db import models
from django.shortcuts import get_object_or_404

from keukentafel.toegang.public import Gebruiker, authorize, may_ever

INZIEN, WIJZIGEN = "buurt_inzien", "buurt_wijzigen"
M = TypeVar("M", bound=models.Model)


def may_change(user: Gebruiker) -> bool:
    """True when this user may put things down and match: shows or hides the buttons."""
    return may_ever(user, WIJZIGEN)


def access(user: Gebruiker, rijen: models.QuerySet[M], pk: int, actie: str = WIJZIGEN) -> M:
    """Return one of these rows, for this action. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, actie)
    return get_object_or_404(rijen, pk=pk)
