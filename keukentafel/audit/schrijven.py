"""Write an event as one batch at the end of the chain, inside the transaction that is open now."""

import hmac
import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from keukentafel.audit.gebeurtenis import Actor, Gebeurtenis, open_event, open_read
from keukentafel.audit.keten import DELEN, EIGEN, GENESIS, VORM, chain_key, keyed_hash, shared_text
from keukentafel.audit.models import Betrokkene
from keukentafel.audit.regelvorm import OBJECT, REDEN, WET, fit, one_line
from keukentafel.core import handelende
from keukentafel.core.muur import weighing
from keukentafel.core.opvragen import compiled

HEAD_LOCK = 7_305_001  # advisory lock of the chain's head; always taken last, so it cannot deadlock
LAST_LINE = "SELECT volgnr, hash FROM audit_regel ORDER BY volgnr DESC LIMIT 1"
LOCKED_LAST_LINE = f"SELECT volgnr, hash FROM audit_kop({HEAD_LOCK})"  # noqa: S608 (a constant; see migration 0003)
OWN = (*EIGEN, "hash")  # columns of one line; DELEN are those of its event
INTO = f"INSERT INTO audit_regel ({', '.join((*DELEN, *OWN))})"
PLACES = "(" + ", ".join(["%s"] * len(OWN)) + ")"
BATCH = 500  # lines per INSERT at most
# What the lines of an event share is sent once, and the lines are one parameter however many there are: the driver
# takes longer to fill in 2,000 of them than a list to be read.
FROM_JSON = f"""
{INTO} SELECT %s::timestamptz, %s::uuid, %s, %s, %s::bigint, %s, %s, %s::smallint, %s::timestamptz, %s::bigint, %s,
    {", ".join(OWN).replace("geheim", "decode(geheim, 'hex')")}
FROM json_to_recordset(%s::json) AS regel(
    volgnr bigint, soort text, actie text, resultaat text, reden text, object_soort text, object_id text,
    betrokkene text, wet text, geheim text, grond text, hash text)
"""  # noqa: S608 (columns are constants)
E_COLUMNS = ", ".join(f"e.column{place}" for place in range(1, len(DELEN) + 1))
R_COLUMNS = ", ".join(f"r.column{place}" for place in range(1, len(OWN) + 1))
E_PLACES = ", ".join(["%s"] * len(DELEN))
FROM_VALUES = f"{INTO} SELECT {E_COLUMNS}, {R_COLUMNS} FROM (VALUES ({E_PLACES})) AS e, (VALUES {{}}) AS r"  # noqa: S608


def write(event: Gebeurtenis) -> None:
    """Append the lines of `event` to the chain. Needs an open transaction; raises what the database raises."""
    if not event.posten:
        return
    pseudonyms = pseudonyms_of({post.subject for post in event.posten if post.subject is not None})
    shared = _shared(event)
    text, key = shared_text(shared), chain_key()
    with connection.cursor() as cursor:
        number, previous = _head(cursor)
        rows: list[tuple[Any, ...]] = []
        for post in event.posten:
            number += 1
            own = (
                number, post.soort, post.actie, post.resultaat, one_line(post.reden, REDEN), post.object_soort,
                one_line(post.object_id, OBJECT), pseudonyms.get(post.subject, "") if post.subject else "",
                one_line(post.wet, WET), post.geheim, post.grond or event.grond,
            )  # fmt: skip
            previous = keyed_hash(previous, text, own, key)
            rows.append((*own, previous))
        batch = BATCH if connection.vendor == "postgresql" else _fitting_sqlite()
        for start in range(0, len(rows), batch):
            _insert(cursor, shared, rows[start : start + batch])


def _shared(event: Gebeurtenis) -> tuple[Any, ...]:
    """The columns that all lines of an event have alike, in the order of DELEN."""
    now = timezone.now()
    fitted = fit(rol=event.rol, oorsprong=event.oorsprong, vreemd=event.vreemd, trace=event.trace)
    return (
        now, event.id, fitted["trace"], event.activiteit or event.actie, event.actor, fitted["rol"],
        fitted["oorsprong"], VORM, min(event.begonnen, now), event.namens, fitted["vreemd"],
    )  # fmt: skip


def _head(cursor: Any) -> tuple[int, str]:
    """Return number and hash of the last line; nobody else adds one before our transaction ends.

    On SQLite BEGIN IMMEDIATE holds the others off. On PostgreSQL the lock and the question are two statements of one
    function: the second sees what was committed while the first waited (READ COMMITTED; one statement would not), and
    is planned once per connection, not over all months at every page.
    """
    cursor.execute(LOCKED_LAST_LINE if connection.vendor == "postgresql" else LAST_LINE)
    found: tuple[int | None, str] | None = cursor.fetchone()
    return (0, GENESIS) if found is None or found[0] is None else (found[0], found[1])


def _insert(cursor: Any, shared: tuple[Any, ...], rows: Sequence[tuple[Any, ...]]) -> None:
    if connection.vendor == "postgresql":
        lines = [dict(zip(OWN, row, strict=True)) for row in rows]
        cursor.execute(FROM_JSON, [*shared, json.dumps(lines, default=bytes.hex)])
        return
    adapt = connection.ops.adapt_datetimefield_value
    values = [adapt(value) if isinstance(value, datetime) else value for value in shared]
    values[DELEN.index("gebeurtenis")] = shared[DELEN.index("gebeurtenis")].replace("-", "")
    places = ", ".join([PLACES] * len(rows))
    cursor.execute(FROM_VALUES.format(places), [*values, *[value for row in rows for value in row]])


def _fitting_sqlite() -> int:
    """How many lines fit in one INSERT of this SQLite: it was built for a certain number of parameters."""
    limit: int = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    return min(BATCH, (limit - len(DELEN)) // len(OWN))


def pseudonyms_of(subjects: Iterable[int]) -> dict[int, str]:
    """Pseudonym (32 hex characters) of each person id: an HMAC under a key of that person alone."""
    wanted = set(subjects)
    if not wanted:
        return {}
    salts: dict[int, bytes | memoryview] = dict(_salts(wanted))
    missing = sorted(wanted - salts.keys())
    if missing:
        Betrokkene.objects.bulk_create(
            [Betrokkene(subject_id=pk, zout=os.urandom(16)) for pk in missing], ignore_conflicts=True
        )
        salts |= dict(Betrokkene.objects.filter(pk__in=missing).values_list("pk", "zout"))
    return {pk: pseudonym_with(pk, bytes(salt)) for pk, salt in salts.items()}


@compiled
def _salts(subjects: Collection[int]) -> QuerySet[Betrokkene, tuple[int, bytes | memoryview]]:
    return Betrokkene.objects.filter(pk__in=subjects).order_by().values_list("pk", "zout")


def pseudonym_with(subject: int, salt: bytes) -> str:
    """The pseudonym (32 hex characters) of one person under his own salt."""
    key = hmac.digest(settings.SLEUTELS.audit, salt, "sha256")  # by name: then OpenSSL does it all at once
    return hmac.digest(key, str(subject).encode(), "sha256").hex()[:32]


@contextmanager
def post_event(actie: str, *, by: Actor, activiteit: str = "") -> Iterator[Gebeurtenis]:
    """One transaction and one event; inside another one it joins that one.

    Everything saved inside is attributed to `by`. When the block raises, nothing is kept: no rows, no lines.
    """
    outer = open_event.get()
    if outer is not None:
        yield outer
        return
    reading = open_read.get()
    event = Gebeurtenis(actie, by.pk, by.rolnaam, activiteit)
    if reading is not None:
        event.oorsprong, event.trace, event.vreemd = reading.oorsprong, reading.trace, reading.vreemd
        event.grond, event.namens, event.begonnen = reading.grond, reading.namens, reading.begonnen
        event.activiteit = activiteit or reading.activiteit
    token = open_event.set(event)
    try:
        with weighing(), transaction.atomic(), handelende.acting(by.pk):
            yield event
            write(event)
    finally:
        open_event.reset(token)
