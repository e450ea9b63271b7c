"""A figure as Inzicht keeps it: one finding with its table and all that is needed to believe it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

Cel = str | int | float | None  # None: not told, or unknown
TE_KLEIN = "minder dan 10, of niet te tonen"


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column of a figure's table: `soort` is tekst, geheel or getal (see register.SOORTEN)."""

    naam: str
    soort: str = "geheel"


@dataclass(frozen=True, slots=True)
class Figuur:
    """One figure. `titel` is the finding, `meet` says what was measured; `soort` is the kind of chart.

    `n` is None where even the whole is too small to tell. `merken`: (row name, what to know of it), drawn as marks;
    `breuken`: (row name, reason), drawn as breaks. Days are ISO text. `sleutels`: per row under which key the objects
    behind its column `klik` are kept (Cijferrijen), '' where there are none; `celsleutels`: those of other cells, as
    (row, column, key).
    """

    naam: str
    vraag: str
    soort: str
    titel: str
    meet: str
    rapport: str
    versie: int
    definitie: str
    populatie: str
    peildatum: str
    van: str
    tot: str
    n: int | None
    ontbrekend: int | None
    kolommen: Sequence[Kolom]
    rijen: Sequence[Sequence[Cel]]
    merken: Sequence[tuple[str, str]] = ()
    breuken: Sequence[tuple[str, str]] = ()
    kanttekeningen: Sequence[str] = ()
    sleutels: Sequence[str] = ()
    klik: int = 1
    celsleutels: Sequence[tuple[int, int, str]] = ()

    def countable(self) -> list[tuple[int, int, str]]:
        """Return every cell (row, column) with the key of what is behind it."""
        first = [(row, self.klik, key) for row, key in enumerate(self.sleutels) if key]
        return [*first, *((row, column, key) for row, column, key in self.celsleutels)]

    def as_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return asdict(self)

    @classmethod
    def of_dict(cls, data: Mapping[str, Any]) -> Figuur:
        """Return the figure that `as_dict` gave."""
        columns = [Kolom(**kolom) for kolom in data["kolommen"]]
        return cls(**{**data, "kolommen": columns})

    @property
    def leeg(self) -> bool:
        """Whether there is nothing to draw: nothing counted, or all of it too small."""
        if all(row[1] is None for row in self.rijen):
            return True
        return not any(isinstance(cel, int | float) and cel for row in self.rijen for cel in row)
