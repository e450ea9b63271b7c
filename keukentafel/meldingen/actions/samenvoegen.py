"""Two meldingen about one question made one, with undo; one melding with several questions made several."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.actions.afhandelen import end_melding, settle_contact
from keukentafel.meldingen.actions.terugkoppelen import (
    prepare_terugkoppeling,
    start_terugkoppeling,
    withdraw_ready,
)
from keukentafel.meldingen.actions.veiligheid import carry_urgency, return_urgency
from keukentafel.meldingen.actions.volgtaken import let_lapse, move_tasks, plan_first_contact
from keukentafel.meldingen.actions.zondercasus import follow_reden
from keukentafel.meldingen.models import Melding, Meldingsamenvoeging, Terugkoppeling
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.meldingen.states import ANTWOORD_BIJ_AFHANDELING
from keukentafel.referentielijsten.public import Afhandeling
from keukentafel.teams.public import Medewerker

HOOGSTENS_DELEN = 5
#: What the parts of a split melding share with the melding they come from.
GEDEELD = (
    "soort", "ontvangen_op", "ontvangen_om", "kanaal", "team", "gebied", "urgentie", "wet", "persoon", "huishouden",
    "wie_naam", "wie_geboortedatum", "wie_postcode", "wie_huisnummer", "wie_telefoon", "weet_inwoner_ervan",
    "melder_soort", "anoniem", "melder_persoon", "melder_organisatie", "melder_naam", "melder_contact", "melder_adres",
    "relatie_tot_inwoner",
    "eerste_contact_op", "eigenaar",
)  # fmt: skip


@action("meldingen_samengevoegd")
def merge_meldingen(
    *, by: Actor, blijft: Melding, dubbel: Melding, door: Medewerker | None = None
) -> Meldingsamenvoeging:
    """`dubbel` is about the same question as `blijft` and ends with the outcome dubbel.

    The earlier of the two days of first contact counts; who reported is answered for both, because each reporter
    keeps his own terugkoppeling. Raises Regelfout for the same melding twice, or when `dubbel` has ended already
    or is itself the one that others were merged into.
    """
    if blijft.pk == dubbel.pk:
        raise Regelfout("Kies twee verschillende meldingen.", veld="dubbel")
    first, second = sorted((blijft.pk, dubbel.pk))
    locks = {pk: Melding.lock(pk) for pk in (first, second)}
    stays, goes = locks[blijft.pk], locks[dubbel.pk]
    if goes.samenvoegingen.filter(ongedaan_op=None).exists():
        raise Regelfout("In deze melding zijn al andere opgegaan. Voeg andersom samen.", veld="dubbel")
    owner = stays.eigenaar or goes.eigenaar or door
    if owner is None:
        raise Regelfout("Kies eerst wie deze melding doet.", veld="eigenaar")
    before: dict[str, Any] = {"eigenaar": goes.eigenaar_id, "blijft_eerste_contact": _iso(stays)}
    before["urgentie"] = carry_urgency(by, stays, goes)
    contacts = [day for day in (stays.eerste_contact_op, goes.eerste_contact_op) if day is not None]
    before["blijft_contact_nu"] = min(contacts).isoformat() if contacts else None
    merged = Meldingsamenvoeging.objects.create(blijft=stays, dubbel=goes, op=timezone.localdate(), voor=before)
    end_melding(by, goes, Afhandeling.DUBBEL, owner)
    if contacts and stays.eerste_contact_op != min(contacts):
        stays.change(eerste_contact_op=min(contacts))
        settle_contact(by, stays, door)
    _follow(by, stays, goes)
    subjects = [*subjects_of_melding(stays), *subjects_of_melding(goes)]
    record("meldingen_samengevoegd", stays, subjects=subjects, wet=stays.wet)
    return merged


def _follow(by: Actor, stays: Melding, goes: Melding) -> None:
    """The tasks of the double go along, and its reporter hears what already came of the question."""
    link = getattr(stays, "koppeling", None)
    move_tasks(by, goes, link.casus if link is not None else None, volgt=stays)
    if stays.afgehandeld_op is not None and stays.afhandeling in ANTWOORD_BIJ_AFHANDELING:
        aanleiding, antwoorden = ANTWOORD_BIJ_AFHANDELING[stays.afhandeling]
        prepare_terugkoppeling(by=by, melding=goes, aanleiding=aanleiding, antwoorden=antwoorden)


def _iso(melding: Melding) -> str | None:
    return melding.eerste_contact_op.isoformat() if melding.eerste_contact_op else None


@action("samenvoegen_teruggedraaid")
def undo_merge_meldingen(*, by: Actor, samenvoeging: Meldingsamenvoeging) -> Melding:
    """They were two questions after all: the double one is open again, as it was before."""
    locked = Meldingsamenvoeging.lock(samenvoeging.pk)
    if locked.ongedaan_op is not None:
        raise Regelfout("Dit samenvoegen is al ongedaan gemaakt.")
    stays, goes = Melding.lock(locked.blijft_id), Melding.lock(locked.dubbel_id)
    goes.change(afhandeling="", afgehandeld_op=None, eigenaar_id=locked.voor["eigenaar"])
    _return_contact(by, stays, locked.voor)
    return_urgency(by, stays, goes, locked.voor.get("urgentie", {}))
    locked.change(ongedaan_op=timezone.localdate())
    move_tasks(by, goes)
    withdraw_ready(by, goes)
    follow_reden(by, goes)
    record("samenvoegen_teruggedraaid", goes, subjects=subjects_of_melding(goes), wet=goes.wet)
    if goes.eerste_contact_op is None:
        plan_first_contact(by, goes)
    return goes


def _return_contact(by: Actor, stays: Melding, voor: dict[str, Any]) -> None:
    """The day of first contact as it was before the merge, unless another one was recorded since."""
    borrowed = voor.get("blijft_contact_nu")
    if borrowed is None or _iso(stays) != borrowed or borrowed == voor["blijft_eerste_contact"]:
        return
    own = voor["blijft_eerste_contact"]
    stays.change(eerste_contact_op=date.fromisoformat(own) if own else None)
    if own is None and stays.afgehandeld_op is None:
        plan_first_contact(by, stays)


@action("melding_gesplitst")
def split_melding(
    *, by: Actor, melding: Melding, vragen: Sequence[str], door: Medewerker | None = None, versie: int | None = None
) -> list[Melding]:
    """One melding with several questions becomes several, each with its own outcome.

    `vragen` are the questions that leave it, one sentence each; the melding itself keeps its own. The reporter
    gets one receipt, and of each question its own answer, on the same ground.

    Raises Regelfout without a question, for more than five, or when the melding has ended already.
    """
    sentences = [" ".join(vraag.split()) for vraag in vragen if vraag.strip()]
    if not sentences:
        raise Regelfout("Schrijf per regel één vraag.", veld="vragen")
    if len(sentences) > HOOGSTENS_DELEN:
        raise Regelfout(f"Splits in hoogstens {HOOGSTENS_DELEN} vragen tegelijk.", veld="vragen")
    if any(len(sentence) > 500 for sentence in sentences):
        raise Regelfout("Maak elke vraag korter dan 500 tekens.", veld="vragen")
    locked = Melding.lock(melding.pk, versie)
    if locked.afgehandeld_op is not None:
        raise Regelfout("Deze melding is al afgehandeld.")
    promised = Terugkoppeling.objects.filter(melding=locked).first()
    shared = {name: getattr(locked, name) for name in GEDEELD}
    parts = []
    for sentence in sentences:
        part = Melding.objects.create(
            **shared,
            omschrijving=sentence,
            geregistreerd_op=timezone.localdate(),
            geregistreerd_door=door,
            gesplitst_uit=locked,
        )
        parts.append(part)
        record("melding_gesplitst", part, subjects=subjects_of_melding(part), wet=part.wet)
        if part.eerste_contact_op is None:
            plan_first_contact(by, part)
        if promised is not None:
            start_terugkoppeling(
                by=by, melding=part, gewenst=promised.gewenst, grondslag=promised.grondslag, ontvangst=False
            )
    return parts


@action("splitsen_teruggedraaid")
def undo_split(*, by: Actor, melding: Melding) -> Melding:
    """Take a part back into the melding it came from. Raises Regelfout when something was done with it."""
    locked = Melding.lock(melding.pk)
    origin = locked.gesplitst_uit
    if origin is None:
        raise Regelfout("Deze melding komt niet uit een andere.")
    if locked.afgehandeld_op is not None or locked.versie > 1:
        raise Regelfout("Er is al iets met deze vraag gedaan. Voeg hem samen in plaats daarvan.")
    subjects = subjects_of_melding(locked)
    let_lapse(by, locked)
    for promised in Terugkoppeling.objects.filter(melding=locked):
        promised.berichten.all().delete()
        promised.delete()
    record("splitsen_teruggedraaid", locked, subjects=subjects, wet=locked.wet)
    locked.delete()
    return origin
