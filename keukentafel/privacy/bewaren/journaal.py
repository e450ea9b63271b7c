"""The journal of what was destroyed, outside the database: a restored back-up must not bring it back (R2).

A file that only grows. Each line is encrypted and chained to the line before. The key is made from the key of the
log, which is in no back-up of the database and never rotates.

Each destruction is told twice, and each line is on the disk before work goes on: what is about to go, before the
database commits; and afterwards how that ended, gone or not after all. A restore destroys again what is gone. An
intention without an end (the server fell in between) is neither: who runs the destruction on ends it by looking at the
database, and a restore of before that asks.

One writes at a time (a lock on the file), and a line counts when its end of line is there: what a full disk or a fall
of the server left of a line was never on the disk whole, so nothing was destroyed by it, and the next line replaces it.
"""

from __future__ import annotations

import base64
import fcntl
import hmac
import json
import os
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from keukentafel.core.duurzaamheid import sync_folder

NAAM = "vernietigd.journaal"
BEGIN = "0" * 64
Rijen = Mapping[str, Collection[tuple[int, str]]]  # per model (its label) the ids, each with the moment it was made


class JournaalKapot(Exception):
    """A line was changed, left out or is not ours; the message names its number."""


class JournaalOnbeslist(Exception):
    """Something was announced, and nobody knows whether it was destroyed: the server fell in between."""


class Onbeslist(StrEnum):
    """What to do after a restore with what nobody knows the end of."""

    VERNIETIGEN = "vernietigen"
    LATEN = "laten"


class Stap(StrEnum):
    """What a line says: that something is about to go, that it went, or that it stayed after all."""

    VOORNEMEN = "voornemen"
    GEDAAN = "gedaan"
    VERVALLEN = "vervallen"


class Regel(NamedTuple):
    """A line. `spoor` is the same in the lines of one destruction; `rijen`, of its first line only: what goes."""

    stap: Stap
    spoor: str
    rijen: Rijen


def announce(lijst: int, roots: Rijen) -> str:
    """Write down what is about to go: per model (its label) the ids, each with the moment it was made.

    Returns the trace under which `conclude` says how it ended. Raises OSError.
    """
    spoor = os.urandom(16).hex()
    rows = {label: sorted(rows) for label, rows in roots.items()}
    _append({"lijst": lijst, "stap": Stap.VOORNEMEN, "spoor": spoor, "rijen": rows})
    return spoor


def conclude(spoor: str, *, weg: bool) -> None:
    """Write down that what was announced under this trace is gone, or stayed after all. Raises OSError."""
    _append({"stap": Stap.GEDAAN if weg else Stap.VERVALLEN, "spoor": spoor})


def read_journal() -> Iterator[Regel]:
    """Yield every line. Raises JournaalKapot."""
    path, previous = journal_path(), BEGIN
    if not path.exists():
        return
    whole, _, _torn = path.read_bytes().rpartition(b"\n")  # a disk may leave anything of a line, not only our signs
    for number, text in enumerate(whole.splitlines(), start=1):
        line, _, link = text.decode("ascii", errors="backslashreplace").rpartition(" ")
        said, _, body = line.partition(" ")
        if said != str(number) or not hmac.compare_digest(link, _link(previous, line)):
            raise JournaalKapot(f"regel {number} van het vernietigingsjournaal klopt niet")
        previous = link
        told = _opened(number, body)
        rows = {label: [(pk, made) for pk, made in rows] for label, rows in told.get("rijen", {}).items()}
        yield Regel(Stap(told.get("stap", Stap.GEDAAN)), told.get("spoor", ""), rows)  # the first form told once


def destroyed() -> Iterator[Rijen]:
    """What is gone, in the order in which it was announced. Raises JournaalKapot."""
    lines = list(read_journal())
    ended = {line.spoor for line in lines if line.stap is Stap.GEDAAN and not line.rijen}
    for line in lines:
        if line.rijen and (line.stap is Stap.GEDAAN or line.spoor in ended):
            yield line.rijen


def undecided() -> Mapping[str, Rijen]:
    """What was announced and of which nobody knows how it ended, by its trace. Raises JournaalKapot."""
    found = dict[str, Rijen]()
    for line in read_journal():
        if line.stap is Stap.VOORNEMEN:
            found[line.spoor] = line.rijen
        else:
            found.pop(line.spoor, None)
    return found


def journal_path() -> Path:
    """Where the journal lies: KEUKENTAFEL_VERNIETIGING_DIR, best on another disk than the database."""
    return Path(settings.VERNIETIGING_DIR) / NAAM


def _append(told: Mapping[str, object]) -> None:
    """Add a line; it is on the disk when this returns. Raises OSError."""
    path = journal_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    nonce = os.urandom(12)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # until it is closed
        whole, _, torn = file.read().rpartition(b"\n")
        lines = whole.decode("ascii").splitlines()
        previous = lines[-1].rpartition(" ")[2] if lines else BEGIN
        number = str(len(lines) + 1)
        said = json.dumps(told).encode()
        sealed = nonce + AESGCM(_key(b"vernietigingsjournaal")).encrypt(nonce, said, number.encode())
        line = f"{number} {base64.b64encode(sealed).decode()}"
        if torn:
            file.truncate(len(whole) + 1 if whole else 0)
        file.seek(0, os.SEEK_END)
        _write_whole(file, f"{line} {_link(previous, line)}\n".encode("ascii"))
        os.fsync(file.fileno())
    sync_folder(path.parent)


def _write_whole(file: IO[bytes], data: bytes) -> None:
    while data:
        data = data[file.write(data) :]


def _opened(number: int, body: str) -> dict[str, Any]:
    sealed = base64.b64decode(body)
    try:
        plain = AESGCM(_key(b"vernietigingsjournaal")).decrypt(sealed[:12], sealed[12:], str(number).encode())
    except InvalidTag as error:
        raise JournaalKapot(f"regel {number} van het vernietigingsjournaal gaat niet open") from error
    found: dict[str, Any] = json.loads(plain)
    return found


def _link(previous: str, line: str) -> str:
    return hmac.digest(_key(b"keten van het vernietigingsjournaal"), f"{previous}{line}".encode(), "sha256").hex()


def _key(purpose: bytes) -> bytes:
    return hmac.digest(settings.SLEUTELS.audit, purpose, "sha256")
