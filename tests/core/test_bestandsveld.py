"""A file that is offered: of the kind it says, not too large, and looked at for viruses when the municipality asks."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from keukentafel.core import virusscan
from keukentafel.core.bestandsveld import VREEMD, Bestandsoort, Bestandsveld
from keukentafel.core.virusscan import ScannerStil, scan

# The test file that every scanner knows (eicar.org); in two halves, or a scanner would take this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def field(soort: Bestandsoort = Bestandsoort.CSV) -> Bestandsveld:
    return Bestandsveld(soort=soort, hoogstens=1000, te_groot="Te groot.", label="Bestand")


def offer(content: bytes, naam: str = "x.csv", soort: Bestandsoort = Bestandsoort.CSV) -> bytes:
    """What a view reads of this upload. Raises ValidationError."""
    upload = field(soort).clean(SimpleUploadedFile(naam, content))
    return bytes(upload.read())


@contextmanager
def clamd(path: Path, answer: bytes | None = None) -> Iterator[list[bytes]]:
    """A scanner of one file that knows EICAR; what it was sent. With `answer` it says that."""
    heard: list[bytes] = []
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(path))
        door.listen()

        def serve() -> None:
            line, _who = door.accept()
            with line, line.makefile("rb") as sent:
                command = sent.read(len(b"zINSTREAM\0"))
                content = b""
                while size := struct.unpack(">I", sent.read(4))[0]:
                    content += sent.read(size)
                heard.extend([command, content])
                line.sendall(answer or (b"stream: Eicar FOUND\0" if EICAR in content else b"stream: OK\0"))

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield heard
        thread.join(30)


@pytest.mark.parametrize("begin", VREEMD)
def test_what_is_no_text_is_no_csv_whatever_it_is_called(begin: bytes) -> None:
    with pytest.raises(ValidationError, match="geen CSV"):
        offer(begin + b"a,b\n")
    with pytest.raises(ValidationError, match="geen CSV"):
        offer(b"\xef\xbb\xbf\r\n " + begin)


def test_kind_name_and_size_are_held() -> None:
    assert offer(b"\xef\xbb\xbfa,b\n") == b"\xef\xbb\xbfa,b\n"
    assert offer(b"PK\x03\x04", "p.ZIP", Bestandsoort.ZIP) == b"PK\x03\x04"
    for content, naam, soort, words in (
        (b"a,b", "a.csv.exe", Bestandsoort.CSV, "geen CSV"), (b"a\0b", "a.csv", Bestandsoort.CSV, "geen CSV"),
        (b"a,b", "p.zip", Bestandsoort.ZIP, "geen zip"), (b"PK\x03\x04", "p.csv", Bestandsoort.ZIP, "geen zip"),
        (b"a" * 1001, "a.csv", Bestandsoort.CSV, "Te groot"), (b"", "a.csv", Bestandsoort.CSV, "leeg"),
    ):  # fmt: skip
        with pytest.raises(ValidationError, match=words):
            offer(content, naam, soort)


def test_without_a_scanner_nobody_looks() -> None:
    assert scan([EICAR]) is False


def test_a_virus_is_refused_and_a_clean_file_is_read_whole(tmp_path: Path, settings: Settings) -> None:
    settings.VIRUSSCANNER = str(tmp_path / "een")
    with clamd(tmp_path / "een"), pytest.raises(ValidationError, match="virus"):
        offer(EICAR)
    settings.VIRUSSCANNER = str(tmp_path / "twee")
    with clamd(tmp_path / "twee") as heard:
        assert offer(b"a,b\n") == b"a,b\n"
    assert heard == [b"zINSTREAM\0", b"a,b\n"]


def test_a_scanner_that_does_not_answer_lets_nothing_in(tmp_path: Path, settings: Settings) -> None:
    settings.VIRUSSCANNER = str(tmp_path / "nergens")
    with pytest.raises(ValidationError, match="later"):
        offer(b"a,b\n")
    for number, answer in enumerate((b"stream: OK? ERROR\0", b"INSTREAM size limit exceeded. ERROR\0", b"OK\0", b"\0")):
        settings.VIRUSSCANNER = str(tmp_path / str(number))
        with clamd(tmp_path / str(number), answer), pytest.raises(ScannerStil):
            scan([b"a"])


def test_an_answer_may_come_in_parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings) -> None:
    monkeypatch.setattr(virusscan, "ANTWOORD", 7)  # no more is taken at once
    settings.VIRUSSCANNER = str(tmp_path / "delen")
    with clamd(tmp_path / "delen"):
        assert scan([b"a"])


def test_a_place_that_is_none_lets_nothing_in(settings: Settings) -> None:
    settings.VIRUSSCANNER = "clamd"
    with pytest.raises(ValidationError, match="later"):
        offer(b"a,b\n")


def test_a_large_file_goes_in_pieces(tmp_path: Path, settings: Settings) -> None:
    settings.VIRUSSCANNER = str(tmp_path / "groot")
    with clamd(tmp_path / "groot") as heard:
        assert scan([b"x" * 200_000, b"y"])
    assert heard[1] == b"x" * 200_000 + b"y"
