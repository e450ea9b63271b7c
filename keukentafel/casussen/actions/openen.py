"""Writes: open a case for a household."""

import secrets
from datetime import date

from django.db.models import ProtectedError
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


@action("casus_teruggedraaid")
def undo_open_casus(*, by: Actor, casus: Casus) -> None:
    """Take back a case that was opened today by mistake, as long as nobody worked on it; the history keeps it.

    Its roles go with it. Raises Regelfout when it was opened before today or when something hangs on it.
    """
    lock_household(casus.huishouden_id)
    locked = Casus.lock(casus.pk)
    if locked.geregistreerd_op != timezone.localdate():
        raise Regelfout("Dit kan alleen op de dag zelf. Sluit de casus af als hij niet nodig is.")
    record("casus_teruggedraaid", locked, subjects=subjects_of(locked), wet=locked.wet)
    announce(Overgang(locked, "casus_teruggedraaid", timezone.localdate(), by))
    try:
        for role in locked.rollen.all():
            role.delete()
        locked.delete()
    except ProtectedError as error:
        raise Regelfout("Er is al aan deze casus gewerkt. Draag hem over of sluit hem af.") from error
