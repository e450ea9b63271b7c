"""A file lies encrypted, is read from any place, and shows every change."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from keukentafel.core.versleuteldbestand import STUK, VersleuteldBestand, write_encrypted
from keukentafel.core.versleuteling import OntsleutelingMislukt

PLAATS = "proef.bestand"
pytestmark = pytest.mark.django_db  # the keys lie in the database


def encrypted(plain: bytes, deel: int = 1000) -> bytes:
    """The encrypted file of these bytes, which came in parts."""
    target = io.BytesIO()
    write_encrypted(target, (plain[at : at + deel] for at in range(0, len(plain), deel)), PLAATS)
    return target.getvalue()


def opened(cipher: bytes, plaats: str = PLAATS) -> io.BufferedReader:
    return io.BufferedReader(VersleuteldBestand(io.BytesIO(cipher), plaats))


@pytest.mark.parametrize("lengte", [0, 1, STUK - 1, STUK, STUK + 1, 3 * STUK, 3 * STUK + 5])
def test_what_went_in_comes_out(lengte: int) -> None:
    plain = os.urandom(lengte)
    cipher = encrypted(plain)
    with opened(cipher) as file:
        assert file.read() == plain
        for at in (0, lengte // 2, max(0, lengte - 3)):
            file.seek(at)
            assert file.read(7) == plain[at : at + 7]
        assert file.seek(0, os.SEEK_END) == lengte
    assert plain[:16] not in cipher or lengte < 16


def test_every_change_shows() -> None:
    plain = b"Wilhelmina" * (STUK // 4)
    cipher = encrypted(plain)
    piece = STUK + 16
    body = cipher[17:]
    damaged = {
        "a byte": cipher[:-1] + bytes([cipher[-1] ^ 1]),
        "the salt": cipher[:5] + bytes([cipher[5] ^ 1]) + cipher[6:],
        "the last piece gone": cipher[: 17 + piece],
        "two pieces changed places": cipher[:17] + body[piece : 2 * piece] + body[:piece] + body[2 * piece :],
    }
    assert b"Wilhelmina" not in cipher
    for what, wrong in damaged.items():
        with pytest.raises(OntsleutelingMislukt):
            opened(wrong).read()
            raise AssertionError(what)
    with pytest.raises(OntsleutelingMislukt):
        opened(cipher, "een andere plaats").read()
    for short in (b"", cipher[:20], b"\x01" + cipher[1:]):
        with pytest.raises(OntsleutelingMislukt):
            opened(short).read()


def test_the_same_file_twice_is_not_the_same(tmp_path: Path) -> None:
    assert encrypted(b"gelijk") != encrypted(b"gelijk")
