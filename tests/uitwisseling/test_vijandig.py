"""Packages that mean harm: a clear Dutch message, no traceback, no path outside, memory that stays bounded."""

from __future__ import annotations

import io
import json
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from keukentafel.uitwisseling import csvlezen
from keukentafel.uitwisseling.controle import check_package
from keukentafel.uitwisseling.fouten import Foutenlijst, Pakketfout
from keukentafel.uitwisseling.pakket import open_package
from tests.uitwisseling.pakketten import files_of, whole, write_folder, write_zip


def check(path: Path) -> Foutenlijst:
    """Check the package at this path."""
    fouten = Foutenlijst()
    with open_package(path, fouten) as pakket:
        check_package(pakket, fouten)
    return fouten


def refused(path: Path, words: str) -> None:
    """Assert that this is refused with these words in the message."""
    with pytest.raises(Pakketfout, match=words):
        check(path)


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / "nergens", "bestaat niet")
    (tmp_path / "tekst.zip").write_text("geen zip")
    refused(tmp_path / "tekst.zip", "geen leesbaar zipbestand")
    refused(write_folder(tmp_path / "leeg", {"teams.csv": b"id,naam\n"}), "geen datapackage.json")
    for number, content in enumerate(
        (b"{", b"[]", b"\xff", b'{"resources": [1]}', b'{"resources": [{}]}', b"[" * 9999)
    ):
        refused(write_folder(tmp_path / f"m{number}", {"datapackage.json": content}), "datapackage.json")


def test_files_and_resources_nobody_listed_are_named(tmp_path: Path) -> None:
    files = files_of(whole()) | {"extra.csv": b"a\n", "rare\n.txt": b""}
    descriptor = json.loads(files["datapackage.json"])
    descriptor["resources"] += [{"name": "geheimen", "path": "teams.csv"}, {"name": "teams", "path": "teams.csv"}]
    files["datapackage.json"] = json.dumps(descriptor).encode()
    found = {(fout.resource, fout.regel) for fout in check(write_folder(tmp_path / "p", files)).eerste}
    assert found == {("geheimen", "resource"), ("teams", "dubbel"), ("extra.csv", "bestand"), ("rare?.txt", "bestand")}


def test_a_listed_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    files = files_of(whole())
    del files["teams.csv"]
    assert ("teams", "bestand") in {(f.resource, f.regel) for f in check(write_folder(tmp_path / "p", files)).eerste}


@pytest.mark.parametrize("path", ["../teams.csv", "/etc/passwd", "C:\\teams.csv", "..\\teams.csv"])
def test_a_path_that_points_outside_opens_nothing(tmp_path: Path, path: str) -> None:
    files = files_of(whole())
    (tmp_path / "teams.csv").write_bytes(files["teams.csv"])
    refused(write_zip(tmp_path / "p.zip", files | {path: b"id,naam\n"}), "buiten de map")
    content = files["datapackage.json"].replace(b'"teams.csv"', json.dumps(path).encode())
    fouten = check(write_folder(tmp_path / "p", files | {"datapackage.json": content}))
    assert ("teams", "bestand") in {(fout.resource, fout.regel) for fout in fouten.eerste}


def test_a_link_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "p", files_of(whole()))
    (folder / "teams.csv").unlink()
    (folder / "teams.csv").symlink_to("/etc/passwd")
    refused(folder, "snelkoppeling")
    entry = zipfile.ZipInfo("link.csv")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    refused(tmp_path / "p.zip", "snelkoppeling")


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    files = files_of(whole()) | {"teams.csv": b"id,naam\n" + b"0" * 30_000_000}
    refused(write_zip(tmp_path / "bom.zip", files), "honderd keer")


def test_other_ways_of_packing_are_refused(tmp_path: Path) -> None:
    refused(write_zip(tmp_path / "b.zip", files_of(whole()), zipfile.ZIP_BZIP2), "op een wijze die niet mag")


def _locked(data: bytes) -> bytes:
    place = data.index(b"PK\x01\x02")
    flags = struct.unpack_from("<H", data, place + 8)[0] | 1
    return data[: place + 8] + struct.pack("<H", flags) + data[place + 10 :]


def _lying(data: bytes) -> bytes:
    """The last entry says that it is one byte long."""
    place = data.rindex(b"PK\x01\x02")
    return data[: place + 24] + struct.pack("<I", 1) + data[place + 28 :]


def _torn(data: bytes) -> bytes:
    place = data.index(b"teams.csv") + 12
    return data[:place] + bytes(byte ^ 0xFF for byte in data[place : place + 8]) + data[place + 8 :]


def _before_the_beginning(data: bytes) -> bytes:
    """The first entry says that it lies before the file begins."""
    place = data.index(b"PK\x05\x06") + 16
    start = struct.unpack_from("<I", data, place)[0] + 500
    return data[:place] + struct.pack("<I", start) + data[place + 4 :]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_locked, "wachtwoord"),
        (_lying, "beschadigd|geen CSV|kop"),
        (_torn, "beschadigd"),
    ],
)
def test_a_damaged_zip_says_so(tmp_path: Path, damage: Callable[[bytes], bytes], words: str) -> None:
    path = write_zip(tmp_path / "p.zip", files_of(whole()))
    path.write_bytes(damage(path.read_bytes()))
    try:
        fouten = check(path)
    except Pakketfout as fout:
        assert words.split("|")[0] in str(fout)
    else:
        assert fouten


def test_a_zip_that_lies_encrypted_and_points_before_its_beginning_says_so(tmp_path: Path) -> None:
    data = _before_the_beginning(write_zip(tmp_path / "p.zip", files_of(whole())).read_bytes())
    with pytest.raises(Pakketfout, match="beschadigd"), open_package(lambda: io.BytesIO(data), Foutenlijst()) as pakket:
        check_package(pakket, Foutenlijst())


def test_one_endless_cell_stays_small_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = files_of(whole())
    files["contactmomenten.csv"] = b'casus,datum,soort,tekst\nc1,2014-02-07,telefoon,"' + b"x\n" * 40_000_000
    folder = write_folder(tmp_path / "p", files)
    tracemalloc.start()
    try:
        fouten = check(folder)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [(fout.resource, fout.regel) for fout in fouten.eerste] == [("contactmomenten", "te_lang")]
    assert peak < 60_000_000
    monkeypatch.setattr(csvlezen, "LANGSTE_REGEL", 1000)
    files["contactmomenten.csv"] = b"casus,datum,soort,tekst\n" + b"x" * 2000 + b"\n"
    assert check(write_folder(tmp_path / "q", files)).eerste[0].regel == "te_lang"


def test_formulas_come_in_as_text(tmp_path: Path) -> None:
    tabellen = whole()
    tabellen["contactmomenten"][0]["tekst"] = '=HYPERLINK("x";"y")'
    assert not check(write_folder(tmp_path / "p", files_of(tabellen)))


def test_a_descriptor_with_an_endless_number_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "p", files_of(whole()))
    (folder / "datapackage.json").write_text('{"resources": [], "versie": ' + "9" * 5000 + "}")
    refused(folder, "geen geldige JSON")
