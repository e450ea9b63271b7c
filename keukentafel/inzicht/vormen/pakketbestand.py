"""All figures of one scope on one day as a pack: a workbook with a sheet per figure, or an accessible PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile

from keukentafel.inzicht.evaluatie_bewaard import chapters
from keukentafel.inzicht.figuren.hoofdstuk import Hoofdstuk
from keukentafel.inzicht.figuren.vragen import VRAGEN
from keukentafel.inzicht.selectors import Stand
from keukentafel.inzicht.vormen.evaluatiebestand import companions, render_html, render_pdf
from keukentafel.inzicht.vormen.figuurbestand import OPTIES, XLSX, about, add_sheet

LANG = 31  # letters in the name of a sheet


def pack_as_xlsx(stand: Stand, naam: str, *, exact: bool) -> bytes:
    """Return a workbook: `inhoud` first, then a sheet per figure, then `definities`. Text is never a formula."""
    import xlsxwriter  # only when a pack is asked for

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIES) as book:
        book.set_properties({"title": f"Cijfers van {naam}"})
        contents = book.add_worksheet("inhoud")
        rows = [(naam, f"peildatum {stand.peildatum.isoformat()}", "exact" if exact else "zonder kleine aantallen")]
        definitions: list[tuple[str, str, str]] = []
        for figuur in stand.figuren:
            sheet = figuur.naam[:LANG]
            rows.append((sheet, figuur.meet, figuur.titel))
            definitions += [(sheet, key, text) for key, text in about(figuur)]
            add_sheet(book, sheet, figuur)
        for where, lines in ((contents, rows), (book.add_worksheet("definities"), definitions)):
            for number, line in enumerate(lines):
                for place, text in enumerate(line):
                    where.write_string(number, place, text)
            where.set_column(0, 1, 32)
            where.set_column(2, 2, 100)
    return target.getvalue()


def pack_as_pdf(stand: Stand, naam: str, *, exact: bool) -> bytes:
    """Return a PDF/UA-1 with the standing questions as chapters."""
    parts = [Hoofdstuk(vraag.tekst, "", stand.of(vraag.code)) for vraag in VRAGEN.values()]
    return render_pdf(render_html(parts, stand.peildatum, exact=exact, titel=f"Cijfers van {naam}"))


def evaluation_as_pdf(nu: Stand, eerder: Stand | None, naam: str, *, exact: bool) -> bytes:
    """Return the evaluation report as PDF/UA-1."""
    return render_pdf(_evaluation(nu, eerder, naam, exact=exact))


def evaluation_as_page(nu: Stand, eerder: Stand | None, naam: str, *, exact: bool) -> bytes:
    """Return a zip with the evaluation report as a page, and the style sheet and letter that belong beside it."""
    out = io.BytesIO()
    files = {"evaluatie.html": _evaluation(nu, eerder, naam, exact=exact).encode(), **companions()}
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for file, content in files.items():
            packed.writestr(file, content)
    return out.getvalue()


def _evaluation(nu: Stand, eerder: Stand | None, naam: str, *, exact: bool) -> str:
    return render_html(chapters(nu, eerder), nu.peildatum, exact=exact, titel=f"Evaluatie, {naam}")


EVALUATIES: Mapping[str, tuple[str, str, Callable[..., bytes]]] = {
    "pdf": ("application/pdf", "pdf", evaluation_as_pdf),
    "html": ("application/zip", "zip", evaluation_as_page),
}
PAKKETTEN: Mapping[str, tuple[str, Callable[..., bytes]]] = {
    "xlsx": (XLSX, pack_as_xlsx),
    "pdf": ("application/pdf", pack_as_pdf),
}
