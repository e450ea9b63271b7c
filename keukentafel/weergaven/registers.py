"""What upper rooms say of their lists: where each is, and how a change of many rows is taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from keukentafel.core.register import Register
from keukentafel.toegang.public import Gebruiker


@dataclass(frozen=True, slots=True)
class Teruggedraaid:
    """How many rows stand as they stood, and why the others were left alone (reasons without names)."""

    gelukt: int
    niet: Sequence[str] = ()


# By `scherm`: the url name of the list. By `soort`: turns these rows back, with permission and rules per row.
LIJSTEN: Register[str] = Register("lijsten met weergaven")
TERUGDRAAIEN: Register[Callable[[Gebruiker, Sequence[dict[str, Any]]], Teruggedraaid]] = Register(
    "een groepswijziging terugdraaien"
)
