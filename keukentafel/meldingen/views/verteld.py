"""What was told at the desk and what is known of the person, beside a melding: enough to make the first contact."""

from dataclasses import replace

from django.utils import timezone

from keukentafel.core.datums import korte_datum
from keukentafel.core.schermdelen import Feit
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.permissions import Meldingtoegang
from keukentafel.meldingen.selectors import Meldingblad, name_of, reporter_of
from keukentafel.personen.public import address_line, facts_of_personen, persoonskaart
from keukentafel.referentielijsten.public import Wet, label_of
from keukentafel.toegang.public import Gebruiker, Relatie, Veld, decision, may_ever

JA_NEE = {True: "ja", False: "nee", None: ""}
INZIEN = "huishouden_inzien"
WIJZIGEN = "huishouden_wijzigen"
FORMULIER = "zelf ingevuld op het partnerformulier"


def details_of(toegang: Meldingtoegang) -> list[Feit]:
    """The facts beside the page; contact data and a secret address only when the decision opens them."""
    melding = toegang.melding
    facts = [*_who(toegang), *_reporter(toegang), *_question(melding)]
    return [fact for fact in facts if fact.waarde]


def _who(toegang: Meldingtoegang) -> list[Feit]:
    """Whom it is about: the record of the person, and what was told when that differs from it."""
    melding, today = toegang.melding, timezone.localdate()
    told_born = korte_datum(melding.wie_geboortedatum, vandaag=today) if melding.wie_geboortedatum else ""
    told_address = address_line("", melding.wie_huisnummer, melding.wie_postcode)
    told_phone = melding.wie_telefoon
    if not toegang.besluit.mag_zien(Veld.CONTACT):
        told_address = told_phone = ""
    persoon = melding.persoon
    if persoon is None:
        return [
            Feit("Om wie", name_of(melding)),
            Feit("Geboren", told_born),
            Feit("Adres", told_address),
            Feit("Telefoon", told_phone),
        ]
    card = persoonskaart(persoon, toegang.besluit, today, met_bsn=False)
    born = korte_datum(card.geboortedatum, vandaag=today) if card.geboortedatum else ""
    if persoon.geheim_adres and not toegang.besluit.mag_zien(Veld.GEHEIM_ADRES):
        told_address = ""
    same_address = (melding.wie_postcode, melding.wie_huisnummer) == (persoon.postcode, persoon.huisnummer)
    return [
        Feit("Om wie", name_of(melding)),
        Feit("Geboren", born),
        Feit("Adres", card.adres),
        Feit("Telefoon", card.telefoon),
        Feit("E-mail", card.email),
        Feit("Geboren, zoals nu verteld", told_born if told_born != born else ""),
        Feit("Adres, zoals nu verteld", "" if same_address else told_address),
        Feit("Nummer dat nu is verteld", told_phone if digits(told_phone) != digits(persoon.telefoon) else ""),
    ]


def _reporter(toegang: Meldingtoegang) -> list[Feit]:
    melding = toegang.melding
    contact_too, relation = toegang.besluit.mag_zien(Veld.CONTACT), melding.relatie_tot_inwoner
    contact = melding.melder_contact if contact_too else ""
    return [
        Feit("Van wie kwam het", reporter_of(melding), erbij=melding.melder_naam),
        Feit("Is van de inwoner", label_of("relatiesoort", relation, melding.ontvangen_op).lower()),
        Feit("Bereikbaar op", contact),
        Feit("Adres van de melder", melding.melder_adres if contact_too else ""),
        Feit("Weet de inwoner ervan", JA_NEE[melding.weet_inwoner_ervan]),
    ]


def _question(melding: Melding) -> list[Feit]:
    day = melding.ontvangen_op
    theme = label_of("vraagthema", melding.thema, day)
    return [
        Feit("Waar gaat het over", theme),
        Feit("Waar speelt het", melding.plaats),
        Feit("Kanaal", label_of("kanaal", melding.kanaal, day), erbij=FORMULIER if melding.ingezonden else ""),
        Feit("Hoe bij ons gekomen", melding.hoe_gekomen),
        Feit("Kende het team al", JA_NEE[melding.kende_team]),
        Feit("Vraagtype", label_of("vraagtype", melding.vraagtype, day)),
        Feit("Wet", label_of("wet", melding.wet, day) if melding.wet != Wet.ALGEMEEN else ""),
        Feit("Wat het team deed", label_of("taak_sociaal_team", melding.dienst, melding.afgehandeld_op)),
        Feit("Gezegd of gedaan", melding.antwoord_gegeven),
    ]


def home_is_open(user: Gebruiker, toegang: Meldingtoegang, blad: Meldingblad) -> bool:
    """Whether the household may be opened from here: its case may, or the team has an open melding about it.

    Read from the facts of the melding itself, so without a query; who may see it otherwise finds it by searching.
    """
    melding, facts = toegang.melding, toegang.feiten
    if melding.huishouden_id is None or not may_ever(user, INZIEN):
        return False
    if blad.casus_zichtbaar:
        return True
    of_team = facts.relaties & {Relatie.ZELFDE_TEAM, Relatie.BELANG}
    return melding.afgehandeld_op is None and decision(user, INZIEN, replace(facts, relaties=of_team)).toegestaan


def tells_new_number(user: Gebruiker, toegang: Meldingtoegang) -> bool:
    """Whether a number was told that the record of the person lacks, and this user may put it there."""
    melding = toegang.melding
    persoon = melding.persoon
    if persoon is None or not melding.wie_telefoon or digits(melding.wie_telefoon) == digits(persoon.telefoon):
        return False
    return decision(user, WIJZIGEN, facts_of_personen(user, [persoon.pk])[persoon.pk]).toegestaan


def digits(number: str) -> str:
    """Only what is dialled, so that 043-12 and 043 12 are one number."""
    return "".join(sign for sign in number if sign.isdigit())
