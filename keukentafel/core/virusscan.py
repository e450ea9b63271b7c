"""Have a file that comes in looked at by clamd (security.md 6.2; ASVS 5.4.3), when the municipality says where it runs.

The protocol is clamd's INSTREAM: pieces with their length in front, an empty piece at the end, one line back. When a
scanner is set and cannot be asked, the file is refused: nothing comes in that nobody looked at.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable

from django.conf import settings

STUK = 1 << 16  # bytes per piece
GEDULD = 30.0  # seconds for each step
ANTWOORD = 4096  # bytes of an answer that are taken at once
PARTEN = 8  # in so many pieces an answer comes at the most


class Virusgevonden(Exception):
    """The scanner knows something bad in this file."""


class ScannerStil(Exception):
    """The scanner that is set did not answer, or not with yes or no."""


def scan(content: Iterable[bytes]) -> bool:
    """Have these bytes looked at; False when no scanner is set.

    Raises Virusgevonden, and ScannerStil when the answer is neither that nor good.
    """
    place = settings.VIRUSSCANNER
    if not place:
        return False
    try:
        with _connect(place) as line:
            line.sendall(b"zINSTREAM\0")
            for chunk in content:
                for at in range(0, len(chunk), STUK):
                    piece = chunk[at : at + STUK]
                    line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
            answer = _read_answer(line)
    except (OSError, ValueError) as reason:  # a ValueError: a place without a port
        raise ScannerStil(type(reason).__name__) from reason
    if answer.endswith(b" FOUND"):
        raise Virusgevonden
    if not answer.endswith(b": OK"):
        raise ScannerStil(repr(answer[:80]))
    return True


def _read_answer(line: socket.socket) -> bytes:
    """One answer, up to its closing nought: it may come in pieces. Raises OSError."""
    answer = b""
    for _ in range(PARTEN):
        piece = line.recv(ANTWOORD)
        answer += piece
        if not piece or piece.endswith(b"\0"):
            break
    return answer.rstrip(b"\0\n")


def _connect(place: str) -> socket.socket:
    """A connection to a socket in the file system, or to host:port. Raises OSError, ValueError."""
    if place.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(GEDULD)
        try:
            line.connect(place)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = place.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=GEDULD)
