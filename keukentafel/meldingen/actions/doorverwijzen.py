"""A warm hand-over to another organisation: followed until they confirm (R-034)."""

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.core.werkdagen import add_working_days
from keukentafel.meldingen.actions.afhandelen import end_melding, reopen_melding
from keukentafel.meldingen.actions.terugkoppelen import prepare_terugkoppeling
from keukentafel.meldingen.actions.volgtaken import DOORVERWIJZING, let_lapse, plan_follow_up, tick_off
from keukentafel.meldingen.models import Doorverwijzing, Melding
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.meldingen.states import HULP_LOOPT, WERKDAGEN_DOORVERWIJZING, Berichtaanleiding
from keukentafel.referentielijsten.public import Afhandeling, Ontvangst
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Medewerker


@action("melding_doorverwezen")
def refer_melding(
    *,
    by: Actor,
    melding: Melding,
    eigenaar: Medewerker | None,
    organisatie: Organisatie | None = None,
    naar: str = "",
    contactpersoon: str = "",
    toelichting: str = "",
    versie: int | None = None,
) -> Doorverwijzing:
    """Hand a melding over to another organisation. It ends, its owner follows it until they confirm.

    Raises Regelfout without an organisation, without an owner, or when it has ended already.
    """
    if organisatie is None and not naar.strip():
        raise Regelfout("Kies naar wie u doorverwijst, of schrijf de naam op.", veld="organisatie")
    if eigenaar is None:
        raise Regelfout("Kies wie nagaat of het is aangekomen.", veld="eigenaar")
    locked = Melding.lock(melding.pk, versie)
    end_melding(by, locked, Afhandeling.DOORVERWEZEN, eigenaar)
    today = timezone.localdate()
    doorverwijzing = Doorverwijzing.objects.create(
        melding=locked,
        organisatie=organisatie,
        naar="" if organisatie is not None else " ".join(naar.split()),
        contactpersoon=contactpersoon.strip(),
        toelichting=" ".join(toelichting.split()),
        op=today,
        volgen_voor=add_working_days(today, WERKDAGEN_DOORVERWIJZING),
    )
    plan_follow_up(by, doorverwijzing)
    record("melding_doorverwezen", locked, subjects=subjects_of_melding(locked), wet=locked.wet)
    return doorverwijzing


@action("doorverwijzing_bevestigd")
def confirm_doorverwijzing(
    *, by: Actor, doorverwijzing: Doorverwijzing, door: Medewerker | None = None, versie: int | None = None
) -> Doorverwijzing:
    """The other organisation has it: now the reporter may hear that help is arranged.

    Raises Regelfout when it was answered before.
    """
    locked = _lock_waiting(doorverwijzing, versie)
    locked.change(ontvangst=Ontvangst.ONTVANGEN, bevestigd_op=timezone.localdate())
    melding = locked.melding
    tick_off(by, melding, f"{DOORVERWIJZING}:{locked.pk}", door)
    prepare_terugkoppeling(by=by, melding=melding, aanleiding=Berichtaanleiding.AFGEROND, antwoorden=HULP_LOOPT)
    record("doorverwijzing_bevestigd", melding, subjects=subjects_of_melding(melding), wet=melding.wet)
    return locked


@action("doorverwijzing_geweigerd")
def refuse_doorverwijzing(*, by: Actor, doorverwijzing: Doorverwijzing, versie: int | None = None) -> Doorverwijzing:
    """The other organisation does not take it: the melding is open again, so that nobody is left between."""
    locked = _lock_waiting(doorverwijzing, versie)
    locked.change(ontvangst=Ontvangst.GEWEIGERD, bevestigd_op=timezone.localdate())
    melding = locked.melding
    let_lapse(by, melding, f"{DOORVERWIJZING}:{locked.pk}")
    reopen_melding(by=by, melding=melding)
    record("doorverwijzing_geweigerd", melding, subjects=subjects_of_melding(melding), wet=melding.wet)
    return locked


def _lock_waiting(doorverwijzing: Doorverwijzing, versie: int | None) -> Doorverwijzing:
    locked = Doorverwijzing.lock(doorverwijzing.pk, versie)
    if locked.ontvangst != Ontvangst.WACHT:
        raise Regelfout("Deze doorverwijzing is al beantwoord.")
    return locked
