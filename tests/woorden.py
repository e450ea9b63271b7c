"""Find a row by its words in a test: an encrypted text cannot be asked of the database."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def all_with(rows: models.QuerySet[M], **words: str) -> list[M]:
    """The rows whose fields say exactly these words."""
    return [row for row in rows if all(getattr(row, name) == said for name, said in words.items())]


def one_with(rows: models.QuerySet[M], **words: str) -> M:
    """The one row that says so. Raises ValueError when there is none, or more than one."""
    (row,) = all_with(rows, **words)
    return row
