"""Back to a moment with pgBackRest, as docs/back-up.md says, on a server that is wiped; and after an attacker (D8, D9).

    python -m scripts.faults terug [--seconden 130]

A cluster with the product's database archives by the settings that `keukentafel pgbackrest` writes. Somebody writes all
the time and remembers what was committed. Halfway rows are destroyed; at the end the server is killed and its data
directory wiped. Three times a new server comes from the back-up: to the moment before the destruction, to the latest
there is, and from the copy of another account after the root of the server wiped the back-ups. Needs root and Debian's
`pgbackrest` and `postgresql`.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import psycopg

from keukentafel.reservekopie.pgbackrest import RPO, config
from scripts.faults.cluster import owner, run_script, socket_of
from scripts.faults.postgres import SETTINGS, kill_cluster

STANZA = "keukentafel"
ELDERS = 64_999  # the account of the other party: the server does not know it, it knows nobody's password
TUSSEN = 0.05  # seconds between two saves
OPHALEN = 20.0  # seconds between two times that the other party fetches
LIVE = 120.0


@dataclass
class Schrijver(threading.Thread):
    """Commits one row after another and remembers, of each, when the commit had returned."""

    dsn: str
    bevestigd: list[tuple[int, datetime]] = field(default_factory=list)
    klaar: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        """Write until told, or until the server is gone."""
        with contextlib.suppress(psycopg.Error), psycopg.connect(self.dsn, autocommit=True) as link:
            number = 0
            while not self.klaar.wait(TUSSEN):
                number += 1
                link.execute("INSERT INTO proef VALUES (%s)", [number])
                row = link.execute("SELECT clock_timestamp()").fetchone()
                self.bevestigd.append((number, row[0] if row else datetime.min))

    def __hash__(self) -> int:
        return id(self)


class Server:
    """A PostgreSQL of the product, its repository, and the copy elsewhere."""

    def __init__(self, scratch: Path, template: Path) -> None:
        self.scratch, self.data = scratch, scratch / "data"
        self.opslag, self.elders = scratch / "opslag", scratch / "elders"
        self.bin = Path(run_script("scripts/postgres.sh", "bin"))
        self.socket, self.owner = socket_of(scratch), owner()
        subprocess.run(["cp", "-a", template / "schijf" / "data", self.data], check=True)  # noqa: S603, S607
        for path in (self.socket, self.opslag, scratch / "log", scratch / "slot"):
            path.mkdir(mode=0o750)
            shutil.chown(path, self.owner, self.owner)
        self.elders.mkdir(mode=0o700)
        os.chown(self.elders, ELDERS, ELDERS)
        text = config(str(self.data), str(self.opslag), STANZA).replace("VUL-HIER-DE-SLEUTEL-IN", secrets.token_hex(32))
        (scratch / "pgbackrest.conf").write_text(text)
        shutil.chown(scratch / "pgbackrest.conf", self.owner)
        lines = [line[1:].strip() for line in text.splitlines() if line.startswith("#   ")]
        with (self.data / "postgresql.conf").open("a") as file:
            file.write("\n".join(["", *lines, ""]))
        self.environment = {
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PGBACKREST_CONFIG": str(scratch / "pgbackrest.conf"),
            "PGBACKREST_LOG_PATH": str(scratch / "log"), "PGBACKREST_LOCK_PATH": str(scratch / "slot"),
            "PGBACKREST_PG1_SOCKET_PATH": str(self.socket),
        }  # fmt: skip
        self.postmaster: subprocess.Popen[bytes] | None = None

    @property
    def dsn(self) -> str:
        """As the superuser of the cluster."""
        return f"host={self.socket} user=postgres dbname=keukentafel"

    def as_owner(self, *command: object, **other: str) -> str:
        """Run a program as the account of the database; returns what it printed, raises when it failed."""
        words = [str(word) for word in command]
        done = subprocess.run(words, capture_output=True, text=True, cwd="/", user=self.owner, group=self.owner,  # noqa: S603
                              extra_groups=[], env={**self.environment, **other})  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{words[0]} {words[-1]}: {done.stdout}{done.stderr}")
        return done.stdout

    def pgbackrest(self, *words: str, **other: str) -> str:
        """One command of pgBackRest for our stanza."""
        return self.as_owner("pgbackrest", f"--stanza={STANZA}", *words, **other)

    def start(self) -> None:
        """Start PostgreSQL and wait until it takes writes; raises RuntimeError when it does not."""
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with (self.scratch / "postgres.log").open("ab") as log:
            self.postmaster = subprocess.Popen(  # noqa: S603
                [self.bin / "postgres", "-D", self.data, "-k", self.socket, "-c", "listen_addresses=", *settings],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, user=self.owner, group=self.owner, extra_groups=[],
                start_new_session=True, cwd="/", env={**self.environment, "STORING": str(self.socket)},
            )  # fmt: skip
        until = time.monotonic() + LIVE
        while not self._takes_writes():
            if time.monotonic() > until or self.postmaster.poll() is not None:
                raise RuntimeError((self.scratch / "postgres.log").read_text(errors="replace")[-2000:])
            time.sleep(0.05)

    def _takes_writes(self) -> bool:
        with contextlib.suppress(psycopg.Error), psycopg.connect(self.dsn) as link:
            row = link.execute("SELECT pg_is_in_recovery()").fetchone()
            return bool(row) and row[0] is False
        return False

    def kill(self) -> None:
        """Kill -9 of all of it."""
        if self.postmaster is not None:
            kill_cluster(self.postmaster, self.socket)
            self.postmaster = None

    def wipe(self) -> None:
        """Kill -9 of all of it, and everything in the data directory gone."""
        self.kill()
        shutil.rmtree(self.data)
        self.data.mkdir(mode=0o700)
        shutil.chown(self.data, self.owner, self.owner)

    def back(self, *words: str, **other: str) -> float:
        """A new server from the back-up, which archives nothing itself; how many seconds until it took writes."""
        began = time.monotonic()
        self.pgbackrest("--archive-mode=off", *words, "restore", **other)
        self.start()
        return time.monotonic() - began

    def rows(self) -> list[int]:
        """What somebody wrote and is there."""
        with psycopg.connect(self.dsn) as link:
            return [row[0] for row in link.execute("SELECT nummer FROM proef ORDER BY 1")]

    def chain(self) -> str:
        """What the product says of its log."""
        url = f"postgres://keukentafel@{str(self.socket).replace('/', '%2F')}/keukentafel"
        return run_script(".venv/bin/python", "-m", "keukentafel", "audit", "verify",
                          env={**os.environ, "DATABASE_URL": url})  # fmt: skip

    def fetch(self, number: int) -> None:
        """The other party takes what is in the repository; it reads there, and writes only in its own place."""
        copy = ["cp", "-r", "--preserve=timestamps", str(self.opslag), str(self.elders / str(number))]
        subprocess.run(copy, check=False, user=ELDERS, group=self.opslag.stat().st_gid, extra_groups=[],  # noqa: S603
                       cwd="/", capture_output=True)  # fmt: skip

    def attack(self) -> list[str]:
        """The root of the server, of whom the other party knows nothing, destroys what he can; what he was refused.

        In a user namespace of its own he is root, may do everything the server may, and nothing elsewhere: as on
        another machine.
        """
        tried = [
            f"rm -rf {self.opslag}/*",
            f"ls {self.elders}",
            f"rm -rf {self.elders}/1",
            f"echo x > {self.elders}/1/x",
        ]
        refused = []
        for command in tried:
            words = ["unshare", "--user", "--map-root-user", "sh", "-c", f'[ "$(id -u)" = 0 ] || exit 9; {command}']
            done = subprocess.run(words, cwd="/", user=self.owner, group=self.owner, extra_groups=[],  # noqa: S603
                                  capture_output=True, text=True, env=self.environment)  # fmt: skip
            if done.returncode == 9 or "unshare:" in done.stderr:
                raise RuntimeError(f"de aanvaller is geen root: {done.stderr}")
            if done.returncode:
                refused.append(command.split()[0])
        return refused

    def from_elsewhere(self) -> str:
        """A new repository on the new server, from the newest whole copy of the other party."""
        for copy in sorted(self.elders.iterdir(), key=lambda path: int(path.name), reverse=True):
            if (copy / "backup" / STANZA / "backup.info").exists():
                shutil.rmtree(self.opslag)
                shutil.copytree(copy, self.opslag)
                subprocess.run(["chown", "-R", str(self.owner), self.opslag], check=True)  # noqa: S603, S607
                return copy.name
        raise RuntimeError("er is geen kopie buiten de deur")


@dataclass
class Gezien:
    """What the run saw. `weg`: seconds of acknowledged work that were not there after a restore."""

    fouten: list[str] = field(default_factory=list)
    regels: list[str] = field(default_factory=list)

    def expect(self, good: bool, what: str) -> None:
        """A line of the report; one that is not good is a fault."""
        self.regels.append(f"{'goed' if good else 'FOUT'}: {what}")
        if not good:
            self.fouten.append(what)


def run(scratch: Path, template: Path, seconds: float) -> Gezien:
    """All of it. Raises RuntimeError when a back-up or restore does not work at all."""
    server, seen = Server(scratch, template), Gezien()
    try:
        target, kept = _work(server, seconds, seen)
        server.wipe()
        _to_a_moment(server, target, kept, seen)
        server.wipe()
        took = server.back("--type=default")
        _latest(server, kept, took, RPO, "de server is weg", seen)
        server.wipe()
        refused = server.attack()
        seen.expect(not any(server.opslag.iterdir()), "de aanvaller wiste alle back-ups die de server kan zien")
        seen.expect(refused == ["ls", "rm", "echo"], f"bij de andere partij werd hij geweigerd: {', '.join(refused)}")
        copy = server.from_elsewhere()
        took = server.back("--type=default")
        _latest(server, kept, took, RPO + OPHALEN * 2, f"kopie {copy} van buiten de deur", seen)
    finally:
        server.kill()
    return seen


def _work(server: Server, seconds: float, seen: Gezien) -> tuple[datetime, list[tuple[int, datetime]]]:
    """Back up, write, destroy something halfway; the moment before that, and what was acknowledged."""
    server.start()
    with psycopg.connect(server.dsn, autocommit=True) as link:
        link.execute("CREATE TABLE proef (nummer int PRIMARY KEY)")
    server.pgbackrest("stanza-create")
    server.pgbackrest("check")
    began = time.monotonic()
    server.pgbackrest("backup", "--type=full")
    seen.regels.append(f"volledige back-up in {time.monotonic() - began:.0f} s")
    writer = Schrijver(server.dsn)
    writer.start()
    end, number, target = time.monotonic() + seconds, 0, None
    while time.monotonic() < end:
        time.sleep(min(OPHALEN, max(0.1, end - time.monotonic())))
        number += 1
        server.fetch(number)
        if target is None:
            target = writer.bevestigd[-1][1] + timedelta(milliseconds=1)
            time.sleep(1)
            with psycopg.connect(server.dsn, autocommit=True) as link:
                link.execute("DELETE FROM proef WHERE nummer <= %s", [writer.bevestigd[-1][0] // 2])
    server.kill()
    writer.klaar.set()
    writer.join(LIVE)
    assert target is not None
    return target, writer.bevestigd


def _to_a_moment(server: Server, target: datetime, kept: list[tuple[int, datetime]], seen: Gezien) -> None:
    took = server.back("--type=time", f"--target={target.isoformat(sep=' ')}", "--target-action=promote")
    before, there = [number for number, at in kept if at <= target], server.rows()
    # what was being committed at that moment may be there or not
    seen.expect(
        there in (before, [*before, len(before) + 1]),
        f"terug naar {target:%H:%M:%S}, voor het wissen: {len(there)} van {len(before)} rijen, {took:.0f} s",
    )
    seen.regels.append(f"het logboek: {server.chain().splitlines()[0]}")


def _latest(
    server: Server, kept: list[tuple[int, datetime]], took: float, most: float, what: str, seen: Gezien
) -> None:
    there = server.rows()
    whole = there == list(range(there[0], there[-1] + 1))
    reached = next((at for number, at in kept if number == there[-1]), kept[-1][1])
    gone = (kept[-1][1] - reached).total_seconds()
    seen.expect(whole and gone <= most,
                f"{what}: terug in {took:.0f} s, tot rij {there[-1]} van {len(kept)} bevestigde: {gone:.1f} s weg, "
                f"hoogstens {most:.0f}")  # fmt: skip
    seen.regels.append(f"het logboek: {server.chain().splitlines()[0]}")
