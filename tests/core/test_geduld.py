"""New keys while others write: a rotation that finds the database busy waits, and says in the end that it gave up."""

from __future__ import annotations

import io
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from pytest_django import Settings

from keukentafel.core import geduld, sleutelbos
from keukentafel.core.geduld import Bezet, busy_is_said, is_busy, patiently
from keukentafel.core.sleutelbeheer import still_elsewhere
from keukentafel.personen.models import Persoon, bsn_fingerprint
from keukentafel.reservekopie.postgresql import open_connection

BSN = "999990019"


@pytest.fixture
def hasty(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """PostgreSQL says at once that it is busy (SQLite does), and no process needs to hear of a new key.

    Packages that other tests left waiting stay under their key: the new one goes when this database is put back.
    """
    settings.SLEUTEL_GELDT, settings.INLEZINGEN_DIR = -0.5, tmp_path
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '20ms'")
    yield
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
    sleutelbos.forget()


@contextmanager
def somebody_writes() -> Iterator[Callable[[], None]]:
    """Inside, another connection writes in what a rotation moves, until it is told to stop."""
    raw: Any
    if connection.vendor == "sqlite":
        raw = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
        raw.execute("BEGIN IMMEDIATE")
    else:
        raw = open_connection(connection.settings_dict)
        raw.execute("LOCK TABLE personen_persoon IN SHARE MODE")
    try:
        yield raw.rollback
    finally:
        raw.close()


def rotate() -> str:
    out = io.StringIO()
    call_command("sleutels", "rotate", stdout=out)
    return out.getvalue()


def someone() -> Persoon:
    return Persoon.objects.create(achternaam="Proef", bsn=BSN, bsn_index=bsn_fingerprint(BSN))


def test_a_rotation_says_that_nothing_is_lost_or_waits_for_whoever_writes(
    hasty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One test: PostgreSQL takes seconds to empty all tables after each."""
    who = someone()
    with monkeypatch.context() as hurried, somebody_writes():
        hurried.setattr(geduld, "GEDULD", 0.3)
        with pytest.raises(CommandError, match=r"te druk.*Er is niets kwijt.*nog eens uit") as said:
            rotate()
    assert said.value.returncode == 1
    assert Persoon.objects.get(pk=who.pk).bsn == BSN
    before = time.monotonic()
    with somebody_writes() as stop:
        Timer(1, stop).start()
        assert "Alles ligt onder de sleutels in gebruik" in rotate()
        assert time.monotonic() - before >= 1
    assert still_elsewhere() == 0
    assert Persoon.objects.get(pk=who.pk).bsn == BSN


def fault(cause: Exception) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def of_sqlite(code: int) -> Exception:
    error = sqlite3.OperationalError("proef")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("cause", "busy"),
    [
        (of_sqlite(sqlite3.SQLITE_BUSY), True),
        (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), True),
        (of_sqlite(sqlite3.SQLITE_FULL), False),
        (sqlite3.OperationalError("no such table"), False),
        (psycopg.errors.DeadlockDetected(), True),
        (psycopg.errors.SerializationFailure(), True),
        (psycopg.errors.LockNotAvailable(), True),
        (psycopg.errors.DiskFull(), False),
        (psycopg.errors.AdminShutdown(), False),
    ],
)
def test_only_what_may_succeed_later_is_tried_again(
    cause: Exception, busy: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geduld, "EVEN", {"postgresql": 0})
    monkeypatch.setattr(geduld, "connection", SimpleNamespace(vendor="postgresql", in_atomic_block=False))
    tried: list[int] = []

    def work() -> str:
        tried.append(1)
        if len(tried) < 3:
            raise fault(cause)
        return "klaar"

    assert is_busy(fault(cause)) is busy
    if busy:
        assert patiently(work) == "klaar"
    with pytest.raises(Bezet if busy else OperationalError), busy_is_said():
        raise fault(cause)
    if not busy:
        with pytest.raises(OperationalError):
            patiently(work)
        assert len(tried) == 1


@pytest.mark.django_db
def test_inside_a_transaction_nothing_is_tried_again() -> None:
    def work() -> None:
        raise fault(psycopg.errors.DeadlockDetected())

    with pytest.raises(OperationalError), transaction.atomic():
        patiently(work)
