"""Killed at any point, a destruction happened or did not, and a restore says the same (R2, ADR 0027).

Each process is real and is killed with SIGKILL; the back-up is a copy of the file of before.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings

from keukentafel.casussen.models import Casus
from keukentafel.core import sleutelbos
from keukentafel.core.muur import as_system
from keukentafel.privacy.bewaren.journaal import JournaalOnbeslist, Onbeslist, Stap, read_journal, undecided
from keukentafel.privacy.bewaren.vernietigen import replay_destructions
from keukentafel.reservekopie.elders import elsewhere
from tests import migrated
from tests.architectuur.house import ROOT
from tests.privacy.gedood import PUNTEN

pytestmark = [pytest.mark.sqlite, pytest.mark.usefixtures("django_db_setup")]
WEG = PUNTEN[PUNTEN.index("na_commit") :]  # from here on the database had committed
NIET_BEGONNEN = PUNTEN[:1]  # nothing was announced
VOORNEMEN, GEDAAN, VERVALLEN = Stap


def run(what: str, path: Path, journal: Path) -> int:
    """Do this in a process of its own; returns how it ended."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path}", "KEUKENTAFEL_VERNIETIGING_DIR": str(journal),
                   "KEUKENTAFEL_DEMO": "ja", "DJANGO_SETTINGS_MODULE": "config.settings"}  # fmt: skip
    command = [sys.executable, "-m", "tests.privacy.gedood", what]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True).returncode


@pytest.fixture(scope="module")
def agreed_to(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Path:
    """A database with a case on a list that was agreed to: the back-up."""
    path = tmp_path_factory.mktemp("gedood") / "kopie.sqlite3"
    shutil.copyfile(migrated.kept(), path)
    assert run("begin", path, path.parent) == 0
    return path


def cases(path: Path) -> int:
    """How many cases of the proof are there."""
    sleutelbos.forget()
    with elsewhere({"NAME": str(path)}), as_system("proef"):
        return Casus.objects.filter(nummer="KPROEF1").count()


@pytest.mark.parametrize("point", PUNTEN)
def test_killed_at_any_point_a_restore_says_what_the_database_said(
    point: str, agreed_to: Path, tmp_path: Path, settings: Settings, django_db_blocker: DjangoDbBlocker
) -> None:
    settings.VERNIETIGING_DIR = tmp_path
    path, kopie = tmp_path / "werk.sqlite3", tmp_path / "kopie.sqlite3"
    for one in (path, kopie):
        shutil.copyfile(agreed_to, one)
    ended = run(point, path, tmp_path)
    assert ended == (0 if point == "heel" else -signal.SIGKILL)
    with django_db_blocker.unblock():
        assert cases(path) == (0 if point in WEG else 1)
        restored_without_going_on(point, kopie, tmp_path)
        assert point == "heel" or run("heel", path, tmp_path) == 0  # what was broken off goes on
        assert cases(path) == 0 and not undecided()
        first = [line.stap for line in read_journal()]
        begun = [] if point in (*NIET_BEGONNEN, *WEG) else [VOORNEMEN, VERVALLEN]
        assert first == [*begun, VOORNEMEN, GEDAAN]
        shutil.copyfile(agreed_to, kopie)
        with elsewhere({"NAME": str(kopie)}), as_system("proef"):
            assert replay_destructions() == 1
        assert cases(kopie) == 0


def restored_without_going_on(point: str, kopie: Path, journal: Path) -> None:
    """The machine is gone and only the back-up and the journal are left: what is not known is asked."""
    kept = {one: one.read_bytes() for one in journal.glob("*.journaal")}
    if point in (*NIET_BEGONNEN, "na_gedaan", "heel"):
        with elsewhere({"NAME": str(kopie)}), as_system("proef"):
            assert replay_destructions() == (0 if point in NIET_BEGONNEN else 1)
        return
    before = kopie.read_bytes()
    for choice, left in ((Onbeslist.LATEN, 1), (Onbeslist.VERNIETIGEN, 0)):
        kopie.write_bytes(before)
        with elsewhere({"NAME": str(kopie)}), as_system("proef"):
            with pytest.raises(JournaalOnbeslist):
                replay_destructions()
            assert replay_destructions(choice) == 1 - left
        assert cases(kopie) == left and not undecided()
        for one, text in kept.items():
            one.write_bytes(text)
