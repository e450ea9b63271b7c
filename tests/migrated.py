"""The empty test database on SQLite, migrated once and kept until a migration or shipped data changes.

Running all migrations costs more than many a test file; here their result is copied into the database in memory.
`migrate` still runs on top of it, as on an upgrade, so that what it does after every migration is done. On PostgreSQL
(make test) everything runs from the first migration, every time.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db.backends.sqlite3.creation import DatabaseCreation

from tests.architectuur.house import PACKAGE

PREFIX = "test-gemigreerd-"
_open: list[sqlite3.Connection] = []  # a database in memory lives as long as someone has it open

_create = DatabaseCreation.create_test_db
_prepare = DatabaseCreation._create_test_db


def fingerprint() -> str:
    """Return a name for everything that the migrated, empty database follows from."""
    digest = hashlib.sha256(django.__version__.encode())
    for path in sorted(PACKAGE.rglob("*")):
        counts = {"migrations", "data"} & set(path.parts) or path.name == "laden.py"
        if path.is_file() and counts and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(PACKAGE)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def kept() -> Path:
    """Return where the migrated database of today's code lies, or will lie."""
    return Path(settings.VAR_DIR) / f"{PREFIX}{fingerprint()}.sqlite3"


def prepare(creation: DatabaseCreation, *args: Any, **kwargs: Any) -> str:
    """Fill the database in memory from the kept one, when there is one."""
    name: str = _prepare(creation, *args, **kwargs)
    if creation.is_in_memory_db(name) and kept().is_file():
        memory = sqlite3.connect(name, uri=True)
        with sqlite3.connect(kept()) as source:
            source.backup(memory)
        _open.append(memory)
    return name


def create(creation: DatabaseCreation, *args: Any, **kwargs: Any) -> str:
    """Make the test database; keep it when it was made from the first migration on."""
    name: str = _create(creation, *args, **kwargs)
    path = kept()
    if creation.is_in_memory_db(name) and not path.is_file():
        for old in path.parent.glob(f"{PREFIX}*.sqlite3"):
            old.unlink(missing_ok=True)
        new = path.with_suffix(f".{os.getpid()}")
        with sqlite3.connect(new) as target:
            creation.connection.connection.backup(target)
        target.close()
        new.replace(path)
    return name


def keep_migrated() -> None:
    """Let this test run use the kept database."""
    DatabaseCreation._create_test_db = prepare  # type: ignore[method-assign]
    DatabaseCreation.create_test_db = create  # type: ignore[method-assign]
