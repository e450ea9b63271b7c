"""What leaves the system as a file or as data: through which door, who may, and what each column tells (Z1).

Read from data/uitvoer/: the doors in deuren.toml, the columns beside it. `tests/toegang/test_uitvoer.py` holds both
against what the product really writes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("data") / "uitvoer"
KOLOMBESTANDEN = ("pakket.toml", "rapporten.toml", "bestanden.toml")
KOPPEN = ("Deur", "Wie", "Tabel", "Kolom", "Klasse", "Waarom ook")


@dataclass(frozen=True, slots=True)
class Deur:
    """One way out: a command or a screen, who may use it, which tables go through it, and what writes them."""

    naam: str
    wie: tuple[str, ...]
    tabellen: tuple[str, ...] = ()  # names; "*" at the end: every table that begins so
    ook: Mapping[str, str] | None = None  # classes that go through although not everybody sees them, with the reason
    document: str = ""  # a piece to read: what it is
    bron: tuple[str, ...] = ()

    def lets_through(self, tabel: str) -> bool:
        """Whether this table goes through it."""
        return any(
            tabel == one or (one.endswith("*") and tabel.startswith(one.removesuffix("*"))) for one in self.tabellen
        )


@dataclass(frozen=True, slots=True)
class Uitvoerregister:
    """All doors; per table its columns with their class; what each class means; and what writes data that stays."""

    deuren: Mapping[str, Deur]
    tabellen: Mapping[str, Mapping[str, str]]
    klassen: Mapping[str, str]
    geen_uitvoer: Mapping[str, str]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The register as a table under KOPPEN: a row per door and column; of a document one row."""
        for deur in self.deuren.values():
            if deur.document:
                yield deur.naam, ", ".join(deur.wie), "", "", "document", deur.document
            for tabel, columns in self.tabellen.items():
                if deur.lets_through(tabel):
                    for naam, klasse in columns.items():
                        yield deur.naam, ", ".join(deur.wie), tabel, naam, klasse, (deur.ook or {}).get(klasse, "")


@cache
def load_uitvoer(folder: Path = FOLDER) -> Uitvoerregister:
    """Read the shipped files. Raises ValueError."""
    doors, *tables = (
        tomllib.loads((folder / naam).read_text(encoding="utf-8")) for naam in ("deuren.toml", *KOLOMBESTANDEN)
    )
    return parse_uitvoer(doors, *tables)


def parse_uitvoer(deuren: Mapping[str, Any], *bestanden: Mapping[str, Any]) -> Uitvoerregister:
    """Turn the TOML into a register.

    Raises ValueError for an unknown class or field, a table or column that is there twice, a door with nobody or
    nothing, and a table that goes through no door.
    """
    klassen = dict(deuren["klasse"])
    tabellen: dict[str, dict[str, str]] = {}
    for bestand in bestanden:
        for naam, groups in bestand["tabel"].items():
            if naam in tabellen or set(groups) - set(klassen):
                raise ValueError(f"uitvoer: tabel {naam} staat er twee keer, of heeft een onbekende klasse")
            tabellen[naam] = {kolom: klasse for klasse, kolommen in groups.items() for kolom in kolommen}
            if len(tabellen[naam]) != sum(map(len, groups.values())):
                raise ValueError(f"uitvoer: een kolom van {naam} staat er twee keer")
    found = {naam: _door(naam, entry) for naam, entry in deuren["deur"].items()}
    for deur in found.values():
        through = [tabel for tabel in tabellen if deur.lets_through(tabel)]
        if not deur.wie or not (through or deur.document) or set(deur.ook or ()) - set(klassen):
            raise ValueError(f"uitvoer: {deur.naam} laat niets door, of voor niemand, of om een onbekende klasse")
    if shut := [tabel for tabel in tabellen if not any(deur.lets_through(tabel) for deur in found.values())]:
        raise ValueError(f"uitvoer: deze tabellen gaan door geen deur: {shut}")
    return Uitvoerregister(found, tabellen, klassen, dict(deuren["geen_uitvoer"]))


def _door(naam: str, entry: Mapping[str, Any]) -> Deur:
    read: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    try:
        return Deur(naam, **read)
    except TypeError as error:
        raise ValueError(f"uitvoer: {naam}: {error}") from error
