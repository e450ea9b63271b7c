"""May the page on which a draft was typed still be opened by its typer? Asked again each time a draft is given back.

Someone who left the team, who turned out to be a neighbour, or whose case was shielded or closed meanwhile, does not
get back through the draft what he can no longer read on the page.
"""

from collections.abc import Callable, Mapping

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import Resolver404, resolve

from keukentafel.casussen.public import access_casus, access_overdracht, access_uitnodiging
from keukentafel.meldingen.public import access_melding
from keukentafel.personen.public import access_huishouden
from keukentafel.taken.public import access_taak
from keukentafel.toegang.public import Gebruiker, load_matrix, may_ever
from keukentafel.voorzieningen.public import access_aanvraag

# The door of each kind of dossier in an address; it decides, and logs the read.
DEUREN: Mapping[str, Callable[[Gebruiker, int, str], object]] = {
    "huishouden_id": access_huishouden,
    "melding_id": access_melding,
    "aanvraag_id": access_aanvraag,
    "taak_id": lambda user, pk, _actie: access_taak(user, pk),
    "overdracht_id": lambda user, pk, _actie: access_overdracht(user, pk),
    "uitnodiging_id": lambda user, pk, _actie: access_uitnodiging(user, pk),
}
# What is not written any more in a case that was closed; its notes and its aftercare go on.
ALLEEN_OPEN = frozenset(
    {"casus_wijzigen", "casus_toewijzen", "plan_wijzigen", "meting_vastleggen", "aanvraag_indienen"}
)


def still_open(gebruiker: Gebruiker, pad: str) -> bool:
    """True when this user may open the page at `pad` now, and its case is open where that is needed."""
    try:
        match = resolve(pad)
    except Resolver404:
        return False
    matrix = load_matrix()  # a form with a fault in it stands on the address to which it was sent
    action = matrix.action_for(match.view_name, "GET") or matrix.action_for(match.view_name, "POST")
    if action is None or not may_ever(gebruiker, action):
        return False
    try:
        if "casus_id" in match.kwargs:
            casus = access_casus(gebruiker, match.kwargs["casus_id"], action).casus
            return casus.afgesloten_op is None or action not in ALLEEN_OPEN or match.namespace == "tijdlijn"
        for name, door in DEUREN.items():
            if name in match.kwargs:
                door(gebruiker, match.kwargs[name], action)
    except (Http404, PermissionDenied):
        return False
    return True
