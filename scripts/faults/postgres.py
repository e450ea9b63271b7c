"""The same machine with PostgreSQL on the disk that forgets: its files, its write-ahead log, everything."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg

from scripts.faults.cluster import address, owner, run_script, socket_of
from scripts.faults.machine import LIVE, Machine, children

SETTINGS = {
    "listen_addresses": "", "max_connections": "40", "shared_buffers": "32MB", "checkpoint_timeout": "30s",
    "max_wal_size": "32MB", "min_wal_size": "16MB", "logging_collector": "off", "jit": "off", "huge_pages": "off",
    "max_parallel_workers": "0", "autovacuum_naptime": "20s",
}  # fmt: skip


class PostgresMachine(Machine):
    """PostgreSQL runs as its own user; the server as the role of the application, which owns nothing."""

    naam = "postgresql"

    def __init__(self, scratch: Path, template: Path, port: int, seed: int) -> None:
        super().__init__(scratch, template, port, seed)
        self.bin = Path(run_script("scripts/postgres.sh", "bin"))
        self.socket = socket_of(scratch)
        self.socket.mkdir()
        shutil.chown(self.socket, owner())
        self.postmaster: subprocess.Popen[bytes] | None = None

    def environment(self) -> dict[str, str]:
        """The server logs in as the application."""
        return {**super().environment(), "DATABASE_URL": address(self.scratch, "keukentafel_app")}

    def prepare(self) -> None:
        """Import the product once, on the database as it will be."""
        self.renew()
        self.start_database()
        self.begin_zygote()

    def renew(self) -> None:
        """The first database again."""
        self.kill_database()
        super().renew()

    def power_cut(self, kept: float) -> int:
        """The power goes: the database's processes too. It recovers from its log when the power is back."""
        lost = int(self.schijf.tell(f"cut {kept}"))
        self.kill_server()
        self.kill_database()
        self.schijf.tell("mount")
        self.start_database()
        return lost

    def start_database(self) -> None:
        """Start PostgreSQL and wait until it has recovered; raises RuntimeError when it does not."""
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with (self.scratch / "postgres.log").open("ab") as log:
            self.postmaster = subprocess.Popen(  # noqa: S603
                [self.bin / "postgres", "-D", self.schijf.path / "data", "-k", self.socket, *settings],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, user=owner(), group=owner(), extra_groups=[],
                start_new_session=True, cwd="/", env={"STORING": str(self.socket), "PATH": "/usr/bin:/bin"},
            )  # fmt: skip
        until = time.monotonic() + LIVE * 4
        while not self.answers():
            if time.monotonic() > until or self.postmaster.poll() is not None:
                tail = (self.scratch / "postgres.log").read_text(errors="replace")[-2000:]
                raise RuntimeError(f"PostgreSQL komt niet op: {tail}")
            time.sleep(0.02)

    def answers(self) -> bool:
        """True when it takes connections."""
        try:
            self.ask("SELECT 1")
        except psycopg.Error:
            return False
        return True

    def ask(self, question: str) -> list[tuple[object, ...]]:
        """Ask as the superuser of the cluster."""
        with psycopg.connect(host=str(self.socket), user="postgres", dbname="keukentafel", autocommit=True) as link:
            return link.execute(question.encode()).fetchall()

    def quiet(self) -> None:
        """Wait until no connection is busy: what a killed worker had sent off may still be committing."""
        busy = (
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND state <> 'idle' "
            "AND pid <> pg_backend_pid()"
        )
        until = time.monotonic() + LIVE * 4
        while time.monotonic() < until:
            with contextlib.suppress(psycopg.Error):
                if not self.ask(busy):
                    return
            self.revive()
            time.sleep(0.01)
        raise RuntimeError("de database komt niet tot rust")

    def ask_for_files(self) -> None:
        """The next file of the log (WAL) has to be made."""
        self.schijf.tell("inodes 0")
        with contextlib.suppress(psycopg.Error):
            self.ask("SELECT pg_switch_wal()")

    def revive(self) -> None:
        """Start what stopped by itself, as systemd does: the database (a broken disk), and the server."""
        super().revive()
        if self.postmaster is not None and self.postmaster.poll() is not None:
            with contextlib.suppress(RuntimeError):
                self.start_database()

    def kill_database(self) -> None:
        """Kill -9 of every process of PostgreSQL at once."""
        if self.postmaster is not None:
            kill_cluster(self.postmaster, self.socket)
            self.postmaster = None

    def kill_connection(self, chance: random.Random) -> None:
        """Kill -9 of one process that serves a connection: PostgreSQL throws all out and recovers by itself."""
        with contextlib.suppress(psycopg.Error):
            found = self.ask("SELECT pid FROM pg_stat_activity WHERE usename = 'keukentafel_app'")
            if found:
                os.kill(int(str(chance.choice(found)[0])), signal.SIGKILL)

    def sound(self) -> list[str]:
        """Every page by its checksum and every index against its table; the database stops for it."""
        check = [self.bin / "pg_amcheck", "-h", self.socket, "-U", "postgres", "--install-missing", "keukentafel"]
        done = subprocess.run(check, capture_output=True, text=True)  # noqa: S603
        found = [] if done.returncode == 0 else [f"pg_amcheck: {done.stdout}{done.stderr}"[:400]]
        assert self.postmaster is not None
        os.kill(self.postmaster.pid, signal.SIGINT)
        self.postmaster.wait(LIVE * 4)
        self.postmaster = None
        done = subprocess.run([self.bin / "pg_checksums", "--check", "-D", self.schijf.path / "data"],  # noqa: S603
                              capture_output=True, text=True)  # fmt: skip
        return found if done.returncode == 0 else [*found, f"pg_checksums: {done.stdout}{done.stderr}"[:400]]

    def close(self) -> None:
        """Clear away."""
        with contextlib.suppress(OSError):
            self.schijf.tell("fault 0")
        self.kill_database()
        super().close()


def kill_cluster(postmaster: subprocess.Popen[bytes], socket: Path) -> None:
    """Kill -9 of every process of a cluster at once, and wait until none is left."""
    if postmaster.poll() is None:
        os.kill(postmaster.pid, signal.SIGSTOP)
        for pid in [*children(postmaster.pid), postmaster.pid]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    postmaster.wait(LIVE)
    _wait_freed(socket)


def _wait_freed(socket: Path) -> None:
    """Wait until no process of the cluster is left: each of them was started with the place of its socket."""
    until, mark = time.monotonic() + LIVE, str(socket).encode()
    while any(_mentions(entry, mark) for entry in Path("/proc").iterdir() if entry.name.isdigit()):
        if time.monotonic() > until:
            raise RuntimeError("PostgreSQL gaat niet weg")
        time.sleep(0.01)


def _mentions(entry: Path, mark: bytes) -> bool:
    try:
        if int(entry.name) == os.getpid():
            return False
        return b"postgres" in (entry / "comm").read_bytes() and mark in (entry / "environ").read_bytes()
    except OSError:
        return False
