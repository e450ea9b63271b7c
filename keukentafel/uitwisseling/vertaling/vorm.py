"""What a translation of one resource offers: rows in, changes in, rows out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Protocol

from keukentafel.uitwisseling.waarden import Waarden

Uitrij = Mapping[str, Any]  # column to value, as Waarden has them; a column that is not in it is empty


class Uitvoersleutels(Protocol):
    """The keys under which objects leave: as they came, or one of our own."""

    def of(self, resource: str, pk: int | None) -> str:
        """Return the key of this object; '' for none."""
        ...


class Deelvertaling(Protocol):
    """A resource of which some objects can leave without the others. Each row says of which object it is in `pk`."""

    def export(self, sleutels: Uitvoersleutels, ids: Collection[int] | None = None) -> Iterator[Uitrij]:
        """Yield every object, or these, as rows in any order."""
        ...


class Vertaling(Protocol):
    """One resource, in and out. All of it goes through the public doors of the room that owns the objects."""

    resource: str

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring these rows in as new objects and return their ids, in order. Inside an audit event."""
        ...

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Give the objects with these ids what their rows say now; columns the package has not stay as they are."""
        ...

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every object as a row, in any order."""
        ...
