"""Every action serves exactly one declared purpose, under the laws of that purpose (AVG 5, 6 and 30; A1, A9)."""

import csv
import io
from collections.abc import Callable
from copy import deepcopy
from tomllib import loads
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from keukentafel.referentielijsten.public import Wet
from keukentafel.toegang import matrix as matrixfile
from keukentafel.toegang import verwerkingen as registerfile
from keukentafel.toegang.beslissing import Feiten, decide
from keukentafel.toegang.matrix import MatrixFout, load_matrix, parse_matrix
from keukentafel.toegang.public import Gebruiker, Reden, Relatie, Rol
from keukentafel.toegang.verwerkingen import RegisterFout, load_verwerkingen, parse_verwerkingen
from tests.cast import Cast

MATRIX: dict[str, Any] = loads(matrixfile.PATH.read_text(encoding="utf-8"))
REGISTER: dict[str, Any] = loads(registerfile.PATH.read_text(encoding="utf-8"))


def test_every_action_has_one_declared_purpose_and_no_law_is_forgotten() -> None:
    register = load_verwerkingen()
    assert {action.doel for action in load_matrix().acties.values()} <= set(register.verwerkingen)
    assert set(register.wetten) == set(Wet.values)


def test_consent_is_nobodys_ground() -> None:
    assert not [law.code for law in load_verwerkingen().wetten.values() if "toestemming" in law.grondslag.lower()]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("actie", "casus_inzien", "doel"), "nieuwsgierigheid"),
        (("rol", "regisseur", "wetten"), ["algemeen", "wams"]),
    ],
)
def test_an_undeclared_purpose_or_law_stops_the_start(path: tuple[str, str, str], value: object) -> None:
    data = deepcopy(MATRIX)
    data[path[0]][path[1]][path[2]] = value
    with pytest.raises(MatrixFout, match="verwerkingen"):
        parse_matrix(data)


@pytest.mark.parametrize(
    ("table", "row", "field", "value"),
    [
        ("verwerking", "aanmelding", "doel", ""),
        ("verwerking", "aanmelding", "wetten", ["wams"]),
        ("wet", "wmo", "grondslag", ""),
        ("wet", "wmo", "zeker", "vast wel"),
        ("wet", "wmo", "onbekend", "veld"),
    ],
)
def test_a_gap_in_the_register_stops_the_start(table: str, row: str, field: str, value: object) -> None:
    data = deepcopy(REGISTER)
    data[table][row][field] = value
    with pytest.raises(RegisterFout):
        parse_verwerkingen(data)


def test_a_purpose_serves_only_under_its_own_laws() -> None:
    data = deepcopy(REGISTER)
    data["verwerking"]["uitvoering-sociaal-domein"]["wetten"] = ["algemeen", "wmo"]
    narrow = parse_matrix(MATRIX, parse_verwerkingen(data))
    asked = [Feiten("casus_inzien", {Rol.REGISSEUR}, True, {Relatie.REGISSEUR}, wet) for wet in ("wmo", "jeugd")]
    assert [decide(each, narrow).reden for each in asked] == [Reden.TOEGESTAAN, Reden.ANDER_DOEL]
    assert decide(asked[1], narrow).verborgen and decide(asked[1], load_matrix()).toegestaan


def test_the_command_prints_the_register(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verwerkingsregister")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == sum(len(each.wetten) for each in load_verwerkingen().verwerkingen.values())
    assert all(row["Grondslag"] and row["Verantwoordelijke"] for row in rows)
    assert {name for row in rows for name in row["Handelingen"].split("; ")} >= {"Een casus inzien"}


def test_the_privacy_officer_reads_it_and_a_worker_does_not(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    page = als(cast.petra).get("/toegang/verwerkingen/")
    assert page.status_code == 200
    assert "Jeugdwet artikel 7.4.0" in page.content.decode()
    assert als(cast.noor).get("/toegang/verwerkingen/").status_code == 403
