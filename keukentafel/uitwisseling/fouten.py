"""What is wrong with a package: every fault, by place and rule, never what the cell says.

A cell in the wrong column may hold a name or a BSN; a message therefore says what was expected and nothing more.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from keukentafel.core.csvbestand import harmless

KOPPEN = ("resource", "row", "column", "rule", "message")
GETOOND = 20  # faults that a terminal shows; all of them go to the file
TE_GROOT = 2_000_000  # faults; whoever has more has one fault, and a disk is not endless


_NUMMER = re.compile(r"\d{4,}")


def printable(name: str, longest: int = 80) -> str:
    """Return a name of their making, fit to print: short, without control characters, and no BSN."""
    text = "".join(letter if letter.isprintable() else "?" for letter in name[:longest])
    return _NUMMER.sub("…", text)


class Pakketfout(Exception):
    """This is no package at all, or one that cannot be opened safely; the message is Dutch and says what to do."""


@dataclass(frozen=True, slots=True)
class Fout:
    """One fault. `rij` counts data rows from 1; None when it concerns the file as a whole."""

    resource: str
    rij: int | None
    kolom: str
    regel: str
    melding: str

    def __str__(self) -> str:
        place = f", rij {self.rij}" if self.rij is not None else ""
        column = f", kolom {self.kolom}" if self.kolom else ""
        return f"{self.resource}{place}{column} ({self.regel}): {self.melding}"

    def as_cells(self) -> tuple[str, str, str, str, str]:
        """Return it as a row under KOPPEN."""
        return (self.resource, "" if self.rij is None else str(self.rij), self.kolom, self.regel, self.melding)


class Foutenlijst:
    """All faults of a package, on disk; memory holds only the first few."""

    def __init__(self) -> None:
        self.aantal = 0
        self.eerste: list[Fout] = []
        self._file: IO[str] = TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - lives as long as the list
        self._writer = csv.writer(self._file, lineterminator="\n")

    def __len__(self) -> int:
        return self.aantal

    def __bool__(self) -> bool:
        return self.aantal > 0

    def add(self, fout: Fout) -> None:
        """Note one fault. Raises Pakketfout beyond TE_GROOT faults: then the file itself is another kind of thing."""
        if self.aantal >= TE_GROOT:
            raise Pakketfout(f"Meer dan {TE_GROOT} fouten: dit bestand past niet bij het gegevenspakket.")
        self.aantal += 1
        if len(self.eerste) < GETOOND:
            self.eerste.append(fout)
        self._writer.writerow(map(harmless, fout.as_cells()))

    def extend(self, fouten: Iterable[Fout]) -> None:
        """Note several faults."""
        for fout in fouten:
            self.add(fout)

    def conclude(self, melding: str) -> None:
        """Note, after whatever was found, why the package as a whole is refused."""
        self.aantal += 1
        self._writer.writerow(map(harmless, Fout("", None, "", "pakket", melding).as_cells()))

    def lines(self) -> Iterator[str]:
        """Yield the faults as lines of a CSV under KOPPEN, header first."""
        self._file.flush()
        self._file.seek(0)
        yield ",".join(KOPPEN) + "\n"
        yield from self._file
        self._file.seek(0, 2)

    def write(self, path: Path) -> None:
        """Write them as CSV to this path (an empty list gives the header alone). Raises OSError."""
        with path.open("w", encoding="utf-8", newline="") as target:
            target.writelines(self.lines())
