"""Monthly partitions of the log on PostgreSQL, made ahead of time at every migrate, and as closed as the whole."""

from datetime import date
from typing import Any

from django.db import connections

MONTHS_AHEAD = 24
TRIGGER = "audit_regel_vast_t"  # the same name as on the whole table


def next_month(month: date) -> date:
    """First day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def ensure_partitions(*, using: str = "default", **_: Any) -> None:
    """Create the partitions from this month to two years ahead; what falls outside lands in the rest partition."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    month = date.today().replace(day=1)
    with connection.cursor() as cursor:
        for _month in range(MONTHS_AHEAD):
            following = next_month(month)
            name = f"audit_regel_{month:%Y_%m}"
            cursor.execute("SELECT to_regclass(%s)", [name])
            if cursor.fetchone()[0] is None:
                cursor.execute(
                    f"CREATE TABLE {name} PARTITION OF audit_regel FOR VALUES FROM ('{month}') TO ('{following}')"
                )
            month = following
        _seal(cursor)


def _seal(cursor: Any) -> None:
    """Take the right to change from every partition: the rights and the TRUNCATE trigger of the table are its own.

    Written through the table, a line needs no right on the partition; read by name it still can be.
    """
    cursor.execute(
        "SELECT c.relname, EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = %s) "
        "FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
        "WHERE i.inhparent = 'audit_regel'::regclass ORDER BY c.relname",
        [TRIGGER],
    )
    for name, sealed in cursor.fetchall():
        if sealed:
            continue
        cursor.execute(
            f"CREATE TRIGGER {TRIGGER} BEFORE TRUNCATE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_alleen_toevoegen()"
        )
        cursor.execute(f"REVOKE ALL ON {name} FROM PUBLIC")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON {name} FROM CURRENT_USER")
