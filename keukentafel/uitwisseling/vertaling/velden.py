"""Which field of an object each column of a resource is, and the rows under those names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from keukentafel.uitwisseling.waarden import Waarden

Velden = Mapping[str, str]  # column of the contract to field as it is stored


def as_fields(rijen: Waarden, velden: Velden, *altijd: str) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
    """Return the fields that the package has, and each row as their values; `altijd` are columns of the key."""
    present = {*rijen.present(*velden), *altijd}
    columns = [kolom for kolom in velden if kolom in present]
    return [velden[kolom] for kolom in columns], rijen.rows(*columns)
