"""The facets of the cases of one team, in words, ready to be kept: for who leads that team (docs/adr/0016)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from keukentafel.casussen.public import Casus
from keukentafel.inzicht.facetten import Facet
from keukentafel.inzicht.figuren import woorden
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapporten.facetten import Casusfacetten, facets_of
from keukentafel.inzicht.rapporten.kenmerken import WAARDEN
from keukentafel.inzicht.rapporten.selecties import ONBEKEND
from keukentafel.inzicht.vraag import Vraag
from keukentafel.socialekaart.public import area_names

NAMEN = {
    "stand": "Stand", "kwartaal": "Aangemeld in", "casustype": "Soort casus", "wet": "Wet", "leeftijd": "Leeftijd",
    "geslacht": "Geslacht", "leefeenheid": "Alleen of samen", "kinderen": "Kinderen in het huishouden",
    "gebied": "Gebied", "kanaal": "Hoe het binnenkwam",
}  # fmt: skip
DOMEIN = "domein"
ORDE: Mapping[str, Sequence[str]] = {**WAARDEN, "stand": ("actief", "volgen", "afgesloten")}


@dataclass(frozen=True, slots=True)
class Verkend:
    """The cases of one team (our ids) and their facets, in one order."""

    casussen: list[int]
    facetten: list[Facet]


def explore_team(team: str, peildatum: date, motor: Motor, own: Mapping[str, int]) -> Verkend:
    """Return every case of this team up to the peildatum with its facets; `own`: id in the package → our id.

    The area of a secret address is not told: no search by area may find who lives there.
    """
    found = facets_of(Vraag(peildatum=peildatum, team=team), motor)
    ids = [own[one.id] for one in found]
    rows = {pk: (wet, secret) for pk, wet, secret in
            Casus.objects.filter(pk__in=ids).values_list("pk", "wet", "persoon__geheim_adres")}  # fmt: skip
    values = [{**one.waarden, "wet": rows[pk][0]} for one, pk in zip(found, ids, strict=True)]
    for value, pk in zip(values, ids, strict=True):
        if rows[pk][1]:
            value["gebied"] = ONBEKEND
    areas = area_names()
    facets = [_facet(code, [value[code] for value in values], peildatum, areas) for code in NAMEN]
    return Verkend(ids, [*facets, _domains(found, peildatum)])


def _facet(code: str, values: Sequence[str], op: date, areas: Mapping[str, str]) -> Facet:
    words = {value: _words(code, value, op, areas) for value in set(values)}
    order = [value for value in ORDE.get(code, ()) if value in words]
    rest = sorted(set(words) - set(order), key=lambda value: (value == ONBEKEND, words[value]))
    if code == "kwartaal":
        rest.reverse()
    places = {value: place for place, value in enumerate([*order, *rest])}
    return Facet(code, NAMEN[code], [(v, words[v]) for v in places], [(places[value],) for value in values])


def _words(code: str, value: str, op: date, areas: Mapping[str, str]) -> str:
    if value == ONBEKEND:
        return "Onbekend"
    if code == "leeftijd":
        return woorden.age(value)
    if code == "gebied":
        return areas.get(value, value)
    if code == "kwartaal":
        return f"{value[:4]}, kwartaal {value[5:]}"
    return woorden.label(code, value, op)


def _domains(found: Sequence[Casusfacetten], op: date) -> Facet:
    """The domains with a problem at the start."""
    codes = sorted({domein for one in found for domein in one.domeinen})
    words = woorden.domains(codes, op)
    ordered = sorted(codes, key=lambda code: words[code])
    places = {code: place for place, code in enumerate(ordered)}
    rows = [[places[domein] for domein in one.domeinen] for one in found]
    return Facet(DOMEIN, "Leefdomein met een probleem", [(code, words[code]) for code in ordered], rows)
