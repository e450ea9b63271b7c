"""No text becomes a formula in any file that somebody takes away (security.md 6.2; ASVS 1.2.10)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator

import openpyxl
import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from keukentafel.core.csvbestand import GEVAARLIJK
from keukentafel.toegang.public import Gebruiker
from tests.aanval.kanaries import fill
from tests.aanval.ladingen import FORMULES
from tests.aanval.telling import Telling
from tests.aanval.wereld import Wereld, make_wereld, watched
from tests.cast import Cast
from tests.toegang.test_schermen import Terugdraaien, undone
from tests.toegang.wandeling import Scherm, screens

pytestmark = pytest.mark.usefixtures("quiet")

KORT = 1  # formulas in `make test`
BESTANDEN = ("bestand", "document", "csv", "export", "ophalen", "gezien", "verkend", "prijzen_", "fouten")


def is_number(cell: str) -> bool:
    """Whether a cell is a number, which a spreadsheet may take for one."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def formulas(name: str, content: bytes) -> Iterator[str]:
    """The cells of this file that a spreadsheet would run."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/workbook.xml" in archive.namelist():
                book = openpyxl.load_workbook(io.BytesIO(content))
                yield from (str(c.value) for s in book for row in s.iter_rows() for c in row if c.data_type == "f")
            else:
                for entry in archive.namelist():
                    yield from formulas(entry, archive.read(entry))
    elif name.endswith(".csv") or name == "text/csv":
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
            yield from (cell for cell in row if cell.startswith(GEVAARLIJK) and not is_number(cell))


def files(wereld: Wereld, where: list[tuple[Scherm, str]]) -> Iterator[tuple[str, HttpResponse, bytes]]:
    """Every answer that is no page, of whoever may have it."""
    for scherm, method in where:
        for user in wereld.visitors(scherm, method):
            with undone():
                answer = wereld.ask(user, method, wereld.address(scherm))
                content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
            if answer.status_code >= 500 or not answer.get("Content-Type", "").startswith("text/html"):
                yield scherm.naam, answer, content
                break


def test_no_cell_is_a_formula(
    cast: Cast, als: Callable[[Gebruiker], Client], telling: Telling, aantal: int | None
) -> None:
    wereld, kinds = make_wereld(cast, als), set[str]()
    where = [(s, "GET") for s in screens() if aantal or any(part in s.naam for part in BESTANDEN)]
    with watched(wereld):
        for formule in FORMULES if aantal else FORMULES[telling.zaad :][:KORT]:
            with pytest.raises(Terugdraaien), transaction.atomic():
                filled = fill(lambda _name, formule=formule: formule)  # type: ignore[misc]
                telling.tried("formule in een veld", sum(filled.values()))
                for name, answer, content in files(wereld, where):
                    kind = answer.get("Content-Type", "").partition(";")[0]
                    kinds.add(f"{name} {kind}")
                    if answer.status_code >= 500:
                        telling.fout(f"{name} {(wereld.mis or ['?'])[0]}", repr(formule))
                    for cell in formulas(kind, content):
                        telling.bevinding(f"{name} ({kind}) heeft een formule", repr(cell)[:60])
                raise Terugdraaien
    print(f"{len(kinds)} bestanden: {', '.join(sorted(kinds))}")
    assert kinds
    telling.close()


def test_the_reader_of_files_sees_a_formula() -> None:
    assert list(formulas("x.csv", b"a,=1+1,-3,@x\r\n")) == ["=1+1", "@x"]
    target, book = io.BytesIO(), openpyxl.Workbook()
    book.active.append(["tekst", "=1+1"])
    book.save(target)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("csv/x.csv", "+1+a")
    assert list(formulas("", target.getvalue())) == ["=1+1"] and list(formulas("", packed.getvalue())) == ["+1+a"]
