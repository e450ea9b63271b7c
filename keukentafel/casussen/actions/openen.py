"""Writes: open a case for a household."""

import secrets
from datetime import date

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.actions.regie import lock_household, share_regisseur
from keukentafel.casussen.models import Casus
from keukentafel.casussen.permissions import subjects_of
from keukentafel.casussen.registers import Overgang, announce
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.referentielijsten.public import Wet
from keukentafel.teams.public import Team

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
    """Open a case for a household. It takes over the regisseur of the household's other open cases (R-001).

    Raises Regelfout when the day lies in the future.
    """
    today = timezone.localdate()
    if aangemeld_op > today:
        raise Regelfout("De aanmelddatum ligt in de toekomst.", veld="aangemeld_op")
    lock_household(huishouden.pk)
    casus = Casus.objects.create(
        nummer=new_number(), huishouden=huishouden, persoon=persoon, team=team, wet=wet,
        aangemeld_op=aangemeld_op, geregistreerd_op=today, vraagtype=vraagtype, casustype=casustype,
        zwaarte=zwaarte, veiligheid=veiligheid,
    )  # fmt: skip
    record("casus_geopend", casus, subjects=subjects_of(casus), wet=wet)
    share_regisseur(casus, today)
    announce(Overgang(casus, "casus_geopend", today, by))
    return casus
