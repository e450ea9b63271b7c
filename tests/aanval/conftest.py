"""How much is tried: little in `make test`, as much as is asked for in `make attack`."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
from django.db import connection

from tests import guards
from tests.aanval.telling import Telling


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In `make test` one database says enough; `make attack` goes over both."""
    for item in items:
        if "/tests/aanval/" in str(item.path):
            item.add_marker("sqlite")


@pytest.fixture
def telling(request: pytest.FixtureRequest) -> Telling:
    """Counts for the harness that this test is: test_http.py is `http`, and on PostgreSQL `http-pg`."""
    harnas = request.path.stem.removeprefix("test_") + ("-pg" if connection.vendor == "postgresql" else "")
    return Telling(harnas, int(os.environ.get("KEUKENTAFEL_ZAAD", "1")))


@pytest.fixture
def aantal() -> int | None:
    """How many inputs `make attack` asks for; None in `make test`."""
    asked = os.environ.get("KEUKENTAFEL_AANTAL")
    return int(asked) if asked else None


@pytest.fixture
def quiet() -> Iterator[None]:
    """Refusals and bad pages are what is asked for here: they are no news, and no other guard looks."""
    logging.disable(logging.CRITICAL)
    with guards.switched_off():
        yield
    logging.disable(logging.NOTSET)
