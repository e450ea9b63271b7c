"""Complete or correct a melding: whom it is about, what it is, how urgent, who reported (R-024, R-042)."""

from typing import Any

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import regisseur_of_household
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.actions.bereik import follow_bereik
from keukentafel.meldingen.actions.registreren import Meldinggegevens
from keukentafel.meldingen.actions.terugkoppelen import follow_reporter
from keukentafel.meldingen.actions.volgtaken import (
    ONTVANGSTBEVESTIGING,
    VEILIGHEID,
    let_lapse,
    plan_first_contact,
    plan_receipt,
    plan_safety,
)
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.meldingen.selectors import home_of_persoon
from keukentafel.personen.public import clean_postcode
from keukentafel.referentielijsten.public import MelderSoort, MeldingSoort, Urgentie, Wet
from keukentafel.socialekaart.public import gebied_of_postcode

#: What stays open for completion after the melding has ended: who reported, so that he can be answered.
OVER_DE_MELDER = (
    "melder_soort", "anoniem", "melder_organisatie", "melder_naam", "melder_contact", "melder_adres",
    "relatie_tot_inwoner",
)  # fmt: skip
#: What can be completed as long as it is open.
OVER_DE_VRAAG = (
    "soort", "kanaal", "urgentie", "wet", "thema", "plaats", "wie_naam", "wie_onbekend", "wie_pseudoniem",
    "wie_geboortedatum", "wie_huisnummer", "wie_telefoon", "weet_inwoner_ervan", "hoe_gekomen", "kende_team",
)  # fmt: skip


@action("melding_aangevuld")
def amend_melding(*, by: Actor, melding: Melding, gegevens: Meldinggegevens, versie: int | None = None) -> Melding:
    """Write down what became known later. The tasks follow: another norm, a receipt (Wmo 2.3.2), danger (R-043).

    When and by whom it was received, its team and its owner stay. Of a melding that ended only the reporter can
    be completed. Raises Regelfout for an empty sentence, a postcode that cannot be, another person than the one
    it is linked to, or a change of what was settled by its end; Versieconflict when it was changed meanwhile.
    """
    locked = Melding.lock(melding.pk, versie)
    values: dict[str, Any] = {name: getattr(gegevens, name) for name in OVER_DE_MELDER}
    if locked.anoniem is None and not gegevens.anoniem:
        values["anoniem"] = None  # an empty box says nothing of what was not known
    if gegevens.anoniem:
        values |= {"melder_naam": "", "melder_contact": "", "melder_adres": "", "melder_organisatie": None}
    if locked.afgehandeld_op is None:
        values |= _open_values(locked, gegevens)
    elif any(getattr(locked, name) != getattr(gegevens, name) for name in ("soort", "urgentie", "wet")):
        raise Regelfout("Deze melding is afgehandeld. Open haar eerst weer om dit te veranderen.")
    about = values.get("persoon", locked.persoon)
    himself = gegevens.melder_soort == MelderSoort.INWONER_ZELF and not gegevens.anoniem
    other = locked.melder_persoon if locked.melder_persoon_id not in (None, locked.persoon_id) else None
    values["melder_persoon"] = about if himself else other
    before = (locked.urgentie, locked.soort, locked.wet)
    locked.change(**values)
    record("melding_aangevuld", locked, subjects=subjects_of_melding(locked), wet=locked.wet)
    follow_bereik(locked)
    if locked.afgehandeld_op is None:
        _follow_tasks(by, locked, before)
    follow_reporter(by, locked)
    return locked


def _open_values(locked: Melding, gegevens: Meldinggegevens) -> dict[str, Any]:
    """The fields of the question itself, with the person, his household and the area that follow from them."""
    sentence = " ".join(gegevens.omschrijving.split())
    if gegevens.omschrijving.strip() == locked.omschrijving.strip():
        sentence = locked.omschrijving  # left alone: it may be longer, with ends of line, from another system
    if not sentence:
        raise Regelfout("Schrijf in één zin wat de vraag is.", veld="omschrijving")
    postcode = clean_postcode(gegevens.wie_postcode)
    values = {name: getattr(gegevens, name) for name in OVER_DE_VRAAG}
    values |= {"omschrijving": sentence, "wie_postcode": postcode}
    if locked.persoon_id is not None:
        if gegevens.persoon is not None and gegevens.persoon.pk != locked.persoon_id:
            raise Regelfout("Deze melding gaat al over iemand. Maak die koppeling eerst los.", veld="wie")
        values |= {"wie_naam": locked.wie_naam, "wie_onbekend": False, "wie_pseudoniem": False}
    elif gegevens.persoon is not None:
        home = home_of_persoon(gegevens.persoon, timezone.localdate())
        values |= {"persoon": gegevens.persoon, "huishouden": home, "wie_onbekend": False, "wie_pseudoniem": False}
        values["wie_naam"] = gegevens.wie_naam or locked.wie_naam
    area = gebied_of_postcode(postcode) if postcode else None
    if area is None and gegevens.persoon is not None:
        area = gegevens.persoon.gebied_id
    if area is not None:
        values["gebied_id"] = area
    return values


def _follow_tasks(by: Actor, melding: Melding, before: tuple[str, str, str]) -> None:
    """Bring the tasks of an open melding in step with what it has become."""
    urgency, kind, law = before
    if melding.urgentie != urgency and melding.eerste_contact_op is None:
        plan_first_contact(by, melding)
    receipt = melding.wet == Wet.WMO and melding.soort == MeldingSoort.HULPVRAAG
    if receipt and not (law == Wet.WMO and kind == MeldingSoort.HULPVRAAG):
        plan_receipt(by, melding)
    elif not receipt:
        let_lapse(by, melding, ONTVANGSTBEVESTIGING)
    if melding.urgentie == Urgentie.ACUUT_GEVAAR and urgency != Urgentie.ACUUT_GEVAAR:
        today = timezone.localdate()
        role = regisseur_of_household(melding.huishouden_id, today) if melding.huishouden_id is not None else None
        plan_safety(by, melding, role.medewerker if role is not None else None, today)
    elif melding.urgentie != Urgentie.ACUUT_GEVAAR and urgency == Urgentie.ACUUT_GEVAAR:
        let_lapse(by, melding, VEILIGHEID)
        let_lapse(by, melding, f"{VEILIGHEID}:regisseur")
