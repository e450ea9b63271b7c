"""Per table how many rows and a fingerprint of every cell: by it a restored database is the one that was kept, or not.

A fingerprint is an HMAC under a key of this back-up: a plain hash of a small table would tell whoever holds it which
of a few guesses is right. Rows go in order of their primary key, columns by name, so that the place on the disk and
the version of the database say nothing.
"""

from __future__ import annotations

import hmac
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import psycopg
from psycopg import sql

from keukentafel.reservekopie.inhoudsopgave import Tabel
from keukentafel.reservekopie.sleutel import key_for

# What the text of a value depends on in PostgreSQL.
VASTE_VORM = (
    "SET LOCAL DateStyle TO 'ISO, YMD'; SET LOCAL TimeZone TO 'UTC'; SET LOCAL IntervalStyle TO 'postgres'; "
    "SET LOCAL extra_float_digits TO 3; SET LOCAL bytea_output TO 'hex'; SET LOCAL client_encoding TO 'UTF8'"
)
TABELLEN = """
    SELECT c.relname, a.attname, t.typcategory = 'S', COALESCE(a.attnum = ANY(i.indkey), false)
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type AS t ON t.oid = a.atttypid
    LEFT JOIN pg_index AS i ON i.indrelid = c.oid AND i.indisprimary
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname, a.attname
"""


def of_sqlite(database: sqlite3.Connection, kopie: str) -> dict[str, Tabel]:
    """Of every table of this database, the counters of the numbers (sqlite_sequence) too."""
    names = [
        name
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND (name NOT LIKE 'sqlite~_%' ESCAPE '~' "
            "OR name = 'sqlite_sequence') ORDER BY name"
        )
    ]
    return {name: _made(kopie, name, _rows_sqlite(database, name)) for name in names}


def _rows_sqlite(database: sqlite3.Connection, table: str) -> Iterator[tuple[int, bytes]]:
    columns = database.execute(f'PRAGMA table_info("{table}")').fetchall()
    names = sorted(column[1] for column in columns)
    keys = [column[1] for column in sorted(columns, key=lambda column: column[5]) if column[5]] or names
    # A plus before a column changes nothing, and keeps Django's connection from making a date or a truth of its value.
    chosen, order = ", ".join(f'+"{name}"' for name in names), ", ".join(f'"{name}"' for name in keys)
    found = database.execute(f'SELECT {chosen} FROM "{table}" ORDER BY {order}')  # noqa: S608 (names of our own tables)
    while rows := found.fetchmany(2000):
        yield len(rows), "\n".join(map(repr, rows)).encode(errors="surrogatepass") + b"\n"


def of_postgresql(database: psycopg.Connection[Any], kopie: str) -> dict[str, Tabel]:
    """Of every table of the schema public, inside the transaction that is open; a partition is a table."""
    found: dict[str, list[tuple[str, bool, bool]]] = {}
    with database.cursor() as cursor:
        cursor.execute(VASTE_VORM)
        cursor.execute(TABELLEN)
        for table, *column in cursor.fetchall():
            found.setdefault(table, []).append((column[0], column[1], column[2]))
    return {name: _made(kopie, name, _rows_postgresql(database, name, columns)) for name, columns in found.items()}


def _rows_postgresql(
    database: psycopg.Connection[Any], table: str, columns: list[tuple[str, bool, bool]]
) -> Iterator[tuple[int, bytes]]:
    keys = [column for column in columns if column[2]] or columns
    order = [
        sql.SQL("{} COLLATE {}").format(sql.Identifier(name), sql.Identifier("C")) if text else sql.Identifier(name)
        for name, text, _key in keys
    ]
    question = sql.SQL("COPY (SELECT {} FROM public.{} ORDER BY {}) TO STDOUT").format(
        sql.SQL(", ").join(sql.Identifier(name) for name, _text, _key in columns),
        sql.Identifier(table),
        sql.SQL(", ").join(order),
    )
    with database.cursor() as cursor, cursor.copy(question) as rows:
        for block in rows:
            data = bytes(block)
            yield data.count(b"\n"), data  # an end of line inside a value is written as \n


def _made(kopie: str, table: str, blocks: Iterable[tuple[int, bytes]]) -> Tabel:
    digest = hmac.new(key_for(kopie, "vingerafdruk"), table.encode() + b"\x1f", "sha256")
    number = 0
    for rows, data in blocks:
        number += rows
        digest.update(data)
    return Tabel(number, digest.hexdigest())
