"""A report as a file with types: a spreadsheet, or Parquet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from keukentafel.inzicht.rapport import Rapport
from keukentafel.inzicht.register import Rapportkolom

ARROW = {"tekst": pa.string(), "geheel": pa.int64(), "getal": pa.float64(), "datum": pa.date32()}
OPTIES = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def as_parquet(rapport: Rapport) -> bytes:
    """Return the rows (`rijen`) as Parquet, typed also where there is no row; the envelope is in its metadata."""
    columns = rapport.definitie.tabellen["rijen"]
    envelope = {key: str(value) for key, value in rapport.as_dict().items() if not isinstance(value, list | dict)}
    schema = pa.schema([(kolom.naam, ARROW[kolom.soort]) for kolom in columns], metadata=envelope)
    rows = [{kolom.naam: _typed(kolom, row[kolom.naam]) for kolom in columns} for row in rapport.uitkomst.rijen]
    target = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), target)
    return target.getvalue()


def as_xlsx(rapport: Rapport) -> bytes:
    """Return a workbook: a sheet per table with typed cells, `definities` and `codeboek`. Text is never a formula."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIES) as book:
        book.set_properties({"title": rapport.definitie.titel})
        for naam, rows in rapport.tables().items():
            columns = rapport.definitie.tabellen[naam]
            _write_sheet(book, naam, columns, [[row[kolom.naam] for kolom in columns] for row in rows])
        _write_sheet(book, "definities", _texts("onderdeel", "inhoud"), _definitions(rapport))
        _write_sheet(book, "codeboek", _texts("tabel", "kolom", "soort", "betekenis"), _codebook(rapport))
    return target.getvalue()


def _write_sheet(book: Any, naam: str, columns: Sequence[Rapportkolom], rows: Sequence[Sequence[Any]]) -> None:
    sheet = book.add_worksheet(naam)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    decimal = book.add_format({"num_format": "General"})
    for place, kolom in enumerate(columns):
        sheet.write_string(0, place, kolom.naam, bold)
        for number, row in enumerate(rows, start=1):
            value = _typed(kolom, row[place])
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(number, place, value)
            elif isinstance(value, date):
                sheet.write_datetime(number, place, value, day)
            else:
                sheet.write_number(number, place, value, decimal)
    sheet.freeze_panes(1, 0)
    sheet.autofit()


def _definitions(rapport: Rapport) -> list[list[str]]:
    """What was asked, by which definition, over how many; then the remarks."""
    envelope = rapport.as_dict()
    periode, population = envelope["periode"], envelope["populatie"]
    filters = ", ".join(f"{naam} {value}" for naam, value in envelope["filters"].items() if value) or "geen"
    rows = [
        ["rapport", envelope["rapport"]],
        ["titel", rapport.definitie.titel],
        ["versie", str(envelope["versie"])],
        ["peildatum", envelope["peildatum"]],
        ["periode", f"{periode['van'] or ''}..{periode['tot']}" if periode else "alles tot en met de peildatum"],
        ["filters", filters],
        ["definitie", envelope["definitie"]],
        ["populatie", population["omschrijving"]],
        ["n", str(population["n"])],
        ["ontbrekend", str(population["ontbrekend"])],
    ]
    return rows + [["kanttekening", note] for note in envelope["kanttekeningen"]]


def _codebook(rapport: Rapport) -> list[list[str]]:
    return [
        [table, kolom.naam, kolom.soort, kolom.betekenis]
        for table, columns in rapport.definitie.tabellen.items()
        for kolom in columns
    ]


def _texts(*names: str) -> tuple[Rapportkolom, ...]:
    return tuple(Rapportkolom(naam, "tekst", "") for naam in names)


def _typed(kolom: Rapportkolom, value: Any) -> Any:
    return date.fromisoformat(value) if kolom.soort == "datum" and isinstance(value, str) else value
