"""The machine on which the server runs: a disk that forgets, a database on it and a gunicorn."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from django.db import connections

from scripts.faults.check import sound

LIVE = 30.0  # seconds that something may take to end after it was killed


class Schijfproces:
    """The process of fuse.py, and what it is told."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "scripts.faults.fuse", str(path), str(seed)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # fmt: skip

    def tell(self, command: str) -> str:
        """One command, one answer; raises OSError for what the disk could not do."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if answer.startswith("fault ") or not answer:
            raise OSError(f"{command}: {answer or 'de schijf antwoordt niet'}")
        return answer

    def close(self) -> None:
        """Unmount and end."""
        with contextlib.suppress(OSError, ValueError):
            self.process.stdin.write("end\n")  # type: ignore[union-attr]
            self.process.stdin.close()  # type: ignore[union-attr]
        self.process.wait(LIVE)


class Machine:
    """SQLite on the disk, gunicorn beside it. `plant`: a setting that is wrong on purpose."""

    naam = "sqlite"

    def __init__(self, scratch: Path, template: Path, port: int, seed: int) -> None:
        self.scratch, self.template, self.port = scratch, template, port
        self.schijf = Schijfproces(scratch / "schijf", seed)
        self.zygote: subprocess.Popen[str] | None = None
        self.server = 0
        self.clock = scratch / "klok"
        self.set_clock(0)

    def environment(self) -> dict[str, str]:
        """What the server's process gets to know."""
        return {**os.environ, "STORING_WERELD": str(self.template / "wereld.json"), "STORING_KLOK": str(self.clock)}

    def set_clock(self, days: int) -> None:
        """Put the clock of the server so many days ahead, at once."""
        self.clock.write_text(f"{days:+08d}")

    def prepare(self) -> None:
        """Import the product once, on a copy of the database that lies under the place of the disk."""
        for part in (self.template / "schijf").iterdir():
            shutil.copy(part, self.schijf.path)
        self.begin_zygote()
        for part in self.schijf.path.glob("keukentafel.sqlite3*"):
            part.unlink()

    def begin_zygote(self) -> None:
        """Start the process that forks gunicorns; returns when it is warm."""
        self.zygote = subprocess.Popen([sys.executable, "-m", "scripts.faults.server"], text=True,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.environment(),
                                       stderr=(self.scratch / "server.log").open("w"))  # fmt: skip
        assert self.zygote.stdout is not None
        if self.zygote.stdout.readline().strip() != "ready":
            raise RuntimeError("de server start niet")

    def renew(self) -> None:
        """Put the first database on the disk again, and mount it."""
        self.schijf.tell("cut 0")
        self.schijf.tell(f"load {self.template / 'schijf'}")
        self.schijf.tell("mount")

    def power_cut(self, kept: float) -> int:
        """The power goes and comes back: every process is gone, and what was not synced too. Returns lost blocks."""
        lost = int(self.schijf.tell(f"cut {kept}"))
        self.kill_server()
        self.schijf.tell("mount")
        return lost

    def start_database(self) -> None:
        """Nothing to start: SQLite is a file."""

    def kill_database(self) -> None:
        """Nothing to kill."""

    def quiet(self) -> None:
        """Nothing goes on when the writers stopped."""

    def revive(self) -> None:
        """Start the server when it stopped by itself (it could not open its database), as systemd does."""
        if self.server and not group(self.server):
            self.start_server()

    def ask_for_files(self) -> None:
        """Bring about that the database has to make files: a new server, and no file of SQLite beside its own.

        Whoever is the last to close the database takes its log away. Raises RuntimeError when it stays.
        """
        self.kill_server()
        self.let_go()
        path, until = self.schijf.path / "keukentafel.sqlite3", time.monotonic() + LIVE
        while True:
            with contextlib.closing(sqlite3.connect(path)) as last:
                last.execute("SELECT count(*) FROM core_idempotentie").fetchone()
            if not path.with_name(f"{path.name}-wal").exists():
                break
            if time.monotonic() > until:
                raise RuntimeError("het logboek van SQLite blijft: er hoeft geen bestand te worden gemaakt")
            time.sleep(0.05)
        self.schijf.tell("inodes 0")
        self.start_server()

    def kill_connection(self, chance: random.Random) -> None:
        """There are no connections to kill."""

    def sound(self) -> list[str]:
        """What the database says of itself, as a whole."""
        return sound(whole=True)

    def start_server(self) -> None:
        """Fork a gunicorn. It answers when its workers are there; until then a connection is refused."""
        assert self.zygote is not None and self.zygote.stdin is not None and self.zygote.stdout is not None
        self.zygote.stdin.write(f"start {self.port}\n")
        self.zygote.stdin.flush()
        self.server = int(self.zygote.stdout.readline())

    def kill_server(self) -> None:
        """Kill -9: master and workers at once."""
        if self.server:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.server, signal.SIGKILL)
            wait_gone(self.server)
            self.server = 0

    def workers(self) -> list[int]:
        """The numbers of the workers of gunicorn."""
        return children(self.server)

    def let_go(self) -> None:
        """Close the connections of this process: the next fault must find nobody at the database but the server."""
        connections.close_all()

    def close(self) -> None:
        """Clear away."""
        self.let_go()
        self.kill_server()
        if self.zygote is not None and self.zygote.stdin is not None:
            self.zygote.stdin.close()
            self.zygote.wait(LIVE)
        self.schijf.close()


def children(pid: int) -> list[int]:
    """The processes that this one started."""
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def group(pgid: int) -> list[int]:
    """The processes of a group that still run: of a killed one the first thread may be gone and others not yet.

    As long as one is there, the process holds its files and locks.
    """
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                pgrp = (entry / "stat").read_text().rpartition(")")[2].split()[2]
                if int(pgrp) == pgid and any(map(_runs, (entry / "task").iterdir())):
                    found.append(int(entry.name))
    return found


def _runs(thread: Path) -> bool:
    try:
        return (thread / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def wait_gone(pgid: int) -> None:
    """Wait until nobody of the group runs; raises RuntimeError when somebody stays."""
    until = time.monotonic() + LIVE
    while group(pgid):
        if time.monotonic() > until:
            raise RuntimeError(f"procesgroep {pgid} gaat niet weg")
        time.sleep(0.005)
