"""Counting how often somebody does something in a window of time, together over all processes.

The counts lie in a table of the database and not in the memory of a process, so that ten workers on two machines count
together. One statement adds one and says the how-manieth it is: two askers at the same moment get numbers of their own,
which reading and then writing (the cache of Django) cannot promise. On PostgreSQL the table is UNLOGGED: adding one
waits for no disk, and after a crash everybody begins at nought, which harms nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

TABEL = "core_telling"
# One row per thing that is counted and per length of window; a row is used again when its window is over.
ADD = (
    f"INSERT INTO {TABEL} (plaats, tot, aantal) VALUES {{rows}} ON CONFLICT (plaats) DO UPDATE SET "  # noqa: S608
    f"aantal = CASE WHEN {TABEL}.tot = excluded.tot THEN {TABEL}.aantal + 1 ELSE 1 END, tot = excluded.tot "
    "RETURNING plaats, aantal"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """The how-manieth in this window (from 1), and when the window ends (seconds since 1970)."""

    aantal: int
    tot: int


def count(plaats: str, vensters: Sequence[int]) -> list[Telling]:
    """Count one more at this place, for each of these lengths of window (seconds); one statement for all of them.

    Returns one Telling per length, in that order. `plaats` names nobody: the number of a user, or an address.
    """
    now = int(timezone.now().timestamp())
    rows = {f"{plaats}:{length}": (now // length + 1) * length for length in vensters}
    values = ", ".join(["(%s, %s, 1)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(ADD.format(rows=values), [value for row in rows.items() for value in row])
        counted = dict(cursor.fetchall())
    return [Telling(int(counted[name]), until) for name, until in rows.items()]


def drop_old_counts() -> None:
    """Remove the counts of windows that are over: an address of a network stays no longer than it counts."""
    with connection.cursor() as cursor:
        now = int(timezone.now().timestamp())
        cursor.execute(f"DELETE FROM {TABEL} WHERE tot <= %s", [now])  # noqa: S608  (a name of our own)
