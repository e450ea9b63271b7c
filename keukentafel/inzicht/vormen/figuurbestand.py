"""One figure as a file: its table, and beside it what the table counts. Light: the web server makes these itself."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping

from keukentafel.core.csvbestand import csv_text
from keukentafel.inzicht.figuren.vorm import Figuur

OPTIES = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NIET_TE_TONEN = "Een leeg vak is onbekend, of een aantal onder de 10, of een aantal waarmee zo'n aantal te vinden is."


def about(figuur: Figuur) -> list[tuple[str, str]]:
    """Return what one must know to believe the table, as pairs of name and text."""
    period = f"{figuur.van} tot en met {figuur.tot}" if figuur.van or figuur.tot else "alles tot en met de peildatum"
    rows = [
        ("bevinding", figuur.titel), ("meet", figuur.meet), ("rapport", figuur.rapport), ("versie", str(figuur.versie)),
        ("peildatum", figuur.peildatum), ("periode", period), ("populatie", figuur.populatie),
        ("n", _count(figuur.n)), ("ontbrekend", _count(figuur.ontbrekend)), ("definitie", figuur.definitie),
        *(("let op", note) for note in figuur.kanttekeningen),
        *(("let op", f"{naam}: {wat}") for naam, wat in (*figuur.merken, *figuur.breuken)),
    ]  # fmt: skip
    return [*rows, ("let op", NIET_TE_TONEN)]


def as_csv(figuur: Figuur) -> bytes:
    """Return the table as CSV (UTF-8); what is not told is empty, text cannot become a formula."""
    return csv_text([[kolom.naam for kolom in figuur.kolommen], *figuur.rijen]).encode()


def as_json(figuur: Figuur) -> bytes:
    """Return the figure with everything that belongs to it."""
    return (json.dumps(figuur.as_dict(), indent=2, ensure_ascii=False) + "\n").encode()


def as_xlsx(figuur: Figuur) -> bytes:
    """Return a workbook: the typed table, and a sheet `definities`. Text is never a formula."""
    import xlsxwriter  # only when a spreadsheet is asked for: the workers start without it

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIES) as book:
        book.set_properties({"title": figuur.meet})
        add_sheet(book, "cijfers", figuur)
        sheet = book.add_worksheet("definities")
        for number, (naam, text) in enumerate(about(figuur)):
            sheet.write_string(number, 0, naam)
            sheet.write_string(number, 1, text)
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 100)
    return target.getvalue()


def add_sheet(book: object, naam: str, figuur: Figuur) -> None:
    """Add a sheet with the table of this figure to a workbook of xlsxwriter."""
    sheet = book.add_worksheet(naam)  # type: ignore[attr-defined]
    bold = book.add_format({"bold": True})  # type: ignore[attr-defined]
    for place, kolom in enumerate(figuur.kolommen):
        sheet.write_string(0, place, kolom.naam, bold)
    for number, row in enumerate(figuur.rijen, start=1):
        for place, cel in enumerate(row):
            if isinstance(cel, str):
                sheet.write_string(number, place, cel)
            elif cel is not None:
                sheet.write_number(number, place, cel)
    sheet.freeze_panes(1, 1)
    sheet.autofit()


def _count(aantal: int | None) -> str:
    return "niet te tonen" if aantal is None else str(aantal)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VORMEN: Mapping[str, tuple[str, Callable[[Figuur], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
    "xlsx": (XLSX, as_xlsx),
}
