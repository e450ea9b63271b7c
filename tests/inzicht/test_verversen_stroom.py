"""The power goes while a momentopname is brought up to date, on the disk that forgets: what is there is never half."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from keukentafel.inzicht import verversen
from keukentafel.inzicht.verversen import refresh
from scripts.faults.machine import Schijfproces
from tests.inzicht.test_verversen import MODELS, city, manager, rows_in
from tests.storingen.test_schijf import schijf

__all__ = ["city", "schijf"]
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.usefixtures("city")]


def change_everything() -> None:
    """Every object gets another stamp, and every case another row."""
    for label in MODELS:
        for one in manager(label).order_by("pk"):
            one.save()
    manager("casussen.Casus").update(veiligheid=True)


def power_cut(disk: Schijfproces) -> int:
    """The power goes and comes back: only what was synced is there; returns how many blocks are lost."""
    lost = int(disk.tell("cut 0"))
    disk.tell("mount")
    return lost


def test_what_was_brought_up_to_date_is_whole_after_a_power_cut(schijf: Schijfproces, tmp_path: Path) -> None:
    folder = schijf.path / "opname"
    refresh(folder)
    change_everything()
    assert not refresh(folder).vol
    assert power_cut(schijf) == 0
    refresh(tmp_path / "anew")
    assert rows_in(folder) == rows_in(tmp_path / "anew")


def test_without_waiting_for_the_disk_it_is_not(schijf: Schijfproces, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verversen.os, "fsync", lambda _file: None)
    refresh(schijf.path / "opname")
    assert power_cut(schijf) > 0
    with pytest.raises(Exception, match=r"Parquet|parquet"):
        rows_in(schijf.path / "opname")


@pytest.mark.parametrize("after", [0, 3, 30])
def test_the_power_goes_half_way_and_the_old_one_is_whole(
    after: int, schijf: Schijfproces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = schijf.path / "opname"
    refresh(folder)
    before, write, written = rows_in(folder), verversen._own_file, iter(range(1000))

    def without_power(path: Path) -> Any:
        if next(written) == after:
            power_cut(schijf)
            raise OSError("de stroom is weg")
        return write(path)

    change_everything()
    with monkeypatch.context() as patch, pytest.raises(OSError, match="stroom"):
        patch.setattr(verversen, "_own_file", without_power)
        refresh(folder)
    assert rows_in(folder) == before
    refresh(folder)
    assert power_cut(schijf) == 0
    refresh(tmp_path / "anew")
    assert rows_in(folder) == rows_in(tmp_path / "anew") != before
