"""Trying a transaction again that found the database busy, for work that nobody waits for: moving to other keys.

Whoever saves a form goes first and hears at once; this work waits, looks again, and ends in one sentence.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import OperationalError, connection

T = TypeVar("T")

GEDULD = 300.0  # seconds that one transaction is tried again, however often others come first
#: Seconds at most between two tries, each time another part of it, so that two do not meet again. SQLite by itself
#: looks ten times a second in the end: beside eight who write without a pause a rotation then took twelve minutes.
EVEN = {"sqlite": 0.01, "postgresql": 0.5}
#: PostgreSQL: could not serialize, deadlock, a lock that was not there in time.
TE_DRUK = frozenset({"40001", "40P01", "55P03"})
SQLITE_TE_DRUK = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


class Bezet(Exception):
    """The database stayed busy for longer than GEDULD; what was not done yet is as it was."""


def is_busy(error: BaseException) -> bool:
    """Whether this error says that others were first, so that the same may succeed later."""
    cause = error.__cause__ or error
    if isinstance(cause, sqlite3.Error):
        return (getattr(cause, "sqlite_errorcode", None) or 0) & 0xFF in SQLITE_TE_DRUK
    return getattr(cause, "sqlstate", None) in TE_DRUK


def patiently(work: Callable[[], T]) -> T:
    """Do `work`, a transaction that may be done again, until the database lets it. Raises Bezet after GEDULD.

    Inside a transaction it is done once: that one has to begin anew as a whole, by whoever began it.
    """
    until = time.monotonic() + GEDULD
    while True:
        try:
            with _said_at_once():
                return work()
        except OperationalError as error:
            if connection.in_atomic_block or not is_busy(error):
                raise
            if time.monotonic() >= until:
                raise Bezet from error
        time.sleep(random.uniform(0, EVEN[connection.vendor]))  # noqa: S311 (when to look again, no secret)


@contextmanager
def _said_at_once() -> Iterator[None]:
    """Inside, SQLite does not wait for whoever writes: we look again by ourselves."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(before)}")


@contextmanager
def busy_is_said() -> Iterator[None]:
    """Inside, a database that is too busy for what is not tried again is Bezet too."""
    try:
        yield
    except OperationalError as error:
        if not is_busy(error):
            raise
        raise Bezet from error
