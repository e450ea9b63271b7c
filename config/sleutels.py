"""Encryption keys: from the environment, or (never in production) from `var/sleutels`.

Four keys of 32 random bytes, base64: GEHEIM (Django), VERSLEUTELING (over the keys in the database),
BLINDE_INDEX (HMAC to look up a BSN), AUDIT (pseudonyms in the log). Without them nothing starts.
A fifth, BACKUP, is asked by the commands for back-ups alone: the server needs it not and best has it not.

VERSLEUTELING is the first key over the keys of the database (docs/adr/0026). The next ones are
KEUKENTAFEL_KEK_<ID>, of which KEUKENTAFEL_KEK names the one that wraps from now on.
"""

import base64
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

NAMES = ("GEHEIM", "VERSLEUTELING", "BLINDE_INDEX", "AUDIT")
BACKUP = "BACKUP"
PREFIX = "KEUKENTAFEL_SLEUTEL_"
KEK = "KEUKENTAFEL_KEK"  # the id of the one in use; KEUKENTAFEL_KEK_<ID> is one of them
EERSTE_KEK = "basis"  # made from VERSLEUTELING
NIEUW = "Een nieuwe sleutel maakt u met: openssl rand -base64 32. Van een bestaande database houdt u de oude."


class SleutelsOntbreken(ImproperlyConfigured):
    """No keys, or keys of the wrong kind: the product refuses to start."""


@dataclass(frozen=True, slots=True, repr=False)
class Sleutels:
    """The four keys; repr is switched off so that they never reach a log.

    `keks`: the keys over the keys of the database, besides the first, by id; `kek`: the one that wraps now; `backup`:
    the key of the back-ups, where it is known.
    """

    geheim: str
    versleuteling: bytes
    blinde_index: bytes
    audit: bytes
    keks: Mapping[str, bytes] = field(default_factory=dict)
    kek: str = EERSTE_KEK
    backup: bytes | None = None


def write_new(path: Path) -> bool:
    """Write fresh keys to `path` (mode 0600) unless it exists; True when written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w") as file:
        file.writelines(
            f"{PREFIX}{name}={base64.b64encode(secrets.token_bytes(32)).decode()}\n" for name in (*NAMES, BACKUP)
        )
    return True


def load(path: Path, *, production: bool) -> Sleutels:
    """Read the keys from the environment; outside production fall back on the file.

    Raises SleutelsOntbreken when a key is missing or is not 32 bytes, or when the key file is
    used in production.
    """
    found = {name: os.environ[PREFIX + name] for name in (*NAMES, BACKUP) if os.environ.get(PREFIX + name)}
    if set(NAMES) - set(found):
        if production:
            missing = ", ".join(PREFIX + name for name in NAMES if name not in found)
            raise SleutelsOntbreken(f"In productie komen de sleutels uit de omgeving. Zet: {missing}. {NIEUW}")
        found = _read_file(path) | found
    keks = _keks()
    current = os.environ.get(KEK, EERSTE_KEK).lower()
    if current != EERSTE_KEK and current not in keks:
        raise SleutelsOntbreken(f"{KEK} noemt {current}, maar {KEK}_{current.upper()} staat niet in de omgeving.")
    return Sleutels(
        geheim=_decode("GEHEIM", found).hex(),
        versleuteling=_decode("VERSLEUTELING", found),
        blinde_index=_decode("BLINDE_INDEX", found),
        audit=_decode("AUDIT", found),
        keks=keks,
        kek=current,
        backup=_decode(BACKUP, found) if BACKUP in found else None,
    )


def _keks() -> dict[str, bytes]:
    """The keys KEUKENTAFEL_KEK_<ID> of the environment, by id in lower case. Raises SleutelsOntbreken."""
    given = {name.removeprefix(KEK + "_"): value for name, value in os.environ.items() if name.startswith(KEK + "_")}
    for name in given:
        if not re.fullmatch(r"[A-Z0-9]{1,20}", name) or name.lower() == EERSTE_KEK:
            raise SleutelsOntbreken(f"{KEK}_{name}: noem een sleutel met hoofdletters en cijfers, en niet BASIS.")
    return {name.lower(): _decode(name, given, KEK + "_") for name in given}


def _read_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        names = ", ".join(PREFIX + name for name in NAMES)
        raise SleutelsOntbreken(f"Er zijn geen sleutels. Voer 'make setup' uit, of zet {names}. {NIEUW}")
    pairs = (line.strip().split("=", 1) for line in path.read_text().splitlines() if "=" in line)
    return {name.removeprefix(PREFIX): value for name, value in pairs}


def _decode(name: str, found: dict[str, str], prefix: str = PREFIX) -> bytes:
    try:
        key = base64.b64decode(found[name], validate=True)
    except (KeyError, ValueError) as error:
        raise SleutelsOntbreken(f"Sleutel {prefix}{name} ontbreekt of is geen base64.") from error
    if len(key) != 32:
        raise SleutelsOntbreken(f"Sleutel {prefix}{name} moet 32 bytes zijn.")
    return key
