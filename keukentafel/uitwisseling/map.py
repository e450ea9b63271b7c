"""The folder of one package that was brought in on the screen: the zip, its faults, and how far the work is.

Only the account of the server can read it. The zip holds names and numbers, so it lies encrypted, and goes as soon as
it came in, was refused or was put aside, and in any case after a day. What stays is the list of faults, which repeats
no cell.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO, NamedTuple
from uuid import UUID

from django.conf import settings

from keukentafel.core.geheimschrift import OntsleutelingMislukt
from keukentafel.core.sleutelbos import Doel, in_use
from keukentafel.core.versleuteldbestand import VersleuteldBestand, key_of_file, write_encrypted

NAAM = "pakket.zip.versleuteld"
PLAATS = "uitwisseling.pakket"  # for which the zip is encrypted
BEWAARTIJD = 24 * 60 * 60  # seconds that a package waits


class Stand(NamedTuple):
    """How far the work is: "controle" or "inlezen", the table, and how many of its rows are done."""

    stap: str
    resource: str
    rijen: int


class Inleesmap:
    """The folder of one Inlezing, by its key."""

    def __init__(self, sleutel: UUID) -> None:
        self._root = Path(settings.INLEZINGEN_DIR) / str(sleutel)
        self.pakket = self._root / NAAM
        self.fouten = self._root / "fouten.csv"
        self._state = self._root / "stand.json"
        self._lock = self._root / "bezig"

    def receive(self, chunks: Iterable[bytes]) -> None:
        """Keep an upload, encrypted. Raises OSError."""
        self._root.mkdir(parents=True, mode=0o700)
        number = os.open(self.pakket, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "wb") as target:
            write_encrypted(target, chunks, PLAATS)

    def open_pakket(self) -> IO[bytes]:
        """Open the zip for reading, decrypted on the way. Raises OSError, OntsleutelingMislukt."""
        return BufferedReader(VersleuteldBestand(self.pakket.open("rb"), PLAATS), 1 << 16)

    def tell(self, stand: Stand) -> None:
        """Write down how far the work is, outside the transaction that does it."""
        new = self._state.with_suffix(".nieuw")
        new.write_text(json.dumps(stand))
        new.replace(self._state)

    def stand(self) -> Stand | None:
        """Return how far the work is, or None when it has not begun."""
        try:
            return Stand(*json.loads(self._state.read_text()))
        except (OSError, ValueError, TypeError):
            return None

    @contextmanager
    def at_work(self) -> Iterator[bool]:
        """Inside, the work on this package is ours: False when somebody else has it."""
        with self._lock.open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True

    def is_worked_on(self) -> bool:
        """Whether a process is at work: its lock goes with it, however it ends."""
        if not self._lock.exists():
            return False
        with self.at_work() as free:
            return not free

    def drop_pakket(self) -> None:
        """Remove the zip."""
        self.pakket.unlink(missing_ok=True)

    def drop(self) -> None:
        """Remove everything."""
        shutil.rmtree(self._root, ignore_errors=True)


def drop_stale() -> None:
    """Remove every zip that waited longer than BEWAARTIJD: nobody came back for it, or its process broke off."""
    for zip_file in Path(settings.INLEZINGEN_DIR).glob(f"*/{NAAM}"):
        place = Inleesmap(UUID(zip_file.parent.name))
        if time.time() - zip_file.stat().st_mtime > BEWAARTIJD and not place.is_worked_on():
            place.drop_pakket()


class Pakketplaats:
    """The packages that wait, for core.sleutelbeheer."""

    vast = False

    def counts(self) -> Mapping[str, int]:
        """How many packages lie under each key."""
        return Counter(_key(path) for path in _waiting())

    def move(self) -> Iterator[tuple[int, int]]:
        """Write each package anew under the key in use, beside it, and put that in its place; not one at work."""
        for path in _waiting():
            place = Inleesmap(UUID(path.parent.name))
            if _key(path) == in_use(Doel.BESTANDEN).id.hex or place.is_worked_on():
                continue
            new = path.with_suffix(".nieuw")
            try:
                with place.open_pakket() as source, new.open("wb") as target:
                    write_encrypted(target, iter(lambda source=source: source.read(1 << 16), b""), PLAATS)  # type: ignore[misc]
            except OntsleutelingMislukt:
                new.unlink(missing_ok=True)
                yield 0, 1
                continue
            new.chmod(0o600)
            new.replace(path)
            yield 1, 0


def _waiting() -> list[Path]:
    return sorted(Path(settings.INLEZINGEN_DIR).glob(f"*/{NAAM}"))


def _key(path: Path) -> str:
    with path.open("rb") as file:
        return key_of_file(file)
