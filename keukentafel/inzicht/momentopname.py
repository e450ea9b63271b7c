"""The tables of the exchange package as Arrow tables: what every report is computed from.

Typed as the contract says: text (empty is unknown), day, whole number, decimal with six places, yes/no. Who somebody is
(names, BSN, address, notes) never comes along: a report counts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from keukentafel.cijfers.public import export_reekspunten
from keukentafel.inzicht import kostenbron
from keukentafel.uitwisseling.public import (
    VERTALINGEN,
    Foutenlijst,
    Pakketfout,
    Resource,
    Sleutelbos,
    Soort,
    Tabel,
    open_package,
    read_table,
    resources,
    value_for,
)

STAND = "stand.json"
PORTIE = 50_000  # rows that are Python objects at one time
#: Columns that no report may hold: they say who somebody is, or what was written about somebody.
WEGGELATEN = frozenset({
    "bsn", "voornamen", "tussenvoegsel", "achternaam", "postcode", "huisnummer", "omschrijving", "tekst", "skj_nummer",
})  # fmt: skip
#: Tables whose column `naam` is somebody's name.
NAAM_IS_VAN_IEMAND = frozenset({"medewerkers", "huishoudens"})
ARROW: Mapping[Soort, pa.DataType] = {
    Soort.TEKST: pa.string(),
    Soort.DATUM: pa.date32(),
    Soort.GEHEEL: pa.int64(),
    Soort.GETAL: pa.decimal128(18, 6),
    Soort.JA_NEE: pa.bool_(),
}
Maker = Callable[[], pa.Table]
REEKSPUNTEN = "reekspunten"
#: Tables of this product that are no resource of the package: series from other systems.
EIGEN: Mapping[str, pa.Schema] = {
    REEKSPUNTEN: pa.schema([
        ("reeks", pa.string()), ("onderwerp", pa.string()), ("naam", pa.string()), ("eenheid", pa.string()),
        ("bron", pa.string()), ("van", pa.date32()), ("tot", pa.date32()), ("gebied", pa.string()),
        ("team", pa.string()), ("uitsplitsing", pa.string()), ("waarde", ARROW[Soort.GETAL]), ("n", pa.int64()),
    ]),
    **kostenbron.SCHEMAS,
}  # fmt: skip

OWN = {REEKSPUNTEN: export_reekspunten, **kostenbron.UITVOER}


@cache
def schema_of(naam: str) -> pa.Schema:
    """Return the columns of this resource that a report may use, typed. Raises KeyError."""
    if naam in EIGEN:
        return EIGEN[naam]
    return pa.schema(
        [(kolom.naam, ARROW[kolom.soort]) for kolom in resources()[naam].kolommen if _kept(naam, kolom.naam)]
    )


def table_names() -> tuple[str, ...]:
    """Return every table that a report may use: the resources of the package and our own."""
    return (*resources(), *EIGEN)


def _kept(resource: str, kolom: str) -> bool:
    return kolom not in WEGGELATEN and not (kolom == "naam" and resource in NAAM_IS_VAN_IEMAND)


class Momentopname:
    """The tables of one installation or package; each is made when it is first asked for.

    `folder`: where its Parquet files are, when it has them; the engine then reads those itself, only what it needs.
    """

    def __init__(self, makers: Mapping[str, Maker], folder: Path | None = None) -> None:
        self._makers = makers
        self._tables: dict[str, pa.Table] = {}
        self.folder = folder

    def table(self, naam: str) -> pa.Table:
        """Return the table of this resource; without rows when there is none. Raises KeyError for no resource."""
        if naam not in self._tables:
            maker = self._makers.get(naam)
            self._tables[naam] = maker() if maker else schema_of(naam).empty_table()
        return self._tables[naam]

    def file(self, naam: str) -> Path | None:
        """Return the Parquet file of this table when it holds all columns of the contract in its types; else None."""
        path = self.folder / f"{naam}.parquet" if self.folder is not None else None
        if path is None or not path.is_file():
            return None
        there = pq.read_schema(path)
        typed = {field.name: field.type for field in there}
        return path if all(typed.get(field.name) == field.type for field in schema_of(naam)) else None


def from_product() -> Momentopname:
    """Return what this installation holds now, through the translations of the exchange package."""
    sleutels = Sleutelbos()

    def maker(naam: str) -> Maker:
        return lambda: rows_to_arrow(naam, VERTALINGEN[naam].export(sleutels))

    def own(naam: str) -> Maker:
        return lambda: rows_to_arrow(naam, OWN[naam](sleutels))

    return Momentopname({naam: maker(naam) for naam in VERTALINGEN} | {naam: own(naam) for naam in OWN})


def from_package(path: Path) -> Momentopname:
    """Return what a package (folder or zip of CSVs) holds. Raises Pakketfout for one that cannot be read."""
    fouten = Foutenlijst()
    tables: dict[str, pa.Table] = {}
    with open_package(path, fouten) as pakket:
        for naam in pakket.resources:
            resource = resources()[naam]
            blocks = read_table(pakket, Tabel(resource), fouten)
            try:
                tables[naam] = _joined(naam, [cells_to_arrow(resource, blok.kolommen, len(blok)) for blok in blocks])
            except (ValueError, ArithmeticError, KeyError) as error:
                raise Pakketfout(
                    f"In {naam} staat een cel die niet kan; lees het pakket eerst in met import."
                ) from error
    if fouten:
        raise Pakketfout(f"Dit pakket is niet goed: {fouten.eerste[0]}")
    return of_tables(tables)


def folder_of_files(folder: Path) -> Path:
    """Return where the files of a momentopname are: this folder, or the part that counts of one kept up to date.

    Which part that is stands in STAND, which is replaced in one go (verversen.py).
    """
    try:
        part = json.loads((folder / STAND).read_text())["map"]
    except (OSError, ValueError, KeyError):
        return folder.absolute()
    return folder.absolute() / Path(str(part)).name


def from_parquet(folder: Path) -> Momentopname:
    """Return what the Parquet files in this folder hold, one `<resource>.parquet` each; others are not looked at."""
    folder = folder_of_files(folder)

    def maker(naam: str) -> Maker:
        return lambda: _as_contract(naam, pq.read_table(folder / f"{naam}.parquet"))

    there = {naam: maker(naam) for naam in table_names() if (folder / f"{naam}.parquet").is_file()}
    return Momentopname(there, folder)


def write_parquet(opname: Momentopname, folder: Path) -> None:
    """Write every table into this folder as Parquet. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for naam in table_names():
        pq.write_table(opname.table(naam), folder / f"{naam}.parquet")


def of_tables(tables: Mapping[str, pa.Table]) -> Momentopname:
    """Return these tables as a momentopname."""

    def maker(table: pa.Table) -> Maker:
        return lambda: table

    return Momentopname({naam: maker(table) for naam, table in tables.items()})


def cells_to_arrow(resource: Resource, kolommen: Mapping[str, Sequence[str]], rijen: int) -> pa.Table:
    """Return cells as a package writes them as a typed table; an absent column is unknown. Raises ValueError."""
    arrays = []
    for field in schema_of(resource.naam):
        cells = kolommen.get(field.name, [""] * rijen)
        make = value_for(resource.kolom(field.name))
        known: dict[str, object] = {cell: make(cell) if cell else None for cell in set(cells)}
        arrays.append(pa.array([known[cell] for cell in cells], field.type))
    return pa.Table.from_arrays(arrays, schema=schema_of(resource.naam))


def rows_to_arrow(naam: str, rows: Iterable[Mapping[str, Any]], extra: Sequence[pa.Field] = ()) -> pa.Table:
    """Return rows as a translation yields them, in portions, as one table; `extra`: columns of our own."""
    schema = pa.schema([*schema_of(naam), *extra])

    def portions() -> Iterator[pa.RecordBatch]:
        source = iter(rows)
        while part := list(islice(source, PORTIE)):
            yield pa.RecordBatch.from_arrays([_column(field, part) for field in schema], schema=schema)

    return pa.Table.from_batches(portions(), schema=schema)


def _column(field: pa.Field, rows: Sequence[Mapping[str, Any]]) -> pa.Array:
    """Text that is empty is unknown; a code may be a member of an enumeration."""
    values = [row.get(field.name) for row in rows]
    if pa.types.is_string(field.type):
        values = [str(value) if value not in (None, "") else None for value in values]
    return pa.array(values, field.type)


def _as_contract(naam: str, table: pa.Table) -> pa.Table:
    """Return the columns of the contract in its types; an absent column is unknown."""
    schema = schema_of(naam)
    absent = [field for field in schema if field.name not in table.column_names]
    for field in absent:
        table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    return table.select(schema.names).cast(schema)


def _joined(naam: str, parts: Sequence[pa.Table]) -> pa.Table:
    return pa.concat_tables(parts) if parts else schema_of(naam).empty_table()
