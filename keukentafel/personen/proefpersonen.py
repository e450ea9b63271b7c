"""The official test persons of the BRP, in families: for the demo and for tests, never for a real register.

The file and its origin are described in `data/README.md`; these are the only BSNs in this project.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent / "data" / "proefpersonen.csv"


@dataclass(frozen=True, slots=True)
class Proefpersoon:
    """One test person; partner and ouders are numbers of others in the same family."""

    gezin: int
    nummer: int
    bsn: str
    voornamen: str
    tussenvoegsel: str
    achternaam: str
    geboortedatum: date | None
    geslacht: str
    straat: str
    huisnummer: int | None
    huisletter: str
    toevoeging: str
    postcode: str
    woonplaats: str
    geheim_adres: bool
    overleden_op: date | None
    partner: int | None
    ouders: tuple[int, ...]


@lru_cache(maxsize=1)
def load_proefpersonen() -> tuple[Proefpersoon, ...]:
    """Return all test persons in the order of the file: family by family."""
    with _FILE.open(encoding="utf-8", newline="") as handle:
        return tuple(_read(row) for row in csv.DictReader(handle, delimiter=";"))


def load_gezinnen() -> tuple[tuple[Proefpersoon, ...], ...]:
    """Return the test persons grouped in families, in the order of the file."""
    families: dict[int, list[Proefpersoon]] = {}
    for person in load_proefpersonen():
        families.setdefault(person.gezin, []).append(person)
    return tuple(tuple(family) for family in families.values())


def _read(row: dict[str, str]) -> Proefpersoon:
    return Proefpersoon(
        gezin=int(row["gezin"]),
        nummer=int(row["nummer"]),
        bsn=row["bsn"],
        voornamen=row["voornamen"],
        tussenvoegsel=row["tussenvoegsel"],
        achternaam=row["achternaam"],
        geboortedatum=_date(row["geboortedatum"]),
        geslacht=row["geslacht"],
        straat=row["straat"],
        huisnummer=_number(row["huisnummer"]),
        huisletter=row["huisletter"],
        toevoeging=row["toevoeging"],
        postcode=row["postcode"],
        woonplaats=row["woonplaats"],
        geheim_adres=row["geheim_adres"] == "ja",
        overleden_op=_date(row["overleden_op"]),
        partner=_number(row["partner"]),
        ouders=tuple(int(row[name]) for name in ("ouder_1", "ouder_2") if row[name]),
    )


def _date(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _number(value: str) -> int | None:
    return int(value) if value else None
