"""Two nodes of PostgreSQL under Patroni with `synchronous_mode_strict`, each in its own network, and fail-overs (D4).

    python -m scripts.faults failover --keren 50

Writers ask the cluster by both addresses (`target_session_attrs=read-write`), as the product does with such a
DATABASE_URL, and remember what was committed. The leader is killed, frozen or cut off; the other takes over; the first
comes back; everything that was acknowledged must be there. Needs root, network namespaces, Debian's `etcd-server` and
`postgresql`, and the Patroni that scripts/faults.sh puts in `var/patroni`.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import psycopg

from scripts.faults.cluster import ROOT, owner, run_script
from scripts.faults.ledger import Regel, revision

NET = "10.77.0"
NODES = {"a": f"{NET}.11", "b": f"{NET}.12"}
PATRONI = Path(os.environ.get("KEUKENTAFEL_VAR", ROOT / "var")) / "patroni"
ETCD, BRIDGE, HERE = f"{NET}.10", "kt-brug", f"{NET}.1"
DSN = (
    f"host={','.join(NODES.values())} user=postgres dbname=postgres target_session_attrs=read-write connect_timeout=2 "
    "tcp_user_timeout=3000 keepalives_idle=1 keepalives_interval=1 keepalives_count=2"
)
KINDS = ("kill_postgres", "kill_knoop", "kill_postgres", "bevriezen", "kill_postgres", "netwerk")
AGAIN = 45.0  # seconds without standby before `patronictl reinit`, as the one on duty would
PATIENCE = 240.0  # seconds until the cluster must take writes again; the aim is 60 (D4)
WRITERS = 4
LINES = 60  # of each node's log, told when the cluster does not come back
DCS = {
    "ttl": 20, "loop_wait": 2, "retry_timeout": 3, "primary_start_timeout": 0, "maximum_lag_on_failover": 1048576,
    "synchronous_mode": True, "synchronous_mode_strict": True,
    "postgresql": {"use_pg_rewind": True, "parameters": {
        "synchronous_commit": "on", "wal_log_hints": "on", "max_connections": 40, "shared_buffers": "32MB",
        "wal_keep_size": "256MB", "wal_receiver_timeout": "5s", "wal_sender_timeout": "5s",
    }},
}  # fmt: skip


def ip(*words: str) -> None:
    """One command of iproute2."""
    subprocess.run(["ip", *words], check=True, capture_output=True)  # noqa: S603, S607


class Cluster:
    """The namespaces, etcd, and the two nodes."""

    def __init__(self, scratch: Path) -> None:
        self.scratch, self.bin = scratch, run_script("scripts/postgres.sh", "bin")
        self.since, self.opnieuw = 0.0, 0  # since when there is no standby; how often one was made anew
        self.started: dict[str, subprocess.Popen[bytes]] = {}

    def build(self) -> None:
        """Make the networks, start etcd and both nodes, and wait for a leader with a synchronous standby."""
        shutil.copytree(PATRONI, self.scratch / "patroni")  # where the user of PostgreSQL may read
        ip("link", "add", BRIDGE, "type", "bridge")
        ip("addr", "add", f"{HERE}/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")
        for name, address in {"e": ETCD, **NODES}.items():
            ip("netns", "add", f"kt-{name}")
            ip("link", "add", f"kt-{name}0", "type", "veth", "peer", "name", "eth0", "netns", f"kt-{name}")
            ip("link", "set", f"kt-{name}0", "master", BRIDGE)
            ip("link", "set", f"kt-{name}0", "up")
            ip("-n", f"kt-{name}", "addr", "add", f"{address}/24", "dev", "eth0")
            ip("-n", f"kt-{name}", "link", "set", "eth0", "up")
            ip("-n", f"kt-{name}", "link", "set", "lo", "up")
        url = f"http://{ETCD}:2379"
        slow = ("--heartbeat-interval", "500", "--election-timeout", "5000")  # milliseconds
        place = ("--name", "e", "--data-dir", str(self.scratch / "etcd"))
        self.run("e", "/usr/bin/etcd", *place, "--listen-client-urls", url, "--advertise-client-urls", url, *slow)
        for name in NODES:
            self.start(name)
        wait(lambda: self.leader() is not None and self.standby_in_step(), "de eerste leider")

    def run(self, name: str, *command: str) -> None:
        """Start a program in a namespace, as the user of PostgreSQL, in a session of its own."""
        home = self.scratch / name
        home.mkdir(exist_ok=True)
        for path in (self.scratch, home):
            os.chown(path, *_ids())
        inside = ["ip", "netns", "exec", f"kt-{name}", "setpriv", f"--reuid={owner()}", f"--regid={owner()}",
                  "--clear-groups", *command]  # fmt: skip
        with (self.scratch / f"{name}.log").open("ab") as log:
            self.started[name] = subprocess.Popen(  # noqa: S603
                inside, cwd=home, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                env={"PATH": "/usr/bin:/bin", "HOME": str(home), "PYTHONPATH": str(self.scratch / "patroni")},
            )  # fmt: skip

    def start(self, name: str) -> None:
        """Start Patroni on a node: it starts PostgreSQL, or brings it in line with the leader."""
        home, address = self.scratch / name, NODES[name]
        home.mkdir(exist_ok=True)
        config = {
            "scope": "keukentafel", "name": name, "etcd3": {"hosts": f"{ETCD}:2379"},
            "restapi": {"listen": f"{address}:8008", "connect_address": f"{address}:8008"},
            "bootstrap": {"dcs": DCS, "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"]},
            "postgresql": {
                "listen": f"{address}:5432", "connect_address": f"{address}:5432", "data_dir": str(home / "data"),
                "bin_dir": self.bin, "parameters": {"unix_socket_directories": str(home)},
                "authentication": {"superuser": {"username": "postgres"}, "replication": {"username": "kopie"}},
                "pg_hba": ["local all all trust", f"host all all {NET}.0/24 trust",
                           f"host replication all {NET}.0/24 trust"],
            },
        }  # fmt: skip
        (home / "patroni.yml").write_text(json.dumps(config))  # JSON is YAML
        self.run(name, "/usr/bin/python3", "-m", "patroni", str(home / "patroni.yml"))

    def pids(self, name: str) -> list[int]:
        """Every process in a namespace."""
        found = subprocess.run(["ip", "netns", "pids", f"kt-{name}"], capture_output=True, text=True)  # noqa: S603, S607
        return [int(word) for word in found.stdout.split()]

    def signal(self, name: str, what: signal.Signals, *, only: str = "") -> None:
        """Send a signal to every process of a node, or to those with this name."""
        for pid in self.pids(name):
            with contextlib.suppress(OSError):
                if not only or Path(f"/proc/{pid}/comm").read_text().strip() == only:
                    os.kill(pid, what)

    def state(self, name: str) -> dict[str, object]:
        """What Patroni says of a node; {} when it does not answer."""
        answer: object = None
        with contextlib.suppress(OSError, ValueError):
            try:
                answer = json.load(urllib.request.urlopen(f"http://{NODES[name]}:8008/patroni", timeout=2))
            except urllib.error.HTTPError as refused:
                answer = json.load(refused)
        return answer if isinstance(answer, dict) else {}

    def rejoin(self) -> bool:
        """True when the standby is in step. One that is not within AGAIN seconds is made anew from the leader."""
        now = time.monotonic()
        if self.standby_in_step():
            self.since = 0.0
            return True
        self.since = self.since or now
        leader = self.leader()
        if leader is not None and now - self.since > AGAIN:
            other = next(name for name in NODES if name != leader)
            asked = urllib.request.Request(
                f"http://{NODES[other]}:8008/reinitialize", b'{"force": true}', method="POST"
            )
            with contextlib.suppress(OSError):
                urllib.request.urlopen(asked, timeout=5)  # noqa: S310
                self.opnieuw += 1
            self.since = 0.0
        return False

    def cluster(self) -> list[dict[str, object]]:
        """The members, as one of them tells it."""
        for address in NODES.values():
            with contextlib.suppress(OSError, ValueError):
                asked = urllib.request.urlopen(f"http://{address}:8008/cluster", timeout=2)
                members: list[dict[str, object]] = json.load(asked)["members"]
                return members
        return []

    def leader(self) -> str | None:
        """The node that leads."""
        leads = [name for name in NODES if self.state(name).get("role") in ("master", "primary")]
        return leads[0] if len(leads) == 1 else None

    def story(self) -> list[str]:
        """What each node says of itself, and the end of what it wrote: why it stands still."""
        told = []
        for name in NODES:
            lines = (self.scratch / f"{name}.log").read_text(errors="replace").splitlines()
            told += [f"--- {name}: {json.dumps(self.state(name))}", *lines[-LINES:]]
        return told

    def standby_in_step(self) -> bool:
        """True when there is a standby on which every commit waits, and Patroni knows that it may take over."""
        known = self.cluster()
        if sorted(str(each.get("role")) for each in known) != ["leader", "sync_standby"]:
            return False
        try:
            with psycopg.connect(DSN, autocommit=True) as link:
                asked = link.execute("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'").fetchone()
        except psycopg.Error:
            return False
        return asked == (1,)

    def close(self) -> None:
        """Take everything away."""
        for name in (*NODES, "e"):
            self.signal(name, signal.SIGKILL)
        for process in self.started.values():
            process.wait(30)
        for name in (*NODES, "e"):
            with contextlib.suppress(subprocess.CalledProcessError):
                ip("netns", "del", f"kt-{name}")
        with contextlib.suppress(subprocess.CalledProcessError):
            ip("link", "del", BRIDGE)


def _ids() -> tuple[int, int]:
    import pwd

    found = pwd.getpwnam(str(owner()))
    return found.pw_uid, found.pw_gid


def wait(until: Callable[[], bool], what: str) -> None:
    """Wait for something; raises RuntimeError when it does not come."""
    end = time.monotonic() + PATIENCE
    while not until():
        if time.monotonic() > end:
            raise RuntimeError(f"{what} komt niet")
        time.sleep(0.2)


@dataclass
class Schrijvers:
    """Threads that commit, one row at a time, and remember what was acknowledged, and when."""

    bevestigd: set[str] = field(default_factory=set)
    onbeantwoord: int = 0
    laatste: float = 0.0
    gat: float = 0.0  # the longest time without an acknowledged write since it was put back
    klaar: bool = False
    slot: threading.Lock = field(default_factory=threading.Lock)

    def write(self, number: int) -> None:
        """Write until it is done."""
        made = 0
        while not self.klaar:
            try:
                with psycopg.connect(DSN, autocommit=True) as link:
                    while not self.klaar:
                        made += 1
                        name = f"{number}-{made}"
                        link.execute("INSERT INTO proef (naam) VALUES (%s)", [name])
                        self.note(name)
            except psycopg.Error:
                self.onbeantwoord += 1
                time.sleep(0.2)

    def note(self, name: str) -> None:
        """It was committed, and a standby has it."""
        with self.slot:
            now = time.monotonic()
            self.gat = max(self.gat, now - self.laatste)
            self.laatste = now
            self.bevestigd.add(name)
        time.sleep(0.02)


def fail_over(cluster: Cluster, kind: str, written: Callable[[], bool]) -> bool:
    """Take the leader away, wait until the other leads, and bring the first back.

    False when the first was back before the other took over: only its database was killed, and `written` says that
    there is an acknowledged write again.
    """
    leader = cluster.leader()
    if leader is None:
        raise RuntimeError("er is geen leider")
    other = next(name for name in NODES if name != leader)
    if kind == "kill_postgres":
        cluster.signal(leader, signal.SIGKILL, only="postgres")
    elif kind == "kill_knoop":
        cluster.signal(leader, signal.SIGKILL)
    elif kind == "bevriezen":
        cluster.signal(leader, signal.SIGSTOP)
    else:
        ip("link", "set", f"kt-{leader}0", "down")
    taken: list[bool] = []

    def settled() -> bool:
        if cluster.state(other).get("role") in ("master", "primary"):
            taken.append(True)
        return bool(taken) or (kind == "kill_postgres" and written())

    wait(settled, f"de overname door {other}")
    if kind == "kill_knoop":
        cluster.start(leader)
    elif kind == "bevriezen":
        cluster.signal(leader, signal.SIGCONT)
    elif kind == "netwerk":
        ip("link", "set", f"kt-{leader}0", "up")
    return bool(taken)


def run(scratch: Path, times: int, seed: int, seconds: float) -> tuple[list[Regel], list[float]]:
    """Do fail-overs; returns the rows of the ledger, and the write gap of each in seconds."""
    cluster, writers, gaps = Cluster(scratch), Schrijvers(), []
    rows: dict[str, Regel] = {}
    stopped = ""
    end = time.monotonic() + seconds
    chance = random.Random(seed)  # noqa: S311 (which comes first)
    try:
        cluster.build()
        with psycopg.connect(DSN, autocommit=True) as link:
            link.execute("CREATE TABLE proef (naam text NOT NULL, id bigserial PRIMARY KEY)")
        threads = [threading.Thread(target=writers.write, args=(number,), daemon=True) for number in range(WRITERS)]
        for thread in threads:
            thread.start()
        order = chance.sample(KINDS, len(KINDS))
        for number in range(times):
            if time.monotonic() > end:
                break
            wait(cluster.rejoin, "de tweede knoop")
            kind = order[number % len(order)]
            row = Regel(date.today().isoformat(), revision(), "patroni", kind, begin=seed)
            gap = one(cluster, writers, kind, row)
            add(rows, row)
            if row.soort == kind:
                gaps.append(gap)
            print(f"{number + 1} {row.soort}: {gap:.1f} s zonder schrijven", flush=True)
    except RuntimeError as reason:
        stopped = f"; gestopt: {reason}"
        print(stopped, *cluster.story(), sep="\n", flush=True)
    finally:
        writers.klaar = True
        cluster.close()
    for row in rows.values():
        row.bijzonder = f"{told(gaps)}; {cluster.opnieuw} keer de tweede knoop opnieuw gemaakt{stopped}"
    return list(rows.values()), gaps


def add(rows: dict[str, Regel], row: Regel) -> None:
    """Add what one fail-over did to the row of its kind."""
    total = rows.setdefault(row.soort, row)
    if total is not row:
        for name in ("storingen", "bevestigd", "verloren", "dubbel", "seconden"):
            setattr(total, name, getattr(total, name) + getattr(row, name))


def one(cluster: Cluster, writers: Schrijvers, kind: str, row: Regel) -> float:
    """One fail-over with its check; returns how long nobody could write."""
    before, begun = len(writers.bevestigd), time.monotonic()
    writers.laatste, writers.gat = begun, 0.0
    if not fail_over(cluster, kind, lambda: len(writers.bevestigd) > before + WRITERS + 1):
        row.soort = "herstart_leider"
    known = len(writers.bevestigd)
    wait(lambda: cluster.rejoin() and len(writers.bevestigd) > known + WRITERS, "het schrijven")
    with writers.slot:
        acked = set(writers.bevestigd)
    with psycopg.connect(DSN, autocommit=True) as link:
        found = [str(name) for (name,) in link.execute("SELECT naam FROM proef").fetchall()]
    row.storingen += 1
    row.bevestigd += len(acked) - before
    row.verloren += len(acked - set(found))
    row.dubbel += len(found) - len(set(found))
    row.seconden += round(time.monotonic() - begun)
    return writers.gat


def told(gaps: list[float]) -> str:
    """The write gaps in words."""
    if not gaps:
        return "geen overname"
    return f"{len(gaps)} overnames, zonder schrijven: p50 {statistics.median(gaps):.1f} s, hoogstens {max(gaps):.1f} s"
