"""Writes: open a case, give it a regisseur, move it through its phases."""

import secrets
from datetime import date, timedelta

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.models import Casus, Casusrol
from keukentafel.casussen.permissions import subjects_of
from keukentafel.casussen.registers import Overgang, announce
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.referentielijsten.public import Casusrolsoort, Regievorm, Wet
from keukentafel.teams.public import Medewerker, Team

LETTERS = "ABCDEFGHJKLMNPRSTVWXYZ23456789"  # no I, O, Q, U, 0, 1: can be read out over the telephone


def new_number() -> str:
    """A case number that says nothing: K and six characters that can be spelled out."""
    return "K" + "".join(secrets.choice(LETTERS) for _ in range(6))


@action("casus_geopend")
def open_casus(
    *,
    by: Actor,
    huishouden: Huishouden,
    persoon: Persoon,
    team: Team,
    aangemeld_op: date,
    vraagtype: str = "",
    casustype: str = "",
    zwaarte: str = "",
    veiligheid: bool = False,
    wet: str = Wet.ALGEMEEN,
) -> Casus:
    """Open a case for a household. It takes over the regisseur of the household's other open cases (R-001)."""
    today = date.today()
    if aangemeld_op > today:
        raise Regelfout("De aanmelddatum ligt in de toekomst.", veld="aangemeld_op")
    casus = Casus.objects.create(
        nummer=new_number(),
        huishouden=huishouden,
        persoon=persoon,
        team=team,
        aangemeld_op=aangemeld_op,
        geregistreerd_op=today,
        vraagtype=vraagtype,
        casustype=casustype,
        zwaarte=zwaarte,
        veiligheid=veiligheid,
        wet=wet,
    )
    record("casus_geopend", casus, subjects=subjects_of(casus), wet=wet)
    shared = regisseur_of_household(huishouden.pk, today)
    if shared is not None:
        Casusrol.objects.create(
            casus=casus,
            medewerker=shared.medewerker,
            rol=Casusrolsoort.REGISSEUR,
            van=today,
            regievorm=shared.regievorm,
            reden="regisseur van het huishouden",
        )
    announce(Overgang(casus, "casus_geopend", today, by))
    return casus


def regisseur_of_household(huishouden_id: int, op: date) -> Casusrol | None:
    """The regisseur role on one of the household's open cases on day `op`, or None."""
    return (
        Casusrol.objects.filter(
            rol=Casusrolsoort.REGISSEUR,
            tot=None,
            casus__in=Casus.objects.open_on(op).filter(huishouden=huishouden_id),
        )
        .select_related("medewerker")
        .order_by("-van", "-pk")
        .first()
    )


@action("regisseur_toegewezen")
def assign_regisseur(
    *,
    by: Actor,
    casus: Casus,
    medewerker: Medewerker,
    regievorm: str = Regievorm.VOLGEND,
    reden: str = "",
    mandaat: str = "",
    op: date | None = None,
) -> Casusrol:
    """Make this worker the regisseur of all open cases of the household: exactly one at a time (R-001, R-086)."""
    day = op or date.today()
    result: Casusrol | None = None
    for each in (
        Casus.objects.select_for_update().open_on(date.today()).filter(huishouden=casus.huishouden_id)
    ):
        for old in each.rollen.filter(rol=Casusrolsoort.REGISSEUR, tot=None):
            if old.van >= day:
                old.delete()  # replaced on the day it began; the history keeps it
            else:
                old.change(tot=day - timedelta(days=1))
        new = Casusrol.objects.create(
            casus=each, medewerker=medewerker, rol=Casusrolsoort.REGISSEUR, van=day,
            regievorm=regievorm, reden=reden, mandaat=mandaat,
        )  # fmt: skip
        record("regisseur_toegewezen", each, subjects=subjects_of(each), wet=each.wet)
        announce(Overgang(each, "regisseur_toegewezen", day, by))
        if each.pk == casus.pk:
            result = new
    if result is None:
        raise Regelfout("Deze casus is afgesloten. Heropen de casus eerst.")
    return result
