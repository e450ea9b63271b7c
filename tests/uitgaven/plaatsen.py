"""Where a release is restored, on the database of this process: a file of SQLite, or a scratch database of PostgreSQL.

`NAME.sql.xz` is what SQLite says of itself, `NAME.pgdump.xz` a dump of PostgreSQL (its custom format).
"""

from __future__ import annotations

import lzma
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

MAP = Path(__file__).parent
ENDS = {"sqlite": ".sql.xz", "postgresql": ".pgdump.xz"}
#: What an upgrade may add to: what the product ships, and what migrations and their log write down themselves.
GROEIT = ("django_", "auth_", "referentielijsten_", "core_", "audit_", "sqlite_sequence")
LEEST_ALLES = "keukentafel_kopie"  # the role that sees past the wall (scripts/postgres.sh)
KOLOMMEN = (
    "SELECT table_name, column_name, data_type FROM information_schema.columns "
    "WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"
)

Plaats = Mapping[str, Any]  # settings as in DATABASES, over those of now


def releases(vendor: str) -> list[str]:
    """The names of the releases that are kept of this database, oldest first."""
    return sorted(path.name.removesuffix(ENDS[vendor]) for path in MAP.glob(f"*{ENDS[vendor]}"))


@contextmanager
def restored(name: str) -> Iterator[Plaats]:
    """Inside, the database of this release is there."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory() as map:
            path = Path(map) / "uitgave.sqlite3"
            _of_sqlite(name, path)
            yield {"NAME": str(path)}
        return
    from keukentafel.reservekopie.postgresql import load, scratch

    dump = lzma.decompress((MAP / f"{name}{ENDS['postgresql']}").read_bytes())
    with scratch(connection.settings_dict) as database:
        load([dump], [dump], database)
        yield database


def _of_sqlite(name: str, path: Path) -> None:
    text = lzma.decompress((MAP / f"{name}{ENDS['sqlite']}").read_bytes()).decode()
    with closing(sqlite3.connect(path)) as database:
        database.create_function("django_date_extract", 2, lambda part, day: None)  # an index may name it
        database.executescript(text)


def facts(place: Plaats) -> dict[str, object]:
    """Per table how many rows, and per column with days how many of each month: what a report can count."""
    return _facts_of_postgresql(place) if "ENGINE" in place else _facts_of_sqlite(place["NAME"])


def _facts_of_sqlite(path: str) -> dict[str, object]:
    found: dict[str, object] = {}
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
        for (table,) in database.execute(tables).fetchall():
            if table.startswith(GROEIT):
                continue
            found[table] = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for column in _days(database, table):
                months = f'SELECT substr("{column}", 1, 7), count(*) FROM "{table}" GROUP BY 1 ORDER BY 1'
                found[f"{table}.{column}"] = tuple(database.execute(months).fetchall())
    return found


def _days(database: sqlite3.Connection, table: str) -> Iterator[str]:
    for _number, name, kind, *_rest in database.execute(f'PRAGMA table_info("{table}")').fetchall():
        if kind in ("date", "datetime"):
            yield name


def _facts_of_postgresql(database: Plaats) -> dict[str, object]:
    from keukentafel.reservekopie.postgresql import open_connection

    found: dict[str, object] = {}
    with open_connection({**database, "USER": LEEST_ALLES}) as raw:
        raw.execute("SET TIME ZONE 'UTC'")
        for table, column, kind in raw.execute(KOLOMMEN).fetchall():
            if table.startswith(GROEIT):
                continue
            if table not in found:
                (found[table],) = raw.execute(f'SELECT count(*) FROM "{table}"').fetchone() or (0,)
            if kind == "date" or kind.startswith("timestamp"):
                months = f'SELECT to_char("{column}", \'YYYY-MM\'), count(*) FROM "{table}" GROUP BY 1 ORDER BY 1'
                found[f"{table}.{column}"] = tuple(raw.execute(months).fetchall())
    return found


def on(place: Plaats) -> Any:
    """The product works on this database meanwhile."""
    from keukentafel.reservekopie.elders import elsewhere

    return elsewhere(place)
