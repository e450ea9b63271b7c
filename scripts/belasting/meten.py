"""What the machine does meanwhile: processor time and memory of server and database, from /proc."""

from __future__ import annotations

import os
import statistics
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.bench.meter import TICK, Meter

#: Before this share of the ride the workers are filling what they keep; then memory stays what it is.
OPWARMEN, VERGELIJKEN = 0.2, 0.25


class Stand(NamedTuple):
    """At one moment: seconds since the beginning, MB per process of the application and of the database together."""

    moment: float
    toepassing: float
    database: float


class Machine:
    """Samples memory while a ride goes on, and counts processor seconds from its beginning to its end."""

    def __init__(self, server: int, database: int | None, every: float = 5) -> None:
        self.server, self.database, self.every = server, database, every
        self.standen: list[Stand] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Machine:
        self._begin = time.perf_counter()
        self._before = self._counts()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self.seconden = time.perf_counter() - self._begin
        used = [later - before for later, before in zip(self._counts(), self._before, strict=True)]
        self.toepassing, self.gegevensbank, self.bezoekers, self.bezig = used

    def _counts(self) -> tuple[float, float, float, float]:
        """Processor seconds of the application, the database, the visitors (this process), and the whole machine."""
        words = Path("/proc/stat").read_text().splitlines()[0].split()[1:]
        busy = (sum(map(int, words[:3])) + sum(map(int, words[5:8]))) / TICK
        return Meter(self.server).seconds(), Meter(self.database).seconds(), time.process_time(), busy

    def _watch(self) -> None:
        while not self._stop.wait(self.every):
            now = time.perf_counter() - self._begin
            self.standen.append(Stand(now, memory(self.server), memory(self.database) if self.database else 0.0))


def memory(pid: int) -> float:
    """MB of a process and its children that are theirs alone, and their share of what they have together (PSS)."""
    total = 0
    for process in (pid, *children(pid)):
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:  # it ended meanwhile
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def children(pid: int) -> list[int]:
    """The processes that this one started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid:
                found.append(int(entry.name))
    return found


def growth(values: Sequence[float]) -> float | None:
    """By what share the end lies above the beginning, once warm; None when there are too few to say."""
    warm = list(values)[int(OPWARMEN * len(values)) :]
    size = int(VERGELIJKEN * len(warm))
    if size < 3:
        return None
    first, last = statistics.median(warm[:size]), statistics.median(warm[-size:])
    return last / first - 1


def cores() -> int:
    """How many processors there are."""
    return os.cpu_count() or 1
