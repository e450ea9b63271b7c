"""Writes of the support around a household: existing and new, per domain and circle."""

from datetime import date
from typing import Any

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.plannen.kringen import place_of
from keukentafel.plannen.models import Inzet, Plan
from keukentafel.plannen.permissions import subjects_of_plan
from keukentafel.plannen.states import Inzetstatus
from keukentafel.referentielijsten.public import Inzetaard, Leefdomein


@action("inzet_toegevoegd")
def create_inzet(
    *,
    by: Actor,
    plan: Plan,
    leefdomein: Leefdomein,
    aard: str,
    kring: str = "",
    kringsoort: str = "",
    uitvoerder_soort: str = "",
    van: date | None = None,
    status: str = Inzetstatus.INGEZET,
    **velden: Any,
) -> Inzet:
    """Add support. Without `kring` and `kringsoort` they follow from who does it (R-074, R-075). Raises Regelfout.

    `velden`: persoon, doel, uitvoerder, omschrijving, omvang, zonder_indicatie, kosten (euro a year), uren,
    hoogstens_tot, wet, besloten, resultaat, tevreden, tevreden_woord_van.
    """
    begin = van or date.today()
    _ends_after(begin, velden.get("hoogstens_tot"))
    _has_word(velden)
    place = place_of(uitvoerder_soort, kring=kring, kringsoort=kringsoort, op=begin)
    item = Inzet.objects.create(
        plan=plan, leefdomein=leefdomein, aard=Inzetaard(aard), kring=place.kring, kringsoort=place.kringsoort,
        status=Inzetstatus(status), uitvoerder_soort=uitvoerder_soort, van=begin, **velden,
    )  # fmt: skip
    record("inzet_toegevoegd", item, subjects=subjects_of_plan(plan), wet=item.wet)
    return item


@action("inzet_bijgesteld")
def update_inzet(*, by: Actor, inzet: Inzet, versie: int | None, **velden: Any) -> Inzet:
    """Change support; `velden` are fields of Inzet. Raises Versieconflict, Regelfout.

    An empty `kring` or `kringsoort` follows from who does it. When somebody else does it from now on, they follow too,
    unless another circle or kind is given with it (R-074).
    """
    locked = Inzet.lock(inzet.pk, versie)
    _ends_after(velden.get("van", locked.van), velden.get("hoogstens_tot", locked.hoogstens_tot))
    _has_word(velden)
    if locked.tot is not None and velden.get("van", locked.van) > locked.tot:
        raise Regelfout("Deze steun kan niet beginnen nadat die is gestopt.", veld="van")
    if locked.zonder_indicatie is None and velden.get("zonder_indicatie") is False:
        del velden["zonder_indicatie"]  # a box that was left alone does not make "unknown" a "no"
    if velden.keys() & {"uitvoerder_soort", "kring", "kringsoort"}:
        velden |= _new_place(locked, velden)
    locked.change(**velden)
    record("inzet_bijgesteld", locked, subjects=subjects_of_plan(locked.plan), wet=locked.wet)
    return locked


@action("inzet_gestart")
def start_inzet(*, by: Actor, inzet: Inzet, op: date | None = None) -> Inzet:
    """What was proposed begins; or what stopped, or was to stop, goes on from the day it first began."""
    locked = Inzet.lock(inzet.pk)
    begin = locked.van if locked.tot is not None else op or date.today()
    locked.change(status=Inzetstatus.INGEZET, van=begin, tot=None)
    record("inzet_gestart", locked, subjects=subjects_of_plan(locked.plan), wet=locked.wet)
    return locked


@action("inzet_gestopt")
def stop_inzet(*, by: Actor, inzet: Inzet, op: date | None = None, **uitkomst: Any) -> Inzet:
    """Support ends on a day, today by default; until that day it goes on.

    `uitkomst`: what it took and brought, as far as known: uren, resultaat, tevreden, tevreden_woord_van (R-080).
    Raises Regelfout for a day before it began, and for satisfaction without whose word it is.
    """
    _has_word(uitkomst)
    locked = Inzet.lock(inzet.pk)
    day = op or date.today()
    if day < locked.van:
        raise Regelfout("Deze steun kan niet stoppen voordat die begon.", veld="tot")
    stopped = Inzetstatus.GESTOPT if day <= date.today() else locked.status
    locked.change(status=stopped, tot=day, **uitkomst)
    record("inzet_gestopt", locked, subjects=subjects_of_plan(locked.plan), wet=locked.wet)
    return locked


def _ends_after(begin: date, hoogstens_tot: date | None) -> None:
    if hoogstens_tot is not None and hoogstens_tot < begin:
        raise Regelfout("Kies een dag na het begin van de steun.", veld="hoogstens_tot")


def _new_place(inzet: Inzet, velden: dict[str, Any]) -> dict[str, str]:
    """Circle and kind after a change; what stayed as it was gives way when somebody else does it from now on."""
    who = velden.get("uitvoerder_soort", inzet.uitvoerder_soort)
    circle, kind = velden.get("kring", inzet.kring), velden.get("kringsoort", inzet.kringsoort)
    if who and who != inzet.uitvoerder_soort:
        circle = "" if circle == inzet.kring else circle
        kind = "" if kind == inzet.kringsoort else kind
    elif circle != inzet.kring and kind == inzet.kringsoort:
        kind = ""  # another circle was chosen, and the kind was not touched
    place = place_of(who, kring=circle, kringsoort=kind, op=velden.get("van", inzet.van))
    return {"kring": place.kring, "kringsoort": place.kringsoort}


def _has_word(velden: dict[str, Any]) -> None:
    """Satisfaction is somebody's word (R-125); without an answer there is no word."""
    if velden.get("tevreden") is not None and not velden.get("tevreden_woord_van"):
        raise Regelfout("Kies wie dit zegt: de inwoner zelf, of u.", veld="tevreden_woord_van")
    if "tevreden" in velden and velden["tevreden"] is None:
        velden["tevreden_woord_van"] = ""
