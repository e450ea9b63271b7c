"""What the product refuses to start on: a database that forgets, keys in a file, a demo in production."""

from __future__ import annotations

import base64
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from config import sleutels
from keukentafel.core import duurzaamheid
from keukentafel.core.duurzaamheid import NietDuurzaam, assert_durable
from tests.architectuur.house import ROOT

KEYS = {sleutels.PREFIX + name: base64.b64encode(name.encode().ljust(32)).decode() for name in sleutels.NAMES}


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Import the settings in a fresh process, with nothing in its environment but this."""
    path = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        env={**path, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


@pytest.mark.django_db(transaction=True)
def test_the_database_of_the_tests_is_as_safe_as_production() -> None:
    assert_durable()


@pytest.fixture
def file_database(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BaseDatabaseWrapper]:
    """A SQLite file, opened as the settings open it; the database of the tests is in memory."""
    configured = {**settings.DATABASES["default"], "NAME": str(tmp_path / "test.sqlite3")}
    opened = ConnectionHandler({"default": configured})["default"]
    monkeypatch.setattr(duurzaamheid, "connection", opened)
    yield opened
    opened.close()


@pytest.mark.sqlite
@pytest.mark.skipif(connection.vendor != "sqlite", reason="pragmas are SQLite's")
def test_sqlite_as_configured_forgets_nothing(file_database: BaseDatabaseWrapper) -> None:
    assert_durable()


@pytest.mark.sqlite
@pytest.mark.skipif(connection.vendor != "sqlite", reason="pragmas are SQLite's")
@pytest.mark.parametrize("pragma", ["synchronous=NORMAL", "foreign_keys=OFF", "journal_mode=DELETE"])
def test_sqlite_that_forgets_is_refused(file_database: BaseDatabaseWrapper, pragma: str) -> None:
    with file_database.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
    with pytest.raises(NietDuurzaam, match=pragma.partition("=")[0]):
        assert_durable()


@pytest.mark.sqlite
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a mode of SQLite's")
def test_sqlite_with_late_locks_is_refused(file_database: BaseDatabaseWrapper) -> None:
    file_database.settings_dict["OPTIONS"] = {
        **file_database.settings_dict["OPTIONS"],
        "transaction_mode": "DEFERRED",
    }
    with pytest.raises(NietDuurzaam, match="transaction_mode"):
        assert_durable()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="settings are PostgreSQL's")
def test_postgresql_that_forgets_is_refused() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    try:
        with pytest.raises(NietDuurzaam, match="synchronous_commit"):
            assert_durable()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")


def test_it_starts_with_keys_of_the_environment(tmp_path: Path) -> None:
    result = start(KEUKENTAFEL_VAR=str(tmp_path), KEUKENTAFEL_PRODUCTIE="ja", **KEYS)
    assert result.returncode == 0, result.stderr


def test_without_keys_it_does_not_start(tmp_path: Path) -> None:
    assert "SleutelsOntbreken" in start(KEUKENTAFEL_VAR=str(tmp_path)).stderr


def test_the_command_says_what_to_do_without_keys(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "KEUKENTAFEL_VAR": str(tmp_path)}
    for production, words in (("nee", "make setup"), ("ja", "KEUKENTAFEL_SLEUTEL_VERSLEUTELING")):
        done = subprocess.run(
            [sys.executable, "-m", "keukentafel", "import", "x"],
            env={**environment, "KEUKENTAFEL_PRODUCTIE": production}, cwd=ROOT, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 1
        assert words in done.stderr and "openssl rand" in done.stderr and "Traceback" not in done.stderr


def test_production_refuses_keys_in_a_file(tmp_path: Path) -> None:
    assert sleutels.write_new(tmp_path / "sleutels")
    assert stat.S_IMODE((tmp_path / "sleutels").stat().st_mode) == 0o600
    assert start(KEUKENTAFEL_VAR=str(tmp_path)).returncode == 0
    refused = start(KEUKENTAFEL_VAR=str(tmp_path), KEUKENTAFEL_PRODUCTIE="ja")
    assert "SleutelsOntbreken" in refused.stderr


def test_new_keys_never_replace_old_ones(tmp_path: Path) -> None:
    assert sleutels.write_new(tmp_path / "sleutels")
    before = (tmp_path / "sleutels").read_text()
    assert not sleutels.write_new(tmp_path / "sleutels")
    assert (tmp_path / "sleutels").read_text() == before


@pytest.mark.parametrize("switch", ["KEUKENTAFEL_DEMO", "KEUKENTAFEL_DEBUG"])
def test_production_refuses_demo_and_debug(tmp_path: Path, switch: str) -> None:
    production = {"KEUKENTAFEL_VAR": str(tmp_path), "KEUKENTAFEL_PRODUCTIE": "ja", **KEYS}
    assert "In productie" in start(**production, **{switch: "ja"}).stderr
