"""Which reports there are: name, version, definition in words, columns. Read from data/rapporten.toml.

The function that computes a report is found when it is asked for: its module needs the engine, this one does not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from keukentafel.inzicht.vraag import Vraagfout

BESTAND = Path(__file__).with_name("data") / "rapporten.toml"
SOORTEN = ("tekst", "geheel", "getal", "datum")


@dataclass(frozen=True, slots=True)
class Rapportkolom:
    """One column of a report: what it holds (`soort`, one of SOORTEN) and what it means.

    `rol` says whether it tells what a row is about ("sleutel") or what was found ("uitkomst"); '' leaves that to its
    soort: texts and days are the first, numbers the second.
    """

    naam: str
    soort: str
    betekenis: str
    rol: str = ""

    @property
    def is_sleutel(self) -> bool:
        """Whether rows with the same value here can be the same row."""
        return self.rol == "sleutel" or (self.rol == "" and self.soort in ("tekst", "datum"))


@dataclass(frozen=True, slots=True)
class Definitie:
    """One report. `tabellen`: the columns of `rijen` and of each extra, by name."""

    naam: str
    module: str
    versie: int
    titel: str
    definitie: str
    populatie: str
    tabellen: Mapping[str, tuple[Rapportkolom, ...]]
    met_periode: bool
    met_team: bool
    eigen_perioden: bool


@cache
def definities() -> Mapping[str, Definitie]:
    """Return every report by name, in the order of the contract."""
    return {naam: _definitie(naam, row) for naam, row in _content()["rapporten"].items()}


def definitie_of(naam: str) -> Definitie:
    """Return the definition of this report. Raises Vraagfout."""
    found = definities().get(naam)
    if found is None:
        raise Vraagfout(f"Er is geen rapport {naam!r}. Kies uit: {', '.join(definities())}.")
    return found


def compute_of(definitie: Definitie) -> Callable[..., Any]:
    """Return the function that computes it: (vraag, motor) to Uitkomst."""
    module = import_module(f"keukentafel.inzicht.rapporten.{definitie.module}")
    found: Callable[..., Any] = getattr(module, f"compute_{definitie.naam}")
    return found


@cache
def own_words() -> Mapping[str, str]:
    """Return what the reports' own codes mean, those that stand in no reference list."""
    found: dict[str, str] = _content()["woorden"]
    return found


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(BESTAND.read_text(encoding="utf-8"))


def _definitie(naam: str, row: Mapping[str, Any]) -> Definitie:
    return Definitie(
        naam=naam,
        module=row.get("module", naam),
        versie=row["versie"],
        titel=row["titel"],
        definitie=row["definitie"],
        populatie=row["populatie"],
        tabellen={table: tuple(_kolom(entry) for entry in entries) for table, entries in row["tabellen"].items()},
        met_periode=row.get("met_periode", False),
        met_team=row.get("met_team", True),
        eigen_perioden=row.get("eigen_perioden", False),
    )


def _kolom(entry: str) -> Rapportkolom:
    """`naam`, or `naam=betekenis` where the meaning stands under another name."""
    naam, _is, meaning = entry.partition("=")
    return Rapportkolom(naam, *_content()["kolommen"][meaning or naam])
