"""A row in every table that stands behind the wall, made from the models alone: one of a dossier, and what it needs.

Plain INSERTs with the least that a column takes: no action and no rule of the product has a part in it, so that a new
table is in it by itself. The checks of the columns are taken away first; the test's transaction puts them back.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, models
from django.utils import timezone

from keukentafel.core.muurregels import condition_of, tables
from keukentafel.personen.public import Huishouden, Persoon

LEEG: dict[type[models.Field[Any, Any]], object] = {
    models.BooleanField: False,
    models.JSONField: "[]",
    models.BinaryField: b"",
    models.IntegerField: 1,
    models.FloatField: 1.0,
    models.DecimalField: 1,
    models.TimeField: "12:00",
}


def drop_checks() -> None:
    """Take the checks of every column and row away, and what may be there once only, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint "
            "WHERE contype = 'c' AND connamespace = current_schema()::regnamespace"
        )
        for table, name in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


@dataclass
class Dossier:
    """The rows that hang on one household; `ids` per table."""

    huishouden: Huishouden
    persoon: Persoon
    gebruiker_id: int
    vast: dict[str, int]  # ids of rows that every dossier may point to, by table
    ids: dict[str, int] = field(default_factory=dict)

    def make_all(self) -> None:
        """A row in every table with a wall."""
        self.ids = {"personen_huishouden": self.huishouden.pk, "personen_persoon": self.persoon.pk}
        for model in tables():
            if condition_of(model):
                self.make(model)

    def make(self, model: type[models.Model]) -> int:
        """The row of this dossier in this table; made when it is not there yet."""
        table = model._meta.db_table
        if table not in self.ids:
            fields = [one for one in model._meta.concrete_fields if not self._is_numbered(one)]
            values = [self._value(model, one) for one in fields]
            columns = ", ".join(f'"{one.column}"' for one in fields)
            with connection.cursor() as cursor:
                cursor.execute(
                    f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join(["%s"] * len(values))}) '
                    f'RETURNING "{model._meta.pk.column}"',
                    values,
                )
                self.ids[table] = cursor.fetchone()[0]
        return self.ids[table]

    @staticmethod
    def _is_numbered(one: Any) -> bool:
        return one.primary_key and isinstance(one, models.AutoField)

    def _value(self, model: type[models.Model], one: Any) -> object:
        subject = getattr(model, "instance_type", None)
        if subject is not None and one.column == subject._meta.pk.column:  # of which these are the versions
            return self.make(subject)
        if one.is_relation:
            return self._link(model, one)
        if isinstance(one, models.DateTimeField):
            return timezone.now()
        if isinstance(one, models.DateField):
            return date.today()
        if isinstance(one, models.UUIDField):
            return str(uuid.uuid4())
        return next((value for kind, value in LEEG.items() if isinstance(one, kind)), self._text(one))

    @staticmethod
    def _text(one: Any) -> str:
        stored = uuid.uuid4().hex
        return stored[: one.max_length] if one.max_length else stored

    def _link(self, model: type[models.Model], one: Any) -> int | None:
        target = one.related_model
        if target is getattr(model, "instance_type", model):
            return None  # a row of the same table: none
        if target._meta.db_table == "toegang_gebruiker":
            return self.gebruiker_id
        if condition_of(target):
            return self.make(target)
        table = target._meta.db_table
        if table not in self.vast:
            known = target._default_manager.order_by("pk").values_list("pk", flat=True).first()
            self.vast[table] = self.make(target) if known is None else known
        return self.vast[table]


def visible(*names: str) -> dict[str, set[int]]:
    """The ids that this connection gets from these tables, by plain SQL in one question."""
    found: dict[str, set[int]] = {name: set() for name in names}
    keys = {model._meta.db_table: model._meta.pk.column for model in tables()}
    parts = (f'SELECT \'{name}\', "{keys[name]}"::bigint FROM "{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")  # compiling a question of a hundred tables takes seconds
        cursor.execute(" UNION ALL ".join(parts))
        for name, pk in cursor.fetchall():
            found[name].add(pk)
    return found
