"""A real gunicorn that is there at once: each start forks a process in which the product was imported already.

    DATABASE_URL=… python -m scripts.faults.server

`start PORT` on standard input starts a gunicorn in its own process group and prints its number; `end` ends it.
The checks at the start (durable settings, keys) run each time. Only the PDF library is not loaded beside it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import Any

import django
from gunicorn.app.base import BaseApplication

WORKERS, THREADS = 2, 4


class Gunicorn(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """As in production: a master that starts workers with threads."""

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        """The settings of scripts/run.sh."""
        chosen = {
            "bind": f"127.0.0.1:{self.port}", "workers": WORKERS, "threads": THREADS, "worker_class": "gthread",
            "loglevel": "critical", "worker_tmp_dir": "/dev/shm", "keepalive": 60,  # noqa: S108
        }  # fmt: skip
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """In each worker: this asserts what must hold before the first request."""
        from config.wsgi import application

        return application


def warm() -> None:
    """Import what the first request imports, and let one write of each kind pass, on the database as it is now."""
    import json

    from django.db import connections
    from django.test import Client

    import keukentafel.plannen.public as plannen
    from scripts.faults.writers import form_of

    plannen.warm_up = lambda: None
    world = json.loads(Path(os.environ["STORING_WERELD"]).read_text())
    client = Client()
    client.cookies[world["cookie"]] = world["sessies"][0]
    for kind in ("contact", "niet_bereikt", "taak"):
        path, fields = form_of(kind, world["casussen"][0], "opwarmen", None)
        answer = client.post(path, fields)
        if answer.status_code != 302:
            raise SystemExit(f"{kind}: {answer.status_code}")
    connections.close_all()


def plant(fault: str) -> None:
    """Make the product wrong on purpose, to see that the harness finds it: what it acknowledges is not synced."""
    from django.db import connection

    import keukentafel.core.duurzaamheid as duurzaamheid

    if fault not in ("synchronous=NORMAL", "synchronous_commit=off"):
        raise SystemExit(f"onbekend: {fault}")
    duurzaamheid.assert_durable = lambda: None
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        options["init_command"] = options["init_command"].replace("synchronous=FULL", fault)
    else:
        options["options"] = f"-c {fault}"


def start(port: int) -> int:
    """Fork a gunicorn; returns the number of its master, which is also that of its process group."""
    child = os.fork()
    if child:
        with contextlib.suppress(OSError):  # the child may have been quicker
            os.setpgid(child, child)
        return child
    try:
        os.setpgid(0, 0)
        nothing = os.open(os.devnull, os.O_RDWR)
        for place in (0, 1):
            os.dup2(nothing, place)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        Gunicorn(port).run()
    finally:
        os._exit(1)


def shift_clock(path: Path) -> None:
    """Let every clock that the product reads run as many days ahead as stands in this file, now; before any import."""
    import time
    from datetime import UTC, datetime, timedelta

    from django.utils import timezone

    place, real = os.open(path, os.O_RDONLY), time.time

    def ahead() -> int:
        return int(os.pread(place, 16, 0) or b"0")

    time.time = lambda: real() + ahead() * 86400
    timezone.now = lambda: datetime.now(tz=UTC) + timedelta(days=ahead())


def main() -> None:
    """Start when asked, until the end."""
    shift_clock(Path(os.environ["STORING_KLOK"]))
    django.setup()
    if os.environ.get("STORING_PLANT"):
        plant(os.environ["STORING_PLANT"])
    warm()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the masters that are killed
    print("ready", flush=True)
    for line in sys.stdin:
        word, _, argument = line.strip().partition(" ")
        if word == "end":
            return
        print(start(int(argument)), flush=True)


if __name__ == "__main__":
    main()
