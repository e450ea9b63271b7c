"""The keys of the database, unwrapped: the one to write with, and any by its id to read.

A KEK (core.kluis) wraps the keys of the municipality, one per purpose; the one of purpose "dossiers" wraps the key of
each dossier. An id is random and never used again, so a process may remember a key by its id for as long as it
lives. Which one is in use is remembered for a few seconds only (SLEUTEL_GELDT), and never while the transaction that
made it is open: rolled back, it would have encrypted what nobody can read.
"""

from __future__ import annotations

import os
import time
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from keukentafel.core.kluis import KluisWeigert, safe
from keukentafel.core.models import Datasleutel


class Doel(StrEnum):
    """What a key of the municipality is for; each purpose has its own."""

    VELDEN = "velden"  # fields of people and users: BSN, cells of a merge, TOTP secrets
    INVOER = "invoer"  # what is being typed: drafts, the input of a locked session
    ZOEKTERMEN = "zoektermen"  # in the log
    BESTANDEN = "bestanden"  # packages that wait
    DOSSIERS = "dossiers"  # wraps the key of each dossier
    DOSSIER = "dossier"  # of one dossier; has an owner


VAN_GEMEENTE = (Doel.VELDEN, Doel.INVOER, Doel.ZOEKTERMEN, Doel.BESTANDEN, Doel.DOSSIERS)


class SleutelVernietigd(Exception):
    """The key was destroyed on purpose: what it encrypted is gone, also in a back-up."""


class Sleutel(NamedTuple):
    """A key that is ready for use; `ruw` is for deriving others from it (files)."""

    id: UUID
    cipher: AESGCM
    ruw: bytes

    def __repr__(self) -> str:
        return f"sleutel {self.id}"


_in_use: dict[str, tuple[float, Sleutel]] = {}
_made_here: set[UUID] = set()  # in transactions that are not committed yet


def in_use(doel: Doel, eigenaar: str = "") -> Sleutel:
    """The key to write with for this purpose; of a dossier that has none yet it is made, in this transaction.

    Raises KluisWeigert when no key fits, SleutelVernietigd for a dossier whose key was destroyed.
    """
    known = _in_use.get(doel) if not eigenaar else None
    if known is not None and known[0] > time.monotonic():
        return known[1]
    row = Datasleutel.objects.filter(doel=doel, eigenaar=eigenaar, opgevolgd_op=None, vernietigd_op=None).first()
    if row is None and Datasleutel.objects.filter(doel=doel, eigenaar=eigenaar).exclude(vernietigd_op=None).exists():
        raise SleutelVernietigd(f"de sleutel van {doel} {eigenaar} is vernietigd")
    found = _opened(row) if row is not None else make(doel, eigenaar)
    if not eigenaar and found.id not in _made_here:
        _in_use[doel] = (time.monotonic() + settings.SLEUTEL_GELDT, found)
    return found


@lru_cache(maxsize=2048)
def by_id(pk: UUID) -> Sleutel:
    """The key with this id, to read with. Raises SleutelVernietigd, KluisWeigert when there is no such key."""
    row = Datasleutel.objects.filter(pk=pk).first()
    if row is None:
        raise KluisWeigert(f"er is geen sleutel {pk}")
    return _opened(row)


def make(doel: Doel, eigenaar: str = "") -> Sleutel:
    """Make the key in use for this purpose; another one who was first is followed."""
    key = os.urandom(32)
    row = Datasleutel(doel=doel, eigenaar=eigenaar)
    row.omhuld_door = over(doel)
    row.omhuld = wrap(row, key)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        other = Datasleutel.objects.get(doel=doel, eigenaar=eigenaar, opgevolgd_op=None, vernietigd_op=None)
        return _opened(other)
    _made_here.add(row.pk)
    transaction.on_commit(lambda: _made_here.discard(row.pk))
    return Sleutel(row.pk, AESGCM(key), key)


def follow_up(doel: Doel, eigenaar: str = "") -> Sleutel:
    """Make a new key the one in use; the former one only reads from now on. One transaction."""
    with transaction.atomic():
        current = Datasleutel.objects.filter(doel=doel, eigenaar=eigenaar, opgevolgd_op=None, vernietigd_op=None)
        current.update(opgevolgd_op=timezone.now())
        return make(doel, eigenaar)


def destroy(doel: Doel, eigenaar: str) -> int:
    """Destroy every key of this owner, in use and followed up; returns how many. What they encrypted is gone.

    A dossier that never had one gets a row that says so: it will get none any more.
    """
    if not eigenaar:
        raise ValueError("de sleutel van de gemeente wordt niet vernietigd")
    keys = Datasleutel.objects.filter(doel=doel, eigenaar=eigenaar)
    ids = list(keys.filter(vernietigd_op=None).values_list("pk", flat=True))
    keys.filter(pk__in=ids).update(omhuld=None, vernietigd_op=timezone.now())
    if not keys.exists():
        Datasleutel.objects.create(doel=doel, eigenaar=eigenaar, omhuld_door="", vernietigd_op=timezone.now())
    forget()
    return len(ids)


def over(doel: Doel) -> str:
    """The id of what wraps a key of this purpose now: a KEK, or the key over the dossiers."""
    return str(in_use(Doel.DOSSIERS).id) if doel == Doel.DOSSIER else safe().huidig


def wrap(row: Datasleutel, key: bytes) -> bytes:
    """Wrap `key` for this row, by what its `omhuld_door` names."""
    if row.doel == Doel.DOSSIER:
        nonce = os.urandom(12)
        return nonce + by_id(UUID(row.omhuld_door)).cipher.encrypt(nonce, key, _place(row).encode())
    return safe().wrap(row.omhuld_door, key, _place(row))


def unwrap(row: Datasleutel) -> bytes:
    """The key of this row. Raises SleutelVernietigd, KluisWeigert."""
    if row.omhuld is None:
        raise SleutelVernietigd(f"sleutel {row.pk} is vernietigd")
    wrapped = bytes(row.omhuld)
    if row.doel != Doel.DOSSIER:
        return safe().unwrap(row.omhuld_door, wrapped, _place(row))
    try:
        return by_id(UUID(row.omhuld_door)).cipher.decrypt(wrapped[:12], wrapped[12:], _place(row).encode())
    except Exception as error:
        raise KluisWeigert(f"sleutel {row.pk} past niet onder {row.omhuld_door}") from error


def forget() -> None:
    """Remember no key any more: after a rotation or a destruction, and between tests."""
    _in_use.clear()
    by_id.cache_clear()


def assert_opens() -> None:
    """Make what is missing and open every key of the municipality. Raises KluisWeigert when a KEK does not fit.

    Asked at the start of the server: with another key it would stop at the first BSN, in the middle of somebody's work.
    """
    for row in Datasleutel.objects.filter(eigenaar="", vernietigd_op=None):
        unwrap(row)
    for doel in VAN_GEMEENTE:
        in_use(doel)


def _opened(row: Datasleutel) -> Sleutel:
    key = unwrap(row)
    return Sleutel(row.pk, AESGCM(key), key)


def _place(row: Datasleutel) -> str:
    return f"{row.pk.hex}\x1f{row.doel}\x1f{row.eigenaar}"
