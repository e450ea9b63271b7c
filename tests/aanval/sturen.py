"""The readers of lezers.py, led by what they cover: `make attack ARGS="atheris 100000"` (atheris on libFuzzer).

Where `lezers` changes good texts at random, this keeps what reached a new line of the product and goes on from there.
The first byte says which reader, the rest is what it reads. atheris lies outside requirements/ (scripts/attack.sh).
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.aanval.lezers import Lezer
    from tests.aanval.telling import Telling

LANGST = 4096  # bytes of an input: more costs time and reaches little


def as_bytes(seed: Any) -> bytes:
    """A seed of a reader as libFuzzer keeps it."""
    return seed if isinstance(seed, bytes) else str(seed).encode("utf-8", "surrogatepass")


def sow(folder: Path, readers: Sequence[Lezer]) -> None:
    """Write every seed of every reader that is short enough into the folder that the run begins with."""
    for number, reader in enumerate(readers):
        for at, seed in enumerate(reader.zaden):
            content = as_bytes(seed)
            if len(content) < LANGST:
                (folder / f"{number:03}-{at:03}").write_bytes(bytes([number]) + content)


def read_one(data: bytes, readers: Sequence[Lezer], files: int, telling: Telling) -> None:
    """Let the reader that the first byte names read the rest; `files`: from which number on readers take bytes."""
    from tests.aanval.test_lezers import offer

    if not data:
        return
    number = data[0] % len(readers)
    rest = data[1:]
    offer(readers[number], [rest if number >= files else rest.decode("utf-8", "replace")], telling)


def main(often: int, seed: int) -> None:
    """Offer so many inputs, then write the row of the ledger and leave; status 1 when anything was wrong."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["keukentafel"]):
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        from tests.aanval.lezers import file_readers, text_readers
        from tests.aanval.telling import Telling
    logging.disable(logging.CRITICAL)
    texted, filed = text_readers(), file_readers()
    readers, telling = [*texted, *filed], Telling("atheris", seed)

    def one(data: bytes) -> None:
        if sum(telling.invoer.values()) < often:
            read_one(data, readers, len(texted), telling)
            return
        try:
            telling.close()
        except AssertionError as wrong:
            print(wrong)
            sys.stdout.flush()
            os._exit(1)
        sys.stdout.flush()
        os._exit(0)  # libFuzzer has no end of its own

    with tempfile.TemporaryDirectory() as folder:
        sow(Path(folder), readers)
        atheris.Setup([sys.argv[0], folder, f"-seed={seed}", f"-max_len={LANGST}", "-timeout=60", "-verbosity=0"], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
