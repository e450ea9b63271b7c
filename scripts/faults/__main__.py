"""`make faults`: let something go wrong, again and again, and write in the ledger what was lost.

    python -m scripts.faults run --seconden 600 [--database sqlite] [--soorten stroom,kill_server] [--begin SEED]
    python -m scripts.faults failover --keren 50    # two nodes under Patroni (failover.py)
    python -m scripts.faults terug      # back to a moment with pgBackRest, on a wiped server (terug.py)
    python -m scripts.faults total      # what all runs together did; status 1 when something was ever lost

The server is real: gunicorn, HTTP, a session per writer. `--plant synchronous=NORMAL` shows that the harness can turn
red; such a run is never written in the ledger. Needs root and /dev/fuse.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.faults import ledger

ROOT = Path(__file__).resolve().parents[2]
KINDS = {
    "sqlite": ("stroom", "kill_werkproces", "stroom", "kill_server", "stroom", "klok", "schijf_vol", "schijffout",
               "alleen_lezen", "geen_inodes", "klok_jaar"),
    "postgresql": ("stroom", "kill_database", "stroom", "kill_werkproces", "stroom", "kill_verbinding", "stroom",
                   "kill_server", "klok", "schijf_vol", "schijffout", "alleen_lezen", "geen_inodes", "klok_jaar"),
}  # fmt: skip


def template_of(name: str) -> Path:
    """The directory with the first database of this code; made when it is not there yet."""
    from tests.migrated import fingerprint

    path = Path(os.environ.get("KEUKENTAFEL_VAR", ROOT / "var")) / "storingen" / f"{name}-{fingerprint()}"
    if not (path / "wereld.json").exists():
        shutil.rmtree(path, ignore_errors=True)
        (path / "schijf").mkdir(parents=True)
        if name == "postgresql":
            from scripts.faults.cluster import make_template

            make_template(path, "scripts.faults.world")
            return path
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path / 'schijf' / 'keukentafel.sqlite3'}"}
        subprocess.run([sys.executable, "-m", "scripts.faults.world", str(path)], check=True, env=environment)  # noqa: S603
    return path


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(asked: argparse.Namespace) -> int:
    """Do one run; 0 when nothing was lost."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["KEUKENTAFEL_DEMO"] = "ja"  # the cast are users of the demo
    scratch = Path(tempfile.mkdtemp(prefix="storing-"))
    scratch.chmod(0o755)
    os.environ["DATABASE_URL"] = f"sqlite:///{scratch / 'schijf' / 'keukentafel.sqlite3'}"
    if asked.database == "postgresql":
        from scripts.faults.cluster import address

        os.environ["DATABASE_URL"] = address(scratch, "keukentafel")
    template = template_of(asked.database)
    os.environ["STORING_PLANT"] = asked.plant
    import django

    django.setup()
    from keukentafel.core.muur import name_system
    from scripts.faults.machine import Machine
    from scripts.faults.run import Run, Wens, report

    name_system("storingen")
    machine_of: type[Machine] = Machine
    if asked.database == "postgresql":
        from scripts.faults.postgres import PostgresMachine as machine_of
    kinds = asked.soorten.split(",") if asked.soorten else KINDS[asked.database]
    machine = machine_of(scratch, template, free_port(), asked.begin)
    try:
        machine.prepare()
        done = Run(machine, Wens(asked.seconden, tuple(kinds), asked.per_storing, asked.begin,
                                 asked.hoogstens, asked.bijzonder))  # fmt: skip
        rows = done.go()
    finally:
        machine.close()
        shutil.rmtree(scratch, ignore_errors=True)
    print(report(done))
    if not asked.niet_bewaren and not asked.plant:
        ledger.append(rows, asked.grootboek)
    return 1 if done.wrong() else 0


def fail_over(asked: argparse.Namespace) -> int:
    """Let one node of two take over from the other, time and again; 0 when nothing was lost."""
    from scripts.faults import failover

    scratch = Path(tempfile.mkdtemp(prefix="overname-"))
    scratch.chmod(0o755)
    try:
        rows, gaps = failover.run(scratch, asked.keren, asked.begin, asked.seconden)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(ledger.table(rows))
    print(failover.told(gaps))
    ledger.append(rows, asked.grootboek)
    return 1 if any(getattr(row, name) for row in rows for name in ledger.WRONG) else 0


def go_back(asked: argparse.Namespace) -> int:
    """Wipe the server and come back with pgBackRest; 0 when all is there that has to be."""
    os.environ.update(DJANGO_SETTINGS_MODULE="config.settings", KEUKENTAFEL_DEMO="ja")
    import django

    django.setup()
    from scripts.faults import terug

    scratch = Path(tempfile.mkdtemp(prefix="terug-"))
    scratch.chmod(0o755)
    try:
        seen = terug.run(scratch, template_of("postgresql"), asked.seconden)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print("\n".join(seen.regels))
    return 1 if seen.fouten else 0


def total(path: Path = ledger.LEDGER) -> int:
    """Print what all runs together did; 0 when nothing was ever lost."""
    rows = list(ledger.read(path))
    print(ledger.table(rows))
    everything = ledger.totals(rows)["alles", ""]
    return 1 if any(getattr(everything, name) for name in ledger.WRONG) else 0


def main() -> int:
    """Do what is asked."""
    parser = argparse.ArgumentParser(prog="python -m scripts.faults", description=__doc__)
    what = parser.add_subparsers(dest="wat", required=True)
    runs = what.add_parser("run")
    runs.add_argument("--seconden", type=float, default=60)
    runs.add_argument("--database", choices=list(KINDS), default="sqlite")
    runs.add_argument("--soorten", default="", help="by comma; all when left out")
    runs.add_argument("--per-storing", type=int, default=60, help="saves between two faults, on average")
    runs.add_argument("--begin", type=int, default=1, help="seed")
    runs.add_argument("--hoogstens", type=int, default=1 << 30, help="faults")
    runs.add_argument("--bijzonder", default="")
    runs.add_argument("--plant", default="")
    runs.add_argument("--niet-bewaren", action="store_true")
    runs.add_argument("--grootboek", type=Path, default=ledger.LEDGER)
    what.add_parser("total")
    overs = what.add_parser("failover")
    overs.add_argument("--keren", type=int, default=50, help="fail-overs")
    overs.add_argument("--seconden", type=float, default=3600)
    overs.add_argument("--begin", type=int, default=1, help="seed")
    overs.add_argument("--grootboek", type=Path, default=ledger.LEDGER)
    backs = what.add_parser("terug")
    backs.add_argument("--seconden", type=float, default=150, help="how long somebody writes before the server goes")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started and mounted is cleared away
    done = {"run": run, "failover": fail_over, "terug": go_back}.get(asked.wat)
    return done(asked) if done else total()


if __name__ == "__main__":
    sys.exit(main())
