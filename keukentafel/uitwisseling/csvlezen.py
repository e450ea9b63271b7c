"""Read a CSV of unknown make in bounded memory: UTF-8, comma, RFC 4180; what is not so is said, never guessed.

No line and no cell grows beyond its limit in memory, whatever the file holds.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

PORTIE = 20_000  # rows per block
LANGSTE_CEL = 1_000_000  # characters; the longest text of the contract is far shorter
LANGSTE_REGEL = 4_000_000  # bytes of one line of the file

Rij = list[str]


class Leesfout(Exception):
    """From here on this file cannot be read. `rij` is the data row (from 1) where it stopped, `regel` the rule."""

    def __init__(self, rij: int, regel: str, melding: str) -> None:
        super().__init__(melding)
        self.rij = rij
        self.regel = regel
        self.melding = melding


@dataclass(frozen=True, slots=True)
class Blok:
    """Some rows in the order of the file. `eerste` is the number of the first, counted from 1."""

    eerste: int
    rijen: list[Rij]


class _Lines:
    """Lines of a file as text, each no longer than the limit, without NUL; `problem` says why they stopped."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.problem: tuple[str, str] | None = None

    def __iter__(self) -> Iterator[str]:
        mark = codecs.BOM_UTF8  # Excel begins a UTF-8 file with it
        while line := self._file.readline(LANGSTE_REGEL + 1):
            if len(line) > LANGSTE_REGEL:
                self.problem = ("te_lang", f"Een regel heeft hoogstens {LANGSTE_REGEL} bytes.")
                return
            if b"\0" in line:
                self.problem = ("nul", "Een NUL-teken hoort niet in een tekstbestand; verwijder het.")
                return
            try:
                yield line.removeprefix(mark).decode() if mark else line.decode()
            except UnicodeDecodeError:
                self.problem = ("codering", "Dit is geen UTF-8; sla het bestand op als UTF-8.")
                return
            mark = b""


def read_csv(file: IO[bytes]) -> Iterator[Blok]:
    """Yield the header (a block with `eerste` 0 and one row), then the data rows in blocks of PORTIE.

    An empty line is a row with no cells. Raises Leesfout where the file stops being UTF-8, a well-formed CSV, or of a
    size that can be held; the rows before it have been given.
    """
    lines = _Lines(file)
    former = csv.field_size_limit(LANGSTE_CEL)
    try:
        yield from _blocks(lines)
    finally:
        csv.field_size_limit(former)


def _blocks(lines: _Lines) -> Iterator[Blok]:
    reader = csv.reader(iter(lines), strict=True)
    number, rows = 0, list[Rij]()
    first = 0
    problem: Leesfout | None = None
    while problem is None:
        try:
            row = next(reader)
        except StopIteration:
            if lines.problem is None:
                break
            problem = Leesfout(number, *lines.problem)
        except csv.Error as error:
            problem = Leesfout(number, *_csv_problem(str(error)))
        else:
            rows.append(row)
            number += 1
            if first == 0 or len(rows) == PORTIE:
                yield Blok(first, rows)
                first, rows = number, []
    if rows:
        yield Blok(first, rows)
    if problem is not None:
        raise problem


def _csv_problem(words: str) -> tuple[str, str]:
    if "field larger" in words:
        return "te_lang", f"Een cel heeft hoogstens {LANGSTE_CEL} tekens."
    return "csv", "Dit is geen CSV volgens RFC 4180: een aanhalingsteken staat verkeerd of is niet gesloten."
