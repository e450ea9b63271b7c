"""A report in a process of its own: the engine stays out of the web workers, and a heavy question has its bounds.

At most PLAATSEN processes at one time on one machine, whoever asks, each at most SECONDEN long, and one of each asker.
At most WACHTPLAATSEN questions wait, WACHTEN seconds: however many come, four web threads are the most they hold.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from keukentafel.inzicht.api.problemen import Probleem
from keukentafel.inzicht.buiten import TE_KLEIN
from keukentafel.inzicht.plaatsen import Bezet, hold_place

logger = logging.getLogger(__name__)
PLAATSEN = 2  # processes at one time
WACHTPLAATSEN = 2  # questions that wait for one
SECONDEN = 60  # a report may take; the longest of a city of 100,000 cases takes a few
WACHTEN = 1  # seconds that a question waits for a place
NA = 15  # seconds after which to ask again
FOUT = "CommandError: "


def run_report(arguments: Sequence[str], wie: str) -> bytes:
    """Run `keukentafel report` with these arguments for this asker and return what it writes.

    Raises Probleem: 400 with the reason when the question cannot be answered, 403 when the answer is about too few
    people for this asker, 429 while his former question runs, 503 when it is too busy, 504 when it takes too long.
    """
    return run_apart([sys.executable, "-m", "keukentafel", "report", "--zonder-afgeschermd", *arguments], wie)


def run_apart(command: Sequence[str], wie: str, seconden: float = SECONDEN, wachten: float = WACHTEN) -> bytes:
    """Run this command within the bounds; see run_report."""
    with _turn(wie), _place(wachten):
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
        raise Probleem(403 if done.returncode == TE_KLEIN else 400, said.removeprefix(FOUT).splitlines()[0])
    logger.error("rapport apart mislukt, status %s", done.returncode)
    raise Probleem(503, "Het rapport is niet gemaakt door een storing. Probeer het later nog eens.", na=60)


@contextmanager
def _turn(wie: str) -> Iterator[None]:
    """Let this asker ask one question at a time. Raises Probleem 429."""
    with ExitStack() as stack:
        try:
            stack.enter_context(hold_place(f"vrager-{wie.replace(':', '-')}"))
        except Bezet:
            raise Probleem(429, "Uw vorige vraag loopt nog. Wacht op het antwoord.", na=NA) from None
        yield


@contextmanager
def _place(wachten: float) -> Iterator[None]:
    """Hold one of the places. Raises Probleem 503 when none comes free in time, or others wait already."""
    with ExitStack() as stack:
        try:
            _take(stack, wachten)
        except Bezet:
            raise Probleem(503, "Er worden al rapporten gemaakt. Vraag het zo nog eens.", na=NA) from None
        yield


def _take(stack: ExitStack, wachten: float) -> None:
    """Take a free place, or else wait for one in a waiting place. Raises Bezet."""
    try:
        stack.enter_context(hold_place("rapport", PLAATSEN))
    except Bezet:
        with hold_place("wacht", WACHTPLAATSEN):
            stack.enter_context(hold_place("rapport", PLAATSEN, wachten))
