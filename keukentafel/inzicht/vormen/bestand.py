"""A report as a file with types: a spreadsheet, or Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from keukentafel.inzicht.rapport import Rapport
from keukentafel.inzicht.register import Rapportkolom
from keukentafel.inzicht.vormen.bladen import RIJEN, sheet_of, sheets_of

ARROW = {"tekst": pa.string(), "geheel": pa.int64(), "getal": pa.float64(), "datum": pa.date32()}
OPTIES = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def as_parquet(rapport: Rapport, tabel: str = RIJEN) -> bytes:
    """Return one sheet as Parquet, typed also where there is no row; the envelope without its rows is in its metadata.

    Raises Vraagfout when the report has no such sheet.
    """
    blad = sheet_of(rapport, tabel)
    metadata = {key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                for key, value in rapport.as_dict().items() if key not in rapport.definitie.tabellen}  # fmt: skip
    schema = pa.schema([(kolom.naam, ARROW[kolom.soort]) for kolom in blad.kolommen], metadata=metadata)
    arrays = [
        pa.array([_typed(kolom, row[place]) for row in blad.rijen], ARROW[kolom.soort])
        for place, kolom in enumerate(blad.kolommen)
    ]
    target = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), target)
    return target.getvalue()


def as_xlsx(rapport: Rapport, tabel: str = RIJEN) -> bytes:
    """Return a workbook with every sheet, cells typed, the one asked for in front. Text is never a formula.

    Raises Vraagfout when the report has no such sheet.
    """
    sheets = sheets_of(rapport)
    sheet_of(rapport, tabel)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIES) as book:
        book.set_properties({"title": rapport.definitie.titel})
        for naam, blad in sheets.items():
            _write_sheet(book, naam, blad.kolommen, blad.rijen)
        book.get_worksheet_by_name(tabel).activate()
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


def _typed(kolom: Rapportkolom, value: Any) -> Any:
    return date.fromisoformat(value) if kolom.soort == "datum" and isinstance(value, str) else value
