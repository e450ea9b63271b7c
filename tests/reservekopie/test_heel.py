"""A back-up that is not whole, of another key or without its journal: said in words, and nothing is touched."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone
from psycopg import OperationalError
from psycopg.errors import InsufficientPrivilege
from pytest_django import Settings

from keukentafel.privacy.bewaren.journaal import announce, conclude
from keukentafel.privacy.public import journal_path
from keukentafel.reservekopie import postgresql
from keukentafel.reservekopie.elders import elsewhere
from keukentafel.reservekopie.fouten import KopieFout
from keukentafel.reservekopie.inhoudsopgave import NAAM, Inhoud, read_contents, write_contents
from keukentafel.reservekopie.maken import make_backup
from keukentafel.reservekopie.management.commands import verify as verify_command
from keukentafel.reservekopie.terugzetten import restore, verify

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def say_otherwise(map: Path, **changes: object) -> None:
    """Write the list of contents anew, with a seal that fits: only who has the key can."""
    was = read_contents(map)
    (map / NAAM).unlink()
    write_contents(map, dataclasses.replace(was, **changes))


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a flipped bit in a part": (lambda map: flip(map / "deel-00001"), "deel-00001 is gewijzigd of beschadigd"),
    "a part is missing": (lambda map: (map / "deel-00002").unlink(), "deel-00002 ontbreekt"),
    "a part is cut off": (lambda map: os.truncate(map / "deel-00001", 1000), "deel-00001 is gewijzigd of beschadigd"),
    "a flipped bit in the contents": (lambda map: flip(map / NAAM), "gewijzigd of beschadigd|andere sleutel"),
    "no contents": (lambda map: (map / NAAM).unlink(), "niet is afgemaakt"),
    "no JSON": (lambda map: (map / NAAM).write_text("{"), "niet te vertrouwen"),
    "a JSON of something else": (lambda map: (map / NAAM).write_text("[]"), "niet te vertrouwen"),
    "another count": (lambda map: forge(map), "niet te vertrouwen"),
    "a later version": (lambda map: say_otherwise(map, migraties=("core.9999_later",)), "nieuwere versie"),
    "another database": (lambda map: say_otherwise(map, soort="postgresql"), "werkt met sqlite"),
}


def forge(map: Path) -> None:
    said = json.loads((map / NAAM).read_text())
    said["tabellen"]["personen_persoon"]["rijen"] -= 1
    (map / NAAM).write_text(json.dumps(said))


@pytest.mark.parametrize("naam", FAULTS)
def test_a_back_up_that_is_not_whole_is_refused_before_anything_is_touched(
    kopie: Path, tmp_path: Path, naam: str
) -> None:
    plant, words = FAULTS[naam]
    plant(kopie)
    target = tmp_path / "werk.sqlite3"
    target.write_bytes(b"wat er stond")
    with pytest.raises(KopieFout, match=words):
        verify(kopie)
    with elsewhere({"NAME": str(target)}), pytest.raises(KopieFout, match=words):
        restore(kopie, overschrijven=True, zonder_journaal=True)
    assert target.read_bytes() == b"wat er stond"


def test_another_key_and_no_key(kopie: Path, settings: Settings, tmp_path: Path) -> None:
    settings.SLEUTELS = dataclasses.replace(settings.SLEUTELS, backup=bytes(32))
    with pytest.raises(KopieFout, match="andere sleutel"):
        verify(kopie)
    settings.SLEUTELS = dataclasses.replace(settings.SLEUTELS, backup=None)
    for do in (lambda: verify(kopie), lambda: make_backup(tmp_path / "nieuw")):
        with pytest.raises(KopieFout, match="openssl rand"):
            do()
    assert not (tmp_path / "nieuw").exists()


def test_without_the_keys_over_the_database_it_is_said(kopie: Path, settings: Settings) -> None:
    settings.SLEUTELS = dataclasses.replace(settings.SLEUTELS, versleuteling=os.urandom(32))
    with pytest.raises(KopieFout, match="de hoofdsleutel van toen"):
        verify(kopie)


LAATSTE = "WHERE id = (SELECT max(id) FROM personen_persoon)"


@pytest.mark.parametrize(
    "change",
    [
        f"DELETE FROM personen_persoon {LAATSTE}",
        f"UPDATE personen_persoon SET achternaam = achternaam || 'x' {LAATSTE}",
    ],
    ids=["a row less", "another name"],
)
def test_what_comes_out_otherwise_than_it_went_in_is_seen(
    kopie: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours between writing and reading: sums and seals fit, the rows do not."""
    from keukentafel.reservekopie import sqlite

    fill = sqlite.fill_memory

    def fill_otherwise(blocks: object) -> object:
        memory = fill(blocks)
        memory.execute("PRAGMA foreign_keys=OFF")
        assert memory.execute(change).rowcount == 1
        return memory

    monkeypatch.setattr(sqlite, "fill_memory", fill_otherwise)
    with pytest.raises(KopieFout, match="tabel personen_persoon heeft"):
        verify(kopie)


def test_the_journal_must_be_there_whole_and_not_older_than_the_back_up(kopie: Path, tmp_path: Path) -> None:
    target = tmp_path / "werk.sqlite3"

    def refused(words: str, **how: bool) -> None:
        with elsewhere({"NAME": str(target)}), pytest.raises(KopieFout, match=words):
            restore(kopie, **how)
        assert not target.exists()

    refused("geen journaal")
    conclude(announce(1, {"casussen.casus": [(1, "2001-01-01T00:00:00+00:00")]}), weg=True)
    whole = journal_path().read_text()
    journal_path().write_text(whole.replace("1 ", "1 A", 1))
    refused("regel 1 van het vernietigingsjournaal klopt niet", zonder_journaal=True)
    journal_path().write_text(whole)
    say_otherwise(kopie, journaal=3)
    refused("had er 3")
    announce(1, {"casussen.casus": [(2, "2001-01-01T00:00:00+00:00")]})
    refused("niemand of hij toen vernietigd is")
    journal_path().unlink()
    refused("geen journaal", zonder_journaal=True)


def test_what_is_there_goes_only_when_somebody_says_so(kopie: Path, tmp_path: Path) -> None:
    with elsewhere({"NAME": str(tmp_path / "werk #1?.sqlite3")}):
        assert restore(kopie, zonder_journaal=True).regels == read_contents(kopie).logboek[0]
        with pytest.raises(KopieFout, match="--overschrijven"):
            restore(kopie, zonder_journaal=True)
        soon = timezone.now() + timedelta(hours=1)
        Session.objects.create(session_key="x" * 32, session_data="", expire_date=soon)
        assert make_backup(tmp_path / "later").tabellen["django_session"].rijen == 1
        restore(tmp_path / "later", zonder_journaal=True, overschrijven=True)
        assert not Session.objects.exists()  # who was logged out after the back-up is not in again


def test_a_database_that_can_no_longer_be_read_is_put_aside(kopie: Path, tmp_path: Path) -> None:
    target = tmp_path / "werk.sqlite3"
    target.write_bytes(b"kapot" * 1000)
    with elsewhere({"NAME": str(target)}):
        restore(kopie, zonder_journaal=True, overschrijven=True)
    assert (tmp_path / "werk.sqlite3.onleesbaar").read_bytes() == b"kapot" * 1000
    assert target.read_bytes().startswith(b"SQLite format 3")


def test_what_cannot_be_kept_is_said_in_words(kopie: Path, tmp_path: Path) -> None:
    broken = tmp_path / "kapot.sqlite3"
    broken.write_bytes(b"kapot" * 1000)
    with elsewhere({"NAME": str(broken)}), pytest.raises(KopieFout, match="is niet te lezen"):
        make_backup(tmp_path / "a")
    announce(1, {"casussen.casus": [(1, "2001-01-01T00:00:00+00:00")]})
    journal_path().write_text(journal_path().read_text().replace("1 ", "1 A", 1))
    with pytest.raises(KopieFout, match=r"regel 1 .* klopt niet"):
        make_backup(tmp_path / "b")
    for reason, words in ((InsufficientPrivilege("rij"), "pg_read_all_data"), (OperationalError("rij"), "Operational")):
        with pytest.raises(KopieFout, match=words) as said, postgresql.told_in_words():
            raise reason
        assert "rij" not in str(said.value)


def test_where_a_back_up_is_tried_is_asked_as_the_address_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[dict[str, object]] = []

    def tried(map: Path, server: dict[str, object]) -> None:
        asked.append(server)
        raise KopieFout("genoeg")

    monkeypatch.setattr(verify_command, "verify", tried)
    for url in ("postgres://proef@elders/postgres?sslmode=verify-full", ""):
        with pytest.raises(CommandError, match="genoeg"):
            call_command("verify", str(tmp_path), op=url)
    assert asked[0]["OPTIONS"] == {"sslmode": "verify-full"} and asked[0]["HOST"] == "elders" and asked[1] == {}


def test_a_directory_is_used_once_and_only_the_owner_reads_it(kopie: Path, tmp_path: Path) -> None:
    with pytest.raises(KopieFout, match="niet leeg"):
        make_backup(kopie)
    assert read_contents(kopie).sleutel and not isinstance(read_contents(kopie), dict)
    assert isinstance(read_contents(kopie), Inhoud)
    assert (kopie / NAAM).stat().st_mode & 0o777 == 0o600


def test_the_commands_say_how_it_went(kopie: Path, tmp_path: Path) -> None:
    said = StringIO()
    call_command("backup", str(tmp_path / "nieuw"), stdout=said)
    call_command("verify", str(tmp_path / "nieuw"), stdout=said)
    with elsewhere({"NAME": str(tmp_path / "werk.sqlite3")}):
        call_command("restore", str(tmp_path / "nieuw"), "--zonder-journaal", stdout=said)
    assert "Back-up gemaakt" in said.getvalue() and "komt heel terug" in said.getvalue()
    assert "Teruggezet" in said.getvalue()
    (kopie / NAAM).unlink()
    for command in ("verify", "restore"):
        with pytest.raises(CommandError, match="geen back-up"):
            call_command(command, str(kopie))
