"""Every form of a report: the same figures, typed, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime

import openpyxl
import pyarrow.parquet as pq
import pytest

from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import Rapport, make_report
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.vormen.bestand import as_parquet, as_xlsx
from keukentafel.inzicht.vormen.codeboek import labels_of
from keukentafel.inzicht.vormen.tekst import as_csv, as_json, as_table
from keukentafel.inzicht.vraag import Periode, Vraag, Vraagfout
from keukentafel.socialekaart.public import Gebied
from tests.inzicht.pakketten import PEILDATUM, Maker, opname_of

KWAAD = '=HYPERLINK("http://x","klik")'


@pytest.fixture
def rapport(motor: Motor) -> Rapport:
    """Two periods, one with a name that a spreadsheet would run."""
    case = {"id": "c1", "huishouden": "h1", "persoon": "p1", "team": "t1", "aangemeld_op": "2014-03-01"}
    motor.load(opname_of({"casussen": [case]}))
    perioden = (Periode(KWAAD, date(2014, 1, 1), date(2014, 6, 30)), Periode("q", date(2015, 1, 1), date(2015, 3, 31)))
    return make_report("instroom", Vraag(date(2014, 12, 3), perioden=perioden), motor)


def test_csv_cannot_become_a_formula(rapport: Rapport) -> None:
    first, second = csv.DictReader(io.StringIO(as_csv(rapport)))
    assert first["periode"] == f"'{KWAAD}"
    assert (first["maanden"], first["gemiddeld_per_maand"]) == ("6.0", "0.2")
    assert second["gemiddeld_per_maand"] == ""


@pytest.mark.django_db
def test_xlsx_has_types_a_definition_and_a_codebook(rapport: Rapport) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(rapport)))
    assert book.sheetnames == ["rijen", "definities", "codeboek"]
    cells = {str(book["rijen"].cell(1, column).value): book["rijen"].cell(2, column) for column in range(1, 7)}
    assert (cells["periode"].value, cells["periode"].data_type) == (KWAAD, "s")
    assert cells["van"].value == datetime(2014, 1, 1)
    assert (cells["aantal"].value, cells["gemiddeld_per_maand"].value) == (1, 0.2)
    assert book["rijen"]["F3"].value is None
    told = dict(book["definities"].iter_rows(min_row=2, values_only=True))
    assert (told["rapport"], told["peildatum"], told["n"]) == ("instroom", "2014-12-03", "1")
    assert told["definitie"] == rapport.definitie.definitie
    assert [row[1] for row in book["codeboek"].iter_rows(min_row=2, values_only=True)] == list(cells)


@pytest.mark.django_db
def test_the_codebook_says_what_each_code_means(motor: Motor) -> None:
    """Of lists, of schemes, of our own words, of teams and areas; a worker is never named."""
    Gebied.objects.create(code="W1", naam="Wijk een", soort="wijk")
    cases = [
        {"id": f"c{i}", "huishouden": "h1", "persoon": "p1", "team": "t1", "aangemeld_op": "2014-03-01"} for i in "12"
    ]
    tables = {
        "casussen": cases,
        "casusrollen": [{"casus": "c1", "medewerker": "m1", "rol": "regisseur", "van": "2014-03-01"}],
        "gebieden": [{"code": "W1", "naam": "Wijk een", "soort": "wijk"}],
        "plannen": [{"id": "n1", "huishouden": "h1", "casus": "c1", "opgesteld_op": "2014-03-02"}],
        "inzet": [{"id": "i1", "plan": "n1", "domeinstelsel": "zrm2013", "domein": "financien", "kring": "maatwerk",
                   "aard": "nieuw", "van": "2014-03-02"}],
        "metingen": [{"id": "z1", "casus": "c1", "persoon": "p1", "instrument": "zrm2013", "datum": "2014-03-02",
                      "moment": "start"}],
        "scores": [{"meting": "z1", "domein": "financien", "niveau": "1"},
                   {"meting": "z1", "domein": "justitie", "reden_niet_gescoord": "wil_niet"}],
        "meldingen": [{"id": "l1", "ontvangen_op": "2014-03-01", "team": "t1", "kanaal": "telefoon", "gebied": "W1"}],
    }  # fmt: skip
    motor.load(opname_of(tables))
    found: dict[str, dict[tuple[str, str], str]] = {}
    for naam in ("ondersteuning", "zelfredzaamheid", "meldingen", "gebieden", "aansluiting", "caseload"):
        rapport = make_report(naam, Vraag(date(2014, 12, 3)), motor)
        rows = list(csv.DictReader(io.StringIO(as_csv(rapport, "codeboek"))))
        assert {row["kolom"] for row in rows if row["tabel"] == "rijen"} == {
            kolom.naam for kolom in rapport.definitie.tabellen["rijen"]
        }
        found[naam] = {(row["kolom"], row["code"]): row["label"] for row in rows if row["code"]}
    assert found["ondersteuning"]["kring", "maatwerk"] == "Maatwerkvoorziening"
    assert found["ondersteuning"]["domein", "financien"] == found["zelfredzaamheid"]["domein", "financien"] != ""
    assert found["zelfredzaamheid"]["niveau", "1"] == "Acute problematiek"
    assert found["zelfredzaamheid"]["reden_niet_gescoord", "wil_niet"] != ""
    assert found["meldingen"]["waarde", "telefoon"] == "Telefoon"
    assert found["meldingen"]["kenmerk", "kanaal"] == "Hoe de melding binnenkwam"
    assert found["gebieden"]["gebied", "W1"] == "Wijk een"
    assert found["aansluiting"]["sleutel", "personen_zonder_casus"] == "Personen voor wie geen casus is gemaakt"
    assert "m1" not in {code for _kolom, code in found["caseload"]}


@pytest.mark.django_db
def test_every_code_of_every_report_has_a_label(motor: Motor) -> None:
    """On a random package; what has none is a name or a key that the municipality gave itself."""
    motor.load(opname_of(Maker(2).make()))
    free = {"team", "medewerker", "gebied", "reeks", "naam", "eenheid", "bron", "uitsplitsing", "periode", "maand",
            "kwartaal"}  # fmt: skip
    periode = Periode("p", date(2014, 8, 1), date(2014, 8, 31))
    for naam in definities():
        rapport = make_report(naam, Vraag(PEILDATUM, perioden=(periode,)), motor)
        told = {(table, kolom, code) for table, kolom, code, _label in labels_of(rapport)}
        for table, columns in rapport.definitie.tabellen.items():
            coded = [kolom.naam for kolom in columns if kolom.soort == "tekst" and kolom.naam not in free]
            for row in rapport.tables()[table]:
                missing = [(kolom, row[kolom]) for kolom in coded if row[kolom] is not None
                           and (table, kolom, row[kolom]) not in told and row.get("kenmerk") != "leeftijd"
                               and not (kolom == "deel" and row["uitsplitsing"] == "team")]  # fmt: skip
                assert not missing, f"{naam}.{table}"


@pytest.mark.django_db
@pytest.mark.parametrize("tabel", ["totaal", "definities", "codeboek"])
def test_an_extra_comes_as_csv_and_parquet_too(motor: Motor, tabel: str) -> None:
    motor.load(opname_of(Maker(1).make()))
    rapport = make_report("ondersteuning", Vraag(PEILDATUM), motor)
    rows = list(csv.reader(io.StringIO(as_csv(rapport, tabel))))
    table = pq.read_table(io.BytesIO(as_parquet(rapport, tabel)))
    assert rows[0] == table.column_names
    assert len(rows) - 1 == table.num_rows > 0
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(rapport, tabel))).active
    assert sheet is not None
    assert (sheet.title, sheet.max_row) == (tabel, len(rows))


@pytest.mark.django_db
def test_a_table_that_is_not_there_is_refused(rapport: Rapport) -> None:
    for form in (as_csv, as_parquet, as_xlsx):
        with pytest.raises(Vraagfout, match="rijen, definities, codeboek"):
            form(rapport, "totaal")


def test_parquet_is_typed_also_where_it_is_unknown(rapport: Rapport) -> None:
    table = pq.read_table(io.BytesIO(as_parquet(rapport)))
    types = {field.name: str(field.type) for field in table.schema}
    assert types == {
        "periode": "string", "van": "date32[day]", "tot": "date32[day]", "aantal": "int64", "maanden": "double",
        "gemiddeld_per_maand": "double",
    }  # fmt: skip
    assert table.column("gemiddeld_per_maand").to_pylist() == [0.2, None]
    said = table.schema.metadata
    assert said[b"peildatum"] == b"2014-12-03"
    assert json.loads(said[b"populatie"])["n"] == 1
    assert b"kanttekeningen" in said
    assert b"rijen" not in said


def test_json_is_the_envelope_and_the_table_reads(rapport: Rapport) -> None:
    assert json.loads(as_json(rapport)) == rapport.as_dict()
    text = as_table(rapport)
    assert "n = 1, ontbrekend 0" in text
    assert "0,2" in text
    assert "Definitie: " in text
