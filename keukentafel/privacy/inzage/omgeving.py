"""What the law wants told beside the data: who received it, where it came from, how long it is kept, who looked.

AVG 15 lid 1 c, d, g. Read from what was recorded; what nobody recorded is not made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from keukentafel.privacy.inzage.keuring import Wie
from keukentafel.privacy.inzage.stukken import Stuk
from keukentafel.privacy.logboek.overzicht import overview_of
from keukentafel.toegang.public import load_verwerkingen
from keukentafel.uitwisseling.public import sources_of

# Which fields of which kinds name somebody outside who received something, and what he received.
ONTVANGERS = {
    "meldingen.doorverwijzing": (("organisatie", "naar"), "om u verder te helpen"),
    "casussen.doorverbinding": (("organisatie", "naar"), "om u in contact te brengen"),
    "plannen.deelafspraak": (("met_wie",), "zoals wij met u afspraken"),
    "plannen.inzet": (("uitvoerder",), "om u te helpen"),
    "voorzieningen.aanvraag": (("aanbieder",), "om hulp te geven"),
}
BEGIN = date(2000, 1, 1)  # before the first line of any log


@dataclass(frozen=True, slots=True)
class Omgeving:
    """Four lists of sentences."""

    ontvangers: tuple[str, ...]
    bronnen: tuple[str, ...]
    bewaren: tuple[str, ...]
    logboek: tuple[str, ...]


def surroundings(wie: Wie, stukken: Sequence[Stuk]) -> Omgeving:
    """Everything that is told beside these pieces."""
    return Omgeving(_receivers(stukken), _sources(wie), _retention(stukken), _looks(wie))


def _receivers(stukken: Iterable[Stuk]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for piece in stukken:
        names, why = ONTVANGERS.get(piece.plaats.model, ((), ""))
        for value in piece.velden:
            if value.veld in names:
                found[f"{value.tekst}, {why}{f' ({piece.dag})' if piece.dag else ''}"] = None
    return tuple(found)


def _sources(wie: Wie) -> tuple[str, ...]:
    ours = "Medewerkers van de gemeente en het sociaal team schreven op wat u of een ander vertelde."
    return (ours, *(f"Het systeem {naam} leverde gegevens aan." for naam in sources_of("personen", wie.ids)))


def _retention(stukken: Iterable[Stuk]) -> tuple[str, ...]:
    laws = {value.waarde for piece in stukken for value in piece.velden if value.veld == "wet"}
    register = load_verwerkingen().wetten
    known = [register[law] for law in register if law in laws]
    return tuple(f"{law.naam}: {law.bewaren}." for law in known) or ("Zo lang als de wet vraagt.",)


def _looks(wie: Wie) -> tuple[str, ...]:
    """What the overview of the log says, newest day first: who, what, why, in an emergency or not (NEN 7513; L5).

    The same words as the overview by itself, and without what the officer put off for the safety of a child.
    """
    seen = [blik for subject in sorted(wie.ids) for blik in overview_of(subject, BEGIN, wie.vandaag)]
    seen.sort(key=lambda blik: (-blik.dag.toordinal(), not blik.nood))
    return tuple(
        f"{date_format(one.dag, 'j F Y')}: {one.wie}. {one.wat}{', in een noodgeval' if one.nood else ''}"
        f"{f' ({one.keer} keer)' if one.keer > 1 else ''}. Waarom: {one.waarom}."
        for one in seen
    )
