"""Checkpoints: number and hash of the last line, signed, and brought where the database does not reach.

A chain alone cannot show that its tail was cut off; a checkpoint that lies elsewhere can (security.md 3, BIO2 8.15.05).
`KEUKENTAFEL_IJKPUNT_DIR` is a directory, best on a disk that writes once; `KEUKENTAFEL_IJKPUNT_MAIL` the addresses of
who keeps them besides (the CISO). The signing key is made from the audit key and is nowhere in the database.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hmac import digest as keyed
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from keukentafel.audit.gebeurtenis import SYSTEEM, record
from keukentafel.audit.models import IJkpunt
from keukentafel.audit.schrijven import post_event
from keukentafel.audit.selectors import head

UUR = "uur"


class GeenIJkpunt(RuntimeError):
    """There is nothing to sign, or nowhere to bring it."""


@dataclass(slots=True)
class Gevonden:
    """The checkpoints outside the database: hash by number of the line, and what is wrong with the files, in words."""

    punten: dict[int, str] = field(default_factory=dict)
    fouten: list[str] = field(default_factory=list)


def signing_key() -> Ed25519PrivateKey:
    """The Ed25519 key of the checkpoints."""
    return Ed25519PrivateKey.from_private_bytes(keyed(settings.SLEUTELS.audit, b"ijkpunt van het logboek", "sha256"))


def sign(said: bytes) -> str:
    """Sign with the key of the checkpoints (128 hex characters); `is_signed` checks it."""
    return signing_key().sign(said).hex()


def is_signed(said: bytes, handtekening: str) -> bool:
    """Whether this installation signed exactly this."""
    try:
        signing_key().public_key().verify(bytes.fromhex(handtekening), said)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key() -> str:
    """The public half (64 hex characters), with which anybody checks a checkpoint."""
    return signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def make_checkpoint() -> IJkpunt:
    """Sign the head of the log and bring it out. Raises GeenIJkpunt for an empty log, OSError when it is not kept."""
    with post_event("ijkpunt_gemaakt", by=SYSTEEM):
        record("ijkpunt_gemaakt", None)  # also a line: a quiet log still goes on every hour
    number, digest = head()
    if not number:
        raise GeenIJkpunt("Het logboek is leeg.")
    made = timezone.now()
    said = {
        "gemeente": settings.GEMEENTE_NAAM,
        "volgnr": number,
        "hash": digest,
        "tijd": made.astimezone(UTC).isoformat(),
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    signature = signing_key().sign(text.encode()).hex()
    file = json.dumps({"inhoud": text, "handtekening": signature, "sleutel": public_key()}, indent=1) + "\n"
    keep(f"ijkpunt-{number:012d}-{made.astimezone(UTC):%Y%m%dT%H%M%S%f}Z.json", file)
    ways = ["map"] + (["mail"] if send(number, file) else [])
    return IJkpunt.objects.create(
        soort=UUR, volgnr=number, hash=digest, gemaakt_op=made, handtekening=signature, bezorgd=" ".join(ways)
    )


def keep(name: str, text: str) -> None:
    """Write one new file, never over another, and wait until it is on the disk. Raises OSError."""
    directory = Path(settings.IJKPUNT_DIR)
    directory.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(directory / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o440)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def send(number: int, text: str) -> bool:
    """Mail the checkpoint to who keeps it, when that is set. Raises OSError when the mail server does not take it."""
    if not settings.IJKPUNT_MAIL:
        return False
    EmailMessage(f"IJkpunt van het logboek: regel {number}", text, to=list(settings.IJKPUNT_MAIL)).send()
    return True


def found_outside(directory: Path | None = None) -> Gevonden:
    """Read and check every checkpoint in the directory; a forged one counts as a fault, not as a checkpoint."""
    found = Gevonden()
    for path in sorted((directory or Path(settings.IJKPUNT_DIR)).glob("ijkpunt-*.json")):
        try:
            said = read_checkpoint(path.read_text(encoding="utf-8"))
        except (ValueError, KeyError, TypeError, InvalidSignature):
            found.fouten.append(f"{path.name} is geen ijkpunt van dit logboek")
            continue
        known = found.punten.setdefault(said[0], said[1])
        if known != said[1]:
            found.fouten.append(f"{path.name} spreekt een ander ijkpunt over regel {said[0]} tegen")
    found.fouten += _gone(found.punten)
    return found


def read_checkpoint(text: str) -> tuple[int, str]:
    """Number and hash that one file says. Raises InvalidSignature, ValueError, KeyError or TypeError when not ours."""
    file = json.loads(text)
    signing_key().public_key().verify(bytes.fromhex(file["handtekening"]), file["inhoud"].encode())
    said = json.loads(file["inhoud"])
    return int(said["volgnr"]), str(said["hash"])


def _gone(known: dict[int, str]) -> Iterator[str]:
    """Checkpoints that the database tells of, and that lie outside no more."""
    for point in IJkpunt.objects.filter(soort=UUR):
        if known.get(point.volgnr) != point.hash:
            yield f"het ijkpunt van regel {point.volgnr} ligt niet meer in de map"


def last_checkpoint() -> datetime | None:
    """When the last checkpoint was made; None: never."""
    return IJkpunt.objects.filter(soort=UUR).order_by("-gemaakt_op").values_list("gemaakt_op", flat=True).first()
