"""Every rule of the contract is checked, every fault is named by its place, and no cell is repeated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from keukentafel.uitwisseling.controle import check_package
from keukentafel.uitwisseling.definitie import resources
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.pakket import open_package
from tests.uitwisseling.pakketten import BSN, Tabellen, as_csv, files_of, whole, write_folder, write_zip

Plaats = tuple[str, int | None, str, str]


def faults_of(path: Path) -> list[Plaats]:
    """Check the package at this path and return its faults without their words."""
    fouten = Foutenlijst()
    with open_package(path, fouten) as pakket:
        check_package(pakket, fouten)
    return [(fout.resource, fout.rij, fout.kolom, fout.regel) for fout in fouten.eerste]


def faults_in(tmp_path: Path, tabellen: Tabellen) -> list[Plaats]:
    """Check a package with these tables."""
    return faults_of(write_folder(tmp_path / "pakket", files_of(tabellen)))


def test_a_whole_package_has_no_fault_as_folder_and_as_zip(tmp_path: Path) -> None:
    assert set(whole()) == set(resources())
    assert faults_in(tmp_path, whole()) == []
    assert faults_of(write_zip(tmp_path / "pakket.zip", files_of(whole()))) == []


def test_absent_tables_and_columns_are_no_fault(tmp_path: Path) -> None:
    few = {naam: whole()[naam] for naam in ("teams", "personen", "huishoudens", "casussen")}
    for row in few["casussen"]:
        row.pop("melding")
    assert faults_in(tmp_path, few) == []


# What is changed in the whole package, and the one fault that must come of it.
SOORTEN: list[tuple[str, int, dict[str, str], Plaats]] = [
    ("gebieden", 0, {"soort": "straat"}, ("gebieden", 1, "soort", "codelijst")),
    ("gebieden", 0, {"inwoners": "4.210"}, ("gebieden", 1, "inwoners", "type")),
    ("teams", 0, {"naam": ""}, ("teams", 1, "naam", "verplicht")),
    ("medewerkers", 0, {"moederorganisatie": "o9"}, ("medewerkers", 1, "moederorganisatie", "verwijzing")),
    ("medewerkers", 2, {"id": "m1"}, ("medewerkers", 3, "id", "dubbel")),
    ("plaatsingen", 0, {"fte": "2.5"}, ("plaatsingen", 1, "fte", "bereik")),
    ("plaatsingen", 0, {"fte": "0,89"}, ("plaatsingen", 1, "fte", "type")),
    ("personen", 0, {"bsn": "123456789"}, ("personen", 1, "bsn", "elfproef")),
    ("personen", 1, {"bsn": BSN}, ("personen", 2, "bsn", "dubbel")),
    ("personen", 0, {"geboortedatum": "12-03-1984"}, ("personen", 1, "geboortedatum", "type")),
    ("personen", 0, {"geboortedatum": "1984-02-30"}, ("personen", 1, "geboortedatum", "type")),
    ("huishoudleden", 0, {"tot": "2012-12-31"}, ("huishoudleden", 1, "tot", "datumvolgorde")),
    ("huishoudleden", 1, {"persoon": "p1", "van": "2013-01-01"}, ("huishoudleden", 2, "huishouden", "dubbel")),
    ("meldingen", 0, {"afgehandeld_op": "2014-02-02"}, ("meldingen", 1, "afgehandeld_op", "datumvolgorde")),
    ("meldingen", 0, {"team": "t9"}, ("meldingen", 1, "team", "verwijzing")),
    ("casussen", 0, {"afgesloten_op": "2014-02-04"}, ("casussen", 1, "afgesloten_op", "datumvolgorde")),
    ("casussen", 0, {"persoon": "p9"}, ("casussen", 1, "persoon", "verwijzing")),
    ("casussen", 0, {"veiligheid": "true"}, ("casussen", 1, "veiligheid", "type")),
    ("casusrollen", 1, {"van": "2014-05-01"}, ("casusrollen", 2, "van", "regisseur")),
    ("scores", 0, {"niveau": "6"}, ("scores", 1, "niveau", "bereik")),
    ("scores", 0, {"niveau": "0"}, ("scores", 1, "niveau", "bereik")),
    ("scores", 0, {"niveau": ""}, ("scores", 1, "reden_niet_gescoord", "niveau")),
    ("scores", 1, {"niveau": "3"}, ("scores", 2, "reden_niet_gescoord", "niveau")),
    ("scores", 0, {"domein": "veiligheid"}, ("scores", 1, "domein", "domein")),
    ("doelen", 0, {"domein": "geluk"}, ("doelen", 1, "domein", "domein")),
    ("inzet", 0, {"domein": "veiligheid"}, ("inzet", 1, "domein", "domein")),
    ("inzet", 0, {"tot": "2014-03-04"}, ("inzet", 1, "tot", "datumvolgorde")),
    ("werkwijze_reviews", 0, {"redenen": "zomaar"}, ("werkwijze_reviews", 1, "redenen", "codelijst")),
    ("buiten_systeem", 0, {"maand": "2014-13"}, ("buiten_systeem", 1, "maand", "patroon")),
    ("buiten_systeem", 0, {"aantal": "99999999999"}, ("buiten_systeem", 1, "aantal", "type")),
    ("buurtkoppelingen", 0, {"vraag": "v9"}, ("buurtkoppelingen", 1, "vraag", "verwijzing")),
]


@pytest.mark.parametrize(("naam", "rij", "anders", "fout"), SOORTEN)
def test_each_fault_is_named_by_its_place(
    tmp_path: Path, naam: str, rij: int, anders: dict[str, str], fout: Plaats
) -> None:
    tabellen = whole()
    for row in tabellen[naam]:
        row.update({column: row.get(column, "") for column in anders})
    tabellen[naam][rij].update(anders)
    assert faults_in(tmp_path, tabellen) == [fout]


@pytest.mark.parametrize(("naam", "dag"), [("casussen", "aangemeld_op"), ("meldingen", "ontvangen_op")])
def test_nobody_is_reported_before_he_is_born(tmp_path: Path, naam: str, dag: str) -> None:
    tabellen = whole()
    tabellen[naam][0] |= {"persoon": "p2", dag: "2013-05-31"}
    if naam == "meldingen":
        tabellen["casussen"][0]["melding"] = ""
    assert faults_in(tmp_path, tabellen) == [(naam, 1, dag, "datumvolgorde")]


def test_all_faults_are_reported_in_the_order_of_the_rows(tmp_path: Path) -> None:
    tabellen = whole()
    tabellen["personen"] = [{**row, "achternaam": "", "geboortedatum": "x"} for row in tabellen["personen"]]
    faults = faults_in(tmp_path, tabellen)
    assert [(rij, kolom) for _naam, rij, kolom, _regel in faults] == [
        (1, "achternaam"), (1, "geboortedatum"), (2, "achternaam"), (2, "geboortedatum"),
    ]  # fmt: skip


def test_no_message_repeats_a_cell(tmp_path: Path) -> None:
    tabellen = whole()
    tabellen["personen"][0] |= {"bsn": "987654321", "geboortedatum": "Geheimstraat", "achternaam": ""}
    tabellen["personen"][1]["id"] = "Zwijgzaam"
    fouten = Foutenlijst()
    with open_package(write_folder(tmp_path / "pakket", files_of(tabellen)), fouten) as pakket:
        check_package(pakket, fouten)
    printed = "".join(fouten.lines())
    assert len(fouten) > 3
    assert not any(word in printed for word in ("987654321", "Geheimstraat", "Zwijgzaam", "p2"))


Plant = Callable[[dict[str, bytes]], None]


def _header(name: bytes, instead: bytes) -> Plant:
    def change(files: dict[str, bytes]) -> None:
        files["teams.csv"] = files["teams.csv"].replace(name, instead, 1)

    return change


def _content(content: bytes) -> Plant:
    def change(files: dict[str, bytes]) -> None:
        files["teams.csv"] = content

    return change


KOP = b"id,naam\r\nt1,Team Noord\r\n"
BESTANDEN: list[tuple[Plant, list[Plaats]]] = [
    (_header(b"naam", b"name"), [("teams", None, "name", "kolom"), ("teams", None, "naam", "verplicht")]),
    (_header(b"id,naam", b"id,naam,id"), [("teams", None, "id", "dubbel")]),
    (_content(KOP + b"t2\r\n"), [("teams", 2, "", "cellen")]),
    (_content(KOP + b"t2,Noord,x\r\n"), [("teams", 2, "", "cellen")]),
    (_content(KOP + b"t2,\xff\xfe\r\n,x\r\n"), [("teams", 2, "naam", "codering"), ("teams", 3, "id", "verplicht")]),
    (_content(KOP + b"t2,a\0b\r\nt3,\r\n"), [("teams", 2, "naam", "nul"), ("teams", 3, "naam", "verplicht")]),
    (_content(KOP + b't2,"open\r\n'), [("teams", 2, "", "csv")]),
    (_content(KOP + b't2,"a"b\r\n'), [("teams", 2, "", "csv")]),
    (_content(b""), [("teams", None, "", "kop")]),
    (_content(KOP.decode().encode("utf-16")), [("teams", None, "", "codering")]),
    (_content(b"t1,Noor Haan\r\n"), [("teams", None, "", "kop")]),
    (_content(b"t1,999993653\r\n"), [("teams", None, "", "kop")]),
    (_content(b"id,naam,999993653\r\nt1,,x\r\n"), [("teams", None, "…", "kolom"), ("teams", 1, "naam", "verplicht")]),
    (_content(b"naam,soort\r\nNoord,x\r\n"), [("teams", None, "soort", "kolom"), ("teams", None, "id", "verplicht")]),
    (_content(KOP + b"t2," + b"x" * 300 + b"\r\n"), [("teams", 2, "naam", "te_lang")]),
    (_content(b"\xef\xbb\xbf" + KOP), []),
    (_content(KOP.replace(b"\r\n", b"\n")), []),
]


@pytest.mark.parametrize(("plant", "faults"), BESTANDEN)
def test_a_damaged_file_is_told_by_its_row(tmp_path: Path, plant: Plant, faults: list[Plaats]) -> None:
    files = files_of(whole())
    plant(files)
    assert [
        fault for fault in faults_of(write_folder(tmp_path / "pakket", files)) if fault[3] != "verwijzing"
    ] == faults


def test_of_a_table_that_cannot_be_read_no_reference_is_missed(tmp_path: Path) -> None:
    files = files_of(whole())
    files["personen.csv"] = as_csv(whole()["personen"]) + b"p3,\xff\r\n"
    assert {regel for _naam, _rij, _kolom, regel in faults_of(write_folder(tmp_path / "p", files))} == {"codering"}
