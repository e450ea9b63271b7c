"""The key of the back-ups, and what is made from it for one back-up: to encrypt, to seal and to fingerprint.

It is a key of its own: who can open a back-up cannot by that open the BSN in it (that takes the keys over the
database), and the server that serves pages needs no key of the back-ups at all.
"""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from keukentafel.reservekopie.fouten import KopieFout

VARIABELE = "KEUKENTAFEL_SLEUTEL_BACKUP"
GEEN_SLEUTEL = (
    f"Er is geen sleutel voor back-ups. Zet {VARIABELE} in de omgeving van deze opdracht. Een nieuwe maakt u met: "
    "openssl rand -base64 32. Bewaar die op twee plaatsen, niet bij de back-ups."
)


def backup_key() -> bytes:
    """The 32 bytes of KEUKENTAFEL_SLEUTEL_BACKUP. Raises KopieFout when it is not set."""
    key: bytes | None = settings.SLEUTELS.backup
    if key is None:
        raise KopieFout(GEEN_SLEUTEL)
    return key


def mark_of_key() -> str:
    """By what one sees which key a back-up was made with (16 hex characters); says nothing of the key itself."""
    return hmac.digest(backup_key(), b"kenmerk van de sleutel", "sha256").hex()[:16]


def key_for(kopie: str, doel: str) -> bytes:
    """The key (32 bytes) of one back-up, by its id in hex, for one purpose: "delen", "zegel" or "vingerafdruk"."""
    salt = bytes.fromhex(kopie)
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=f"back-up {doel}".encode()).derive(backup_key())
