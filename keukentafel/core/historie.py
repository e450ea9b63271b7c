"""The manager behind `object.history`, made once per kind of queryset."""

from functools import cache
from typing import Any

from simple_history.manager import HistoryManager


class Historiebeheer(HistoryManager):  # type: ignore[misc]
    """simple_history builds a new class at every look at `.history`, so at every save; this one remembers it."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: type, class_name: str | None = None) -> Any:
        """Return the manager class with the methods of this queryset."""
        return super().from_queryset(queryset_class, class_name)
