"""The list of contents of a back-up: what it holds, how that is recognised, and a seal over all of it.

Plain JSON, so that an administrator can read it; nothing in it is about somebody: names of tables, counts and
fingerprints that only who has the key of the back-ups can make. It is written last: a directory without it holds no
back-up.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from keukentafel.core.duurzaamheid import sync_folder
from keukentafel.reservekopie.delen import Deel
from keukentafel.reservekopie.fouten import KopieFout
from keukentafel.reservekopie.sleutel import key_for, mark_of_key

NAAM = "inhoud.json"
VORM = 1
NIET_HEEL = f"{NAAM} is gewijzigd of beschadigd. Deze back-up is niet te vertrouwen; neem een andere."


@dataclass(frozen=True, slots=True)
class Tabel:
    """One table: how many rows, and a fingerprint (64 hex characters) of every cell of it."""

    rijen: int
    vingerafdruk: str


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What a back-up says of itself.

    `kopie`: its id, 32 hex characters; `soort`: "sqlite" or "postgresql"; `logboek`: number and hash of the last line
    of the log; `journaal`: how many lines the journal of destructions had; `migraties`: which had run, "room.name".
    """

    kopie: str
    gemaakt_op: str
    gemeente: str
    product: str
    soort: str
    sleutel: str
    stukken: int
    delen: tuple[Deel, ...]
    tabellen: Mapping[str, Tabel]
    logboek: tuple[int, str]
    journaal: int
    migraties: tuple[str, ...]

    @property
    def rijen(self) -> int:
        """Rows of all tables together."""
        return sum(tabel.rijen for tabel in self.tabellen.values())


def write_contents(map: Path, inhoud: Inhoud) -> None:
    """Seal and write it, and wait until it is on the disk. Raises KopieFout."""
    said = {"vorm": VORM, **asdict(inhoud), "delen": [deel._asdict() for deel in inhoud.delen]}
    text = json.dumps({**said, "zegel": _seal(inhoud.kopie, said)}, indent=1, ensure_ascii=False) + "\n"
    try:
        descriptor = os.open(map / NAAM, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(map)
    except OSError as error:
        raise KopieFout(f"{map} is niet te schrijven: {error.strerror}.") from error


def read_contents(map: Path) -> Inhoud:
    """Read it and check its seal. Raises KopieFout: no back-up, another key, or changed."""
    path = map / NAAM
    if not path.is_file():
        raise KopieFout(f"In {map} staat geen back-up, of een die niet is afgemaakt: {NAAM} ontbreekt.")
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        seal, mark, kopie = said.pop("zegel"), said["sleutel"], said["kopie"]
        bytes.fromhex(kopie)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KopieFout(NIET_HEEL) from error
    if mark != mark_of_key():
        raise KopieFout(
            f"Deze back-up is gemaakt met een andere sleutel (kenmerk {str(mark)[:16]}) dan die nu is ingesteld "
            f"(kenmerk {mark_of_key()})."
        )
    if not isinstance(seal, str) or not hmac.compare_digest(seal.encode(), _seal(kopie, said).encode()):
        raise KopieFout(NIET_HEEL)
    if said.pop("vorm") != VORM:
        raise KopieFout("Deze back-up heeft een vorm die deze versie niet kent. Gebruik de versie die hem maakte.")
    return _typed(said)


def _typed(said: dict[str, Any]) -> Inhoud:
    return Inhoud(
        **{
            **said,
            "delen": tuple(Deel(**deel) for deel in said["delen"]),
            "tabellen": {naam: Tabel(**tabel) for naam, tabel in said["tabellen"].items()},
            "logboek": (said["logboek"][0], said["logboek"][1]),
            "migraties": tuple(said["migraties"]),
        }
    )


def _seal(kopie: str, said: Mapping[str, Any]) -> str:
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hmac.digest(key_for(kopie, "zegel"), text.encode(), "sha256").hex()
