"""The bytes of a back-up, encrypted (AES-256-GCM) in parts of one size: no plain byte of them touches the disk.

A part is a file of pieces. Each piece is bound to its back-up, its part, its place in it and whether it is the very
last one, so none can be changed, moved, left out or taken from another back-up. The key is of this back-up alone,
so part and place together are a nonce that is never used twice.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from keukentafel.reservekopie.fouten import KopieFout
from keukentafel.reservekopie.sleutel import key_for

STUK = 1 << 20  # bytes of the back-up in one piece
STUKKEN = 256  # pieces in one part: files of 256 MiB
MERK = 16  # bytes that encryption adds to a piece
SCHIJF = "{} is niet te schrijven: {}. Wat er al stond is geen back-up; gooi het weg."


class Deel(NamedTuple):
    """One file of a back-up, as its list of contents names it."""

    naam: str
    bytes: int
    sha256: str


class Delenschrijver:
    """Writes what it gets to encrypted parts in a directory; `delen` holds them once it was closed without a fault."""

    def __init__(self, map: Path, kopie: str, stukken: int = STUKKEN) -> None:
        self._directory, self._copy, self._pieces = map, kopie, stukken
        self._cipher, self._rest, self._number = AESGCM(key_for(kopie, "delen")), bytearray(), 0
        self._file: int | None = None
        self._sum, self._length = hashlib.sha256(), 0
        self.delen: list[Deel] = []

    def __enter__(self) -> Self:
        return self

    def write(self, data: bytes) -> None:
        """Add these bytes. Raises KopieFout when the disk does not take them."""
        self._rest += data
        while len(self._rest) > STUK:  # the last piece is kept back: only then it is known to be the last
            self._put(bytes(self._rest[:STUK]), last=False)
            del self._rest[:STUK]

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._put(bytes(self._rest), last=True)
        if self._file is not None:
            self._end_part()

    def _put(self, piece: bytes, *, last: bool) -> None:
        part, place = divmod(self._number, self._pieces)
        sealed = self._cipher.encrypt(_nonce(part, place), piece, _bound(self._copy, last))
        try:
            if self._file is None:
                name = self._directory / name_of(part)
                self._file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            view = memoryview(sealed)
            while view:
                view = view[os.write(self._file, view) :]
        except OSError as error:
            raise KopieFout(SCHIJF.format(self._directory, error.strerror)) from error
        self._sum.update(sealed)
        self._length += len(sealed)
        self._number += 1
        if place == self._pieces - 1:
            self._end_part()

    def _end_part(self) -> None:
        if self._file is None:
            return
        descriptor, self._file = self._file, None
        try:
            os.fsync(descriptor)
        except OSError as error:
            raise KopieFout(SCHIJF.format(self._directory, error.strerror)) from error
        finally:
            os.close(descriptor)
        self.delen.append(Deel(name_of(len(self.delen)), self._length, self._sum.hexdigest()))
        self._sum, self._length = hashlib.sha256(), 0


def check_parts(map: Path, delen: Sequence[Deel]) -> None:
    """Hold every part to its sum. Raises KopieFout for one that is absent, too short or changed."""
    for deel in delen:
        path = map / deel.naam
        if not path.is_file():
            raise KopieFout(f"{deel.naam} ontbreekt in {map}. Deze back-up is niet heel; neem een andere.")
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if path.stat().st_size != deel.bytes or found != deel.sha256:
            raise KopieFout(f"{deel.naam} is gewijzigd of beschadigd. Deze back-up is niet heel; neem een andere.")


def read_parts(map: Path, kopie: str, delen: Sequence[Deel]) -> Iterator[bytes]:
    """Yield the bytes again, piece by piece. Raises KopieFout for a piece that is not what was written there."""
    cipher = AESGCM(key_for(kopie, "delen"))
    for part, deel in enumerate(delen):
        with (map / deel.naam).open("rb") as file:
            left, place = deel.bytes, 0
            while left > 0:
                sealed = file.read(min(STUK + MERK, left))
                left -= STUK + MERK
                last = part == len(delen) - 1 and left <= 0
                try:
                    yield cipher.decrypt(_nonce(part, place), sealed, _bound(kopie, last))
                except (InvalidTag, ValueError) as error:
                    raise KopieFout(
                        f"{deel.naam} gaat niet open. Deze back-up is niet heel; neem een andere."
                    ) from error
                place += 1


def name_of(part: int) -> str:
    """The file name of a part, from nought."""
    return f"deel-{part + 1:05d}"


def _nonce(part: int, place: int) -> bytes:
    return part.to_bytes(6, "big") + place.to_bytes(6, "big")


def _bound(kopie: str, last: bool) -> bytes:
    return f"{kopie}\x1f{'einde' if last else 'meer'}".encode()
