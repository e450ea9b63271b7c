"""Writes of the support around a household: existing and new, per domain and circle."""

from datetime import date
from typing import Any

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.plannen.models import Inzet, Plan
from keukentafel.plannen.permissions import subjects_of_plan
from keukentafel.plannen.states import Inzetstatus
from keukentafel.referentielijsten.public import Inzetaard, Kring, Leefdomein, UitvoerderSoort

KRING_BIJ_UITVOERDER = {
    UitvoerderSoort.INWONER: Kring.EIGEN_KRACHT,
    UitvoerderSoort.NETWERK: Kring.SOCIAAL_NETWERK,
    UitvoerderSoort.VRIJWILLIGER: Kring.SOCIAAL_NETWERK,
    UitvoerderSoort.TEAM: Kring.ALGEMEEN,  # the team's own effort counts as an algemene voorziening
    UitvoerderSoort.EERSTE_LIJN: Kring.ALGEMEEN,
    UitvoerderSoort.TWEEDE_LIJN: Kring.MAATWERK,
    UitvoerderSoort.BUURT: Kring.SOCIAAL_NETWERK,
}


def circle_of(uitvoerder_soort: str) -> str:
    """The circle that follows from who does it (R-074, R-075)."""
    return KRING_BIJ_UITVOERDER[UitvoerderSoort(uitvoerder_soort)]


@action("inzet_toegevoegd")
def create_inzet(
    *,
    by: Actor,
    plan: Plan,
    leefdomein: Leefdomein,
    aard: str,
    kring: str = "",
    uitvoerder_soort: str = "",
    van: date | None = None,
    status: str = Inzetstatus.INGEZET,
    **velden: Any,
) -> Inzet:
    """Add support. Without `kring` it follows from who does it (R-074, R-075). Raises Regelfout.

    `velden`: persoon, doel, uitvoerder, omschrijving, omvang, zonder_indicatie, kosten (euro a year),
    hoogstens_tot, kringsoort, wet, besloten.
    """
    begin = van or date.today()
    _ends_after(begin, velden.get("hoogstens_tot"))
    circle = kring or (circle_of(uitvoerder_soort) if uitvoerder_soort else "")
    if not circle:
        raise Regelfout("Kies van wie deze steun komt.", veld="kring")
    item = Inzet.objects.create(
        plan=plan, leefdomein=leefdomein, aard=Inzetaard(aard), kring=Kring(circle), status=Inzetstatus(status),
        uitvoerder_soort=uitvoerder_soort, van=begin, **velden,
    )  # fmt: skip
    record("inzet_toegevoegd", item, subjects=subjects_of_plan(plan), wet=item.wet)
    return item


@action("inzet_bijgesteld")
def update_inzet(*, by: Actor, inzet: Inzet, versie: int | None, **velden: Any) -> Inzet:
    """Change support; `velden` are fields of Inzet. Raises Versieconflict, Regelfout.

    When somebody else does it from now on, the circle follows, unless another circle is given with it (R-074).
    """
    locked = Inzet.lock(inzet.pk, versie)
    _ends_after(velden.get("van", locked.van), velden.get("hoogstens_tot", locked.hoogstens_tot))
    who = velden.get("uitvoerder_soort", locked.uitvoerder_soort)
    if who and who != locked.uitvoerder_soort and velden.get("kring", locked.kring) == locked.kring:
        velden["kring"] = circle_of(who)
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
def stop_inzet(*, by: Actor, inzet: Inzet, op: date | None = None) -> Inzet:
    """Support ends on a day, today by default; until that day it goes on.

    Raises Regelfout for a day before it began.
    """
    locked = Inzet.lock(inzet.pk)
    day = op or date.today()
    if day < locked.van:
        raise Regelfout("Deze steun kan niet stoppen voordat die begon.", veld="tot")
    stopped = Inzetstatus.GESTOPT if day <= date.today() else locked.status
    locked.change(status=stopped, tot=day)
    record("inzet_gestopt", locked, subjects=subjects_of_plan(locked.plan), wet=locked.wet)
    return locked


def _ends_after(begin: date, hoogstens_tot: date | None) -> None:
    if hoogstens_tot is not None and hoogstens_tot < begin:
        raise Regelfout("Kies een dag na het begin van de steun.", veld="hoogstens_tot")
