"""Is a request complete? Only what is missing, in plain words; asked at handing in, never at saving."""

from dataclasses import dataclass

from keukentafel.referentielijsten.public import Wet
from keukentafel.voorzieningen.models import Aanvraag

ZONDER_FREQUENTIE = ("82", "83")  # WJ756 stuks (output) and euro's: counted once


@dataclass(frozen=True, slots=True)
class Ontbreekt:
    """One thing that is still needed; `veld` is the field of the form, empty when it lies elsewhere."""

    tekst: str
    veld: str = ""


def missing_in(aanvraag: Aanvraag) -> list[Ontbreekt]:
    """What the back office cannot do without (Wmo 2.3.2 lid 4, 2.3.5; Jeugdwet 2.3, 7.2). Pure but for the person."""
    wants = (
        (not aanvraag.product, "Kies welk product.", "product"),
        (aanvraag.omvang is None or not aanvraag.eenheid, "Vul in hoeveel, en in welke eenheid.", "omvang"),
        (
            bool(aanvraag.eenheid) and aanvraag.eenheid not in ZONDER_FREQUENTIE and not aanvraag.frequentie,
            "Kies per wanneer: per dag, week of maand.",
            "frequentie",
        ),
        (aanvraag.van is None or aanvraag.tot is None, "Vul in van wanneer tot wanneer.", "van"),
        (not aanvraag.leveringsvorm, "Kies in welke vorm de hulp komt.", "leveringsvorm"),
        (
            not aanvraag.voorliggend or not aanvraag.overwogen,
            "Schrijf op welke andere oplossing is bekeken, en waarom die niet genoeg is.",
            "voorliggend",
        ),
        (not aanvraag.motivering, "Schrijf op waarom dit nodig is.", "motivering"),
        (aanvraag.wet == Wet.JEUGD and not aanvraag.verwijzer, "Kies wie verwijst.", "verwijzer"),
        (aanvraag.persoon.geboortedatum is None, "De geboortedatum is niet bekend.", ""),
        (not aanvraag.persoon.bsn, "Het burgerservicenummer is niet bekend.", ""),
    )
    return [Ontbreekt(text, field) for is_missing, text, field in wants if is_missing]
