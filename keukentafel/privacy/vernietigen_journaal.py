"""The journal of what was destroyed, outside the database: a restored back-up must not bring it back (R2).

A file that only grows. Each line holds, encrypted, the numbers of what went, and is chained to the line before. It
is on the disk before the database commits: what might have been destroyed is destroyed again after a restore. The key
is made from the key of the log, which is in no back-up of the database and never rotates.

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
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NAAM = "vernietigd.journaal"
BEGIN = "0" * 64


class JournaalKapot(Exception):
    """A line was changed, left out or is not ours; the message names its number."""


def append(lijst: int, roots: Mapping[str, Collection[tuple[int, str]]]) -> None:
    """Write down what goes: per model (its label) the ids, each with the moment it was made. Raises OSError."""
    path = journal_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    said = json.dumps({"lijst": lijst, "rijen": {label: sorted(rows) for label, rows in roots.items()}})
    nonce = os.urandom(12)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # until it is closed
        whole, _, torn = file.read().rpartition(b"\n")
        lines = whole.decode("ascii").splitlines()
        previous = lines[-1].rpartition(" ")[2] if lines else BEGIN
        number = str(len(lines) + 1)
        sealed = nonce + AESGCM(_key(b"vernietigingsjournaal")).encrypt(nonce, said.encode(), number.encode())
        line = f"{number} {base64.b64encode(sealed).decode()}"
        if torn:
            file.truncate(len(whole) + 1 if whole else 0)
        file.seek(0, os.SEEK_END)
        _write_whole(file, f"{line} {_link(previous, line)}\n".encode("ascii"))
        os.fsync(file.fileno())
    _sync_directory(path.parent)


def read_journal() -> Iterator[Mapping[str, list[tuple[int, str]]]]:
    """Yield per line what went: per model the ids with the moment each was made. Raises JournaalKapot."""
    path, previous = journal_path(), BEGIN
    if not path.exists():
        return
    whole, _, _torn = path.read_text(encoding="ascii").rpartition("\n")
    for number, text in enumerate(whole.splitlines(), start=1):
        line, _, link = text.rpartition(" ")
        said, _, body = line.partition(" ")
        if said != str(number) or not hmac.compare_digest(link, _link(previous, line)):
            raise JournaalKapot(f"regel {number} van het vernietigingsjournaal klopt niet")
        previous = link
        yield {label: [(pk, made) for pk, made in rows] for label, rows in _opened(number, body)["rijen"].items()}


def journal_path() -> Path:
    """Where the journal lies: KEUKENTAFEL_VERNIETIGING_DIR, best on another disk than the database."""
    return Path(settings.VERNIETIGING_DIR) / NAAM


def _write_whole(file: IO[bytes], data: bytes) -> None:
    while data:
        data = data[file.write(data) :]


def _sync_directory(directory: Path) -> None:
    """A file that was just made is there after a fall of the server only when its directory is on the disk."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


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
