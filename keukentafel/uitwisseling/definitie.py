"""What a package looks like: the resources of version 1, their columns, keys and references.

Read from data/datapackage.json, which is the contract; here stands only what that file cannot say: the key of a
resource without an id, which codes a domain may have, and how long a text may be.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

BESTAND = Path(__file__).with_name("data") / "datapackage.json"
NAAM = "datapackage.json"

#: Key of a resource that has no id (rule 3 of the contract). Contact moments have none: equal rows are counted.
SLEUTELS: Mapping[str, tuple[str, ...]] = {
    "team_gebieden": ("team", "gebied", "van"),
    "plaatsingen": ("medewerker", "team", "medewerkertype", "van"),
    "huishoudleden": ("huishouden", "persoon", "van"),
    "relaties": ("persoon_a", "persoon_b", "soort", "van"),
    "casusrollen": ("casus", "medewerker", "rol", "van"),
    "contactmomenten": (),
    "scores": ("meting", "domein"),
    "werkwijze_reviews": ("casus", "datum"),
    "buiten_systeem": ("team", "maand"),
    "buurtkoppelingen": ("vraag", "aanbod"),
}

#: Longest text per column, in characters; elsewhere KORT.
KORT = 200
LENGTES = {"omschrijving": 20_000, "tekst": 200_000, "redenen": 2_000}

_CODES = tomllib.loads((Path(__file__).with_name("data") / "codes.toml").read_text(encoding="utf-8"))
#: Codes of `werkwijze_reviews.redenen`, closed.
REDENEN = frozenset[str](_CODES["redenen"])
#: Domain codes per instrument or scheme, closed.
DOMEINEN: Mapping[str, frozenset[str]] = {naam: frozenset(codes) for naam, codes in _CODES["domeinen"].items()}


class Soort(StrEnum):
    """What a cell holds."""

    TEKST = "string"
    DATUM = "date"
    GEHEEL = "integer"
    GETAL = "number"
    JA_NEE = "boolean"


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: what its cells hold and which values it allows."""

    naam: str
    soort: Soort
    verplicht: bool
    codes: frozenset[str]  # the closed list; empty: any text
    verwijst_naar: str  # the resource that its value is a key of; '' when it refers to nothing
    patroon: str
    laagste: float | None
    hoogste: float | None

    @property
    def langst(self) -> int:
        """Longest text, in characters."""
        return LENGTES.get(self.naam, KORT)


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of the package."""

    naam: str
    kolommen: tuple[Kolom, ...]
    sleutel: tuple[str, ...]  # the columns of its key; empty: rows may repeat

    @property
    def namen(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(kolom.naam for kolom in self.kolommen)

    @property
    def verwezen(self) -> str:
        """The column that others refer to: `code` of an area, otherwise `id`; '' when nobody can."""
        return self.sleutel[0] if len(self.sleutel) == 1 and self.sleutel[0] in ("id", "code") else ""

    def kolom(self, naam: str) -> Kolom:
        """Return the column of this name. Raises KeyError."""
        return {kolom.naam: kolom for kolom in self.kolommen}[naam]


def descriptor() -> dict[str, Any]:
    """Return the contract as it is written, to send along with a package."""
    found: dict[str, Any] = json.loads(BESTAND.read_text(encoding="utf-8"))
    return found


@cache
def resources() -> Mapping[str, Resource]:
    """Return the resources by name, in the order of the contract: who is referred to comes first."""
    return {row["name"]: _resource(row) for row in descriptor()["resources"]}


def _resource(row: dict[str, Any]) -> Resource:
    schema = row["schema"]
    refers = {key["fields"][0]: key["reference"]["resource"] for key in schema.get("foreignKeys", ())}
    kolommen = tuple(_kolom(field, refers.get(field["name"], "")) for field in schema["fields"])
    return Resource(row["name"], kolommen, tuple(schema.get("primaryKey") or SLEUTELS[row["name"]]))


def _kolom(field: dict[str, Any], refers_to: str) -> Kolom:
    rules = field.get("constraints", {})
    return Kolom(
        naam=field["name"],
        soort=Soort(field["type"]),
        verplicht=bool(rules.get("required")),
        codes=frozenset(rules.get("enum", ())),
        verwijst_naar=refers_to,
        patroon=rules.get("pattern", ""),
        laagste=rules.get("minimum"),
        hoogste=rules.get("maximum"),
    )
