"""The journeys use the real browser of tests/browser."""

from tests.browser.conftest import chromium, desk

__all__ = ["chromium", "desk"]
