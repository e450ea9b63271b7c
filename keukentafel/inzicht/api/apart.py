"""A report in a process of its own: the engine stays out of the web workers, and a heavy question has its bounds.

At most PLAATSEN processes at one time on one machine, whoever asks, each at most SECONDEN long. A place is a lock on a
file, which the system lets go of however its holder ends.
"""

from __future__ import annotations

import fcntl
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from keukentafel.inzicht.api.problemen import Probleem

logger = logging.getLogger(__name__)
PLAATSEN = 2  # processes at one time
SECONDEN = 60  # a report may take; the longest of a city of 100,000 cases takes a few
WACHTEN = 10  # seconds that a question waits for a place
FOUT = "CommandError: "


def run_report(arguments: Sequence[str]) -> bytes:
    """Run `keukentafel report` with these arguments and return what it writes.

    Raises Probleem: 400 with the reason when the question cannot be answered, 503 when it is too busy, 504 when it
    takes too long.
    """
    return run_apart([sys.executable, "-m", "keukentafel", "report", "--zonder-afgeschermd", *arguments])


def run_apart(command: Sequence[str], seconden: float = SECONDEN, wachten: float = WACHTEN) -> bytes:
    """Run this command within the bounds; see run_report."""
    with _place(wachten):
        try:
            done = subprocess.run(  # noqa: S603  our own interpreter and command, values that were checked
                command, env={**os.environ, "PYTHONUTF8": "1"}, stdin=subprocess.DEVNULL, capture_output=True,
                timeout=seconden, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Probleem(504, "Dit rapport duurt te lang. Vraag een kortere periode of één team.") from None
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode(errors="replace").strip()
    if said.startswith(FOUT):
        raise Probleem(400, said.removeprefix(FOUT).splitlines()[0])
    logger.error("rapport apart mislukt, status %s", done.returncode)
    raise Probleem(503, "Het rapport is niet gemaakt door een storing. Probeer het later nog eens.", na=60)


@contextmanager
def _place(wachten: float) -> Iterator[None]:
    """Hold one of the places. Raises Probleem 503 when none comes free in time."""
    until = time.monotonic() + wachten
    while True:
        for number in range(PLAATSEN):
            with _file(number).open("w") as held:
                try:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                yield
                return
        if time.monotonic() >= until:
            raise Probleem(503, "Er worden al rapporten gemaakt. Vraag het zo nog eens.", na=15)
        time.sleep(0.1)


def _file(number: int) -> Path:
    """The file of a place; a folder of this user alone, so that nobody else can hold it."""
    folder = Path(tempfile.gettempdir()) / f"keukentafel-rapport-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{number}.slot"
