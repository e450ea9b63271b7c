"""The back-up of SQLite (the demo, a small installation): the online back-up of SQLite itself, by way of memory.

A copy on the disk would be a plain copy; in memory it is one that ends with the process. It takes as much memory as
twice the database, which is why a city has PostgreSQL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from keukentafel.reservekopie.fouten import KopieFout

BLOK = 1 << 20
JOURNAAL = slice(18, 20)  # of the header: how the file is written; in memory there is no write-ahead log
GEEN_DATABASE = "Er is geen database om te bewaren: {} is er niet."


@contextmanager
def copy_of_now() -> Iterator[sqlite3.Connection]:
    """The database as it is at this moment, in memory; whoever is working is not held up. Raises KopieFout."""
    path = Path(str(connection.settings_dict["NAME"]))
    if not path.is_file():
        raise KopieFout(GEEN_DATABASE.format(path))
    with closing(sqlite3.connect(":memory:")) as copy:
        try:
            with closing(_read_only(path)) as source:
                source.backup(copy)
        except sqlite3.Error as error:
            raise KopieFout(f"{path} is niet te lezen: {error}. Er is geen back-up gemaakt.") from error
        yield copy


def blocks_of(copy: sqlite3.Connection) -> Iterator[bytes]:
    """The bytes of a database."""
    data = memoryview(copy.serialize())
    for start in range(0, len(data), BLOK):
        yield bytes(data[start : start + BLOK])


def fill_memory(blocks: Iterable[bytes]) -> sqlite3.Connection:
    """Put the bytes of a back-up in the database in memory that Django is connected to; returns that connection."""
    data = bytearray().join(blocks)
    data[JOURNAAL] = b"\x01\x01"
    connection.ensure_connection()
    memory: Any = connection.connection
    memory.deserialize(bytes(data))
    try:
        memory.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        raise KopieFout("Wat in de back-up zit is geen database van SQLite.") from error
    found: sqlite3.Connection = memory
    return found


def write_over(memory: sqlite3.Connection, path: Path) -> None:
    """Make this the database in `path`, in one transaction: broken off, what was there is still there.

    What is there and can no longer be read (the reason for many a restore) is put aside as `….onleesbaar`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if _unreadable(path):
        for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            if each.exists():
                each.replace(each.with_name(f"{each.name}.onleesbaar"))
    with closing(sqlite3.connect(path, timeout=20)) as target:
        target.execute("PRAGMA synchronous=FULL")
        try:
            memory.backup(target)
            target.execute("PRAGMA journal_mode=WAL")
        except sqlite3.Error as error:
            raise KopieFout(f"{path} is niet te schrijven: {error}. Stop de server eerst.") from error


def holds_something(path: Path) -> bool:
    """Whether there is a database with tables there."""
    if not path.is_file() or not path.stat().st_size:
        return False
    if _unreadable(path):
        return True
    with closing(_read_only(path)) as there:
        return bool(there.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing; a path may hold any sign (# and ? mean something in an address)."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=20)


def _unreadable(path: Path) -> bool:
    if not path.is_file():
        return False
    with closing(_read_only(path)) as there:
        try:
            there.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            raise KopieFout(f"{path} is niet te openen: {error}.") from error
        except sqlite3.DatabaseError:
            return True
    return False
