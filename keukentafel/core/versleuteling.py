"""Field encryption: AES-256-GCM bound to its place, and a keyed blind index to look a value up.

The ciphertext carries a format byte and a random 96-bit nonce; table and field are authenticated
with it, so a value cannot be moved to another column (security.md K3).
"""

import base64
import hmac
import os
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

FORMAT = b"\x01"


class OntsleutelingMislukt(Exception):
    """Wrong key, damaged or moved ciphertext. The message never holds the value."""


def encrypt(plain: bytes, place: str) -> bytes:
    """Encrypt `plain` for `place` ("table.field"): format byte, 12 bytes nonce, ciphertext, 16 bytes tag."""
    nonce = os.urandom(12)
    return FORMAT + nonce + AESGCM(settings.SLEUTELS.versleuteling).encrypt(nonce, plain, place.encode())


def decrypt(cipher: bytes, place: str) -> bytes:
    """The plain bytes; raises OntsleutelingMislukt for another key, place or a changed byte."""
    cipher = bytes(cipher)
    if cipher[:1] != FORMAT:
        raise OntsleutelingMislukt(f"onbekende vorm van versleuteling in {place}")
    try:
        return AESGCM(settings.SLEUTELS.versleuteling).decrypt(cipher[1:13], cipher[13:], place.encode())
    except InvalidTag as error:
        raise OntsleutelingMislukt(f"kan {place} niet ontsleutelen") from error


def blind_index(value: str, purpose: str) -> str:
    """Keyed fingerprint of a unique value (hex, 64): equal values are equal, nothing else leaks."""
    return hmac.new(settings.SLEUTELS.blinde_index, f"{purpose}\x1f{value}".encode(), sha256).hexdigest()


class VersleuteldTekstveld(models.TextField):  # type: ignore[type-arg]
    """Text that is stored encrypted; in Python it is a plain string. It cannot be searched or sorted."""

    @property
    def place(self) -> str:
        """Where the value belongs; history keeps the same place, so that old versions stay readable."""
        model_name = self.model._meta.model_name or ""
        return f"{self.model._meta.app_label}.{model_name.removeprefix('historical')}.{self.name}"

    def get_prep_value(self, value: Any) -> str | None:
        if value is None or value == "":
            return None if value is None else ""
        return base64.b64encode(encrypt(str(value).encode(), self.place)).decode()

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        if value is None or value == "":
            return value
        return decrypt(base64.b64decode(value), self.place).decode()
