"""Places of heavy processes: how many at once, who waits and how long, and that nobody else can reach the locks."""

from __future__ import annotations

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.core.cache import cache
from pytest_django import Settings

from keukentafel.inzicht import plaatsen
from keukentafel.inzicht.api import apart
from keukentafel.inzicht.api.problemen import Probleem
from keukentafel.inzicht.api.vragers import _count
from keukentafel.inzicht.plaatsen import Bezet, hold_place

PYTHON = [sys.executable, "-S", "-c"]


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.PLAATSEN_DIR = tmp_path / "var" / "plaatsen"
    return tmp_path / "var" / "plaatsen"


def test_a_report_of_its_own_process_has_its_bounds(folder: Path) -> None:
    assert apart.run_apart([*PYTHON, "print('é')"], "sleutel:1") == "é\n".encode()
    with pytest.raises(Probleem, match="te lang"):
        apart.run_apart([*PYTHON, "import time; time.sleep(30)"], "sleutel:1", seconden=0.2)
    for status, said in ((1, 400), (2, 400), (apart.TE_KLEIN, 403)):
        text = f"import sys; print('CommandError: Er is geen team.', file=sys.stderr); sys.exit({status})"
        with pytest.raises(Probleem, match="Er is geen team") as wrong:
            apart.run_apart([*PYTHON, text], "sleutel:1")
        assert wrong.value.status == said
    with pytest.raises(Probleem, match="storing") as broken:
        apart.run_apart([*PYTHON, "raise SystemExit('Traceback: geheim')"], "sleutel:1")
    assert broken.value.status == 503 and "geheim" not in str(broken.value)


def test_a_place_is_held_against_another_process(folder: Path) -> None:
    with hold_place("proef"):
        path = folder / "proef-0.slot"
        holds = f"import fcntl; fcntl.flock(open({str(path)!r}), fcntl.LOCK_EX | fcntl.LOCK_NB)"
        other = subprocess.run([*PYTHON, holds], capture_output=True, check=False)
        assert b"BlockingIOError" in other.stderr
        with pytest.raises(Bezet), hold_place("proef"):
            pass
        with hold_place("proef", 2), pytest.raises(Bezet), hold_place("proef", 2):
            pass
    with hold_place("proef"):
        pass


def test_nobody_else_reaches_the_locks_and_no_file_is_emptied(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True, mode=0o755)
    (folder / "proef-0.slot").write_text("blijft")
    with hold_place("proef"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / "proef-0.slot").read_text() == "blijft"
    other = tmp_path / "van een ander"
    other.write_text("blijft ook")
    (folder / "list-0.slot").symlink_to(other)
    with pytest.raises(OSError, match="symbolic"), hold_place("list"):
        pass
    assert other.read_text() == "blijft ook"


def test_a_folder_that_is_a_link_is_not_ours(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elders")
    settings.PLAATSEN_DIR = tmp_path / "link"
    with pytest.raises(PermissionError), hold_place("proef"):
        pass


def test_one_asker_has_one_question_open(folder: Path) -> None:
    with hold_place("vrager-sleutel-1"):
        with pytest.raises(Probleem, match="vorige vraag") as refused:
            apart.run_apart([*PYTHON, "pass"], "sleutel:1")
        assert (refused.value.status, refused.value.na > 0) == (429, True)
        assert apart.run_apart([*PYTHON, "print(1)"], "sleutel:11") == b"1\n"


def test_who_finds_no_place_waits_a_second_and_the_third_not_at_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (apart.PLAATSEN, apart.WACHTPLAATSEN) == (2, 2) and apart.WACHTEN <= 1
    slept: list[float] = []
    real = plaatsen.time.sleep
    monkeypatch.setattr(plaatsen.time, "sleep", lambda seconds: (slept.append(seconds), real(seconds)))
    with hold_place("rapport", 2), hold_place("rapport", 2):
        with pytest.raises(Probleem, match="al rapporten") as refused:
            apart.run_apart([*PYTHON, "pass"], "sleutel:1", wachten=0.3)
        assert (refused.value.status, refused.value.na > 0) == (503, True) and slept
        slept.clear()
        with hold_place("wacht", 2), hold_place("wacht", 2), pytest.raises(Probleem, match="al rapporten"):
            apart.run_apart([*PYTHON, "pass"], "sleutel:1", wachten=60)
        assert not slept
    assert apart.run_apart([*PYTHON, "print(1)"], "sleutel:1") == b"1\n"


def test_askers_at_the_same_moment_are_each_counted() -> None:
    """All read the counter before one of them writes it, as separate processes can."""
    many = 8
    barrier, real = Barrier(many), cache.get

    def late(key: str, default: int) -> int:
        found = real(key, default)
        barrier.wait(10)
        return int(found)

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(many) as pool:
        patch.setattr("keukentafel.inzicht.api.vragers.cache", type("Cache", (), {
            "get": staticmethod(late), "add": cache.add, "set": cache.set})())  # fmt: skip
        numbers = list(pool.map(lambda _turn: _count("proef", 10**6, 5), range(many)))
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6, 7, 7]
