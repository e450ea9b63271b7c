"""A PostgreSQL cluster with the first database, made once and copied onto the disk for each run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]


def owner() -> str | int:
    """Which user PostgreSQL runs as: it refuses root."""
    return os.environ.get("POSTGRES_USER", "postgres") if os.getuid() == 0 else os.getuid()


def socket_of(scratch: Path) -> Path:
    """Where the socket lies: not on the disk that forgets."""
    return scratch / "socket"


def address(scratch: Path, role: str) -> str:
    """The DATABASE_URL of the cluster for a role."""
    return f"postgres://{role}@{quote(str(socket_of(scratch)), safe='')}/keukentafel"


def make_template(path: Path, fill: str) -> None:
    """Make a cluster with the first database in `path/schijf/data`; `fill` is the module that fills it."""
    place = Path(tempfile.mkdtemp(prefix="cluster-")) / "pg"
    place.parent.chmod(0o755)
    options = {**os.environ, "INITDB_OPTIONS": "--data-checksums --wal-segsize=1"}
    try:
        url = run_script("scripts/postgres.sh", "start", str(place), env=options)
        run_env = {**os.environ, "DATABASE_URL": url}
        subprocess.run([sys.executable, "-m", fill, str(path)], check=True, env=run_env, cwd=ROOT)  # noqa: S603
        grants = [sys.executable, "-m", "keukentafel", "grants", "keukentafel_app", "--toepassen"]
        subprocess.run(grants, check=True, env=run_env, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603
        run_script("scripts/postgres.sh", "pause", str(place))
        subprocess.run(["cp", "-a", place / "data", path / "schijf" / "data"], check=True)  # noqa: S603, S607
    finally:
        run_script("scripts/postgres.sh", "stop", str(place))
        shutil.rmtree(place.parent, ignore_errors=True)


def run_script(*command: str, env: dict[str, str] | None = None) -> str:
    """Run a command of the project and return what it printed."""
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=env)  # noqa: S603
    return done.stdout.strip()
