"""Register what came in, in one go; for acute danger with as little as possible."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import regisseur_of_household
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.actions.bereik import follow_bereik
from keukentafel.meldingen.actions.terugkoppelen import start_terugkoppeling
from keukentafel.meldingen.actions.volgtaken import plan_first_contact, plan_receipt, plan_safety
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.meldingen.selectors import home_of_persoon, suggest_team
from keukentafel.personen.public import Persoon, clean_postcode
from keukentafel.referentielijsten.public import Grondslag, MelderSoort, MeldingSoort, Urgentie, Wet
from keukentafel.socialekaart.public import Organisatie, gebied_of_postcode
from keukentafel.teams.public import Medewerker, Team


@dataclass(frozen=True, slots=True, repr=False)
class Meldinggegevens:
    """What someone tells when he reports. `team` None: follows from the area. `standaard`: left as they were."""

    omschrijving: str
    soort: str = MeldingSoort.HULPVRAAG
    kanaal: str = ""
    ontvangen_op: date | None = None
    ontvangen_om: time | None = None
    team: Team | None = None
    urgentie: str = Urgentie.NORMAAL
    wet: str = Wet.ALGEMEEN
    thema: str = ""
    plaats: str = ""
    persoon: Persoon | None = None
    wie_naam: str = ""
    wie_onbekend: bool = False
    wie_pseudoniem: bool = False
    wie_geboortedatum: date | None = None
    wie_postcode: str = ""
    wie_huisnummer: str = ""
    wie_telefoon: str = ""
    weet_inwoner_ervan: bool | None = None
    melder_soort: str = MelderSoort.INWONER_ZELF
    anoniem: bool = False
    melder_persoon: Persoon | None = None
    melder_organisatie: Organisatie | None = None
    melder_naam: str = ""
    melder_contact: str = ""
    melder_adres: str = ""
    relatie_tot_inwoner: str = ""
    hoe_gekomen: str = ""
    kende_team: bool | None = None
    antwoord_gewenst: bool = True
    grondslag: str = Grondslag.NOG_VRAGEN
    ingezonden: bool = False
    standaard: tuple[str, ...] = field(default=())


@action("melding_geregistreerd")
def register_melding(*, by: Actor, gegevens: Meldinggegevens, door: Medewerker | None = None) -> Melding:
    """Register a melding, with the team of its area, the task of the first contact and the answer to come.

    Only what the question needs is asked (R-038): a signal has no person (R-042), an initiative no dossier
    (R-223). Raises Regelfout, naming the field, for a day to come or a postcode that cannot be.
    """
    now = timezone.localtime()
    received = gegevens.ontvangen_op or now.date()
    if received > now.date():
        raise Regelfout("Deze dag moet nog komen. Kies vandaag of eerder.", veld="ontvangen_op")
    melding = _new(gegevens, received, now, door)
    melding.save()
    record("melding_geregistreerd", melding, subjects=subjects_of_melding(melding), wet=melding.wet)
    follow_bereik(melding)
    plan_first_contact(by, melding)
    if melding.wet == Wet.WMO and melding.soort == MeldingSoort.HULPVRAAG:
        plan_receipt(by, melding)
    start_terugkoppeling(by=by, melding=melding, gewenst=gegevens.antwoord_gewenst, grondslag=gegevens.grondslag)
    return melding


def _new(gegevens: Meldinggegevens, received: date, now: datetime, door: Medewerker | None) -> Melding:
    """The melding as it will be stored; the reporter who is the person himself is not typed twice."""
    postcode = clean_postcode(gegevens.wie_postcode)
    persoon = gegevens.persoon
    gebied_id = persoon.gebied_id if persoon is not None else None
    gebied_id = gebied_id or (gebied_of_postcode(postcode) if postcode else None)
    same_person = gegevens.melder_soort == MelderSoort.INWONER_ZELF and not gegevens.anoniem
    copied = (
        "soort", "kanaal", "urgentie", "wet", "thema", "plaats", "persoon", "wie_naam", "wie_onbekend",
        "wie_pseudoniem", "wie_geboortedatum", "wie_huisnummer", "wie_telefoon", "weet_inwoner_ervan", "melder_soort",
        "anoniem",
        "melder_organisatie", "melder_naam", "melder_contact", "melder_adres", "relatie_tot_inwoner",
        "hoe_gekomen", "kende_team", "ingezonden",
    )  # fmt: skip
    melding = Melding(**{name: getattr(gegevens, name) for name in copied})
    melding.omschrijving = " ".join(gegevens.omschrijving.split())
    melding.ontvangen_op, melding.geregistreerd_op = received, now.date()
    melding.ontvangen_om = gegevens.ontvangen_om
    if melding.ontvangen_om is None and received == now.date():
        melding.ontvangen_om = now.time().replace(microsecond=0)
    melding.geregistreerd_door = door
    melding.wie_postcode, melding.gebied_id = postcode, gebied_id
    melding.huishouden = home_of_persoon(persoon, received) if persoon is not None else None
    melding.melder_persoon = persoon if same_person else gegevens.melder_persoon
    melding.team = gegevens.team or suggest_team(gebied_id, door)
    melding.standaard = sorted(gegevens.standaard)
    if gegevens.anoniem:
        melding.melder_naam = melding.melder_contact = melding.melder_adres = ""
        melding.melder_persoon = None
    return melding


@action("acuut_gevaar_gemeld")
def register_acuut_gevaar(*, by: Actor, gegevens: Meldinggegevens, door: Medewerker | None = None) -> Melding:
    """The short path that skips forms (R-043): who or where, and one sentence.

    The team and the household's regisseur have a task of today at once.
    """
    melding = register_melding(by=by, gegevens=gegevens, door=door)
    if melding.urgentie != Urgentie.ACUUT_GEVAAR:
        raise Regelfout("Dit is geen melding van acuut gevaar.")
    today = timezone.localdate()
    role = regisseur_of_household(melding.huishouden_id, today) if melding.huishouden_id is not None else None
    plan_safety(by, melding, role.medewerker if role is not None else None, today)
    record("acuut_gevaar_gemeld", melding, subjects=subjects_of_melding(melding), wet=melding.wet)
    return melding
