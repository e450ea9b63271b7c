"""How a melding ends: always with an outcome and an owner (R-034); and the way back."""

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.actions.bereik import follow_bereik
from keukentafel.meldingen.actions.terugkoppelen import prepare_terugkoppeling, withdraw_ready
from keukentafel.meldingen.actions.volgtaken import (
    DOORVERWIJZING,
    EERSTE_CONTACT,
    VEILIGHEID,
    let_lapse,
    plan_first_contact,
    tick_off,
    waits_as,
)
from keukentafel.meldingen.actions.zondercasus import follow_reden
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.meldingen.states import ANTWOORD_BIJ_AFHANDELING
from keukentafel.referentielijsten.public import Afhandeling, Ontvangst, list_codes
from keukentafel.taken.public import end_overbrugging
from keukentafel.teams.public import Medewerker

DIENSTEN = "taak_sociaal_team"
INFORMATIE_EN_ADVIES = "informatie_advies"  # its code in that list
#: Outcomes in which someone spoke to the resident, so that the clock of the first contact stops.
MET_CONTACT = frozenset({Afhandeling.INFORMATIE_ADVIES, Afhandeling.DOORVERWEZEN})
#: Outcomes that come about by their own action and not by choosing them.
VIA_EIGEN_HANDELING = frozenset({Afhandeling.CASUS})


@action("melding_afgehandeld")
def close_melding(
    *,
    by: Actor,
    melding: Melding,
    afhandeling: str,
    eigenaar: Medewerker | None,
    antwoord_gegeven: str = "",
    dienst: str = "",
    versie: int | None = None,
) -> Melding:
    """End a melding with an outcome and an owner; what was still to be done for it lapses.

    `dienst` is what the team did (R-224); advice on a question for help counts as information and advice. Of an
    initiative or a signal the same outcome says that it was supported or taken up (R-223, R-042).
    Advice and a hand-over are also the first contact when there was none yet. Raises Regelfout without an owner
    (nobody falls between two stools), without a known outcome, or when it has ended already.
    """
    if afhandeling not in Afhandeling.values or afhandeling in VIA_EIGEN_HANDELING:
        raise Regelfout("Kies hoe de melding is afgehandeld.", veld="afhandeling")
    if eigenaar is None:
        raise Regelfout("Kies wie deze melding afhandelt. Een melding zonder eigenaar kan niet dicht.", veld="eigenaar")
    if dienst and dienst not in {code.code for code in list_codes(DIENSTEN)}:
        raise Regelfout("Kies een soort dienst uit de lijst.", veld="dienst")
    locked = Melding.lock(melding.pk, versie)
    end_melding(by, locked, afhandeling, eigenaar)
    own = INFORMATIE_EN_ADVIES if locked.is_hulpvraag else ""
    if afhandeling == Afhandeling.INFORMATIE_ADVIES and (dienst or own):
        locked.change(dienst=dienst or own)
    if antwoord_gegeven.strip():
        locked.change(antwoord_gegeven=" ".join(antwoord_gegeven.split()))
    return locked


def end_melding(by: Actor, locked: Melding, afhandeling: str, eigenaar: Medewerker) -> None:
    """Give a locked melding its outcome, inside an action. Raises Regelfout when it has one already."""
    if locked.afgehandeld_op is not None:
        raise Regelfout("Deze melding is al afgehandeld.")
    today = timezone.localdate()
    by_outcome = locked.eerste_contact_op is None and afhandeling in MET_CONTACT
    contact = today if by_outcome else locked.eerste_contact_op
    locked.change(
        afhandeling=afhandeling, afgehandeld_op=today, eigenaar=eigenaar, eerste_contact_op=contact,
        contact_bij_afhandeling=by_outcome,
    )  # fmt: skip
    record("melding_afgehandeld", locked, subjects=subjects_of_melding(locked), wet=locked.wet, reden=afhandeling)
    if afhandeling != Afhandeling.CASUS or contact is not None:
        settle_contact(by, locked, eigenaar)
    tick_off(by, locked, VEILIGHEID, eigenaar)
    end_overbrugging(by, waits_as(locked))
    follow_bereik(locked)
    follow_reden(by, locked)
    if afhandeling in ANTWOORD_BIJ_AFHANDELING:
        aanleiding, antwoorden = ANTWOORD_BIJ_AFHANDELING[afhandeling]
        prepare_terugkoppeling(by=by, melding=locked, aanleiding=aanleiding, antwoorden=antwoorden)


def settle_contact(by: Actor, melding: Melding, door: Medewerker | None) -> None:
    """The task of the first contact: done when there was one, lapsed when none is needed any more."""
    if melding.eerste_contact_op is not None:
        tick_off(by, melding, EERSTE_CONTACT, door)
    else:
        let_lapse(by, melding, EERSTE_CONTACT)


@action("eerste_contact_vastgelegd")
def record_eerste_contact(
    *, by: Actor, melding: Melding, door: Medewerker | None, versie: int | None = None
) -> Melding:
    """The first contact was made today: the clock stops; an open melding without owner becomes of who called.

    Raises Regelfout when there was one already.
    """
    locked = Melding.lock(melding.pk, versie)
    if locked.eerste_contact_op is not None:
        raise Regelfout("Het eerste contact staat er al.")
    values = {"eerste_contact_op": timezone.localdate()}
    if locked.eigenaar_id is None and door is not None:
        locked.change(**values, eigenaar=door)
    else:
        locked.change(**values)
    record("eerste_contact_vastgelegd", locked, subjects=subjects_of_melding(locked), wet=locked.wet)
    settle_contact(by, locked, door)
    return locked


@action("eerste_contact_teruggenomen")
def undo_eerste_contact(*, by: Actor, melding: Melding) -> Melding:
    """It was not the first contact after all. Raises Regelfout when it was not recorded today."""
    locked = Melding.lock(melding.pk)
    if locked.eerste_contact_op != timezone.localdate():
        raise Regelfout("Dit kan alleen op de dag zelf.")
    locked.change(eerste_contact_op=None)
    record("eerste_contact_teruggenomen", locked, subjects=subjects_of_melding(locked), wet=locked.wet)
    plan_first_contact(by, locked)
    return locked


@action("melding_heropend")
def reopen_melding(*, by: Actor, melding: Melding, versie: int | None = None) -> Melding:
    """Take back how a melding ended; the owner stays, an answer that lies ready lapses, and a contact that was
    only its outcome is none any more, so that the clock runs again.

    Raises Regelfout when it became a case or is open.
    """
    locked = Melding.lock(melding.pk, versie)
    if locked.afgehandeld_op is None:
        raise Regelfout("Deze melding is nog open.")
    if locked.afhandeling in VIA_EIGEN_HANDELING:
        raise Regelfout("Deze melding is een casus geworden. Maak de toewijzing ongedaan.")
    if locked.afhandeling == Afhandeling.DUBBEL and locked.opgegaan_in.filter(ongedaan_op=None).exists():
        raise Regelfout("Deze melding is samengevoegd. Maak het samenvoegen ongedaan.")
    for waiting in locked.doorverwijzingen.filter(ontvangst=Ontvangst.WACHT):
        let_lapse(by, locked, f"{DOORVERWIJZING}:{waiting.pk}")
        waiting.delete()  # taken back; the history keeps it
    contact = None if locked.contact_bij_afhandeling else locked.eerste_contact_op
    locked.change(
        afhandeling="", afgehandeld_op=None, eerste_contact_op=contact, contact_bij_afhandeling=False, dienst=""
    )
    withdraw_ready(by, locked)
    follow_bereik(locked)
    follow_reden(by, locked)
    record("melding_heropend", locked, subjects=subjects_of_melding(locked), wet=locked.wet)
    if locked.eerste_contact_op is None:
        plan_first_contact(by, locked)
    return locked
