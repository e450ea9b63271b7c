"""A key of its own for the back-ups, and one back-up of the cast for all tests that only break it."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from pytest_django import Settings

from keukentafel.reservekopie.maken import make_backup
from tests.cast import Cast

SLEUTEL = bytes(range(32))


@pytest.fixture(autouse=True)
def own_places(settings: Settings, tmp_path: Path) -> None:
    settings.SLEUTELS = dataclasses.replace(settings.SLEUTELS, backup=SLEUTEL)
    settings.VERNIETIGING_DIR = tmp_path / "vernietiging"


@pytest.fixture
def role_that_reads_all(settings: Settings) -> None:
    """On PostgreSQL: the role of scripts/postgres.sh that may read past the wall."""
    if connection.vendor == "postgresql":
        now = connection.settings_dict
        settings.KOPIE_URL = f"postgres://keukentafel_kopie@{quote(now['HOST'], safe='')}/{quote(now['NAME'])}"


@pytest.fixture(scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kopie") / "kopie"


@pytest.fixture
def kopie(_kept: Path, cast: Cast, role_that_reads_all: None, tmp_path: Path) -> Path:
    """A back-up of the cast, in a directory that the test may break."""
    if not _kept.exists():
        make_backup(_kept, stukken=2)
    shutil.copytree(_kept, tmp_path / "kopie")
    return tmp_path / "kopie"
