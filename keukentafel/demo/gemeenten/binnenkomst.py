"""The meldingen of a demo municipality: those that became a case, and those that were settled at the door."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from keukentafel.demo.gemeenten.bevolking import Mens
from keukentafel.demo.gemeenten.casusloop import Loop
from keukentafel.demo.gemeenten.pakketbouw import Pakketbouw

ZELF, ANDER, PROFESSIONAL = "inwoner_zelf", "inwoner_over_ander", "professional"
#: What somebody asks at the door that needs no case.
KORT = (
    "Vraagt waar de inloop is.", "Wil weten wie er over toeslagen gaat.", "Zoekt een vrijwilliger voor de tuin.",
    "Vraag over een parkeerkaart.", "Wil zich melden als maatje.", "Vraag over de regeling voor kinderen die sporten.",
    "Kreeg een brief en begrijpt die niet.", "Zoekt iemand om mee te wandelen.",
)  # fmt: skip
#: How a melding begins when its story knows no such reporter.
ANDERS = {
    ZELF: "Belt zelf: het lukt zo niet meer en er is hulp nodig.",
    ANDER: "Een dochter maakt zich zorgen en vraagt of er iemand langs kan gaan.",
    PROFESSIONAL: "Een professional vraagt of het team meekijkt.",
    "": "Er is gevraagd of het team meekijkt.",
}


@dataclass(frozen=True, slots=True)
class Melder:
    """Who reports, and how. `soort` '' is unknown; an organisation only where it is a professional."""

    soort: str
    kanaal: str
    organisatie: str = ""


def write_melding_of_case(rng: random.Random, bouw: Pakketbouw, loop: Loop, melder: Melder, gebied: str) -> str:
    """The melding that became this case; returns its id. A professional mostly hears back (R-025)."""
    words = [line.tekst for line in loop.verhaal.melding if _kind(line.door) == melder.soort]
    contact = min(loop.ontvangen + timedelta(days=rng.choice((0, 1, 1, 2, 3, 5, 8))), loop.aangemeld)
    back = None
    if melder.soort == PROFESSIONAL and rng.random() < 0.7:
        day = loop.aangemeld + timedelta(days=rng.choice((1, 4, 7, 10, 13, 20, 30)))
        back = day if day <= loop.peildatum else None
    key = bouw.next_id("meldingen", "l")
    bouw.add(
        "meldingen", id=key, ontvangen_op=loop.ontvangen, geregistreerd_op=loop.geregistreerd, soort="hulpvraag",
        kanaal=melder.kanaal, melder_soort=melder.soort, melder_organisatie=melder.organisatie, anoniem=False,
        persoon=loop.persoon.id, team=loop.team, gebied=gebied, vraagtype=loop.verhaal.vraagtype,
        omschrijving=rng.choice(words) if words else ANDERS[melder.soort], eerste_contact_op=contact,
        afhandeling="casus", afgehandeld_op=loop.aangemeld, terugkoppeling_op=back,
    )  # fmt: skip
    return key


def write_melding_at_the_door(
    rng: random.Random, bouw: Pakketbouw, *, op: date, peildatum: date, team: str, gebied: str, melder: Melder,
    afhandeling: str, vraagtype: str = "enkelvoudig", persoon: Mens | None = None,
) -> None:  # fmt: skip
    """A melding that was settled without a case, within days and before the peildatum."""
    contact = min(op + timedelta(days=rng.choice((0, 0, 1, 2))), peildatum)
    done = min(contact + timedelta(days=rng.choice((0, 1, 3, 6))), peildatum)
    back = done if melder.soort == PROFESSIONAL and rng.random() < 0.75 else None
    bouw.add(
        "meldingen", id=bouw.next_id("meldingen", "l"), ontvangen_op=op, geregistreerd_op=op,
        soort="signaal" if rng.random() < 0.05 else "hulpvraag", kanaal=melder.kanaal, melder_soort=melder.soort,
        melder_organisatie=melder.organisatie, anoniem=False, persoon=persoon.id if persoon else "", team=team,
        gebied=gebied, vraagtype=vraagtype, omschrijving=rng.choice(KORT), eerste_contact_op=contact,
        afhandeling=afhandeling, afgehandeld_op=done, terugkoppeling_op=back,
    )  # fmt: skip


def _kind(door: str) -> str:
    return {"zelf": ZELF, "ander": ANDER}.get(door, PROFESSIONAL)
