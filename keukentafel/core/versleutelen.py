"""Encrypt what lies in plain text in a column that is encrypted from now on; for migrations.

In portions, each a transaction of its own, by primary key: broken off, it is run again and does what was left. What is
encrypted already stays as it is, and the former versions are done too. The migration must not be atomic.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models, transaction

from keukentafel.core.geheimschrift import MERK, OntsleutelingMislukt
from keukentafel.core.muur import as_system
from keukentafel.core.versleuteling import LEEG_JSON, VersleuteldJsonveld

PORTIE = 500  # rows in one transaction


def encrypt_columns(
    apps: Any, kamer: str, velden: Mapping[str, Sequence[str]], dossier: Mapping[str, str] | None = None
) -> int:
    """Encrypt these fields of these models of a room, and of their versions; returns how many rows were written.

    `velden`: {"Doel": ("omschrijving", "resultaat")}. `apps` is what a migration gets: the fields are encrypted there.
    `dossier`: the attribute that names what owns the key, {"Doel": "id", "Actie": "doel_id"}; without, the town's.
    """
    done, owners = 0, dossier or {}
    with as_system("versleutelen van teksten"):
        for name, columns in velden.items():
            for model in (apps.get_model(kamer, name), apps.get_model(kamer, f"Historical{name}")):
                done += _encrypt(model, [_owned(model, column, owners.get(name, "")) for column in columns])
    return done


def _owned(model: type[models.Model], column: str, dossier: str) -> Any:
    """A field of which the key has this owner: a migration keeps of a field only what the database knows of it."""
    field: Any = copy.copy(model._meta.get_field(column))
    field.dossier = dossier
    return field


def _encrypt(model: type[models.Model], fields: Sequence[Any]) -> int:
    """Every row of one table, in portions; returns how many rows were written."""
    quote, table, key = connection.ops.quote_name, model._meta.db_table, model._meta.pk.column or ""
    columns = [quote(field.column) for field in fields]
    filled = " OR ".join(f"{one} <> ''" for one in columns)
    owners = sorted({name for field in fields for name in field.hangt_af_van()})  # whose key it will lie under
    foreign: list[Any] = [model._meta.get_field(name.removesuffix("_id")) for name in owners]
    owned = [quote(field.column) for field in foreign]
    names = ", ".join([quote(key), quote("id"), *owned, *columns])
    ask = (
        f"SELECT {names} FROM {quote(table)} WHERE {quote(key)} > %s AND ({filled}) "  # noqa: S608 (own names)
        f"ORDER BY {quote(key)} LIMIT {PORTIE}"
    )
    put = f"UPDATE {quote(table)} SET {', '.join(f'{one} = %s' for one in columns)} WHERE {quote(key)} = %s"  # noqa: S608
    last, done = -1, 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ask, [last])
            rows = cursor.fetchall()
            first = 2 + len(owners)
            ready = [(*_row(fields, dict(zip(("id", *owners), row[1:first], strict=True)), row[first:]), row[0])
                     for row in rows]  # fmt: skip
            changed = [new for new, row in zip(ready, rows, strict=True) if new[:-1] != tuple(row[first:])]
            if changed:
                cursor.executemany(put, changed)
        if not rows:
            return done
        last, done = rows[-1][0], done + len(changed)


def _row(fields: Sequence[Any], rij: Mapping[str, Any], cells: Sequence[Any]) -> list[Any]:
    return [_sealed(field, rij, cell) for field, cell in zip(fields, cells, strict=True)]


def _sealed(field: Any, rij: Mapping[str, Any], text: str | None) -> str | None:
    """`text` as it must lie in the row `rij`: as it is when empty or encrypted for this row already."""
    if not text or (isinstance(field, VersleuteldJsonveld) and text in LEEG_JSON):
        return text
    if text.startswith(MERK):
        try:
            field.plain_of(text, rij)
        except OntsleutelingMislukt:
            pass
        else:
            return text
    value = json.loads(text) if isinstance(field, VersleuteldJsonveld) else text
    sealed: str = field.seal(value, rij)
    return sealed
