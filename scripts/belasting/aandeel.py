"""A share of the processor for each municipality, as docs/productie.md advises: what systemd makes of `CPUWeight=100`.

Whoever has a share gets it first when the processor is wanted by several; what nobody wants is for all. It holds for
everything of a municipality together: its server, its workers and the processes of its own PostgreSQL.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

EERSTE, TWEEDE = Path("/sys/fs/cgroup/cpu"), Path("/sys/fs/cgroup")  # where the kernel keeps the shares


class Aandeel:
    """One share, equal to every other; entering makes it, leaving takes it away (what runs in it goes on without).

    Raises:
        OSError: when this machine does not let us make one: it asks root, and control groups of Linux.
    """

    def __init__(self, name: str) -> None:
        above = EERSTE if EERSTE.is_dir() else TWEEDE
        self._above, self._path = above, above / f"keukentafel-{os.getpid()}-{name}"

    def __enter__(self) -> Self:
        if self._above == TWEEDE:
            (TWEEDE / "cgroup.subtree_control").write_text("+cpu")
        self._path.mkdir()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for pid in self._members():
            _move(pid, self._above)
        self._path.rmdir()

    def command(self, *command: str) -> list[str]:
        """The same command, which begins inside this share; its children do too."""
        return ["sh", "-c", f'echo $$ >"{self._path}/cgroup.procs" && exec "$@"', "sh", *command]

    def take(self, pid: int) -> None:
        """Bring a process that runs already into this share, with its children."""
        for one in [pid, *children(pid)]:
            _move(one, self._path)

    def _members(self) -> Sequence[int]:
        return [int(pid) for pid in (self._path / "cgroup.procs").read_text().split()]


@contextmanager
def shares(*names: str) -> Iterator[list[Aandeel]]:
    """A share for each of these."""
    if not names:
        yield []
        return
    with Aandeel(names[0]) as first, shares(*names[1:]) as rest:
        yield [first, *rest]


def children(pid: int) -> list[int]:
    """The processes that this one started, and those that they did."""
    found = list[int]()
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, path.read_text().split()):
            found += [child, *children(child)]
    return found


def _move(pid: int, group: Path) -> None:
    try:
        (group / "cgroup.procs").write_text(str(pid))
    except ProcessLookupError:
        return  # ended meanwhile
