"""Which field of an object each column of a resource is, and the rows under those names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from keukentafel.audit.public import SYSTEEM, Levering
from keukentafel.uitwisseling.waarden import Waarden

Velden = Mapping[str, str]  # column of the contract to field as it is stored


def as_fields(rijen: Waarden, velden: Velden, *altijd: str) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
    """Return the fields that the package has, and each row as their values; `altijd` are columns of the key."""
    present = {*rijen.present(*velden), *altijd}
    columns = [kolom for kolom in velden if kolom in present]
    return [velden[kolom] for kolom in columns], rijen.rows(*columns)


class Geleverd:
    """Base of a translation whose rows are stored and changed as they are delivered.

    `velden`: the columns and their fields; `altijd`: columns of the key, with or without values in the package.
    """

    velden: Velden
    levering: Levering
    altijd: Sequence[str] = ()

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring these rows in."""
        velden, rows = as_fields(rijen, self.velden, *self.altijd)
        return self.levering.take(by=SYSTEEM, velden=velden, rijen=rows)

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        velden, rows = as_fields(rijen, self.velden)
        self.levering.update(by=SYSTEEM, velden=velden, ids=ids, rijen=rows)
