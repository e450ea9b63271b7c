"""A file that lies encrypted: AES-256-GCM in pieces, so that a large one is written and read in little memory.

The file begins with a format byte, the id of a key of the municipality and 16 random bytes, from which with that key
the key of this file alone is made. Each piece is bound to its place, its number and whether it is the last, so that
none can be changed, moved, left out or taken from another file.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import IO, Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from keukentafel.core import sleutelbos
from keukentafel.core.geheimschrift import OntsleutelingMislukt
from keukentafel.core.kluis import KluisWeigert
from keukentafel.core.sleutelbos import Doel

EERSTE_VORM = b"\x02"  # without the id of a key: straight from the settings; read, never written
FORMAT = b"\x04"
SLEUTEL = 16  # bytes: the id
ZOUT, STUK, MERK = 16, 1 << 16, 16  # bytes: random, of a piece before, and what encryption adds to it


def write_encrypted(doel: IO[bytes], delen: Iterable[bytes], plaats: str) -> None:
    """Write these bytes encrypted to `doel`, for `plaats` ("uitwisseling.pakket"). Raises OSError."""
    key, salt = sleutelbos.in_use(Doel.BESTANDEN), os.urandom(ZOUT)
    cipher = _cipher(key.ruw, salt, plaats)
    doel.write(FORMAT + key.id.bytes + salt)
    pieces = _pieces(delen)
    piece = next(pieces, b"")
    number = 0
    for following in pieces:
        doel.write(cipher.encrypt(_nonce(number), piece, _bound(plaats, last=False)))
        piece, number = following, number + 1
    doel.write(cipher.encrypt(_nonce(number), piece, _bound(plaats, last=True)))


class VersleuteldBestand(io.RawIOBase):
    """Read such a file from any place in it. Raises OntsleutelingMislukt for a changed byte or another key."""

    def __init__(self, bestand: IO[bytes], plaats: str) -> None:
        self._file, self._place, self._at = bestand, plaats, 0
        total = bestand.seek(0, os.SEEK_END)
        bestand.seek(0)
        head = bestand.read(1 + SLEUTEL + ZOUT)
        self._head = 1 + ZOUT if head[:1] == EERSTE_VORM else len(head)
        length = total - self._head
        self._pieces = -(-length // (STUK + MERK))
        self.lengte = length - self._pieces * MERK
        if head[:1] not in (EERSTE_VORM, FORMAT) or self._pieces < 1 or self.lengte < 0:
            raise OntsleutelingMislukt(f"onbekende vorm van versleuteling in {plaats}")
        self._cipher = _cipher(_key_of(head, plaats), head[self._head - ZOUT : self._head], plaats)
        self._piece = lru_cache(maxsize=4)(self._decrypt)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.lengte}[whence]
        if base + offset < 0:
            raise OSError("een plek voor het begin van het bestand")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        if self._at >= self.lengte:
            return 0
        number, inside = divmod(self._at, STUK)
        data = self._piece(number)[inside : inside + len(buffer)]
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _decrypt(self, number: int) -> bytes:
        self._file.seek(self._head + number * (STUK + MERK))
        data = self._file.read(STUK + MERK)
        bound = _bound(self._place, last=number == self._pieces - 1)
        try:
            return self._cipher.decrypt(_nonce(number), data, bound)
        except InvalidTag as error:
            raise OntsleutelingMislukt(f"kan {self._place} niet ontsleutelen") from error


def key_of_file(bestand: IO[bytes]) -> str:
    """The id (32 hex) of the key under which this file lies; "eerste vorm" for one of before."""
    bestand.seek(0)
    head = bestand.read(1 + SLEUTEL)
    return head[1:].hex() if head[:1] == FORMAT else "eerste vorm"


def _key_of(head: bytes, plaats: str) -> bytes:
    if head[:1] == EERSTE_VORM:
        first: bytes = settings.SLEUTELS.versleuteling
        return first
    try:
        return sleutelbos.by_id(UUID(bytes=head[1 : 1 + SLEUTEL])).ruw
    except (KluisWeigert, ValueError) as error:
        raise OntsleutelingMislukt(f"kan {plaats} niet ontsleutelen") from error


def _cipher(key: bytes, salt: bytes, plaats: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=plaats.encode()).derive(key))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")  # the key is of this file alone


def _bound(plaats: str, *, last: bool) -> bytes:
    return f"{plaats}\x1f{'einde' if last else 'meer'}".encode()


def _pieces(parts: Iterable[bytes]) -> Iterator[bytes]:
    rest = bytearray()
    for part in parts:
        rest += part
        while len(rest) >= STUK:
            yield bytes(rest[:STUK])
            del rest[:STUK]
    if rest:
        yield bytes(rest)
