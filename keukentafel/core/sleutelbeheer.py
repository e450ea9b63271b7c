"""Which value lies under which key, and moving all of them to the keys in use while the work goes on (K1).

A value is moved by writing it anew where the old one still stands: who saves at the same moment wins, and wrote under
the new key already. Every portion is a transaction of its own, so that a rotation that was broken off is simply run
again, and a portion that finds the database busy is tried again (geduld). Versions, drafts and waiting packages move
too; the log cannot be changed and keeps its old key.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from keukentafel.core import sleutelbos
from keukentafel.core.geduld import patiently
from keukentafel.core.geheimschrift import MERK, OntsleutelingMislukt, decrypt_text, encrypt_text, key_of
from keukentafel.core.kluis import safe
from keukentafel.core.models import Datasleutel
from keukentafel.core.register import Register
from keukentafel.core.rijnummers import row_bound
from keukentafel.core.sleutelbos import VAN_GEMEENTE, Doel
from keukentafel.core.versleuteling import Geheimschrift, VersleuteldBinairveld

PORTIE = 200  # rows in one transaction
BLADZIJDE = 2000  # rows of which the keys are looked up together
KLAAR = "in klare tekst"  # a secret that is not encrypted yet
LEEG = "NOT IN ('', '[]', '{}')"  # what says something: an empty text, list or object lies as it is
HEX = re.compile("[0-9a-f]{32}")
NIET_GOED = frozenset({"", "eerste vorm"})
RONDES = 60  # how often a rotation looks again for what an open transaction wrote under the old key


class Plaats(Protocol):
    """Somewhere encrypted values lie. `vast`: they cannot be changed there."""

    @property
    def vast(self) -> bool: ...

    def counts(self) -> Mapping[str, int]:
        """How many values lie under each key: its id, "eerste vorm", or KLAAR."""
        ...

    def move(self) -> Iterator[tuple[int, int]]:
        """Move everything to the keys in use; after each portion (how many moved, how many nobody can read)."""
        ...


PLAATSEN: Register[Plaats] = Register("versleutelde plaats")  # what is no model field of ours


class Veldplaats:
    """A field of a model, or of its versions."""

    vast = False

    def __init__(self, field: Any) -> None:
        self.field, self.model = field, field.model
        quote = connection.ops.quote_name
        self._table, self._column = quote(self.model._meta.db_table), quote(field.column)
        self._key = quote(self.model._meta.pk.column)
        self._binary = isinstance(field, VersleuteldBinairveld)

    def counts(self) -> Mapping[str, int]:
        head = f"substr({self._column}, 1, {17 if self._binary else 35})"
        found: Counter[str] = Counter()
        with connection.cursor() as cursor:
            if self._binary:
                cursor.execute(f"SELECT {head}, count(*) FROM {self._table} GROUP BY 1")  # noqa: S608 (own names)
                for value, number in cursor.fetchall():
                    found[key_of(bytes(value))] += number
                return found
            cursor.execute(
                f"SELECT CASE WHEN {self._column} LIKE '{MERK}%' THEN {head} ELSE '' END, count(*) "  # noqa: S608
                f"FROM {self._table} WHERE {self._column} {LEEG} GROUP BY 1"
            )
            return {key_of(f"{value}.") if value else "eerste vorm": number for value, number in cursor.fetchall()}

    def elsewhere(self) -> int:
        """How many values do not lie under a key in use, each row under the key of its own dossier."""
        return sum(len(stale) + len(lost) for stale, lost in self._pages())

    def move(self) -> Iterator[tuple[int, int]]:
        for stale, _lost in self._pages():
            for start in range(0, len(stale), PORTIE):
                yield patiently(partial(self._move_portion, stale[start : start + PORTIE]))

    def _move_portion(self, ids: list[Any]) -> tuple[int, int]:
        """Move these rows, in one transaction; how many moved, and how many nobody can read."""
        with transaction.atomic():
            rows = self._rows(ids)
            with sleutelbos.at_hand(self._owners(rows)):
                done = [self._anew(row) for row in rows]
        return done.count(True), done.count(None)

    def _pages(self) -> Iterator[tuple[list[Any], list[Any]]]:
        """Page after page of primary keys: of rows to move, and of rows whose key is destroyed or not there."""
        last = None
        while page := self._page(last):
            last = page[-1][0]
            heads = {pk: key_of(bytes(head) if self._binary else head) for pk, head, _owned in page}
            states = _states(heads.values())
            owned = {pk for pk, _head, owned in page if owned}
            stale = [pk for pk, key in heads.items() if self._is_stale(key, states.get(key), owned=pk in owned)]
            lost = [pk for pk, key in heads.items() if key in states and states[key] is None]
            yield stale, lost

    def _is_stale(self, key: str, state: tuple[str, bool] | None, *, owned: bool) -> bool:
        if key in NIET_GOED or state is None:
            return key in NIET_GOED
        doel, in_use = state
        return not in_use or (owned and doel != Doel.DOSSIER)

    def _page(self, last: Any) -> list[tuple[Any, Any, bool]]:
        """The following rows that hold something: primary key, head of what is stored, whether a dossier owns it."""
        quote, values = connection.ops.quote_name, list[Any]()
        if self._binary:
            head, where = f"substr({self._column}, 1, 17)", f"length({self._column}) > 0"
        else:
            sealed = f"{self._column} LIKE '{MERK}%%'"
            head, where = f"CASE WHEN {sealed} THEN substr({self._column}, 1, 35) ELSE '' END", f"{self._column} {LEEG}"
        name = self.field.dossier
        owner = quote(self.model._meta.get_field(name).column) if name else ""
        owned = f"{owner} IS NOT NULL" if name else "1 = 0"
        if last is not None:
            where, values = f"{where} AND {self._key} > %s", [*values, last]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {self._key}, {head}, {owned} FROM {self._table} WHERE {where} "  # noqa: S608 (own names)
                f"ORDER BY 1 LIMIT {BLADZIJDE}",
                values,
            )
            return [(pk, head, bool(owned)) for pk, head, owned in cursor.fetchall()]

    def _owners(self, rows: list[dict[str, Any]]) -> set[str]:
        return {self.field.owner_of(row) for row in rows} - {""}

    def _rows(self, ids: list[Any]) -> list[dict[str, Any]]:
        names = {"pk", self.field.attname, *self.field.hangt_af_van()}
        if any(field.attname == "id" for field in self.model._meta.concrete_fields):
            names.add("id")
        return list(self.model._base_manager.filter(pk__in=ids).order_by("pk").values(*names))

    def _anew(self, row: dict[str, Any]) -> bool | None:
        """Write one value under the key in use; None when nobody can read it, False when it was saved meanwhile."""
        kept = row[self.field.attname]
        old = kept.opgeslagen if isinstance(kept, Geheimschrift) else kept
        try:
            plain = self.field.plain_of(kept, row) if isinstance(kept, Geheimschrift) else kept
            new = self.field.seal(plain, row)
        except (OntsleutelingMislukt, sleutelbos.SleutelVernietigd):
            return None
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self._table} SET {self._column} = %s WHERE {self._key} = %s AND {self._column} = %s",  # noqa: S608
                [new, row["pk"], old],
            )
            return bool(cursor.rowcount)


class Jsonplaats:
    """One text in a JSON column of a table that is not ours (the TOTP secret of allauth)."""

    vast = False

    def __init__(self, model: type[models.Model], veld: str, sleutels: tuple[str, ...], plaats: str) -> None:
        self._model, self._field, self._names, self._place = model, veld, sleutels, plaats

    def counts(self) -> Mapping[str, int]:
        rows = self._model._base_manager.values_list(self._field, flat=True)
        return Counter(key_of(data[name]) or KLAAR for data in rows for name in self._names if name in data)

    def move(self) -> Iterator[tuple[int, int]]:
        for pk in list(self._model._base_manager.order_by("pk").values_list("pk", flat=True)):
            yield patiently(partial(self._move_row, pk))

    @transaction.atomic
    def _move_row(self, pk: Any) -> tuple[int, int]:
        """Move the texts of one row, in one transaction; how many moved, and how many nobody can read."""
        moved = unread = 0
        current = sleutelbos.in_use(Doel.VELDEN).id.hex
        row: Any = self._model._base_manager.select_for_update().filter(pk=pk).first()
        data = json.loads(json.dumps(getattr(row, self._field))) if row is not None else {}
        for name in self._names:
            if name not in data or key_of(data[name]) == current:
                continue
            try:
                plain = decrypt_text(data[name], self._place)
            except OntsleutelingMislukt:
                unread += 1
                continue
            data[name] = encrypt_text(plain, self._place, doel=Doel.VELDEN)
            moved += 1
        if moved:
            self._model._base_manager.filter(pk=pk).update(**{self._field: data})
        return moved, unread


class Uitslag(NamedTuple):
    """What a rotation did: keys wrapped anew, values moved, values nobody can read, and what still lies elsewhere."""

    omhuld: int
    verplaatst: int
    onleesbaar: int
    over: int


def all_places() -> dict[str, Plaats]:
    """Every place by name: the encrypted fields of all models and their versions, and what upper rooms add."""
    found: dict[str, Plaats] = {}
    for model in apps.get_models():
        for field in row_bound(model):
            found[f"{model._meta.app_label}.{model._meta.model_name}.{field.name}"] = Veldplaats(field)
    return found | dict(PLAATSEN.items())


def still_elsewhere() -> int:
    """How many values lie under a key that is not in use, or under none, or not under that of their own dossier.

    Without what cannot be changed.
    """
    rows = Datasleutel.objects.filter(opgevolgd_op=None, vernietigd_op=None).exclude(doel=Doel.DOSSIER)
    current = {pk.hex for pk in rows.values_list("pk", flat=True)}
    places = [place for place in all_places().values() if not place.vast]
    rest = [place.counts() for place in places if not isinstance(place, Veldplaats)]
    return sum(place.elsewhere() for place in places if isinstance(place, Veldplaats)) + sum(
        number for counts in rest for key, number in counts.items() if key not in current
    )


def _states(keys: Iterable[str]) -> dict[str, tuple[str, bool] | None]:
    """What each of these keys is for and whether it is in use; None for one that was destroyed or is not there."""
    found: dict[str, tuple[str, bool] | None] = dict.fromkeys(set(keys) - NIET_GOED)
    ids = [uuid.UUID(hex=key) for key in found if HEX.fullmatch(key)]
    rows = Datasleutel.objects.filter(pk__in=ids, vernietigd_op=None).order_by()
    for pk, doel, later in rows.values_list("pk", "doel", "opgevolgd_op"):
        found[pk.hex] = (doel, later is None)
    return found


def rewrap() -> int:
    """Wrap every key anew that is not wrapped by what wraps now; returns how many. The values stay as they are."""
    done = 0
    for target, doelen in ((safe().huidig, VAN_GEMEENTE), (None, (Doel.DOSSIER,))):
        now = target or sleutelbos.over(Doel.DOSSIER)
        rows = Datasleutel.objects.filter(doel__in=doelen, vernietigd_op=None).exclude(omhuld_door=now)
        while ids := list(rows.order_by("pk").values_list("pk", flat=True)[:BLADZIJDE]):
            done += patiently(partial(_rewrap, ids, now))
    return done


def _rewrap(ids: Sequence[uuid.UUID], now: str) -> int:
    """Wrap these keys under `now`, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        locked = Datasleutel.objects.select_for_update().filter(pk__in=ids, vernietigd_op=None).order_by("pk")
        changed = []
        for row in locked:
            key = sleutelbos.unwrap(row)
            row.omhuld_door = now
            pk = Datasleutel._meta.pk.get_db_prep_value(row.pk, connection)
            changed.append((now, sleutelbos.wrap(row, key), pk))
        cursor.executemany("UPDATE core_datasleutel SET omhuld_door = %s, omhuld = %s WHERE id = %s", changed)
    return len(changed)


def begin(*, dossiers: bool) -> None:
    """Make new keys the ones in use, of the municipality and if asked of every dossier; wait until everyone knows."""
    for doel in VAN_GEMEENTE:
        patiently(partial(sleutelbos.follow_up, doel))
    sleutelbos.forget()
    if dossiers:
        sleutelbos.follow_up_dossiers()
        sleutelbos.forget()
    time.sleep(min(settings.SLEUTEL_GELDT + 0.5, 30))


def move_all() -> Uitslag:
    """Move every value to the keys in use; looks again until nothing is left. Can be broken off and run again."""
    wrapped, moved, unread = rewrap(), 0, 0
    for _ in range(RONDES):
        unread = 0
        for place in all_places().values():
            if not place.vast:
                for did, failed in place.move():
                    moved, unread = moved + did, unread + failed
        left = still_elsewhere()
        if left <= unread:
            break
        time.sleep(1)
    return Uitslag(wrapped, moved, unread, left)


def drop_retired() -> int:
    """Destroy the keys that were followed up and under which nothing lies any more; returns how many."""
    used = {key for place in all_places().values() for key in place.counts()}
    rows = Datasleutel.objects.exclude(opgevolgd_op=None).filter(vernietigd_op=None)
    wraps = set(Datasleutel.objects.filter(doel=Doel.DOSSIER, vernietigd_op=None).values_list("omhuld_door", flat=True))
    gone = [pk for pk in rows.values_list("pk", flat=True) if pk.hex not in used and str(pk) not in wraps]
    sleutelbos.forget()
    return Datasleutel.objects.filter(pk__in=gone).update(omhuld=None, vernietigd_op=timezone.now())
