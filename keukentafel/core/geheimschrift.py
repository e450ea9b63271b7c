"""Encryption of one value: AES-256-GCM, bound to its place and its row.

A value carries the id of its key (core.sleutelbos) and a random 96-bit nonce; table, field and row are authenticated
with it, so that it cannot be moved to another column or another person (security.md K3). In a text column it looks
like `s3.<id of the key>.<base64>`, in a binary one it begins with the byte 3 and the 16 bytes of the id.
"""

from __future__ import annotations

import base64
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from keukentafel.core import sleutelbos
from keukentafel.core.kluis import KluisWeigert
from keukentafel.core.sleutelbos import Doel

EERSTE_VORM = b"\x01"  # one key for everything, straight from the settings; read until it was rotated, never written
FORMAT = b"\x03"
MERK = "s3."  # how a text that is encrypted begins


class OntsleutelingMislukt(Exception):
    """Wrong key, damaged or moved ciphertext. The message never holds the value."""


def encrypt(plain: bytes, place: str, *, doel: Doel, rij: str = "", eigenaar: str = "") -> bytes:
    """Encrypt for `place` ("table.field") and `rij`: format byte, 16 bytes key id, 12 nonce, ciphertext, 16 tag.

    With an `eigenaar` ("casus:12") under the key of that dossier. Raises what sleutelbos.in_use raises.
    """
    key = sleutelbos.in_use(doel, eigenaar)
    nonce = os.urandom(12)
    return FORMAT + key.id.bytes + nonce + key.cipher.encrypt(nonce, plain, _bound(place, rij))


def decrypt(cipher: bytes, place: str, *, rij: str = "") -> bytes:
    """The plain bytes; raises OntsleutelingMislukt for another key, place or row, or a changed byte."""
    cipher = bytes(cipher)
    try:
        if cipher[:1] == EERSTE_VORM:
            return AESGCM(settings.SLEUTELS.versleuteling).decrypt(cipher[1:13], cipher[13:], place.encode())
        if cipher[:1] != FORMAT or len(cipher) < 45:
            raise OntsleutelingMislukt(f"onbekende vorm van versleuteling in {place}")
        key = sleutelbos.by_id(UUID(bytes=cipher[1:17]))
        return key.cipher.decrypt(cipher[17:29], cipher[29:], _bound(place, rij))
    except (InvalidTag, KluisWeigert) as error:
        raise OntsleutelingMislukt(f"kan {place} niet ontsleutelen") from error


def encrypt_text(plain: str, place: str, *, doel: Doel, rij: str = "", eigenaar: str = "") -> str:
    """The same for a text column."""
    cipher = encrypt(plain.encode(), place, doel=doel, rij=rij, eigenaar=eigenaar)
    return f"{MERK}{UUID(bytes=cipher[1:17]).hex}.{base64.b64encode(cipher[17:]).decode()}"


def decrypt_text(stored: str, place: str, *, rij: str = "") -> str:
    """The plain text; of the first format too. Raises OntsleutelingMislukt."""
    try:
        if stored.startswith(MERK):
            key_id, _, body = stored.removeprefix(MERK).partition(".")
            cipher = FORMAT + UUID(hex=key_id).bytes + base64.b64decode(body, validate=True)
        else:
            cipher = base64.b64decode(stored, validate=True)
    except ValueError as error:
        raise OntsleutelingMislukt(f"onbekende vorm van versleuteling in {place}") from error
    return decrypt(cipher, place, rij=rij).decode()


def key_of(stored: str | bytes | memoryview) -> str:
    """The id of the key (32 hex) under which this lies; "eerste vorm" for the first format, '' for plain text."""
    if isinstance(stored, str):
        if stored.startswith(MERK):
            return stored.removeprefix(MERK).partition(".")[0]
        return "eerste vorm" if _is_first(stored) else ""
    head = bytes(stored[:17])
    return UUID(bytes=head[1:17]).hex if head[:1] == FORMAT else "eerste vorm" if head[:1] == EERSTE_VORM else ""


def _bound(place: str, rij: str) -> bytes:
    return f"{place}\x1f{rij}".encode()


def _is_first(stored: str) -> bool:
    try:
        cipher = base64.b64decode(stored, validate=True)
    except ValueError:
        return False
    return cipher[:1] == EERSTE_VORM and len(cipher) > 29
