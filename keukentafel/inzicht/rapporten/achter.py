"""What is behind the counts of a team: ids in the package, by what kind of object they are of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapporten.eenheden import Eenheden, cases_behind
from keukentafel.inzicht.rapporten.eenheden_buurt import buurtvragen_behind, medewerkers_behind
from keukentafel.inzicht.rapporten.eenheden_gebied import cases_by_area, meldingen_by_area
from keukentafel.inzicht.rapporten.eenheden_kosten import trajects_behind
from keukentafel.inzicht.rapporten.eenheden_meldingen import meldingen_behind
from keukentafel.inzicht.rapporten.eenheden_plan import aanvragen_behind, doelen_behind, inzet_behind
from keukentafel.inzicht.states import Rijsoort
from keukentafel.inzicht.vraag import Vraag

Achter = Mapping[Rijsoort, Eenheden]
LEZERS: Mapping[Rijsoort, Callable[[Vraag, Motor], Eenheden]] = {
    Rijsoort.CASUSSEN: cases_behind,
    Rijsoort.MELDINGEN: meldingen_behind,
    Rijsoort.DOELEN: doelen_behind,
    Rijsoort.INZET: inzet_behind,
    Rijsoort.AANVRAGEN: aanvragen_behind,
    Rijsoort.BUURTVRAGEN: buurtvragen_behind,
    Rijsoort.MEDEWERKERS: medewerkers_behind,
}


def units_behind(vraag: Vraag, motor: Motor) -> Achter:
    """Return what is behind each count of this team. No key stands under two kinds: a count is of one."""
    found = {soort: read(vraag, motor) for soort, read in LEZERS.items()}
    found[Rijsoort.CASUSSEN] |= cases_by_area(vraag, motor) | trajects_behind(vraag, motor)
    found[Rijsoort.MELDINGEN] |= meldingen_by_area(vraag, motor)
    return found
