"""Places: how many processes may do something at one time on this machine, whoever started them.

A place is a lock on a file, which the system lets go of however its holder ends. The files lie in a folder of our own:
in a folder that everybody may write to, another user could make them first and hold them, or have us empty a file.
"""

from __future__ import annotations

import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

STAP, LANGE_STAP = 0.1, 1.0  # seconds between two looks: for who waits a moment, and for who waits long
RONDEN = 2  # rounds that make figures or freeze reports at one time, of all scopes together
RONDE_WACHT = 30 * 60  # seconds that a round waits for its place
DRUK = "Er werd te lang aan andere cijfers gewerkt. Probeer het later nog eens."


class Bezet(Exception):
    """No place came free in time."""


@contextmanager
def hold_place(soort: str, aantal: int = 1, wachten: float = 0) -> Iterator[None]:
    """Hold one of `aantal` places of this kind (a word of our own, never typed) and wait for it `wachten` seconds.

    Raises Bezet, and OSError when the folder is not ours or a file in it is a symbolic link.
    """
    until = time.monotonic() + wachten
    while (held := _free(soort, aantal)) is None:
        if time.monotonic() >= until:
            raise Bezet(soort)
        time.sleep(STAP if wachten <= LANGE_STAP else LANGE_STAP)
    try:
        yield
    finally:
        os.close(held)


@contextmanager
def hold_file(path: Path, wachten: float = 0) -> Iterator[None]:
    """Hold this file, which is made when it is not there, against every other process; wait for it `wachten` seconds.

    Raises Bezet, and OSError when it is a symbolic link or cannot be made.
    """
    until = time.monotonic() + wachten
    while (held := _locked(path)) is None:
        if time.monotonic() >= until:
            raise Bezet(path.name)
        time.sleep(STAP if wachten <= LANGE_STAP else LANGE_STAP)
    try:
        yield
    finally:
        os.close(held)


def _locked(path: Path) -> int | None:
    """Return the open file, locked; None when somebody else holds it."""
    opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)  # never emptied
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(opened)
        return None
    return opened


def _free(soort: str, aantal: int) -> int | None:
    """Take a free place; returns its open file, None when there is none."""
    folder = _folder()
    for number in range(aantal):
        held = _locked(folder / f"{soort}-{number}.slot")
        if held is not None:
            return held
    return None


def _folder() -> Path:
    """The folder of the places, for this user alone. Raises PermissionError when it is somebody else's or a link."""
    folder = Path(settings.PLAATSEN_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise PermissionError("de map van de plaatsen is niet van deze gebruiker")
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)
    return folder
