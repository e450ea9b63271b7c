"""Monthly partitions of the log on PostgreSQL, made ahead of time at every migrate."""

from datetime import date
from typing import Any

from django.db import connections

MONTHS_AHEAD = 24


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
