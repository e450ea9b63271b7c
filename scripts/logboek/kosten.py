"""U6: what the log costs a page, and A8 and the speed of verification on a large log."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from keukentafel.audit.gebeurtenis import Gebeurtenis, Post
from keukentafel.audit.schrijven import pseudonyms_of, write

P95 = 0.95


def time_of(work: Callable[[], Any]) -> float:
    """Milliseconds by the clock."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def write_lines(count: int, subjects: list[int]) -> None:
    """One page of `count` persons, written and committed as the middleware does."""
    event = Gebeurtenis("pagina", 1, "regisseur", oorsprong="127.0.0.1")
    event.posten = [Post("lezen", "casus_inzien", "casus", "1", pk, wet="wmo") for pk in subjects[:count]]
    with transaction.atomic():
        write(event)


def measure_writing(turns: int) -> dict[int, tuple[float, float]]:
    """p50 and p95 in milliseconds of the log of a page that names 1, 4, 25 and 100 persons; adds to the log."""
    subjects = list(range(900_000_000, 900_000_100))
    write_lines(100, subjects)  # the salts are there from now on
    found = {}
    for count in (1, 4, 25, 100):
        times = sorted(time_of(lambda count=count: write_lines(count, subjects)) for _ in range(turns))  # type: ignore[misc]
        found[count] = statistics.median(times), times[int(len(times) * P95)]
    return found


FILL = """
INSERT INTO audit_regel (volgnr, tijd, gebeurtenis, trace, soort, actie, activiteit, resultaat, reden, actor, rol,
    oorsprong, object_soort, object_id, betrokkene, wet, hash, vorm, begonnen, grond)
SELECT 1000000000 + n, %s::timestamptz + n * %s::interval, '00000000-0000-4000-8000-000000000001', md5(n::text),
    'lezen', 'casus_inzien', 'uitvoering-sociaal-domein', 'gelukt', '', 1 + n %% %s, 'regisseur', '10.0.0.1', 'casus',
    (n %% 40000)::text, pseudoniem, 'wmo', md5(n::text) || md5((n + 1)::text), 2,
    %s::timestamptz + n * %s::interval, 'zelfde_team'
FROM generate_series(%s::bigint, %s::bigint) AS n JOIN verzonnen_inwoner ON nummer = n / %s * 7919 %% %s
"""
INWONERS = 60_000  # whom every user sees in turn


def invented(count: int) -> Iterator[str]:
    """The pseudonyms of so many invented persons, whose salts are there from now on."""
    for start in range(800_000_000, 800_000_000 + count, 5000):
        yield from pseudonyms_of(range(start, min(start + 5000, 800_000_000 + count))).values()


def fill(rows: int, users: int, months: int) -> date:
    """Put invented lines (whose chain is not sound) of invented persons in a throwaway PostgreSQL.

    Returns the first day.
    """
    first = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    step = timedelta(days=months * 30) / rows
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE verzonnen_inwoner (nummer bigint PRIMARY KEY, pseudoniem text)")
        cursor.executemany("INSERT INTO verzonnen_inwoner VALUES (%s, %s)", list(enumerate(invented(INWONERS))))
        cursor.execute("ANALYZE verzonnen_inwoner")
        for start in range(1, rows + 1, 500_000):
            end = min(start + 499_999, rows)
            cursor.execute(FILL, [first, step, users, first, step, start, end, users, INWONERS])
        cursor.execute("DROP TABLE verzonnen_inwoner")
        cursor.execute("ANALYZE audit_regel")
    return first.date()


def measure_seen(rows: int) -> list[str]:
    """A8: the question of a breach over one and over twelve months, for one of 300 users; prints the times."""
    from keukentafel.privacy.logboek.gezien import seen_by

    if connection.vendor != "postgresql" or not os.environ.get("KEUKENTAFEL_WEGGOOI"):
        return ["alleen op een weggooi-PostgreSQL: zet DATABASE_URL, en KEUKENTAFEL_WEGGOOI=ja"]
    first = fill(rows, users=300, months=12)
    faults = []
    for days in (30, 365):
        begin = time.perf_counter()
        found = seen_by(7, first, first + timedelta(days=days))
        took = time.perf_counter() - begin
        seen = sum(one.keer for one in found)
        print(f"  {rows} regels, {days} dagen: {len(found)} inwoners, {seen} regels, {took:.2f} s")
        if took > 60:
            faults.append(f"{days} dagen duurde {took:.0f} s")
    return faults
