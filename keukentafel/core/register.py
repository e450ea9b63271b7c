"""A small typed registry: a lower room offers it, upper rooms fill it in `AppConfig.ready()`."""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Register(Generic[T]):
    """An ordered list of providers, by name; registering a name twice is an error."""

    def __init__(self, doel: str) -> None:
        self.doel = doel
        self._items: dict[str, T] = {}

    def add(self, naam: str, item: T) -> None:
        """Register `item`; raises ValueError for a name that is taken by another item."""
        if naam in self._items and self._items[naam] is not item:
            raise ValueError(f"{self.doel}: {naam} is er al")
        self._items[naam] = item

    def __iter__(self) -> Iterator[T]:
        return iter(self._items.values())

    def items(self) -> Iterator[tuple[str, T]]:
        """Pairs of name and item, in order of registration."""
        return iter(self._items.items())

    def __getitem__(self, naam: str) -> T:
        return self._items[naam]
