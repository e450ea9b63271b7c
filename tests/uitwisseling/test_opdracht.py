"""The commands as a municipality runs them: a process of its own, its exit status, its output, and what stays behind.

The processes work in the test database itself, so these tests write for real and empty it after them.
"""

from __future__ import annotations

import csv
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from keukentafel.audit.models import Regel
from keukentafel.personen.public import Persoon
from keukentafel.teams.public import Team
from keukentafel.uitwisseling.models import Bron
from keukentafel.uitwisseling.moment import one_moment
from tests.leeg import empty_tables
from tests.uitwisseling.pakketten import Tabel, files_of, whole, write_folder, write_zip

pytestmark = pytest.mark.django_db(transaction=True)
Klaar = subprocess.CompletedProcess[str]


def address() -> str:
    """Return the DATABASE_URL of the test database."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    host, name = quote(str(found["HOST"]), safe=""), found["NAME"]
    return f"postgres://{found['USER']}@{host}/{name}"


def environment() -> dict[str, str]:
    """The environment of a process that works in the test database, with the keys of this run."""
    return {**os.environ, "DATABASE_URL": address(), "KEUKENTAFEL_VAR": str(settings.VAR_DIR), "COLUMNS": "200"}


def command(*words: str | Path) -> list[str]:
    """The console script, as its entry point starts it."""
    return [sys.executable, "-m", "keukentafel", *map(str, words)]


def run(*words: str | Path) -> Klaar:
    """Run a command to its end."""
    return subprocess.run(command(*words), env=environment(), capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(autouse=True)
def leeg_echt(transactional_db: None) -> Iterator[None]:
    """Begin and end in an empty municipality."""
    with transaction.atomic():
        empty_tables()
    yield
    with transaction.atomic():
        empty_tables()


def contents(folder: Path) -> dict[str, bytes]:
    """Return what stands in this folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_in_out_and_in_again_in_processes_of_their_own(tmp_path: Path) -> None:
    package = write_zip(tmp_path / "p.zip", files_of(whole()))
    trial = run("import", package, "--dry-run")
    assert (trial.returncode, trial.stderr) == (0, "")
    assert "Er is niets geschreven" in trial.stdout
    assert not Team.objects.exists()
    assert not Bron.objects.exists()
    first = run("import", package, "--faults", tmp_path / "geen.csv")
    assert (first.returncode, first.stderr) == (0, "")
    assert (tmp_path / "geen.csv").read_text() == "resource,row,column,rule,message\n"
    assert run("export", tmp_path / "een").returncode == 0
    again = run("import", tmp_path / "een")  # with every column, also those that were absent: yet nothing is new
    assert again.returncode == 0
    assert all(" 0 nieuw, " in line for line in again.stdout.splitlines() if line.startswith("  "))
    assert run("export", tmp_path / "twee").returncode == 0
    assert contents(tmp_path / "een") == contents(tmp_path / "twee")


def test_faults_are_told_on_stderr_and_in_a_file_and_nothing_is_written(tmp_path: Path) -> None:
    tabellen = whole()
    tabellen["personen"][0] |= {"bsn": "987654321", "geboortedatum": "gisteren"}
    faults = tmp_path / "fouten.csv"
    done = run("import", write_folder(tmp_path / "p", files_of(tabellen)), "--faults", faults)
    assert (done.returncode, done.stdout) == (1, "")
    assert "2 fouten gevonden" in done.stderr
    with faults.open(encoding="utf-8", newline="") as source:
        rows = [(row["resource"], row["row"], row["column"], row["rule"]) for row in csv.DictReader(source)]
    assert rows == [("personen", "1", "geboortedatum", "type"), ("personen", "1", "bsn", "elfproef")]
    assert not any(word in done.stderr + faults.read_text() for word in ("987654321", "gisteren", "Mieke", "Wit"))
    assert not Persoon.objects.exists()


VERKEERD: list[tuple[Callable[[Path], tuple[str | Path, ...]], str]] = [
    (lambda path: (path / "nergens",), "bestaat niet"),
    (lambda path: (write_folder(path / "leeg", {"a.csv": b""}),), "geen datapackage.json"),
    (lambda path: (write_zip(path / "p.zip", files_of(whole())), "--source", "x" * 81), "hoogstens 80 tekens"),
    (lambda path: (write_zip(path / "p.zip", files_of(whole())), "--source", ""), "bron"),
    (lambda path: (write_zip(path / "p.zip", files_of(whole())), "--faults", path / "geen/map.csv"), "dat bestand"),
]


@pytest.mark.parametrize(("words", "told"), VERKEERD)
def test_what_cannot_be_is_refused_in_words_before_anything_is_done(
    tmp_path: Path, words: Callable[[Path], tuple[str | Path, ...]], told: str
) -> None:
    with pytest.raises(CommandError, match=told) as refused:
        call_command("import", *map(str, words(tmp_path)))
    assert refused.value.returncode == 1
    assert not Team.objects.exists()


def large(number: int = 150_000) -> Mapping[str, bytes]:
    """The files of a package that takes some seconds to bring in."""
    teams: Tabel = [{"id": f"x{n}", "naam": f"Team {n}"} for n in range(number)]
    return files_of({"teams": teams})


RENAME = "from keukentafel.teams.models import Team; Team.objects.update(naam='Team Nieuw')"


def told_on(terminal: int, word: str) -> str:
    """Read this terminal until the word stands there, or nothing comes any more."""
    told = ""
    while word not in told and select.select([terminal], [], [], 120)[0]:
        told += os.read(terminal, 4096).decode()
    return told


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_it_halfway_finds_the_database_as_it_was(tmp_path: Path, how: signal.Signals) -> None:
    assert run("import", write_folder(tmp_path / "eerst", files_of(whole()))).returncode == 0
    lines = Regel.objects.exclude(actie="opdracht_gestart")  # that he began stays; what he did does not
    before = (Team.objects.count(), Persoon.objects.count(), lines.count())
    terminal, its_side = os.openpty()
    words = command("import", write_folder(tmp_path / "p", large()), "--source", "ander")
    with subprocess.Popen(words, env=environment(), stdout=its_side, stderr=its_side) as process:
        told = told_on(terminal, "inlezen: ")
        process.send_signal(how)
        status = process.wait(timeout=60)
        told += told_on(terminal, "waren.")
    os.close(its_side)
    os.close(terminal)
    assert status == 130, told
    assert "] " in told
    assert "per seconde" in told
    assert "Afgebroken; de gegevens zijn gebleven zoals zij waren." in told
    assert "Traceback" not in told
    assert (Team.objects.count(), Persoon.objects.count(), lines.count()) == before


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_it_while_it_is_concluded_reads_that_it_came_in(
    tmp_path: Path, how: signal.Signals, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    conclude = connection.commit

    def stopped_meanwhile() -> None:
        signal.raise_signal(how)
        conclude()
        signal.raise_signal(how)

    package, before = write_folder(tmp_path / "p", files_of(whole())), signal.getsignal(how)
    monkeypatch.setattr(connection, "commit", stopped_meanwhile)
    call_command("import", package)
    monkeypatch.undo()
    assert "Ingelezen: " in capsys.readouterr().out
    assert Team.objects.exists()
    assert signal.getsignal(how) is before


def test_an_export_reads_one_moment_while_others_go_on_saving() -> None:
    Team.objects.create(naam="Team Oud")
    with one_moment():
        assert Team.objects.get().naam == "Team Oud"
        done = subprocess.run(
            command("shell", "-c", RENAME),
            env=environment(), capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert Team.objects.get().naam == "Team Oud"
    assert Team.objects.get().naam == "Team Nieuw"
