"""Show on a terminal how far a long import is: a bar, rows per second, and how long it will still take."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TextIO

BREEDTE = 24  # characters of the bar
PAUZE = 0.5  # seconds between two drawings on a terminal
STIL = 10.0  # seconds between two lines where there is no terminal (a log file)
Klok = Callable[[], float]


class Voortgangsbalk:
    """One line per step. The first step (the check) finds out how many rows there are; later ones know."""

    def __init__(self, out: TextIO, klok: Klok = time.monotonic) -> None:
        self._out, self._clock = out, klok
        self._live = out.isatty()
        self._step = ""
        self._rows: dict[str, int] = {}
        self._total = 0
        self._began = self._shown = klok()

    def show(self, stap: str, naam: str, rijen: int) -> None:
        """So many rows of this table are done in this step."""
        now = self._clock()
        if stap != self._step:
            self._end_step()
            self._total = sum(self._rows.values())
            self._step, self._rows, self._began, self._shown = stap, {}, now, now
        self._rows[naam] = rijen
        if now - self._shown >= (PAUZE if self._live else STIL):
            self._shown = now
            self._draw(self.line(now))

    def line(self, now: float) -> str:
        """Return the words of the present step."""
        done = sum(self._rows.values())
        rate = done / max(now - self._began, 0.001)
        words = f"{self._step}: {_number(done)} rijen, {_number(round(rate))} per seconde"
        if not self._total:
            return words
        part = min(done / self._total, 1.0)
        filled = round(part * BREEDTE)
        left = (self._total - done) / rate if rate else 0
        return f"[{'#' * filled}{'.' * (BREEDTE - filled)}] {part:4.0%} {words}, nog {_duration(left)}"

    def close(self) -> None:
        """The last step is done."""
        self._end_step()

    def _end_step(self) -> None:
        if self._step and self._live:
            self._draw(self.line(self._clock()))
            self._out.write("\n")

    def _draw(self, words: str) -> None:
        self._out.write(f"\r\x1b[K{words}" if self._live else f"{words}\n")
        self._out.flush()


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def totals(rijen: Mapping[str, int]) -> str:
    """Return "1.234 rijen in 12 tabellen"."""
    return f"{_number(sum(rijen.values()))} rijen in {len(rijen)} tabellen"
