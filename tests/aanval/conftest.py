"""How much is tried: little in `make test`, as much as is asked for in `make attack`."""

from __future__ import annotations

import os

import pytest

from tests.aanval.telling import Telling


@pytest.fixture
def telling(request: pytest.FixtureRequest) -> Telling:
    """Counts for the harness that this test is: test_lezers.py is `lezers`."""
    harnas = request.path.stem.removeprefix("test_")
    return Telling(harnas, int(os.environ.get("KEUKENTAFEL_ZAAD", "1")))


@pytest.fixture
def aantal() -> int | None:
    """How many inputs `make attack` asks for; None in `make test`."""
    asked = os.environ.get("KEUKENTAFEL_AANTAL")
    return int(asked) if asked else None
