"""The journal of what was destroyed, outside the database: a restored back-up must not bring it back (R2).

A file that only grows. Each line holds, encrypted, the numbers of what went, and is chained to the line before. It
is on the disk before the database commits: what might have been destroyed is destroyed again after a restore. The key
is made from the key of the log, which is in no back-up of the database and never rotates.
"""

from __future__ import annotations

import base64
import hmac
import json
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

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
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    previous = lines[-1].rpartition(" ")[2] if lines else BEGIN
    said = json.dumps({"lijst": lijst, "rijen": {label: sorted(rows) for label, rows in roots.items()}})
    nonce = os.urandom(12)
    sealed = nonce + AESGCM(_key(b"vernietigingsjournaal")).encrypt(nonce, said.encode(), str(len(lines) + 1).encode())
    line = f"{len(lines) + 1} {base64.b64encode(sealed).decode()}"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{line} {_link(previous, line)}\n")
        file.flush()
        os.fsync(file.fileno())


def read_journal() -> Iterator[Mapping[str, list[tuple[int, str]]]]:
    """Yield per line what went: per model the ids with the moment each was made. Raises JournaalKapot."""
    path, previous = journal_path(), BEGIN
    if not path.exists():
        return
    for number, text in enumerate(path.read_text(encoding="ascii").splitlines(), start=1):
        line, _, link = text.rpartition(" ")
        said, _, body = line.partition(" ")
        if said != str(number) or not hmac.compare_digest(link, _link(previous, line)):
            raise JournaalKapot(f"regel {number} van het vernietigingsjournaal klopt niet")
        previous = link
        yield {label: [(pk, made) for pk, made in rows] for label, rows in _opened(number, body)["rijen"].items()}


def journal_path() -> Path:
    """Where the journal lies: KEUKENTAFEL_VERNIETIGING_DIR, best on another disk than the database."""
    return Path(settings.VERNIETIGING_DIR) / NAAM


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
