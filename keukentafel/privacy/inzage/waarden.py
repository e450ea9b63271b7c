"""A value of a field in Dutch words for the resident: days, codes by their list, people by who they are to him."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from keukentafel.referentielijsten.public import Waarde, versions_of
from keukentafel.toegang.public import Gebruiker

UZELF, ANDER, MEDEWERKER = "uzelf", "iemand anders", "een medewerker"
# Under which lists a code may be known; the first that has it names it. A field that is not here tries its own name.
LIJSTEN: Mapping[str, tuple[str, ...]] = {
    "rol": ("leefeenheidrol", "casusrol"),
    "niveau": ("opschalingsniveau",),
    "reden": ("reden_opschaling", "afsluitreden"),
    "akkoord": ("planakkoord",),
    "akkoord_reden": ("reden_niet_akkoord",),
    "oordeel_inwoner": ("doelresultaat",),
    "oordeel_medewerker": ("doelresultaat",),
    "aard": ("inzetaard",),
    "moment": ("meetmoment",),
    "bron": ("meetbron",),
    "namens": ("vraag_namens",),
    "expertise_gevraagd": ("expertise",),
    "soort": ("melding_soort", "contactsoort", "doelsoort", "relatiesoort"),
    "status": ("doelstatus", "aanvraagstatus"),
}
NAMEN: Mapping[str, str] = {
    "bsn": "Burgerservicenummer",
    "wet": "Onder welke wet",
    "dag": "Dag",
    "op": "Op",
    "van": "Vanaf",
    "tot": "Tot en met",
    "persoon": "Over wie",
    "voor": "Voor wie",
    "medewerker": "Wie van ons",
    "zichtbaar_voor": "Wie mag dit lezen",
    "besloten": "Alleen voor u",
    "melder_soort": "Wat voor iemand meldde",
    "melder_persoon": "Wie meldde",
    "melder_naam": "Naam van wie meldde",
    "wie_naam": "Naam zoals die is gezegd",
    "wie_onbekend": "Naam was niet bekend",
    "let_op": "Let op",
    "persoon_a": "Wie",
    "persoon_b": "Van wie",
    "mandaat": "Wie mocht besluiten",
    "vorige": "Wat er eerst stond",
    "inhoud": "Wat erin staat",
}


def name_of(field: models.Field[Any, Any]) -> str:
    """The name of a field as the resident reads it: "Eerste contact op"."""
    return NAMEN.get(field.name) or field.name.replace("_", " ").capitalize()


class Woorden:
    """Says values for one person: who he is himself, whom he knows by name, and whether workers are named."""

    def __init__(self, ids: frozenset[int], bekenden: Mapping[int, str], *, medewerkers_bij_naam: bool = False) -> None:
        self._ids, self._known, self._named = ids, bekenden, medewerkers_bij_naam
        self._labels: dict[tuple[str, int], str] = {}
        self._lists: dict[str, tuple[Waarde, ...]] = {}  # read once: outside a request each look is a question

    def say(self, field: models.Field[Any, Any], row: Any, day: date | None) -> str:
        """The value of this field of a row; '' when there is nothing to say."""
        value = getattr(row, field.attname)
        if value is None or value == "" or value == [] or value == {}:
            return ""
        if isinstance(field, models.ForeignKey):
            return self._related(field, int(value))
        return plain(value) or self._coded(field, value, day)

    def worker(self, field: models.Field[Any, Any], row: Any) -> str:
        """A field about a worker: what he is to the resident, and his name only when the municipality wants that."""
        value = getattr(row, field.attname)
        if value is None or value == "":
            return ""
        if not self._named:
            return MEDEWERKER
        return self._related(field, int(value)) if isinstance(field, models.ForeignKey) else str(value)

    def _related(self, field: models.ForeignKey[Any, Any], pk: int) -> str:
        model: Any = field.related_model
        key = (model._meta.label_lower, pk)
        if key[0] == "personen.persoon":
            return UZELF if pk in self._ids else self._known.get(pk, ANDER)
        if key not in self._labels:
            found = model._default_manager.filter(pk=pk).first()
            self._labels[key] = "" if found is None else _label(found)
        return self._labels[key]

    def _coded(self, field: models.Field[Any, Any], value: Any, day: date | None) -> str:
        choices = {str(code): str(said) for code, said in field.flatchoices}
        if not choices and not (isinstance(value, str) and value.islower() and " " not in value):
            return str(value)
        for lijst in (*LIJSTEN.get(field.name, ()), field.name):
            if said := self._listed(lijst, str(value), day or date.max):
                return said
        return choices.get(str(value), str(value))

    def _listed(self, lijst: str, code: str, day: date) -> str:
        """The name of a code as it was that day, or nearest to it; '' when this list does not have it."""
        if lijst not in self._lists:
            self._lists[lijst] = versions_of(lijst)
        versions = [one for one in self._lists[lijst] if one.code == code]
        begun = [one for one in versions if one.geldig_van <= day]
        return begun[-1].naam if begun else versions[0].naam if versions else ""


def _label(found: Any) -> str:
    if isinstance(found, Gebruiker):
        return found.naam
    naam = getattr(found, "naam", None) or getattr(found, "nummer", None)
    return str(naam) if isinstance(naam, (str, int)) else ""


def plain(value: Any) -> str:
    """A value that needs no list: yes or no, a day, a time, an amount, a structure; '' for anything else."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, time):
        return value.strftime("%H.%M")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    if isinstance(value, dict):
        return "; ".join(
            f"{_words(key)}: {plain(one) or one}" for key, one in value.items() if one not in ("", None, [])
        )
    if isinstance(value, list):
        return ", ".join(plain(one) or _words(one) for one in value)
    return ""


def _words(code: Any) -> str:
    return str(code).replace("_", " ")
