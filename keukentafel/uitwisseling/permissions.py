"""Who may bring packages in: the functional administrator, who sees numbers and faults and never who is in it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from keukentafel.toegang.public import Gebruiker, authorize
from keukentafel.uitwisseling.models import Inlezing

INLEZEN = "pakket_inlezen"


def access_inlezing(user: Gebruiker, inlezing_id: int) -> Inlezing:
    """Return one package of the screen. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, INLEZEN)
    return get_object_or_404(Inlezing, pk=inlezing_id)
