"""Work that no page waits for: our own command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys


def run_apart(opdracht: str, nummer: int) -> None:
    """Start `keukentafel OPDRACHT N` apart from this process; it inherits the environment, and nothing open.

    `opdracht` is a word of our own, never typed.
    """
    subprocess.Popen(  # noqa: S603  our own interpreter, our own command, a number
        [sys.executable, "-m", "keukentafel", opdracht, str(nummer)],
        env=dict(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
