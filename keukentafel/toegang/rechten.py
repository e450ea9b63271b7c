"""From a user and an object's facts to a decision, and from a refusal to 404 or 403."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from keukentafel.audit.public import name_ground, note_refusal
from keukentafel.toegang.beslissing import Besluit, Feiten, decide
from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.models import Gebruiker
from keukentafel.toegang.states import Label, Relatie


class StaffRequest(HttpRequest):
    """A request that passed the gate: its user is known."""

    user: Gebruiker


@dataclass(frozen=True, slots=True)
class Objectfeiten:
    """What a room knows of an object and this user: relations, law domain, label."""

    relaties: AbstractSet[Relatie]
    wet: str = "algemeen"
    label: Label = Label.NORMAAL
    op_lijst: bool = False
    beperkt: bool = False
    namens: int | None = None  # the user whom this one stands in for here, for the log (NEN 7513)


# The nearest relation first: it is the ground that the log names for opening an object.
GRONDEN = (
    Relatie.REGISSEUR, Relatie.CASUSTEAM, Relatie.WAARNEMER, Relatie.ZELFDE_TEAM, Relatie.UITGENODIGD,
    Relatie.BACKOFFICE, Relatie.TWEEDE_LEZER_MET_NAMEN, Relatie.TWEEDE_LEZER, Relatie.INWONER_ZELF,
    Relatie.NOODTOEGANG, Relatie.OUD_LID,
)  # fmt: skip
ROL = "rol"  # the role alone: an action without a dossier


def ground_of(feiten: Objectfeiten | None) -> str:
    """For the log, on what ground an object was opened: the nearest relation, "geen", or "rol" without an object."""
    if feiten is None:
        return ROL
    return next((relation.value for relation in GRONDEN if relation in feiten.relaties), Relatie.GEEN.value)


def decision(user: Gebruiker, actie: str, feiten: Objectfeiten | None = None, *, crisisdienst: bool = False) -> Besluit:
    """What `user` may do, without raising or logging; `feiten` None: an action without a dossier.

    `crisisdienst`: whether he is on crisis duty, asked only where break-glass is opened.
    """
    return decide(
        Feiten(
            actie=actie,
            rollen=user.rollen if user.is_active else frozenset(),
            tweede_factor=second_factor(user),
            relaties=None if feiten is None else feiten.relaties,
            wet=feiten.wet if feiten else "algemeen",
            label=feiten.label if feiten else Label.NORMAAL,
            op_lijst=feiten.op_lijst if feiten else False,
            crisisdienst=crisisdienst,
            beperkt=feiten.beperkt if feiten else False,
        ),
        load_matrix(),
    )


def authorize(user: Gebruiker, actie: str, feiten: Objectfeiten | None = None, *, obj: object | None = None) -> Besluit:
    """The decision, or an end: Http404 when the object may not even be known, PermissionDenied otherwise.

    The refusal is written in the log.
    """
    besluit = decision(user, actie, feiten)
    if besluit.toegestaan:
        name_ground(ground_of(feiten), namens=feiten.namens if feiten else None)
        return besluit
    note_refusal(actie, besluit.reden, obj if hasattr(obj, "pk") else None)
    if besluit.verborgen:
        raise Http404
    raise PermissionDenied(besluit.reden)


def may_ever(user: Gebruiker, actie: str) -> bool:
    """True when one of the user's roles may do this in some relation: the gate before any object is read."""
    action = load_matrix().acties.get(actie)
    return action is not None and user.is_active and bool(action.rollen & user.rollen)


def second_factor(user: Gebruiker) -> bool:
    """True when this session was opened with a second factor (set by the gate; so counts a demo user in the demo)."""
    return (user.demo and settings.DEMO) or bool(getattr(user, "tweede_factor", False))
