"""What the tests of packages begin with."""

from __future__ import annotations

import pytest

from tests.leeg import empty_tables


@pytest.fixture
def leeg(db: None) -> None:
    """An empty installation, whatever the tests before left."""
    empty_tables()
