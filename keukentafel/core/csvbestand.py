"""CSV that a spreadsheet may open: no text in it becomes a formula (security.md 6; ASVS 1.2.10)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

# A spreadsheet takes text that begins with one of these for a formula, some also the full-width forms.
GEVAARLIJK = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")


def harmless(value: Any) -> Any:
    """Return a cell as a spreadsheet may open it: text that would be a formula gets an apostrophe; None is empty."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(GEVAARLIJK) else value


def csv_text(rows: Iterable[Iterable[Any]]) -> str:
    """Return these rows, headers among them, as CSV of which every cell is harmless."""
    target = io.StringIO(newline="")
    csv.writer(target).writerows([harmless(cell) for cell in row] for row in rows)
    return target.getvalue()
