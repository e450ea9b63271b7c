"""Make a city ten times as big inside PostgreSQL: every household with all that hangs on it, and every team, copied.

Names, dates and notes keep the spread of the city that was loaded through the doors; nobody but the first has a BSN.
The history is not copied: no screen of the bench reads it. Ids of the copies lie `times` blocks apart. What lies
encrypted is bound to its row, so that a copy has no words there: only the first city costs what decrypting costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models

from keukentafel.core.rijnummers import Rijgebonden

BLOCK = 100_000_000  # ids of one copy; more than any table of the city has
COPIED = (
    "toegang.gebruiker", "toegang.roltoekenning", "personen.persoon", "personen.huishouden", "personen.huishoudlid",
    "personen.zoeksleutel", "teams.team", "teams.medewerker", "teams.plaatsing", "teams.bandbreedte",
    "casussen.casus", "casussen.casusrol", "taken.taak", "tijdlijn.contactmoment", "meldingen.melding",
    "meldingen.meldingcasus", "zelfredzaamheid.meting", "zelfredzaamheid.score", "plannen.plan", "plannen.doel",
    "plannen.doelpersoon", "plannen.actie", "plannen.inzet",
)  # fmt: skip
#: Columns that must differ between the copies, as SQL with the number of the copy.
UNIQUE: dict[str, Callable[[int], str]] = {
    "casussen.casus.nummer": lambda copy: f"nummer || '{chr(65 + copy)}'",
    "toegang.gebruiker.email": lambda copy: f"'k{copy}.' || email",
    "personen.persoon.bsn_index": lambda _copy: "NULL",
    "personen.zoeksleutel.bereik": lambda copy: f"CASE bereik WHEN 0 THEN 0 ELSE bereik + {copy * BLOCK} END",
}


def multiply(times: int, say: Callable[[str], None]) -> None:
    """Copy the city of this database `times` - 1 times. Only on PostgreSQL, in a city that was not multiplied."""
    chosen = [apps.get_model(label) for label in COPIED]
    with connection.cursor() as cursor, _without_indexes(cursor, [model._meta.db_table for model in chosen]):
        for model in chosen:
            for copy in range(1, times):
                cursor.execute(_copy(model, copy, set(chosen)))
            say(f"{model._meta.db_table} × {times}")
    with connection.cursor() as cursor:
        for model in chosen:
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', '{key}'), max({key})) FROM {table}")  # noqa: S608
        say("statistics")
        cursor.execute("VACUUM (ANALYZE)")


def _copy(model: type[models.Model], copy: int, chosen: set[Any]) -> str:
    columns, values = [], []
    for field in model._meta.concrete_fields:
        quoted = connection.ops.quote_name(field.column or "")
        value = quoted
        if rule := UNIQUE.get(f"{model._meta.label_lower}.{field.name}"):
            value = rule(copy)
        elif isinstance(field, Rijgebonden):
            value = "''"
        elif field.primary_key or (field.related_model in chosen):
            value = f"{quoted} + {copy * BLOCK}"
        columns.append(quoted)
        values.append(value)
    table, key = model._meta.db_table, model._meta.pk.column
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} "  # noqa: S608
        f"WHERE {key} < {BLOCK} ORDER BY {key}"
    )


@contextmanager
def _without_indexes(cursor: Any, tables: list[str]) -> Iterator[None]:
    """Leave out foreign keys and plain indexes for the time being: built afterwards they cost a third."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND NOT EXISTS "
        "(SELECT 1 FROM pg_constraint WHERE conname = indexname) AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
        [tables],
    )
    indexes = cursor.fetchall()
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)",
        [tables],
    )
    keys = cursor.fetchall()
    for table, name, _definition in keys:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _definition in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    cursor.execute("SET maintenance_work_mem = '512MB'")
    for _name, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in keys:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition} NOT VALID')
