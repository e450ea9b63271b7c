"""Who may see and change the map: all staff see it, the functional administrator changes it."""

from django.shortcuts import get_object_or_404

from keukentafel.socialekaart.models import Gebied, Organisatie
from keukentafel.toegang.public import Gebruiker, authorize, may_ever

WIJZIGEN = "kaart_wijzigen"


def may_change(user: Gebruiker) -> bool:
    """True when this user may change the map: shows or hides the buttons."""
    return may_ever(user, WIJZIGEN)


def access_organisatie(user: Gebruiker, organisatie_id: int) -> Organisatie:
    """One organisation, to change it. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, WIJZIGEN)
    return get_object_or_404(Organisatie, pk=organisatie_id)


def access_gebied(user: Gebruiker, gebied_id: int) -> Gebied:
    """One area, to change it. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, WIJZIGEN)
    return get_object_or_404(Gebied, pk=gebied_id)
