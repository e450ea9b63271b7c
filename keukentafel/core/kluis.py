"""Who wraps the keys of the database: a safe that holds the keys over them (KEKs) and never hands one out.

The product asks a safe to wrap or to unwrap and no more, so that one in hardware (PKCS#11) can take the place of the
keys in the environment: KEUKENTAFEL_KLUIS names its class.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from functools import lru_cache
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.module_loading import import_string


class KluisWeigert(Exception):
    """The safe has no such key, or the wrapped bytes are not of this key and this place. Never names a key's bytes."""


class Kluis(Protocol):
    """The keys over the keys of one municipality."""

    @property
    def huidig(self) -> str:
        """The id of the key that wraps from now on."""
        ...

    @property
    def bekend(self) -> Collection[str]:
        """The ids of every key that can still unwrap."""
        ...

    def wrap(self, kek: str, key: bytes, place: str) -> bytes:
        """Wrap 32 bytes under this KEK, for this place. Raises KluisWeigert."""
        ...

    def unwrap(self, kek: str, wrapped: bytes, place: str) -> bytes:
        """The 32 bytes again. Raises KluisWeigert."""
        ...


class Omgevingskluis:
    """The keys over the keys as the settings hold them: from the environment, or outside production from a file."""

    @property
    def huidig(self) -> str:
        """KEUKENTAFEL_KEK, or "basis"."""
        current: str = settings.SLEUTELS.kek
        return current

    @property
    def bekend(self) -> Collection[str]:
        """Every id of the settings."""
        return {"basis", *settings.SLEUTELS.keks}

    def wrap(self, kek: str, key: bytes, place: str) -> bytes:
        """AES-256-GCM: 12 bytes nonce, the key, 16 bytes tag."""
        nonce = os.urandom(12)
        return nonce + self._cipher(kek).encrypt(nonce, key, place.encode())

    def unwrap(self, kek: str, wrapped: bytes, place: str) -> bytes:
        """The key again; KluisWeigert for another KEK, another place or a changed byte."""
        try:
            return self._cipher(kek).decrypt(wrapped[:12], wrapped[12:], place.encode())
        except InvalidTag as error:
            raise KluisWeigert(f"sleutel {kek} past niet op {place}") from error

    def _cipher(self, kek: str) -> AESGCM:
        if kek in settings.SLEUTELS.keks:
            return AESGCM(settings.SLEUTELS.keks[kek])
        if kek != "basis":
            raise KluisWeigert(f"de sleutel {kek} (KEUKENTAFEL_KEK_{kek.upper()}) staat niet in de omgeving")
        return AESGCM(_first_kek(settings.SLEUTELS.versleuteling))


@lru_cache(maxsize=4)
def _first_kek(key: bytes) -> bytes:
    """Not VERSLEUTELING itself: values of the first format are encrypted with that."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"keukentafel kek basis").derive(key)


def safe() -> Kluis:
    """The safe of this installation (KEUKENTAFEL_KLUIS)."""
    return _safe(settings.KLUIS)


@lru_cache(maxsize=4)
def _safe(path: str) -> Kluis:
    found: Kluis = import_string(path)()
    return found
