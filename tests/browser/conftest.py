"""A real Chromium for the journeys: `desk(cast.noor)` is a page on which Noor is logged in.

A form that was sent is in the database once it was answered: `with answered(page): button.click()`. Keys are heard once
the focus was placed: `placed(page).keyboard.type(...)`.
Find things as a person does: `page.get_by_role(...)`, `page.get_by_label(...)`, never a CSS class. Every page that a
journey opens is watched: an error in its script or a breach of its Content-Security-Policy fails the journey.
"""

from __future__ import annotations

import pytest

from tests.chromium import Desk, answered, placed, session_of, there, watch

__all__ = ["Desk", "answered", "placed", "session_of", "there", "watch"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lives in this directory is a journey."""
    for item in items:
        if "/tests/browser/" in str(item.path):
            item.add_marker("browser")
