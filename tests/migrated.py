"""The empty test database on SQLite: a file, migrated once and kept until a migration or shipped data changes.

A file and not memory, so that every thread of the server under test has a connection of its own, as in production;
threads that share one connection undo each other's savepoints.

Making all tables takes three seconds of every process; here the result is copied. `migrate` still runs on top of
it, as on an upgrade, so that what it does after every migration is done. On PostgreSQL (make test) everything runs
from the first migration, every time.

A journey writes for real, and after it the database is put back as the cast left it, page by page. Emptying every
table and filling the lists again, as Django does (and as the tests on PostgreSQL do), takes a second each time.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.db.backends.sqlite3.creation import DatabaseCreation
from django.test import TransactionTestCase

from tests.architectuur.house import PACKAGE

PREFIX = "test-gemigreerd-"

_create = DatabaseCreation.create_test_db
_prepare = DatabaseCreation._create_test_db
_empty = TransactionTestCase._fixture_teardown
_remembered: list[sqlite3.Connection] = []


def fingerprint() -> str:
    """Return a name for everything that the migrated, empty database follows from."""
    digest = hashlib.sha256(django.__version__.encode())
    digest.update(hashlib.sha256(settings.SLEUTELS.versleuteling).digest())  # the keys in it are wrapped with this one
    for path in sorted(PACKAGE.rglob("*")):
        counts = {"migrations", "data"} & set(path.parts) or path.name in {"laden.py", "migratie.py"}
        if path.is_file() and counts and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(PACKAGE)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def kept() -> Path:
    """Return where the migrated database of today's code lies, or will lie."""
    return Path(settings.VAR_DIR) / f"{PREFIX}{fingerprint()}.sqlite3"


def prepare(creation: DatabaseCreation, *args: Any, **kwargs: Any) -> str:
    """Begin with a copy of the kept database, when there is one."""
    name: str = _prepare(creation, *args, **kwargs)
    if kept().is_file():
        shutil.copyfile(kept(), name)
    return name


def create(creation: DatabaseCreation, *args: Any, **kwargs: Any) -> str:
    """Make the test database; keep it when it was made from the first migration on.

    Of two runs that begin together one makes it, and the other waits for the copy: it takes twelve seconds.
    """
    path = kept()
    if path.is_file():
        return str(_create(creation, *args, **kwargs))
    with (path.parent / f"{PREFIX}slot").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return make_and_keep(path, creation, *args, **kwargs)


def make_and_keep(path: Path, creation: DatabaseCreation, *args: Any, **kwargs: Any) -> str:
    """Make the test database; keep a copy where there is none yet."""
    name: str = _create(creation, *args, **kwargs)
    if not path.is_file():
        for old in path.parent.glob(f"{PREFIX}*.sqlite3"):
            old.unlink(missing_ok=True)
        new = path.with_suffix(f".{os.getpid()}")
        with creation.connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(new)])
        new.replace(path)
    return name


def keep_migrated(directory: Path) -> None:
    """Let this test run work in a file in this directory, and use the kept database."""
    if connection.vendor != "sqlite":
        return
    connection.settings_dict["TEST"]["NAME"] = str(directory / "test.sqlite3")
    DatabaseCreation._create_test_db = prepare  # type: ignore[method-assign]
    DatabaseCreation.create_test_db = create  # type: ignore[method-assign]
    TransactionTestCase._fixture_teardown = put_back  # type: ignore[method-assign]


def remember() -> None:
    """Keep the test database as it is now, in memory: what every journey begins with."""
    if connection.vendor != "sqlite":
        return
    connection.ensure_connection()
    _remembered[:] = [sqlite3.connect(":memory:")]
    connection.connection.backup(_remembered[0])


def put_back(case: TransactionTestCase) -> None:
    """Undo what a test without a transaction of its own has written; before there is a cast, empty the tables."""
    from keukentafel.core import sleutelbos  # here: the harness of the faults asks for `fingerprint` before the apps

    sleutelbos.forget()  # a key that this process remembers may not lie in what is put back
    if not _remembered:
        _empty(case)
        return
    connection.ensure_connection()
    _remembered[0].backup(connection.connection)
