"""Read a CSV of unknown make in bounded memory: UTF-8, comma, RFC 4180; what is not so is said, never guessed.

No line and no cell grows beyond its limit in memory, whatever the file holds.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import IO

PORTIE = 20_000  # rows per block
LANGSTE_CEL = 1_000_000  # characters; the longest text of the contract is far shorter
LANGSTE_REGEL = 4_000_000  # bytes of one line of the file
STUK = 1 << 18  # bytes that are read at a time

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
    """Some rows in the order of the file. `eerste` is the number of the first, counted from 1.

    `slecht` says of the rows that hold what is no text (their numbers) which rule they break, and why.
    """

    eerste: int
    rijen: list[Rij]
    slecht: Mapping[int, tuple[str, str]] = field(default_factory=dict)


class _Lines:
    """Lines of a file as text, each no longer than the limit; `problem` says why they stopped.

    `odd` says what is wrong with a line since it was last asked: bytes that are no UTF-8 are kept apart (as PEP 383
    has them), so that the rest of the file can be read.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.problem: tuple[str, str] | None = None
        self.odd: tuple[str, str] | None = None

    def __iter__(self) -> Iterator[str]:
        rest, first = b"", True
        while piece := self._file.read(STUK):
            rest += piece
            if first and len(rest) >= len(codecs.BOM_UTF8):
                rest, first = rest.removeprefix(codecs.BOM_UTF8), False  # Excel begins a UTF-8 file with it
            end = rest.rfind(b"\n") + 1
            if end == 0 and len(rest) > LANGSTE_REGEL:
                break
            whole, rest = rest[:end], rest[end:]
            yield from self._lines(whole)
            if self.problem is not None:
                return
        yield from self._lines(rest.removeprefix(codecs.BOM_UTF8) if first else rest)

    def _lines(self, whole: bytes) -> Iterator[str]:
        """The lines of a piece of the file, at once when nothing is odd about it: the fastest way through Python."""
        if len(whole) <= LANGSTE_REGEL and b"\0" not in whole:
            try:
                return StringIO(whole.decode(), newline="\n")
            except UnicodeDecodeError:
                pass
        return self._with_care(whole)

    def _with_care(self, whole: bytes) -> Iterator[str]:
        for line in BytesIO(whole):
            if len(line) > LANGSTE_REGEL:
                self.problem = ("te_lang", f"Een regel heeft hoogstens {LANGSTE_REGEL} bytes.")
                return
            if b"\0" in line:
                self.odd = ("nul", "Een NUL-teken hoort niet in een tekstbestand; verwijder het.")
            try:
                text = line.decode()
            except UnicodeDecodeError:
                self.odd = ("codering", "Dit is geen UTF-8; sla het bestand op als UTF-8.")
                text = line.decode(errors="surrogateescape")
            yield text


def read_csv(file: IO[bytes]) -> Iterator[Blok]:
    """Yield the header (a block with `eerste` 0 and one row), then the data rows in blocks of PORTIE.

    An empty line is a row with no cells. Raises Leesfout where the file stops being a well-formed CSV, or of a size
    that can be held; the rows before it have been given. A header that is no text is such a place too.
    """
    lines = _Lines(file)
    former = csv.field_size_limit(LANGSTE_CEL)
    try:
        yield from _blocks(lines)
    finally:
        csv.field_size_limit(former)


def _blocks(lines: _Lines) -> Iterator[Blok]:
    reader = csv.reader(iter(lines), strict=True)
    number, rows, bad = 0, list[Rij](), dict[int, tuple[str, str]]()
    first = 0
    problem: Leesfout | None
    try:
        for row in reader:
            if lines.odd is not None:
                if number == 0:
                    raise Leesfout(0, *lines.odd)
                bad[number], lines.odd = lines.odd, None
            rows.append(row)
            number += 1
            if first == 0 or len(rows) == PORTIE:
                yield Blok(first, rows, bad)
                first, rows, bad = number, [], {}
    except csv.Error as error:
        problem = Leesfout(number, *(lines.odd or _csv_problem(str(error))))
    else:
        problem = Leesfout(number, *lines.problem) if lines.problem is not None else None
    if rows:
        yield Blok(first, rows, bad)
    if problem is not None:
        raise problem


def _csv_problem(words: str) -> tuple[str, str]:
    if "field larger" in words:
        return "te_lang", f"Een cel heeft hoogstens {LANGSTE_CEL} tekens."
    return "csv", "Dit is geen CSV volgens RFC 4180: een aanhalingsteken staat verkeerd of is niet gesloten."
