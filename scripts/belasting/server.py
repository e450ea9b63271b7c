"""The server as in production: gunicorn, the application's role in PostgreSQL, keys from the environment."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.bench.visitor import Visitor

APP = "keukentafel_app"
OVER_HTTPS = {"X-Forwarded-Proto": "https"}
Run = Callable[[list[str]], list[str]]  # where a command is to run: inside a share of the processor


class Server:
    """One municipality's server, with its own database and its own workers; ends with `close`."""

    def __init__(self, port: int, database: str, workers: int, threads: int, run: Run = list) -> None:
        self.port = port
        command = [sys.executable, "-m", "gunicorn", "-c", "python:config.server", "scripts.belasting.wsgi:application"]
        command += ["--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", str(threads)]
        command += ["--log-level", "warning"]
        self.process = subprocess.Popen(run(command), env=environment(database))  # noqa: S603
        self._wait()

    def _wait(self) -> None:
        for _ in range(300):
            if self.process.poll() is not None:
                raise RuntimeError("de server is niet gestart")
            try:
                if Visitor(self.port, {}, OVER_HTTPS).get("/gezond/").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        raise RuntimeError("de server antwoordt niet")

    @property
    def pid(self) -> int:
        """The process that started the workers."""
        return self.process.pid

    def close(self) -> None:
        """Stop this server, and no other."""
        self.process.terminate()
        self.process.wait(40)


def environment(database: str) -> dict[str, str]:
    """The environment of production: this database under the application's role, and the keys of KEUKENTAFEL_VAR."""
    settings = {name: value for name, value in os.environ.items() if name not in {"KEUKENTAFEL_DEMO", "DATABASE_URL"}}
    return settings | keys(Path(os.environ["KEUKENTAFEL_VAR"], "sleutels")) | {
        "DATABASE_URL": as_app(database),
        "KEUKENTAFEL_PRODUCTIE": "ja",
        "KEUKENTAFEL_HOSTS": "127.0.0.1",
        "KEUKENTAFEL_ACHTER_PROXY": "ja",
        "KEUKENTAFEL_STATISCH_GEBUNDELD": "ja",
        "KEUKENTAFEL_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    }  # fmt: skip


def keys(path: Path) -> Mapping[str, str]:
    """The keys in this file, as production wants them: one variable each."""
    return dict(line.strip().split("=", 1) for line in path.read_text().splitlines() if "=" in line)


def as_app(database: str) -> str:
    """The same database (a DATABASE_URL without password) under the application's role."""
    scheme, _, rest = database.partition("://")
    return f"{scheme}://{APP}@{rest.partition('@')[2]}"
