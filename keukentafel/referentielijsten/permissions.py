"""Who may see and change lists: all staff see them, the functional administrator changes them."""

from typing import TypeVar

from django.http import Http404

from keukentafel.referentielijsten.models import Code, Domeinstelsel, Leefdomein, Lijst, Niveau
from keukentafel.toegang.public import Gebruiker, authorize, may_ever

T = TypeVar("T")
INZIEN = "lijst_inzien"
WIJZIGEN = "lijst_wijzigen"


def may_change(user: Gebruiker) -> bool:
    """True when this user may change lists: shows or hides the buttons."""
    return may_ever(user, WIJZIGEN)


def access_beheer(user: Gebruiker) -> None:
    """The right to change lists, where there is no list or scheme yet. Raises PermissionDenied."""
    authorize(user, WIJZIGEN)


def access_lijst(user: Gebruiker, code: str, actie: str = INZIEN) -> Lijst:
    """The list with this code. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, actie)
    return _found(Lijst.objects.filter(code=code).first())


def access_code(user: Gebruiker, lijst: str, pk: int, actie: str = WIJZIGEN) -> Code:
    """One version of a code of this list. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, actie)
    return _found(Code.objects.select_related("lijst").filter(lijst__code=lijst, pk=pk).first())


def access_stelsel(user: Gebruiker, code: str, actie: str = INZIEN) -> Domeinstelsel:
    """The domain scheme with this code. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, actie)
    return _found(Domeinstelsel.objects.filter(code=code).first())


def access_domein(user: Gebruiker, stelsel: str, pk: int) -> Leefdomein:
    """One version of a domain, to change it. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, WIJZIGEN)
    found = Leefdomein.objects.select_related("stelsel").filter(stelsel__code=stelsel, pk=pk)
    return _found(found.first())


def access_niveau(user: Gebruiker, stelsel: str, pk: int) -> Niveau:
    """One version of a level, to change it. Raises PermissionDenied, and Http404 when there is none."""
    authorize(user, WIJZIGEN)
    return _found(Niveau.objects.select_related("stelsel").filter(stelsel__code=stelsel, pk=pk).first())


def _found(row: T | None) -> T:
    if row is None:
        raise Http404
    return row
