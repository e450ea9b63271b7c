"""Every reader of what comes from outside, what it may say no with, and what must hold when it says yes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from keukentafel.audit.spoor import read_traceparent
from keukentafel.cijfers.prijzen import cells_of, to_cents
from keukentafel.cijfers.rijen import read_rows
from keukentafel.core import formulieren
from keukentafel.core.agendabestand import Agendapunt, write_agenda
from keukentafel.core.csvbestand import GEVAARLIJK, csv_text
from keukentafel.core.datums import parse_datum
from keukentafel.core.getallen import positive_int
from keukentafel.inzicht.facetten import Facet, read_choice
from keukentafel.inzicht.vraag import Periode, Vraagfout, parse_periode
from keukentafel.personen import namen
from keukentafel.personen.bsn import BsnOngeldig, find_bsn, is_bsn, mask_bsn, normalise_bsn
from keukentafel.personen.getypt import is_initials, split_name
from keukentafel.personen.zoekvraag import parse_query, search_pairs
from keukentafel.referentielijsten.criteria import CriteriaFout, parse_criteria
from keukentafel.socialekaart.postcodes import PostcodeFout, normalize_postcode, parse_postcodes
from keukentafel.tijdlijn.noemen import slug
from keukentafel.tijdlijn.plek import Tijdlijnplek
from keukentafel.tijdlijn.vermeldingen import parse_mentions
from keukentafel.uitwisseling.cellen import check_for, value_for
from keukentafel.uitwisseling.controle import check_package
from keukentafel.uitwisseling.csvlezen import Leesfout, read_csv
from keukentafel.uitwisseling.definitie import Kolom, resources
from keukentafel.uitwisseling.fouten import Foutenlijst, Pakketfout
from keukentafel.uitwisseling.omzetten import _rows as export_rows
from keukentafel.uitwisseling.omzetten import _Tabellen, read_omzetting
from keukentafel.uitwisseling.pakket import open_package
from keukentafel.werkplek.views_concepten import _read as read_concept
from tests.uitwisseling.pakketten import as_csv, files_of, whole

VANDAAG = date(2026, 3, 12)
Oordeel = Callable[[Any, Any], bool]  # what went in, what came out: whether that is right


def always(given: Any, read: Any) -> bool:
    """Nothing more to ask than that it answered."""
    return True


@dataclass(frozen=True)
class Lezer:
    """A reader: `mag` is what it may refuse with, `goed` whether what it read is right; `deel` of the inputs asked."""

    naam: str
    lees: Callable[[Any], Any]
    zaden: Sequence[Any]
    mag: tuple[type[Exception], ...] = ()
    goed: Oordeel = always
    deel: float = 1.0


class Pad:
    """A file that lies in memory, for a reader that opens a path."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def open(self, mode: str = "r", **how: Any) -> Any:
        """The content, as bytes or as text."""
        return io.BytesIO(self.content) if "b" in mode else io.TextIOWrapper(io.BytesIO(self.content), **how)

    def read_text(self, encoding: str) -> str:
        """The content as text."""
        return self.content.decode(encoding)


# Text ------------------------------------------------------------------------------------------------

DAGEN = ("12-3-1986", "12-3-86", "12/3/86", "12031986", "12 maart 1986", "1986-03-12", "29-2-2000", "5 mei", "1 okt.")
NAMEN = ("Mieke de Wit", "Mevr. A. van den Berg", "Kierkegaard, Truus", "d'Angelo-Huis in 't Veld", "Şükrü", "李 小龍")
VRAGEN = (
    "jan jansen",
    "wit 12-3-86",
    "6217 AB 12 a",
    "999993653",
    "9999.93.653",
    "９９９９９３６５３",
    "1990-01-01 berg",
)
NUMMERS = ("999993653", "99999365 3", "999990639", "12345678", "111.222.333", "９９９９９３６５３", "06-12345678")
BEDRAGEN = ("1250", "1.250", "1.250,50", "€ 1250,50", "12.50", "0", "99999999,99", "61.50")
TEKSTEN = ("Belde met @noor over #boodschappen.", "Regel een\nregel twee", "=1+1", "<b>vet</b>", "Zij zei: “ja”.")
PLEKKEN = ("20140203101500000000.12.0.3", "00010101000000000000.1.1.1")
SPOREN = (f"00-{'a1' * 16}-{'b2' * 8}-01", f"cc-{'a1' * 16}-{'b2' * 8}-01-meer")
PERIODEN = ("voor=2014-01-01..2014-06-30", "a=2014-01-01..2013-01-01")


def _names(text: str) -> tuple[str, str]:
    """All rules of names after each other; the name as it is stored, and once more."""
    given, surname = split_name(text)
    prefix, rest = namen.split_surname(surname)
    search_pairs(given, [surname, text])
    for word in namen.name_words(text)[:3]:
        namen.sound(word), namen.deletions(word[:40])
    namen.trigram_similarity(text[:60], surname[:60]), is_initials(given), namen.initials(given)
    namen.full_name(given, prefix, rest), namen.short_name(given, prefix, rest)
    once = namen.normalise_name(text)
    return once, namen.normalise_name(once)


@cache
def _columns() -> tuple[Kolom, ...]:
    """One column of each kind, with a list, a pattern and bounds among them."""
    found: dict[tuple[Any, ...], Kolom] = {}
    for resource in resources().values():
        for kolom in resource.kolommen:
            kind = (kolom.soort, bool(kolom.codes), kolom.patroon, kolom.laagste, kolom.hoogste, kolom.langst)
            found.setdefault(kind, kolom)
    return tuple(found.values())


@cache
def _checks() -> tuple[tuple[Any, Any], ...]:
    return tuple((check_for(kolom), value_for(kolom)) for kolom in _columns())


def _cell(text: str) -> int:
    """A cell in every kind of column; what passes the check must become a value."""
    good = 0
    for check, value in _checks():
        if check(text) is None:
            value(text)
            good += 1
    return good


def _field(field: forms.Field) -> Lezer:
    formulieren.dress(field)
    kind = type(field).__name__
    seeds = {"Datumveld": DAGEN, "Geboortedatumveld": DAGEN, "Bedragveld": BEDRAGEN, "Tijdveld": ("14.30", "9:05")}
    return Lezer(f"veld {kind}", field.clean, seeds.get(kind, TEKSTEN), (ValidationError,), _of_kind, 0.5)


def _of_kind(given: str, read: Any) -> bool:
    """A number is one that can be stored."""
    return not isinstance(read, Decimal) or read.is_finite()


def _sheet(text: str) -> list[list[str]]:
    """The text as cell of a CSV, read again."""
    return list(csv.reader(io.StringIO(csv_text([[text, "x"]]), newline="")))


def _no_formula(text: str, read: list[list[str]]) -> bool:
    cell = read[0][0]
    return len(read) == 1 and len(read[0]) == 2 and not cell.startswith(GEVAARLIJK) and cell in (text, f"'{text}")


def _calendar(text: str) -> bytes:
    moment = datetime(2026, 3, 1, 9, tzinfo=UTC)
    return write_agenda([Agendapunt("u1", moment, 30, text, moment)], naam=text)


REGELS = ("BEGIN:", "END:", "VERSION:", "PRODID:", "CALSCALE:", "NAME:", "X-WR-CALNAME:", "REFRESH-", "UID:",
          "DTSTAMP:", "DTSTART:", "DTEND:", "SUMMARY:", "SEQUENCE:", "CLASS:", " ")  # fmt: skip


def _only_our_lines(text: str, read: bytes) -> bool:
    """No text begins a line of its own, and no line is too long."""
    lines = read.decode().split("\r\n")[:-1]
    whole = read.decode().replace("\r\n", "")
    return "\n" not in whole and all(line.startswith(REGELS) and len(line.encode()) <= 75 for line in lines)


def _choice(text: str) -> Any:
    facets = [Facet("team", "Team", (("t1", "Noord"),), ((0,), (0,)))]
    return read_choice(dict(QueryDict(text).lists()), facets)


def text_readers() -> list[Lezer]:
    """Readers of one text."""
    return [
        Lezer("datum", lambda text: parse_datum(text, vandaag=VANDAAG), DAGEN, (ValueError,),
              lambda text, day: parse_datum(f"{day.year:04}-{day.month}-{day.day}", vandaag=VANDAAG) == day),
        Lezer("bsn", normalise_bsn, NUMMERS, (BsnOngeldig,),
              lambda text, bsn: len(bsn) == 9 and bsn.isascii() and normalise_bsn(bsn) == bsn),
        Lezer("bsn in tekst", find_bsn, (*NUMMERS, *VRAGEN, *TEKSTEN), (), _span_is_bsn),
        Lezer("bsn afdekken", mask_bsn, NUMMERS, (), lambda text, shown: len(shown) <= 9),
        Lezer("zoekvak", lambda text: parse_query(text, VANDAAG), VRAGEN, (),
              lambda text, found: not found.bsn or is_bsn(found.bsn)),
        Lezer("namen", _names, NAMEN, (), lambda text, twice: twice[0] == twice[1]),
        Lezer("geld in bestand", to_cents, BEDRAGEN, (), lambda text, cents: cents is None or cents >= 0),
        Lezer("nummer in adres", positive_int, ("12", "0", "007"), (), lambda text, n: n is None or 0 < n < 10**9),
        Lezer("plek in tijdlijn", Tijdlijnplek.read, PLEKKEN, (),
              lambda text, plek: plek is None or Tijdlijnplek.read(str(plek)) == plek),
        Lezer("traceparent", read_traceparent, SPOREN, (),
              lambda text, found: found is None or (len(found[0]), len(found[1])) == (32, 16)),
        Lezer("periode", parse_periode, PERIODEN, (Vraagfout,), lambda text, found: isinstance(found, Periode)),
        Lezer("vermelding", parse_mentions, TEKSTEN), Lezer("woord bij #", slug, (*TEKSTEN, *NAMEN)),
        Lezer("cel van pakket", _cell, (*DAGEN, *BEDRAGEN, "ja", "nee", "2014-12", "-3", "0.89"), deel=0.5),
        Lezer("keuze in adres", _choice, ("team=t1&naar=team", "team=t1&team=t2", "naar=%00"), (ValueError,)),
        Lezer("postcode", normalize_postcode, ("6217 ab", "1234"), (), lambda text, code: " " not in code),
        Lezer("cel van export", _sheet, (*TEKSTEN, "=1+1", "@x", "\t=1", "＝1"), (csv.Error,), _no_formula),
        Lezer("titel in agenda", _calendar, TEKSTEN, (UnicodeEncodeError,), _only_our_lines, 0.5),
        *map(_field, FIELDS),
    ]  # fmt: skip


FIELDS = (
    formulieren.Datumveld(), formulieren.Geboortedatumveld(), formulieren.Bedragveld(), formulieren.Tijdveld(),
    formulieren.Tekstveld(), formulieren.Zoekkeuzeveld(), forms.CharField(max_length=100), forms.IntegerField(),
    forms.DecimalField(max_digits=8, decimal_places=2), forms.EmailField(), forms.UUIDField(), forms.BooleanField(),
    formulieren.Keuzeveld(choices=[("a", "A")]), formulieren.MeerKeuzeveld(choices=[("a", "A")]),
)  # fmt: skip


def _span_is_bsn(text: str, span: tuple[int, int] | None) -> bool:
    return span is None or 0 <= span[0] < span[1] <= len(text)


# Files -----------------------------------------------------------------------------------------------

REEKS = (
    b"reeks,onderwerp,naam,eenheid,bron,van,tot,gebied,team,uitsplitsing,waarde,n\n"
    b"r1,anders,Inloop,aantal,CBS,2014-01-01,2014-12-31,B1,t1,man,12.5,40\nr1,anders,Inloop,aantal,CBS,2015,,,,,,\n"
)
PRIJS = b"product,eenheid,bedrag,van,tot,bron\nbegeleiding,uur,61.50,2014-01-01,,besluit\n"
POSTCODES = b"postcode,gebied\n6217AB,B1\n6217,B1\n"
CRITERIA = 'domein,niveau,tekst\nfinanciën,1,"Heeft schulden, veel"\njustitie,5,Geen\n'.encode()
CONCEPT = b'{"sleutel": "form:1", "velden": {"naam": ["Wit", "x"]}, "pad": "/casussen/1/"}'
OMZETTING = (
    b'scheidingsteken = ";"\ncodering = "utf-8"\ndatum = "%d-%m-%Y"\n[tabel.teams]\nals = "team"\n[tabel.teams.kolom]\n'
    b'id = "team"\nnaam = {vast = "Team Noord"}\n[tabel.gebieden.kolom]\ncode = "gebied"\nnaam = "gebied"\n'
    b'soort = {vast = "buurt"}\ninwoners = "aantal"\n'
)
BREED = b'"' + b"x" * 200_000 + b'"\n'  # one cell that is wider than a reader of CSV takes
DIEP = b"[" * 100_000
EXPORT = b"team;gebied;aantal;van\nT1;B1;4210;03-12-2014\n;B2;;\n"


def _csv(content: bytes) -> int:
    return sum(len(block.rijen) for block in read_csv(io.BytesIO(content)))


def _rows_of(content: bytes) -> Foutenlijst:
    fouten = Foutenlijst()
    read_rows(Pad(content), frozenset({"B1"}), frozenset({"t1"}), fouten)  # type: ignore[arg-type]
    return fouten


def _prices(content: bytes) -> Foutenlijst:
    fouten, columns = Foutenlijst(), ("product", "eenheid", "bedrag", "van", "tot", "bron")
    for _number, cells in cells_of(Pad(content), fouten, "prijzen", columns[:4], columns):  # type: ignore[arg-type]
        to_cents(cells["bedrag"])
    return fouten


def _mapping(content: bytes) -> Any:
    return read_omzetting(Pad(content))  # type: ignore[arg-type]


def _export(content: bytes) -> Foutenlijst:
    how, fouten = read_omzetting(Pad(OMZETTING)), Foutenlijst()  # type: ignore[arg-type]
    tables = _Tabellen(how, fouten)
    for number, plat in export_rows(Pad(content), how):  # type: ignore[arg-type]
        tables.add(number, plat)
    return fouten


def _package(content: bytes) -> Foutenlijst:
    fouten = Foutenlijst()
    with open_package(lambda: io.BytesIO(content), fouten) as pakket:
        check_package(pakket, fouten)
    return fouten


@cache
def packed() -> bytes:
    """A whole package as a zip."""
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files_of(whole()).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def file_readers() -> list[Lezer]:
    """Readers of a whole file."""
    tables = [as_csv(rows) for rows in whole().values()]
    return [
        Lezer("csv", _csv, [*tables, b'a,"b\nc"\r\n', "\ufeffa;b\n".encode("utf-16")], (Leesfout,)),
        Lezer("reeksen", _rows_of, [REEKS], deel=0.3),
        Lezer("prijzen", _prices, [PRIJS], deel=0.5),
        Lezer("postcodes", parse_postcodes, [POSTCODES, BREED], (PostcodeFout,)),
        Lezer("criteria", parse_criteria, [CRITERIA, BREED], (CriteriaFout,)),
        Lezer("concept", read_concept, [CONCEPT, DIEP], (ValueError,)),
        Lezer("omzetting", _mapping, [OMZETTING], (Pakketfout,), deel=0.3),
        Lezer("export met omzetting", _export, [EXPORT], (Pakketfout,), deel=0.2),
        Lezer("pakket", _package, [packed()], (Pakketfout,), deel=0.01),
    ]
