"""What a long command needs of its surroundings: one moment to read at, and a way to stop in the middle."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from django.db import connection, transaction

AFGEBROKEN = 130  # exit status of a command that was interrupted, as shells have it (128 + SIGINT)


@contextmanager
def one_moment() -> Iterator[None]:
    """Inside, everything is read as it was at the first question, while others go on working and saving.

    PostgreSQL: one transaction, REPEATABLE READ READ ONLY. SQLite: one deferred transaction, which takes no write lock
    as ours otherwise do. Inside a transaction that is open already nothing is begun.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


@contextmanager
def stoppable() -> Iterator[None]:
    """Inside, a request to end (SIGTERM, and SIGINT also where a shell's background work ignores it) raises
    KeyboardInterrupt, as Ctrl-C does: transactions are rolled back. After `no_way_back` it comes too late."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def no_way_back() -> Iterator[None]:
    """Around the last work of a transaction, directly inside it: once that went well, a request to end is ignored.

    A commit that has begun is not undone by a signal that arrives meanwhile: whoever stopped it just then would read
    that everything stayed as it was, while it had come in. Ignored until `stoppable` ends; outside it nothing changes.
    """
    yield
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            if signal.getsignal(number) is _stop:
                signal.signal(number, signal.SIG_IGN)


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
