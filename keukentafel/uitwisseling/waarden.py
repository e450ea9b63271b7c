"""The rows of a table as values, column by column, with references turned into the ids of this database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from keukentafel.uitwisseling.cellen import value_for
from keukentafel.uitwisseling.definitie import Resource, Soort
from keukentafel.uitwisseling.tabel import Tabelblok

ONTHOUDEN = 100_000  # different values of a column that are remembered


class Omzetter:
    """Turns the cells of one table into values; a value that was seen before is not made again."""

    def __init__(self, resource: Resource, sleutels: Mapping[str, Mapping[str, int]]) -> None:
        self._resource = resource
        self._keys = sleutels
        self._known: dict[str, dict[str, Any]] = {
            kolom.naam: {"": None} for kolom in resource.kolommen if kolom.soort is not Soort.TEKST
        }

    def convert(self, blok: Tabelblok) -> Waarden:
        """Return the values of this block. Its cells have been checked."""
        columns: dict[str, Sequence[Any]] = {}
        for kolom in self._resource.kolommen:
            cells = blok.kolommen.get(kolom.naam)
            if cells is None:
                continue
            if kolom.verwijst_naar:
                keys = self._keys[kolom.verwijst_naar]
                columns[kolom.naam] = [keys[cell] if cell else None for cell in cells]
            elif kolom.soort is Soort.TEKST:
                columns[kolom.naam] = cells
            else:
                columns[kolom.naam] = self._values(kolom.naam, cells)
        return Waarden(self._resource, len(blok), columns)

    def _values(self, naam: str, cells: Sequence[str]) -> list[Any]:
        known = self._known[naam]
        if len(known) > ONTHOUDEN:
            known.clear()
            known[""] = None
        make = value_for(self._resource.kolom(naam))
        for cell in set(cells):
            if cell not in known:
                known[cell] = make(cell)
        return [known[cell] for cell in cells]


class Waarden:
    """Some rows of one table as values: text ('' is unknown), date, int, Decimal, bool, or an id; None is unknown."""

    __slots__ = ("_columns", "_resource", "aantal")

    def __init__(self, resource: Resource, aantal: int, columns: Mapping[str, Sequence[Any]]) -> None:
        self._resource = resource
        self._columns = columns
        self.aantal = aantal

    def __len__(self) -> int:
        return self.aantal

    def __getitem__(self, kolom: str) -> Sequence[Any]:
        """Return the values of this column; of an absent one all unknown. Raises KeyError for no column of it."""
        found = self._columns.get(kolom)
        if found is not None:
            return found
        known = self._resource.kolom(kolom)
        unknown = "" if known.soort is Soort.TEKST and not known.verwijst_naar else None
        return [unknown] * self.aantal

    def present(self, *kolommen: str) -> tuple[str, ...]:
        """Return those of these columns that the package has: an absent one stays as it is when a row is updated."""
        return tuple(kolom for kolom in kolommen if kolom in self._columns)

    def pick(self, places: Sequence[int]) -> Waarden:
        """Return only the rows at these places, in this order."""
        if len(places) == self.aantal:
            return self
        columns = {naam: [values[place] for place in places] for naam, values in self._columns.items()}
        return Waarden(self._resource, len(places), columns)

    def without(self, *kolommen: str) -> Waarden:
        """Return the same rows as of a package without these columns."""
        left = {naam: values for naam, values in self._columns.items() if naam not in kolommen}
        return Waarden(self._resource, self.aantal, left)

    def rows(self, *kolommen: str) -> Sequence[tuple[Any, ...]]:
        """Return the rows as tuples of these columns."""
        return list(zip(*(self[kolom] for kolom in kolommen), strict=True))
