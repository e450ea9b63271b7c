"""CPU time of the server's processes, read from /proc: it holds on a noisy machine, the clock does not."""

from __future__ import annotations

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


class Meter:
    """CPU seconds so far of a process and all its children, those that ended included."""

    def __init__(self, pid: int | None) -> None:
        self.pid = pid

    def seconds(self) -> float:
        """Return the CPU seconds; 0 when there is no such process (SQLite has none)."""
        if self.pid is None:
            return 0.0
        total = 0
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                # after the name, which may hold spaces: state ppid … utime stime cutime cstime
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(entry.name) == self.pid:
                total += sum(int(fields[place]) for place in (11, 12, 13, 14))
            elif int(fields[1]) == self.pid:
                total += sum(int(fields[place]) for place in (11, 12))
        return total / TICK
