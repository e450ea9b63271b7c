"""No text becomes a formula in any file that somebody takes away (security.md 6.2; ASVS 1.2.10)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import openpyxl
import pytest
from django.db import transaction
from django.test import Client

from keukentafel.core.csvbestand import GEVAARLIJK
from keukentafel.inzicht.momentopname import from_product
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.vormen.bestand import as_xlsx
from keukentafel.inzicht.vormen.tekst import as_csv
from keukentafel.inzicht.vraag import Vraag, parse_periode
from keukentafel.toegang.public import Gebruiker
from keukentafel.toegang.uitvoerregister import load_uitvoer
from tests.aanval.kanaries import fill
from tests.aanval.ladingen import FORMULES
from tests.aanval.telling import Telling
from tests.aanval.wereld import Wereld, make_wereld, watched
from tests.cast import Cast
from tests.toegang.test_schermen import Terugdraaien, undone
from tests.toegang.wandeling import Scherm, screens

pytestmark = pytest.mark.usefixtures("quiet")

KORT, PER_FORMULE = 1, 1500  # formulas in `make test`; of `make attack` one for so many inputs, from the seed on
MERK = "ktcel"  # by which a text of ours is known in a file
#: A door of deuren.toml that has nothing to give in the examples, and why that is no gap here.
LEEG = {
    "inzicht_api:rapport": "runs the command in a process of its own; the same reports are asked in this one",
    "inzicht:ophalen": "figures that a process of its own made",
    "privacy:ophalen": "a copy that a process of its own made; its writer is csv_text",
    "toegang:vergrendeld": "says that the screen is open again, and no text of a row",
    "tijdlijn:feed": "opens with a key that is shown once; the writer is that of one appointment",
}
#: What a door is asked for beside what it gives by itself.
VRAGEN = {"inzicht_api:cijfer": ("format=csv", "format=xlsx")}
MET_TEKST = 5  # doors that carry what was put in the rows, at least, in `make test`
PERIODE = "jaar=2014-01-01..2014-12-31"


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


@dataclass(frozen=True)
class Bestand:
    """What is no page: through which door it came, which kind it is, and what is in it."""

    deur: str
    kind: str
    inhoud: bytes
    status: int = 200

    @property
    def carries(self) -> bool:
        """Whether the text that was put in the rows came into it."""
        if not self.inhoud.startswith(b"PK\x03\x04"):
            return MERK.encode() in self.inhoud
        with zipfile.ZipFile(io.BytesIO(self.inhoud)) as archive:
            return any(MERK.encode() in archive.read(entry) for entry in archive.namelist())


def declared() -> set[tuple[str, str]]:
    """Every screen that gives a file or data by deuren.toml, with its method: a writer without a door is refused."""
    named = [naam.split(" ") for naam in load_uitvoer().deuren if naam.startswith("scherm ")]
    return {(name, method) for _scherm, name, method in named if name not in LEEG}


def taken(wereld: Wereld, alle: bool) -> Iterator[Bestand]:
    """Every answer that is no page, of whoever may have it: through the doors that are declared, or of all screens."""
    doors = declared()
    for scherm in screens():
        methods = [method for method in ("GET", "POST") if (scherm.naam, method) in doors]
        for method in methods or (["GET"] if alle else []):
            for asked in VRAGEN.get(scherm.naam, ("",)):
                yield from one_file(wereld, scherm, method, asked)


def sent(wereld: Wereld, scherm: Scherm) -> dict[str, str]:
    """What a door asks of who wants its file."""
    if scherm.naam != "privacy:gezien":
        return {}
    today = date.today().isoformat()
    return {"gebruiker": str(wereld.cast.noor.pk), "van": today, "tot": today, "als": "bestand",
            "reden": "Kanarie in de kamer"}  # fmt: skip


def one_file(wereld: Wereld, scherm: Scherm, method: str, asked: str) -> Iterator[Bestand]:
    """What the first who may have it gets from this door; nothing when it is a page."""
    for user in wereld.visitors(scherm, method):
        with undone():
            answer = wereld.ask(user, method, wereld.address(scherm), sent(wereld, scherm), QUERY_STRING=asked)
            content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
        kind = str(answer.get("Content-Type", "")).partition(";")[0]
        if answer.status_code >= 500 or (kind and kind != "text/html" and answer.status_code < 300):
            yield Bestand(scherm.naam, kind, content, answer.status_code)
            return


def reports() -> Iterator[Bestand]:
    """Every report as the command writes it, with every table in it; all of one reading of the rows."""
    motor = Motor(from_product())
    for naam, definitie in definities().items():
        periods = (parse_periode(PERIODE),) if definitie.eigen_perioden else ()
        made = make_report(naam, Vraag(peildatum=date.today(), perioden=periods), motor)
        yield Bestand(f"rapport {naam}", "xlsx", as_xlsx(made, "rijen"))
        for tabel in definitie.tabellen:
            yield Bestand(f"rapport {naam} {tabel}", "text/csv", as_csv(made, tabel).encode())


def offer(wereld: Wereld, telling: Telling, formule: str, *, alle: bool, rapporten: bool) -> list[Bestand]:
    """Put this formula in every field and take every file away; returns what was taken away."""
    found: list[Bestand] = []
    with pytest.raises(Terugdraaien), transaction.atomic():
        filled = fill(lambda _name: f"{formule} {MERK}")
        telling.tried("formule in een veld", sum(filled.values()))
        wereld.ask(wereld.cast.noor, "GET", f"/casussen/{wereld.cast.casus.pk}/")  # so that somebody was seen
        for one in (*taken(wereld, alle), *(reports() if rapporten else ())):
            found.append(one)
            telling.tried("bestand")
            if one.status >= 500:
                telling.fout(f"{one.deur} {(wereld.mis or ['?'])[0]}", repr(formule))
            for cell in formulas(one.kind, one.inhoud):
                telling.bevinding(f"{one.deur} ({one.kind}) heeft een formule", repr(cell)[:60])
        raise Terugdraaien
    return found


def test_no_cell_is_a_formula(
    cast: Cast, als: Callable[[Gebruiker], Client], telling: Telling, aantal: int | None
) -> None:
    wereld, found = make_wereld(cast, als), list[Bestand]()
    with watched(wereld):
        some = min(len(FORMULES), max(1, aantal // PER_FORMULE)) if aantal else KORT
        for number, formule in enumerate((FORMULES * 2)[telling.zaad % len(FORMULES) :][:some]):
            made = offer(wereld, telling, formule, alle=bool(aantal) and not number, rapporten=bool(aantal))
            found += [replace(one, inhoud=MERK.encode() if one.carries else b"") for one in made]
    given, carried = {one.deur for one in found}, {one.deur for one in found if one.inhoud}
    print(f"{len(given)} deuren gaven iets: {', '.join(sorted(given))}")
    print(f"{len(carried)} met tekst uit de rijen: {', '.join(sorted(carried))}")
    for name in sorted({name for name, _method in declared()} - given):
        telling.bevinding("een deur van deuren.toml gaf niets", name)
    telling.reached("deuren met tekst uit de rijen", len(carried), MET_TEKST)
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
    assert not Bestand("", "", target.getvalue()).carries and Bestand("", "", f"a,{MERK}".encode()).carries
