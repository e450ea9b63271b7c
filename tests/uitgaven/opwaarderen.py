"""From a release to now: the facts before and after, and a process that is killed in each migration on the way."""

from __future__ import annotations

import base64
import lzma
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

MAP = Path(__file__).parent
KEYS = {
    f"KEUKENTAFEL_SLEUTEL_{name}": base64.b64encode(name.encode().ljust(32)).decode()
    for name in ("GEHEIM", "VERSLEUTELING", "BLINDE_INDEX", "AUDIT")
}
#: What an upgrade may add to: what the product ships, and what migrations and their log write down themselves.
GROEIT = ("django_", "auth_", "referentielijsten_", "core_", "audit_", "sqlite_sequence")
GEDOOD = 137

Feiten = Mapping[str, object]


def releases() -> list[str]:
    """The names of the releases that are kept, oldest first."""
    return sorted(path.name.removesuffix(".sql.xz") for path in MAP.glob("*.sql.xz"))


def restore_release(name: str, path: Path) -> None:
    """Make the database of this release in a new file."""
    text = lzma.decompress((MAP / f"{name}.sql.xz").read_bytes()).decode()
    with closing(sqlite3.connect(path)) as database:
        database.create_function("django_date_extract", 2, lambda part, day: None)  # an index may name it
        database.executescript(text)


def facts(path: Path) -> dict[str, object]:
    """Per table how many rows, and per column with days how many of each month: what a report can count."""
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


def lost(before: Feiten, after: Feiten) -> list[str]:
    """In words, every fact that an upgrade changed; a table or column that came with it is none."""
    return [f"{what}: {was} werd {after.get(what, 'weg')}" for what, was in before.items() if after.get(what) != was]


def migrate_until_killed(path: Path) -> bool:
    """In a process of its own: run the first migration that waits, and be killed in the second, before its commit.

    True when it was killed so; False when nothing was left to be killed in.
    """
    child = os.fork()
    if not child:
        os._exit(_die_in_the_second(path))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == GEDOOD


def _die_in_the_second(path: Path) -> int:
    from django.core.management import call_command
    from django.db.migrations.recorder import MigrationRecorder

    ran, note = [], MigrationRecorder.record_applied

    def note_or_die(recorder: Any, app: str, name: str) -> None:
        if ran:
            os._exit(GEDOOD)  # no rollback, no goodbye: as when the power goes
        ran.append(name)
        note(recorder, app, name)

    MigrationRecorder.record_applied = note_or_die  # type: ignore[method-assign]
    with on(path):
        call_command("migrate", interactive=False, verbosity=0)
    return 0


def migrate(path: Path) -> None:
    """Run what waits."""
    from django.core.management import call_command

    with on(path):
        call_command("migrate", interactive=False, verbosity=0)


def chain_holds(path: Path) -> bool:
    """Whether the log of this database verifies."""
    from keukentafel.audit.public import verify_chain

    with on(path):
        return verify_chain()[1] is None


def on(path: Path) -> Any:
    """The product works on this database meanwhile."""
    from keukentafel.reservekopie.elders import elsewhere

    return elsewhere({"NAME": str(path)})
