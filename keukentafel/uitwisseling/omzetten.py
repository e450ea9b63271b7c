"""Make an exchange package of the flat export of another system, by a mapping file: one row of theirs, several of ours.

The mapping says per table which column of the export fills which column of the package, and what their words mean. It
guesses nothing: a word that is not in it is a fault. What comes out is checked by the import, as any package.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TextIO

from keukentafel.uitwisseling.csvlezen import LANGSTE_CEL, LANGSTE_REGEL
from keukentafel.uitwisseling.definitie import Kolom, Resource, Soort, resources
from keukentafel.uitwisseling.fouten import Fout, Foutenlijst, Pakketfout
from keukentafel.uitwisseling.uitvoer import write_tables

WAAR, ONWAAR = frozenset({"ja", "j", "true", "1", "waar"}), frozenset({"nee", "n", "false", "0", "onwaar"})
Plat = Mapping[str, str]  # one row of the export


@dataclass(frozen=True, slots=True)
class Vulling:
    """What fills one column of the package: a column of the export or a fixed text, and what its words mean."""

    doel: Kolom
    kolom: str
    vast: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tabelregel:
    """One table of the package: filled from each row of the export in which the column `als` is not empty."""

    resource: Resource
    als: str
    vullingen: tuple[Vulling, ...]


@dataclass(frozen=True, slots=True)
class Omzetting:
    """A mapping file: how the export is written, and what becomes of a row."""

    scheidingsteken: str
    codering: str
    datum: str
    tabellen: tuple[Tabelregel, ...]


@dataclass(slots=True)
class _Tabellen:
    """The rows of the package so far; a row that comes again with the same key must say the same."""

    omzetting: Omzetting
    fouten: Foutenlijst
    rijen: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)

    def add(self, number: int, plat: Plat) -> None:
        """Take in one row of the export."""
        for regel in self.omzetting.tabellen:
            if regel.als and not plat[regel.als].strip():
                continue
            cells = {each.doel.naam: self._cell(number, regel, each, plat) for each in regel.vullingen}
            row = tuple(cells.values())
            key = tuple(cells.get(naam, "") for naam in regel.resource.sleutel) or (str(number),)
            known = self.rijen.setdefault(regel.resource.naam, {}).setdefault(key, row)
            if known != row:
                words = f"Zegt van dezelfde rij van {regel.resource.naam} iets anders dan een eerdere regel."
                self.fouten.add(Fout("export", number, regel.als, "tegenstrijdig", words))

    def _cell(self, number: int, regel: Tabelregel, vulling: Vulling, plat: Plat) -> str:
        text = vulling.vast or plat[vulling.kolom].strip()
        if not text:
            return ""
        if vulling.codes and text not in vulling.codes:
            self._fault(number, vulling, "codelijst", "Dit woord staat niet in de omzetting.")
            return ""
        try:
            return _written(vulling.codes.get(text, text), vulling.doel.soort, self.omzetting.datum)
        except (ValueError, InvalidOperation):
            self._fault(number, vulling, "type", f"Past niet in {regel.resource.naam}.{vulling.doel.naam}.")
            return ""

    def _fault(self, number: int, vulling: Vulling, rule: str, words: str) -> None:
        self.fouten.add(Fout("export", number, vulling.kolom, rule, words))


def convert_export(export: Path, omzetting: Path, doel: Path, fouten: Foutenlijst) -> Mapping[str, int]:
    """Write a package of this export into the folder `doel`; return the number of rows per table.

    With faults nothing is written: rows count from 1, and no cell is repeated. Raises Pakketfout for a mapping or an
    export that cannot be read, or a folder that is not empty; OSError when it cannot be written.
    """
    how = read_omzetting(omzetting)
    tabellen = _Tabellen(how, fouten)
    for number, plat in _rows(export, how):
        tabellen.add(number, plat)
    if fouten:
        return {}
    tables = {
        regel.resource.naam: (
            [each.doel.naam for each in regel.vullingen],
            sorted(tabellen.rijen.get(regel.resource.naam, {}).values()),
        )
        for regel in how.tabellen
    }
    return write_tables(doel, tables)


def read_omzetting(path: Path) -> Omzetting:
    """Read a mapping file (TOML). Raises Pakketfout, naming the table and column that is wrong."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Pakketfout("De omzetting is geen leesbaar TOML-bestand.") from error
    rules = content.get("tabel")
    if not isinstance(rules, dict) or not rules:
        raise Pakketfout("In de omzetting staat geen [tabel.…].")
    if unknown := set(rules) - set(resources()):
        raise Pakketfout(f"Deze tabel hoort niet bij het gegevenspakket: {', '.join(sorted(unknown))}.")
    order = [naam for naam in resources() if naam in rules]
    return Omzetting(
        scheidingsteken=str(content.get("scheidingsteken", ";")),
        codering=str(content.get("codering", "utf-8-sig")),
        datum=str(content.get("datum", "%d-%m-%Y")),
        tabellen=tuple(_rule(resources()[naam], rules[naam]) for naam in order),
    )


def _rule(resource: Resource, rule: Mapping[str, Any]) -> Tabelregel:
    known = {kolom.naam: kolom for kolom in resource.kolommen}
    fills = rule.get("kolom", {})
    if unknown := set(fills) - set(known):
        raise Pakketfout(f"In {resource.naam} bestaat deze kolom niet: {', '.join(sorted(unknown))}.")
    if missing := [kolom.naam for kolom in resource.kolommen if kolom.verplicht and kolom.naam not in fills]:
        raise Pakketfout(f"In {resource.naam} ontbreekt in de omzetting: {', '.join(missing)}.")
    made = []
    for naam, kolom in known.items():
        if naam in fills:
            how = {"kolom": fills[naam]} if isinstance(fills[naam], str) else fills[naam]
            made.append(Vulling(kolom, how.get("kolom", ""), how.get("vast", ""), how.get("codes", {})))
    return Tabelregel(resource, str(rule.get("als", "")), tuple(made))


def _rows(export: Path, how: Omzetting) -> Iterator[tuple[int, Plat]]:
    former = csv.field_size_limit(LANGSTE_CEL)
    try:
        with export.open(encoding=how.codering, newline="") as source:
            reader = csv.DictReader(_lines(source), delimiter=how.scheidingsteken, restval="", strict=True)
            _check_columns(how, reader.fieldnames or ())
            for number, row in enumerate(reader, 1):
                if None in row:
                    raise Pakketfout(f"Regel {number} van de export heeft meer cellen dan de kop.")
                yield number, row
    except (UnicodeDecodeError, LookupError, csv.Error, TypeError) as error:
        raise Pakketfout("De export is niet te lezen met deze codering en dit scheidingsteken.") from error
    finally:
        csv.field_size_limit(former)


def _lines(source: TextIO) -> Iterator[str]:
    """The lines of the export, none longer than can be held: a cell of a gigabyte is never read whole."""
    while line := source.readline(LANGSTE_REGEL + 1):
        if len(line) > LANGSTE_REGEL:
            raise Pakketfout(f"Een regel van de export heeft hoogstens {LANGSTE_REGEL} tekens.")
        yield line


def _check_columns(how: Omzetting, kop: Sequence[str]) -> None:
    wanted = {each.kolom for regel in how.tabellen for each in regel.vullingen if each.kolom}
    wanted |= {regel.als for regel in how.tabellen if regel.als}
    if missing := wanted - set(kop):
        raise Pakketfout(f"In de export ontbreekt: {', '.join(sorted(missing))}.")


def _written(text: str, soort: Soort, datum: str) -> str:
    """Return this text as the contract writes it. Raises ValueError or InvalidOperation."""
    if soort is Soort.DATUM:
        return datetime.strptime(text, datum).date().isoformat()
    if soort is Soort.JA_NEE:
        if text.lower() not in WAAR | ONWAAR:
            raise ValueError(soort)
        return "ja" if text.lower() in WAAR else "nee"
    if soort is Soort.GETAL:
        return f"{Decimal(text.replace('.', '').replace(',', '.') if ',' in text else text):f}"
    return str(int(text)) if soort is Soort.GEHEEL else text
