"""The keys of the database, unwrapped: the one to write with, and any by its id to read.

A KEK (core.kluis) wraps the keys of the municipality, one per purpose; the one of purpose "dossiers" wraps the key of
each dossier. An id is random and never used again, so a process may remember a key by its id for as long as it
lives. Which one is in use is remembered for a few seconds only (SLEUTEL_GELDT), and never while the transaction that
made it is open: rolled back, it would have encrypted what nobody can read.

A page meets the keys of dozens of dossiers. Whoever loads a row says which key it names (`note`); the first key that
is asked for brings those along, in one question. Writing many rows works the same way round: `at_hand`.
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from keukentafel.core.geduld import patiently
from keukentafel.core.kluis import KluisWeigert, safe
from keukentafel.core.models import Datasleutel

#: Keys that a process remembers, at most 20 MB: those of the cases that a team works in on a day, with their goals.
ONTHOUDEN = 20_000
VRAAG = 2000  # keys in one question


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
    ruw: bytes
    gemaakt: AESGCM | None = None

    def __repr__(self) -> str:
        return f"sleutel {self.id}"

    @property
    def cipher(self) -> AESGCM:
        """What encrypts and decrypts. It takes 3 kB and is made in a microsecond: kept only for the municipality's."""
        return self.gemaakt or AESGCM(self.ruw)


class Omhuld(NamedTuple):
    """A key as it lies in the database."""

    pk: UUID
    doel: str
    eigenaar: str
    omhuld_door: str
    omhuld: bytes | None


class _VanDraad(threading.local):
    """What one thread has seen or laid ready."""

    def __init__(self) -> None:
        self.noted: dict[str, None] = {}  # ids of keys (hex) that stand in rows that were loaded, the oldest first
        self.ready: dict[str, Sleutel] = {}  # by owner, inside `at_hand`


RIJ = ("pk", "doel", "eigenaar", "omhuld_door", "omhuld")
_in_use: dict[tuple[str, str], tuple[float, Sleutel]] = {}
_made_here: set[UUID] = set()  # in transactions that are not committed yet
_known: dict[str, Sleutel | Omhuld] = {}  # by id (hex); unwrapped at the first look
_grows = threading.Lock()
_mine = _VanDraad()


def in_use(doel: Doel, eigenaar: str = "") -> Sleutel:
    """The key to write with for this purpose; of a dossier that has none yet it is made, in this transaction.

    Raises KluisWeigert when no key fits, SleutelVernietigd for a dossier whose key was destroyed.
    """
    if eigenaar and eigenaar in _mine.ready:
        return _mine.ready[eigenaar]
    known = _in_use.get((doel, eigenaar))
    if known is not None and known[0] > time.monotonic():
        return known[1]
    row = _current(doel, eigenaar)
    found = _opened(row) if row is not None else make(doel, eigenaar)
    _remember({found.id.hex: found})
    if found.id not in _made_here:
        if len(_in_use) >= VRAAG:
            _in_use.clear()
        _in_use[doel, eigenaar] = (time.monotonic() + settings.SLEUTEL_GELDT, found)
    return found


def by_id(pk: UUID) -> Sleutel:
    """The key with this id, to read with. Raises SleutelVernietigd, KluisWeigert when there is no such key."""
    found = _known.get(pk.hex)
    if isinstance(found, Sleutel):
        return found
    if found is None:
        found = _fetch(pk)
    opened = _opened(found)
    _remember({pk.hex: opened})
    return opened


def note(pk: str) -> None:
    """A row that was loaded names the key with this id (32 hex): it comes along with the first one asked for."""
    if pk in _known:
        return
    if len(_mine.noted) >= ONTHOUDEN:
        del _mine.noted[next(iter(_mine.noted))]
    _mine.noted[pk] = None


def make(doel: Doel, eigenaar: str = "") -> Sleutel:
    """Make the key in use for this purpose; another one who was first is followed."""
    row, key = _new(doel, eigenaar, over(doel))
    if not _insert([row]):
        other = _current(doel, eigenaar)
        if other is None:
            raise KluisWeigert(f"de sleutel van {doel} {eigenaar} kwam er niet")
        return _opened(other)
    return key


def for_owners(eigenaren: Iterable[str]) -> dict[str, Sleutel]:
    """The key to write with of each of these dossiers, made where there is none; not of one that was destroyed.

    One question per VRAAG dossiers, and one statement for those that have none.
    """
    found: dict[str, Sleutel] = {}
    source = iter(sorted(set(eigenaren)))
    while part := list(islice(source, VRAAG)):
        there = _of_owners(part)
        found |= {owner: _opened(row) for owner, row in there.items() if row.omhuld is not None}
        if without := [owner for owner in part if owner not in there]:
            found |= _make_all(without)
    return found


@contextmanager
def at_hand(eigenaren: Collection[str]) -> Iterator[None]:
    """Inside, writing for these dossiers asks no question: their keys lie ready (`for_owners`)."""
    before = _mine.ready
    _mine.ready = for_owners(eigenaren) if eigenaren else {}
    try:
        yield
    finally:
        _mine.ready = before


def follow_up(doel: Doel, eigenaar: str = "") -> Sleutel:
    """Make a new key the one in use; the former one only reads from now on. One transaction."""
    with transaction.atomic():
        current = Datasleutel.objects.filter(doel=doel, eigenaar=eigenaar, opgevolgd_op=None, vernietigd_op=None)
        current.update(opgevolgd_op=timezone.now())
        _in_use.pop((doel, eigenaar), None)
        return make(doel, eigenaar)


def follow_up_dossiers() -> int:
    """Make a new key the one in use for every dossier that has one, in portions; returns how many."""
    rows, done, last = Datasleutel.objects.filter(doel=Doel.DOSSIER, vernietigd_op=None, opgevolgd_op=None), 0, ""
    current = rows.order_by("eigenaar").values_list("eigenaar", flat=True)
    while part := list(current.filter(eigenaar__gt=last)[:VRAAG]):
        last = part[-1]
        done += patiently(partial(_follow_up_all, part))
    return done


@transaction.atomic
def _follow_up_all(eigenaren: Sequence[str]) -> int:
    rows = Datasleutel.objects.filter(doel=Doel.DOSSIER, vernietigd_op=None, opgevolgd_op=None)
    rows.filter(eigenaar__in=eigenaren).update(opgevolgd_op=timezone.now())
    return len(_make_all(eigenaren))


def destroy_all(eigenaren: Iterable[str]) -> int:
    """Destroy every key of these dossiers, in use and followed up; returns how many. What they encrypted is gone.

    A dossier that never had one gets a row that says so: it will get none any more.
    """
    number, now = 0, timezone.now()
    source = iter(sorted(set(eigenaren)))
    while part := list(islice(source, VRAAG)):
        keys = Datasleutel.objects.filter(doel=Doel.DOSSIER, eigenaar__in=part)
        without = set(part) - set(keys.values_list("eigenaar", flat=True))
        number += keys.filter(vernietigd_op=None).update(omhuld=None, vernietigd_op=now)
        gone = [Datasleutel(doel=Doel.DOSSIER, eigenaar=one, omhuld_door="", vernietigd_op=now) for one in without]
        Datasleutel.objects.bulk_create(gone)
    forget()
    return number


def destroy(doel: Doel, eigenaar: str) -> int:
    """Destroy every key of this owner; see destroy_all. Raises ValueError for the municipality."""
    if not eigenaar or doel != Doel.DOSSIER:
        raise ValueError("de sleutel van de gemeente wordt niet vernietigd")
    return destroy_all([eigenaar])


def over(doel: Doel) -> str:
    """The id of what wraps a key of this purpose now: a KEK, or the key over the dossiers."""
    return str(in_use(Doel.DOSSIERS).id) if doel == Doel.DOSSIER else safe().huidig


def wrap(row: Datasleutel | Omhuld, key: bytes) -> bytes:
    """Wrap `key` for this row, by what its `omhuld_door` names."""
    if row.doel == Doel.DOSSIER:
        nonce = os.urandom(12)
        return nonce + by_id(UUID(row.omhuld_door)).cipher.encrypt(nonce, key, _place(row).encode())
    return safe().wrap(row.omhuld_door, key, _place(row))


def unwrap(row: Datasleutel | Omhuld) -> bytes:
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
    _known.clear()
    _mine.noted.clear()


def assert_opens() -> None:
    """Make what is missing and open every key of the municipality. Raises KluisWeigert when a KEK does not fit.

    Asked at the start of the server: with another key it would stop at the first BSN, in the middle of somebody's work.
    """
    for row in Datasleutel.objects.filter(eigenaar="", vernietigd_op=None):
        unwrap(row)
    for doel in VAN_GEMEENTE:
        in_use(doel)


def _opened(row: Datasleutel | Omhuld) -> Sleutel:
    key = unwrap(row)
    return Sleutel(row.pk, key, None if row.eigenaar else AESGCM(key))


def _place(row: Datasleutel | Omhuld) -> str:
    return f"{row.pk.hex}\x1f{row.doel}\x1f{row.eigenaar}"


def _current(doel: str, eigenaar: str) -> Omhuld | None:
    """The key in use as it lies there, None without one. Raises SleutelVernietigd when it was destroyed."""
    row = _of_owners([eigenaar], doel).get(eigenaar)
    if row is not None and row.omhuld is None:
        raise SleutelVernietigd(f"de sleutel van {doel} {eigenaar} is vernietigd")
    return row


def _of_owners(eigenaren: Sequence[str], doel: str = Doel.DOSSIER) -> dict[str, Omhuld]:
    """The key in use of each of these owners that has one, also one that was destroyed; one question."""
    asked = {"eigenaar": eigenaren[0]} if len(eigenaren) == 1 else {"eigenaar__in": eigenaren}
    rows = Datasleutel.objects.filter(doel=doel, opgevolgd_op=None, **asked).order_by().values_list(*RIJ)
    found: dict[str, Omhuld] = {}
    for row in (Omhuld(*cells) for cells in rows):
        if row.omhuld is not None or row.eigenaar not in found:
            found[row.eigenaar] = row
    return found


def _fetch(pk: UUID) -> Omhuld:
    """The key with this id as it lies there, and those that rows named meanwhile. Raises KluisWeigert."""
    noted = [_as_id(one) for one in _mine.noted if one not in _known and one != pk.hex]
    _mine.noted.clear()
    wanted, found = [pk, *(one for one in noted if one is not None)], dict[str, Omhuld]()
    for start in range(0, len(wanted), VRAAG):
        part = wanted[start : start + VRAAG]
        rows = Datasleutel.objects.filter(pk__in=part) if len(part) > 1 else Datasleutel.objects.filter(pk=part[0])
        found.update((cells[0].hex, Omhuld(*cells)) for cells in rows.order_by().values_list(*RIJ))
    if pk.hex not in found:
        raise KluisWeigert(f"er is geen sleutel {pk}")
    _remember(found)
    return found[pk.hex]


def _remember(found: Mapping[str, Sleutel | Omhuld]) -> None:
    with _grows:
        _known.update(found)
        for old in list(islice(_known, max(0, len(_known) - ONTHOUDEN))):
            del _known[old]


def _as_id(text: str) -> UUID | None:
    """The id of a key, None for what only looks like a value that is encrypted."""
    try:
        return UUID(hex=text)
    except ValueError:
        return None


def _new(doel: str, eigenaar: str, onder: str) -> tuple[Omhuld, Sleutel]:
    """A new key, and how it lies in the database."""
    key, pk = os.urandom(32), uuid.uuid4()
    bare = Omhuld(pk, doel, eigenaar, onder, None)
    return bare._replace(omhuld=wrap(bare, key)), Sleutel(pk, key)


def _make_all(eigenaren: Sequence[str]) -> dict[str, Sleutel]:
    """Make the key of each of these dossiers; of whom another one was first, his is followed."""
    onder = over(Doel.DOSSIER)
    made = {owner: _new(Doel.DOSSIER, owner, onder) for owner in eigenaren}
    if _insert([row for row, _key in made.values()]) == len(made):
        return {owner: key for owner, (_row, key) in made.items()}
    there = _of_owners(eigenaren)
    return {owner: _opened(row) for owner, row in there.items() if row.omhuld is not None}


def _insert(rows: Sequence[Omhuld]) -> int:
    """Put these keys there whose owner has none in use; returns how many."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    start = "INSERT INTO core_datasleutel (id, doel, eigenaar, omhuld_door, omhuld, gemaakt_op)"
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"{start} SELECT one.*, %s::timestamptz FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], "  # noqa: S608 (own names)
                "%s::bytea[]) AS one ON CONFLICT DO NOTHING",
                [now, *map(list, zip(*rows, strict=True))],
            )
        else:
            cursor.executemany(
                f"{start} VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                [(row.pk.hex, *row[1:], now) for row in rows],
            )
        number: int = cursor.rowcount
    fresh = {row.pk for row in rows}
    _made_here.update(fresh)
    transaction.on_commit(lambda: _made_here.difference_update(fresh))
    return number
