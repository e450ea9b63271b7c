"""What the law wants told beside the data: who received it, where it came from, how long it is kept, who looked.

AVG 15 lid 1 c, d, g. Read from what was recorded; what nobody recorded is not made up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from keukentafel.audit.public import lines_of_subject
from keukentafel.privacy.inzage_keuring import Wie
from keukentafel.privacy.inzage_stukken import Stuk
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
LEZEN = "lezen"


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
    """Per day and role how often somebody looked, newest first; by role, not by name (NEN 7513)."""
    counted: Counter[tuple[date, str]] = Counter()
    for subject in sorted(wie.ids):
        rows = lines_of_subject(subject).filter(soort=LEZEN).values_list("tijd", "rol")
        for tijd, rol in rows.iterator(chunk_size=2000):
            counted[timezone.localtime(tijd).date(), rol] += 1
    lines = sorted(counted.items(), reverse=True)
    return tuple(
        f"{date_format(day, 'j F Y')}: {(rol or 'het systeem').replace('_', ' ')}, {times} keer"
        for (day, rol), times in lines
    )
