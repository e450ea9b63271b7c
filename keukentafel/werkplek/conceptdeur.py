"""May the page on which a draft was typed still be opened by its typer? Asked again each time a draft is given back.

Someone who left the team, who turned out to be a neighbour, or whose case was shielded or closed meanwhile, does not
get back through the draft what he can no longer read on the page.
"""

from collections.abc import Callable, Mapping

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import Resolver404, resolve

from keukentafel.casussen.public import access_casus, access_meelezing, access_overdracht, access_uitnodiging
from keukentafel.meldingen.public import access_melding
from keukentafel.personen.public import Huishoudlid, access_huishouden, open_member, open_outsider
from keukentafel.taken.public import access_taak
from keukentafel.toegang.public import Gebruiker, Veld, load_matrix, may_ever
from keukentafel.voorzieningen.public import access_aanvraag
from keukentafel.zelfredzaamheid.public import person_of

# The door of each kind of dossier in an address; it decides, and logs the read.
DEUREN: Mapping[str, Callable[[Gebruiker, int, str], object]] = {
    "melding_id": access_melding,
    "aanvraag_id": access_aanvraag,
    "taak_id": lambda user, pk, _actie: access_taak(user, pk),
    "overdracht_id": lambda user, pk, _actie: access_overdracht(user, pk),
    "meelezing_id": lambda user, pk, _actie: access_meelezing(user, pk),
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
    ids: dict[str, int] = match.kwargs
    try:
        if "casus_id" in ids:
            casus = access_casus(gebruiker, ids["casus_id"], action).casus
            if "persoon_id" in ids:
                person_of(casus, ids["persoon_id"])
            return casus.afgesloten_op is None or action not in ALLEEN_OPEN or match.namespace == "tijdlijn"
        if "huishouden_id" in ids:
            return _household_open(gebruiker, ids, action)
        for name, door in DEUREN.items():
            if name in ids:
                door(gebruiker, ids[name], action)
    except (Http404, PermissionDenied):
        return False
    return True


def _household_open(gebruiker: Gebruiker, ids: Mapping[str, int], action: str) -> bool:
    """The same for a page of a household, and of the person whom its address names: he may be shielded elsewhere now.

    Raises Http404 and PermissionDenied as the pages do.
    """
    toegang = access_huishouden(gebruiker, ids["huishouden_id"], action)
    if "lid_id" in ids:
        member = Huishoudlid.objects.filter(pk=ids["lid_id"], huishouden=toegang.huishouden).first()
        if member is None:
            return False
        open_member(gebruiker, toegang, member.persoon_id, Veld.IDENTITEIT)
    if "persoon_id" in ids:
        open_member(gebruiker, toegang, ids["persoon_id"], Veld.CONTACT)
    return "ander_id" not in ids or open_outsider(gebruiker, toegang, ids["ander_id"], action)[1].toegestaan
