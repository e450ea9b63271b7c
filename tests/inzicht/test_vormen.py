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
from keukentafel.inzicht.vormen.bestand import as_parquet, as_xlsx
from keukentafel.inzicht.vormen.tekst import as_csv, as_json, as_table
from keukentafel.inzicht.vraag import Periode, Vraag
from tests.inzicht.pakketten import opname_of

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


def test_parquet_is_typed_also_where_it_is_unknown(rapport: Rapport) -> None:
    table = pq.read_table(io.BytesIO(as_parquet(rapport)))
    types = {field.name: str(field.type) for field in table.schema}
    assert types == {
        "periode": "string", "van": "date32[day]", "tot": "date32[day]", "aantal": "int64", "maanden": "double",
        "gemiddeld_per_maand": "double",
    }  # fmt: skip
    assert table.column("gemiddeld_per_maand").to_pylist() == [0.2, None]
    assert table.schema.metadata[b"peildatum"] == b"2014-12-03"


def test_json_is_the_envelope_and_the_table_reads(rapport: Rapport) -> None:
    assert json.loads(as_json(rapport)) == rapport.as_dict()
    text = as_table(rapport)
    assert "n = 1, ontbrekend 0" in text
    assert "0,2" in text
    assert "Definitie: " in text
