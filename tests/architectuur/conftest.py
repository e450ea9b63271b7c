"""Most guards read sources, not the database: once, on SQLite, is enough."""

from __future__ import annotations

import pytest

ON_BOTH = {"test_get_writes.py", "test_startup.py", "test_guards.py"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what need not run again on PostgreSQL."""
    for item in items:
        if "/tests/architectuur/" in str(item.path) and item.path.name not in ON_BOTH:
            item.add_marker("sqlite")
