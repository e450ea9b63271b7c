"""What was acknowledged stays: the settings that make a power cut harmless are asserted at start-up.

Measured: SQLite in WAL with synchronous=NORMAL loses acknowledged writes at a power cut, FULL does
not; PostgreSQL loses them with fsync or synchronous_commit off.
"""

import os
from pathlib import Path

from django.db import connection

SQLITE = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
POSTGRESQL = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "remote_apply", "remote_write"},
}


class NietDuurzaam(RuntimeError):
    """The database may lose what it acknowledged; the product does not start on it."""


def assert_durable() -> None:
    """Raise NietDuurzaam when the connected database may lose acknowledged writes."""
    wrong = _wrong_sqlite() if connection.vendor == "sqlite" else _wrong_postgresql()
    if wrong:
        raise NietDuurzaam("De database kan bij stroomuitval gegevens verliezen: " + "; ".join(wrong))


def _wrong_sqlite() -> list[str]:
    if connection.is_in_memory_db():  # type: ignore[attr-defined]
        return []
    wrong = []
    with connection.cursor() as cursor:
        for pragma, expected in SQLITE.items():
            cursor.execute(f"PRAGMA {pragma}")
            found = str(cursor.fetchone()[0]).lower()
            if found != expected:
                wrong.append(f"{pragma} is {found}, moet {expected} zijn")
    if getattr(connection, "transaction_mode", None) != "IMMEDIATE":
        wrong.append("transaction_mode moet IMMEDIATE zijn")
    return wrong


def _wrong_postgresql() -> list[str]:
    wrong = []
    with connection.cursor() as cursor:
        for name, allowed in POSTGRESQL.items():
            cursor.execute("SELECT current_setting(%s)", [name])
            found = cursor.fetchone()[0]
            if found not in allowed:
                wrong.append(f"{name} is {found}, moet on zijn")
    return wrong


def sync_folder(folder: Path) -> None:
    """Put the names in this folder on the disk: only then a file that was made or renamed is there after a fall."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
