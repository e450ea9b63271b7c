"""Encrypt what lies in plain text in a column that is encrypted from now on, or under the municipality's key in one
that lies under the key of its dossier from now on; for migrations.

In portions, each a transaction of its own, by primary key: broken off, it is run again and does what was left. What is
encrypted already stays as it is, and the former versions are done too. The migration must not be atomic.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models, transaction

from keukentafel.core.geheimschrift import MERK, OntsleutelingMislukt, key_of
from keukentafel.core.models import Datasleutel
from keukentafel.core.muur import as_system
from keukentafel.core.sleutelbos import SleutelVernietigd, at_hand
from keukentafel.core.versleuteling import LEEG_JSON, VersleuteldJsonveld

PORTIE = 500  # rows in one transaction


def encrypt_columns(
    apps: Any, kamer: str, velden: Mapping[str, Sequence[str]], dossier: Mapping[str, str] | None = None
) -> int:
    """Encrypt these fields of these models of a room, and of their versions; returns how many rows were written.

    `velden`: {"Doel": ("omschrijving", "resultaat")}. `apps` is what a migration gets: the fields are encrypted there.
    `dossier`: the attribute that names what owns the key, {"Doel": "id", "Actie": "doel_id"}; what lies under the key
    of the municipality moves to that one. Without, the municipality's.
    """
    done, owners = 0, dossier or {}
    with as_system("versleutelen van teksten"):
        rows = Datasleutel.objects.filter(eigenaar="").values_list("pk", flat=True)
        ours = frozenset(pk.hex for pk in rows) | {"eerste vorm"}
        for name, columns in velden.items():
            for model in (apps.get_model(kamer, name), apps.get_model(kamer, f"Historical{name}")):
                done += _Tabel(model, columns, owners.get(name, ""), ours).encrypt()
    return done


class _Tabel:
    """One table, the fields of it to encrypt, and the attribute that names the owner of their keys."""

    def __init__(
        self, model: type[models.Model], columns: Sequence[str], dossier: str, gemeente: frozenset[str]
    ) -> None:
        self._model, self._dossier, self._ours = model, dossier, gemeente
        self._fields: list[Any] = [copy.copy(model._meta.get_field(column)) for column in columns]
        for field in self._fields:
            field.dossier = dossier

    def encrypt(self) -> int:
        """Every row, in portions; returns how many rows were written."""
        quote, key = connection.ops.quote_name, connection.ops.quote_name(self._model._meta.pk.column or "")
        columns, table = [quote(field.column) for field in self._fields], quote(self._model._meta.db_table)
        filled = " OR ".join(f"{one} <> ''" for one in columns)
        owner = quote(self._model._meta.get_field(self._dossier or "id").column or "")  # type: ignore[union-attr]
        names = ", ".join([key, quote("id"), owner, *columns])
        ask = (
            f"SELECT {names} FROM {table} WHERE {key} > %s AND ({filled}) "  # noqa: S608 (own names)
            f"ORDER BY {key} LIMIT {PORTIE}"
        )
        put = f"UPDATE {table} SET {', '.join(f'{one} = %s' for one in columns)} WHERE {key} = %s"  # noqa: S608
        last, done = -1, 0
        while True:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(ask, [last])
                rows = cursor.fetchall()
                changed = self._changed(rows)
                if changed:
                    cursor.executemany(put, changed)
            if not rows:
                return done
            last, done = rows[-1][0], done + len(changed)

    def _changed(self, rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
        """The cells of each row that must lie there otherwise, and its key."""
        known = [{"id": pk, self._dossier or "id": owner} for _key, pk, owner, *_cells in rows]
        holds = [any(_says_something(field, cell) for field, cell in zip(self._fields, row[3:], strict=True))
                 for row in rows]  # fmt: skip
        owners = {self._fields[0].owner_of(rij) for rij, full in zip(known, holds, strict=True) if full} - {""}
        with at_hand(owners):
            ready = [_row(self._fields, rij, row[3:], self._ours) for rij, row in zip(known, rows, strict=True)]
        return [[*new, row[0]] for new, row in zip(ready, rows, strict=True) if new != list(row[3:])]


def _says_something(field: Any, text: str | None) -> bool:
    return bool(text) and not (isinstance(field, VersleuteldJsonveld) and text in LEEG_JSON)


def _row(fields: Sequence[Any], rij: Mapping[str, Any], cells: Sequence[Any], gemeente: frozenset[str]) -> list[Any]:
    return [_sealed(field, rij, cell, gemeente) for field, cell in zip(fields, cells, strict=True)]


def _sealed(field: Any, rij: Mapping[str, Any], text: str | None, gemeente: frozenset[str]) -> str | None:
    """`text` as it must lie in this row: as it is when empty, or under the key where it belongs already."""
    if not text or not _says_something(field, text):
        return text
    value = json.loads(text) if isinstance(field, VersleuteldJsonveld) and not text.startswith(MERK) else text
    if text.startswith(MERK):
        try:
            value = field.plain_of(text, rij)
        except OntsleutelingMislukt:
            value = json.loads(text) if isinstance(field, VersleuteldJsonveld) else text
        else:
            if not field.owner_of(rij) or key_of(text) not in gemeente:
                return text
    try:
        sealed: str = field.seal(value, rij)
    except SleutelVernietigd:  # what is left of a dossier that is gone: a key for it is never made again
        return text
    return sealed
