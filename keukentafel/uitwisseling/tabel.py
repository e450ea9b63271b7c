"""One table of a package, block by block: its header, the number of cells, and column by column what a cell may hold.

A column has few different values (days, codes, keys of others), so each different value is looked at once; only where
something is wrong do we go looking for the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from keukentafel.uitwisseling.cellen import VERPLICHT, Gebrek, Keuring, check_for
from keukentafel.uitwisseling.csvlezen import Blok, Leesfout, Rij, read_csv
from keukentafel.uitwisseling.definitie import Kolom, Resource
from keukentafel.uitwisseling.fouten import Fout, Foutenlijst
from keukentafel.uitwisseling.pakket import Pakket

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
    """One table while it is read: `heel` turns False when the rest could not be read."""

    resource: Resource
    kolommen: tuple[str, ...] = ()
    rijen: int = 0
    heel: bool = True


def read_table(pakket: Pakket, tabel: Tabel, fouten: Foutenlijst) -> Iterator[Tabelblok]:
    """Yield the blocks of this table; what is wrong with the file itself goes on `fouten`.

    Rows with another number of cells than the header are reported and left out.
    """
    naam = tabel.resource.naam
    with pakket.open(naam) as file:
        try:
            blocks = read_csv(file)
            header = next(blocks, Blok(0, [[]])).rijen[0]
            tabel.kolommen = tuple(header)
            if faults := _header_faults(tabel.resource, header):
                fouten.extend(faults)
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
    if not header or header == [""]:
        return [Fout(naam, None, "", "kop", "De eerste regel noemt de kolommen; zij ontbreekt.")]
    faults = [
        Fout(naam, None, _short(column), "kolom", f"Deze kolom hoort niet bij {naam}.")
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
    if any(len(row) != width for row in rows):
        for number, row in zip(numbers, rows, strict=True):
            if len(row) != width:
                words = f"Deze regel heeft {len(row)} cellen; de kop heeft er {width}."
                fouten.add(Fout(tabel.resource.naam, number, "", "cellen", words))
        good = [(number, row) for number, row in zip(numbers, rows, strict=True) if len(row) == width]
        numbers, rows = [number for number, _row in good], [row for _number, row in good]
    columns = list(zip(*rows, strict=True)) if rows else [()] * width
    return Tabelblok(numbers, dict(zip(tabel.kolommen, columns, strict=True)))


class Kolomkeuring:
    """The check of one column, which remembers the values that were good."""

    def __init__(self, kolom: Kolom) -> None:
        self.kolom = kolom
        self._check: Keuring = check_for(kolom)
        self._good: set[str] = set()

    def problems(self, cells: Sequence[str]) -> Mapping[str, Gebrek]:
        """Return the different cells that are not good, each with the reason."""
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


def _short(column: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in column[:40])
