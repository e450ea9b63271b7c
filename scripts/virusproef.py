"""What the product hears of a real clamd; see scripts/virusproef.sh."""

from __future__ import annotations

import io
import os
import signal
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import django

# In two halves, or a scanner would take this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MEGABYTE = 1 << 20


def packed(content: bytes) -> bytes:
    """A zip with this in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("personen.csv", content)
    return file.getvalue()


def noise(megabytes: int) -> Iterator[bytes]:
    """So much that nobody knows, in pieces."""
    for _ in range(megabytes):
        yield os.urandom(MEGABYTE)


def asked(content: Iterator[bytes]) -> str:
    """In a word what the product makes of the answer."""
    from keukentafel.core.virusscan import ScannerStil, Virusgevonden, scan

    try:
        return "schoon" if scan(content) else "niet gevraagd"
    except Virusgevonden:
        return "virus"
    except ScannerStil:
        return "stil"


def gone(pid: int) -> None:
    """End this clamd and take its socket away, as when it fell."""
    os.kill(pid, signal.SIGKILL)
    Path(os.environ["KEUKENTAFEL_VIRUSSCANNER"]).unlink(missing_ok=True)


def main(pid: int) -> int:
    """Status 1 when one answer is not what it should be."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    table = [
        ("the test file of eicar.org", iter([EICAR]), "virus"),
        ("the same, in pieces of one byte", (EICAR[at : at + 1] for at in range(len(EICAR))), "virus"),
        ("the same, in a zip", iter([packed(EICAR)]), "virus"),
        ("a CSV", iter([b"nummer,naam\r\n1,Jansen\r\n"]), "schoon"),
        ("an empty file", iter([b""]), "schoon"),
        ("15 MB that nobody knows", noise(15), "schoon"),
        ("25 MB, more than clamd takes", noise(25), "stil"),
    ]
    wrong = 0
    for name, content, wanted in table:
        said = asked(content)
        wrong += said != wanted
        print(f"{name:36} {said:8} {'' if said == wanted else 'should be ' + wanted}")
    gone(pid)
    said = asked(iter([b"na het vallen"]))
    print(f"{'a file after clamd fell':36} {said}")
    return 1 if wrong or said != "stil" else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
