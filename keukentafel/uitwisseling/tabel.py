"""One table of a package, block by block: its header, the number of cells, and column by column what a cell may hold.

A column has few different values (days, codes, keys of others), so each different value is looked at once; only where
something is wrong do we go looking for the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from keukentafel.uitwisseling.cellen import VERPLICHT, Gebrek, Keuring, check_for
from keukentafel.uitwisseling.csvlezen import Blok, Leesfout, Rij, read_csv
from keukentafel.uitwisseling.definitie import Kolom, Resource, Soort
from keukentafel.uitwisseling.fouten import Fout, Foutenlijst, printable
from keukentafel.uitwisseling.pakket import Pakket

NAAM = re.compile(r"[a-z][a-z_]{1,39}", re.ASCII)
ONTHOUDEN = 200_000  # different good values of a column that are remembered
Kolommen = dict[str, Sequence[str]]


@dataclass(slots=True)
class Tabelblok:
    """Some rows that have as many cells as the header: column name to its cells; absent columns are not in it."""

    nummers: Sequence[int]  # of the rows, counted from 1
    kolommen: Kolommen

    def __len__(self) -> int:
        return len(self.nummers)

    def column(self, naam: str) -> Sequence[str]:
        """Return the cells of this column; all empty when it is absent."""
        return self.kolommen.get(naam) or [""] * len(self.nummers)


@dataclass(slots=True)
class Tabel:
    """One table while it is read: `heel` turns False when a part of it could not be read, so that keys are missed."""

    resource: Resource
    kolommen: tuple[str, ...] = ()
    rijen: int = 0
    heel: bool = True


def read_table(pakket: Pakket, tabel: Tabel, fouten: Foutenlijst) -> Iterator[Tabelblok]:
    """Yield the blocks of this table; what is wrong with the file itself goes on `fouten`.

    Rows with another number of cells than the header, or that are no text, are reported and left out; so are columns
    that the contract does not know.
    """
    naam = tabel.resource.naam
    with pakket.open(naam) as file:
        try:
            blocks = read_csv(file)
            header = next(blocks, Blok(0, [[]])).rijen[0]
            tabel.kolommen = tuple(header)
            if faults := _header_faults(tabel.resource, header):
                fouten.extend(faults)
                tabel.heel = tabel.resource.verwezen in header
                if any(fault.regel in ("kop", "dubbel") for fault in faults):
                    tabel.heel = False
                    return
            for block in blocks:
                tabel.rijen += len(block.rijen)
                yield _block(tabel, block, fouten)
        except Leesfout as stop:
            tabel.heel = False
            fouten.add(Fout(naam, stop.rij or None, "", stop.regel, f"{stop.melding} Wat volgt is niet gelezen."))


def _header_faults(resource: Resource, header: Rij) -> list[Fout]:
    naam, known = resource.naam, resource.namen
    if not header or (not set(header) & set(known) and not _like_names(header)):
        return [Fout(naam, None, "", "kop", "De eerste regel noemt de kolommen; zij ontbreekt.")]
    faults = [
        Fout(naam, None, printable(column, 40), "kolom", f"Deze kolom hoort niet bij {naam}.")
        for column in header
        if column not in known
    ]
    faults += [
        Fout(naam, None, column, "dubbel", "Deze kolom staat er twee keer.")
        for column in sorted({column for column in header if header.count(column) > 1})
    ]
    faults += [
        Fout(naam, None, kolom.naam, "verplicht", "Deze kolom is verplicht en ontbreekt.")
        for kolom in resource.kolommen
        if kolom.verplicht and kolom.naam not in header
    ]
    return faults


def _block(tabel: Tabel, block: Blok, fouten: Foutenlijst) -> Tabelblok:
    width, rows = len(tabel.kolommen), block.rijen
    numbers: Sequence[int] = range(block.eerste, block.eerste + len(rows))
    if block.slecht or set(map(len, rows)) != {width}:
        tabel.heel = False
        faults = {
            number: fault
            for number, row in zip(numbers, rows, strict=True)
            if (fault := _bad(tabel, block, number, row))
        }
        fouten.extend(faults.values())
        good = [(number, row) for number, row in zip(numbers, rows, strict=True) if number not in faults]
        numbers, rows = [number for number, _row in good], [row for _number, row in good]
    columns = list(zip(*rows, strict=True)) if rows else [()] * width
    known = frozenset(tabel.resource.namen)
    named = zip(tabel.kolommen, columns, strict=True)
    return Tabelblok(numbers, {naam: cells for naam, cells in named if naam in known})


def _bad(tabel: Tabel, block: Blok, number: int, row: Rij) -> Fout | None:
    """Return what is wrong with this row as a whole."""
    naam, width = tabel.resource.naam, len(tabel.kolommen)
    if number in block.slecht:
        column = next((kolom for kolom, cell in zip(tabel.kolommen, row, strict=False) if not _is_text(cell)), "")
        return Fout(naam, number, printable(column, 40), *block.slecht[number])
    if len(row) != width:
        return Fout(naam, number, "", "cellen", f"Deze regel heeft {len(row)} cellen; de kop heeft er {width}.")
    return None


def _is_text(cell: str) -> bool:
    return "\0" not in cell and not any("\udc80" <= letter <= "\udcff" for letter in cell)


class Kolomkeuring:
    """The check of one column, which remembers the values that were good."""

    def __init__(self, kolom: Kolom) -> None:
        self.kolom = kolom
        self._check: Keuring = check_for(kolom)
        self._good: set[str] = set()
        self._langst = kolom.langst
        self._plain = kolom.soort is Soort.TEKST and not kolom.codes and not kolom.patroon  # only its length counts

    def problems(self, cells: Sequence[str]) -> Mapping[str, Gebrek]:
        """Return the different cells that are not good, each with the reason."""
        if self._plain and max(map(len, cells), default=0) <= self._langst and (not self.kolom.verplicht or all(cells)):
            return {}
        fresh = set(cells) - self._good
        bad = {text: gebrek for text in fresh if (gebrek := self._of(text)) is not None}
        if len(self._good) > ONTHOUDEN:
            self._good.clear()
        self._good |= fresh.difference(bad)
        return bad

    def _of(self, text: str) -> Gebrek | None:
        if text:
            return self._check(text)
        return VERPLICHT if self.kolom.verplicht else None


def _like_names(header: Rij) -> bool:
    """Whether these could be names of columns at all; where the header is missing they are somebody's data."""
    return all(NAAM.fullmatch(column) for column in header)
