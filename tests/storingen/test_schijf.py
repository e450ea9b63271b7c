"""The disk that forgets: what was synced stays, the rest goes; and SQLite's settings matter on it."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.faults.disk import BLOCK, Knoop, Schijf
from scripts.faults.machine import Schijfproces

pytestmark = pytest.mark.sqlite
CHANCE = random.Random(1)


def mountable() -> bool:
    """True where a file system may be mounted: root on Linux with FUSE. Elsewhere `make faults` cannot run either."""
    return os.getuid() == 0 and os.access("/dev/fuse", os.R_OK | os.W_OK) and os.environ.get("STORING_ZONDER") != "ja"


def file_of(content: bytes) -> Knoop:
    knoop = Knoop(2, 0o100600, 0, 0)
    knoop.write(0, content)
    knoop.sync()
    return knoop


def test_what_was_synced_stays() -> None:
    knoop = file_of(b"a" * BLOCK)
    assert knoop.forget(CHANCE, 0.0) == 0
    assert knoop.data == b"a" * BLOCK


def test_what_was_not_synced_is_gone() -> None:
    knoop = file_of(b"a" * BLOCK)
    knoop.write(10, b"b" * BLOCK)
    assert knoop.data[10:20] == b"b" * 10
    assert knoop.forget(CHANCE, 0.0) == 2
    assert knoop.data == b"a" * BLOCK


def test_a_block_may_stay_or_be_torn() -> None:
    outcomes = set()
    for seed in range(40):
        knoop = file_of(b"a" * BLOCK)
        knoop.write(0, b"b" * BLOCK)
        knoop.forget(random.Random(seed), 0.7)
        outcomes.add((bytes(knoop.data[:1]), bytes(knoop.data[-1:])))
    assert outcomes == {(b"a", b"a"), (b"b", b"b"), (b"b", b"a")}


def test_what_failed_to_be_synced_is_never_on_the_disk() -> None:
    """As Linux does it: the next sync succeeds, and says nothing of what the last one lost."""
    knoop = file_of(b"a" * BLOCK)
    knoop.write(0, b"b" * BLOCK)
    knoop.fail()
    knoop.sync()
    assert knoop.data == b"b" * BLOCK
    knoop.forget(CHANCE, 1.0)
    assert knoop.data == b"a" * BLOCK


def test_what_is_written_again_after_a_failed_sync_stays() -> None:
    knoop = file_of(b"a" * BLOCK)
    knoop.write(0, b"b" * BLOCK)
    knoop.fail()
    knoop.write(0, b"c" * BLOCK)
    knoop.sync()
    knoop.forget(CHANCE, 0.0)
    assert knoop.data == b"c" * BLOCK


def test_a_full_disk_and_a_broken_one_refuse() -> None:
    disk = Schijf()
    knoop = disk.add(1, "a", 0o100600, 0, 0)
    disk.ruimte = 100
    disk.may_write(knoop, 100)
    with pytest.raises(OSError) as full:
        disk.may_write(knoop, 101)
    disk.fout = errno.EROFS
    with pytest.raises(OSError) as broken:
        disk.may_write(knoop, 1)
    assert (full.value.errno, broken.value.errno) == (errno.ENOSPC, errno.EROFS)


def test_without_inodes_no_file_is_made_and_those_that_are_there_are_written() -> None:
    disk = Schijf()
    knoop = disk.add(1, "a", 0o100600, 0, 0)
    disk.may_make()
    disk.plaatsen = len(disk.knopen)
    disk.may_write(knoop, 1 << 20)
    with pytest.raises(OSError) as full:
        disk.may_make()
    assert full.value.errno == errno.ENOSPC


@pytest.fixture
def schijf(tmp_path: Path) -> Iterator[Schijfproces]:
    if not mountable():
        pytest.skip("hier mag geen bestandssysteem worden gekoppeld (root en /dev/fuse)")
    disk = Schijfproces(tmp_path / "schijf", 1)
    try:
        disk.tell("mount")
    except OSError as reason:
        disk.close()
        pytest.skip(f"hier mag geen bestandssysteem worden gekoppeld: {reason}")
    yield disk
    disk.close()


@pytest.mark.parametrize(("synchronous", "kept"), [("FULL", 200), ("NORMAL", 0)])
def test_only_full_survives_a_power_cut(schijf: Schijfproces, synchronous: str, kept: int) -> None:
    """SQLite 200 times on the mounted disk: with NORMAL, the setting that most guides give, nothing is left."""
    database = sqlite3.connect(schijf.path / "proef.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute(f"PRAGMA synchronous={synchronous}")
    database.execute("CREATE TABLE proef (nummer INTEGER)")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(200):
        database.execute("INSERT INTO proef VALUES (?)", [number])
    schijf.tell("cut 0")
    database.close()
    schijf.tell("mount")
    database = sqlite3.connect(schijf.path / "proef.sqlite3")
    assert database.execute("SELECT count(*) FROM proef").fetchone() == (kept,)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
