"""A share of the processor holds all of one municipality, and nothing stays behind of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts.belasting import aandeel
from scripts.belasting.aandeel import Aandeel, children


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the kernel shows its shares, which writes down who was brought where and moves nobody."""
    monkeypatch.setattr(aandeel, "EERSTE", tmp_path)
    moved = (tmp_path / "moved").open("a")
    monkeypatch.setattr(aandeel, "_move", lambda pid, group: print(pid, group.name, file=moved, flush=True))
    return tmp_path


def test_a_command_begins_inside_its_share(machine: Path) -> None:
    share = Aandeel("wij")
    group = machine / f"keukentafel-{aandeel.os.getpid()}-wij"
    group.mkdir()
    done = subprocess.run(share.command("sh", "-c", "echo $$"), capture_output=True, text=True, check=True)
    assert done.stdout == (group / "cgroup.procs").read_text()


def test_who_runs_already_is_brought_in_with_its_children(machine: Path) -> None:
    family = ["sh", "-c", "sleep 60 & sleep 60 & echo here; wait"]
    with subprocess.Popen(family, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "here\n"
        below = children(process.pid)
        Aandeel("wij").take(process.pid)
        subprocess.run(["kill", *map(str, below), str(process.pid)], check=True)
    moved = [line.split()[0] for line in (machine / "moved").read_text().splitlines()]
    assert len(below) == 2 and moved == [str(pid) for pid in (process.pid, *below)]


def test_leaving_puts_everybody_back_and_takes_the_share_away(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Aandeel("wij") as share:
        monkeypatch.setattr(share, "_members", lambda: [12, 13])
    assert not share._path.exists()
    assert (machine / "moved").read_text().split() == ["12", machine.name, "13", machine.name]
