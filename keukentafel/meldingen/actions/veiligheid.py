"""Acute danger never gets lost on the way (R-043): not when a melding joins a case, not when it is merged away."""

from typing import Any

from keukentafel.audit.public import Actor, record
from keukentafel.casussen.public import Casus, change_casus
from keukentafel.meldingen.actions.volgtaken import VEILIGHEID, plan_first_contact, source, url_of
from keukentafel.meldingen.models import Melding
from keukentafel.referentielijsten.public import Urgentie
from keukentafel.taken.public import Taak

#: From least to most urgent.
VOLGORDE = (Urgentie.NORMAAL, Urgentie.SPOED, Urgentie.ACUUT_GEVAAR)
SOORTEN = (VEILIGHEID, f"{VEILIGHEID}:regisseur")


def flag_casus(by: Actor, casus: Casus) -> None:
    """Put the safety flag on an open case, when it is not there yet. Part of an action.

    It stays when the melding leaves the case again: who takes it off looks at the household first.
    """
    if casus.veiligheid or casus.afgesloten_op is not None:
        return
    change_casus(
        by=by, casus=casus, casustype=casus.casustype, vraagtype=casus.vraagtype, zwaarte=casus.zwaarte,
        veiligheid=True, wet=casus.wet, expertise_gevraagd=casus.expertise_gevraagd,
    )  # fmt: skip


def carry_urgency(by: Actor, stays: Melding, goes: Melding) -> dict[str, Any]:
    """The melding that stays gets the higher urgency and the open safety tasks; returns what undo needs to know.

    When it became a case already, that case gets the flag. Part of an action.
    """
    before: dict[str, Any] = {"urgentie": stays.urgentie, "urgentie_nu": stays.urgentie, "taken": []}
    if VOLGORDE.index(Urgentie(goes.urgentie)) > VOLGORDE.index(Urgentie(stays.urgentie)):
        stays.change(urgentie=goes.urgentie)
        before["urgentie_nu"] = goes.urgentie
        if stays.afgehandeld_op is None and stays.eerste_contact_op is None:
            plan_first_contact(by, stays)
    before["taken"] = _move(goes, stays)
    link = getattr(stays, "koppeling", None)
    if link is not None and goes.urgentie == Urgentie.ACUUT_GEVAAR:
        flag_casus(by, link.casus)
    return before


def return_urgency(by: Actor, stays: Melding, goes: Melding, before: dict[str, Any]) -> None:
    """Take back what carry_urgency did; a task that was done meanwhile stays done. Part of an action."""
    if not before:
        return  # merged before this was kept
    if stays.urgentie == before["urgentie_nu"] != before["urgentie"]:
        stays.change(urgentie=before["urgentie"])
        if stays.afgehandeld_op is None and stays.eerste_contact_op is None:
            plan_first_contact(by, stays)
    _move(stays, goes, before["taken"])


def _move(van: Melding, naar: Melding, ids: list[int] | None = None) -> list[int]:
    """The open safety tasks of one melding become those of another; returns their ids. Those of a kind that the
    other has already stay where they are, and lapse or are ticked off with it."""
    moved = []
    for soort in SOORTEN:
        found = Taak.objects.open().filter(bron=source(van, soort)).order_by("pk")
        if ids is not None:
            found = found.filter(pk__in=ids)
        if ids is None and Taak.objects.open().filter(bron=source(naar, soort)).exists():
            continue
        for taak in found:
            values: dict[str, Any] = {"bron": source(naar, soort), "url": url_of(naar)}
            if soort == VEILIGHEID:
                values |= {"team": naar.team, "medewerker": naar.eigenaar}
            taak.change(**values)
            record("taak_gewijzigd", taak, subjects=[], wet=naar.wet)
            moved.append(taak.pk)
    return moved
