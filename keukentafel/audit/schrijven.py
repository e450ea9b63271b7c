"""Write an event as one batch at the end of the chain, inside the transaction that is open now."""

import hmac
import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from keukentafel.audit.gebeurtenis import Actor, Gebeurtenis, open_event, open_read
from keukentafel.audit.keten import GENESIS, Inhoud, line_hash
from keukentafel.audit.models import Betrokkene
from keukentafel.core import handelende
from keukentafel.core.opvragen import compiled

COLUMNS = (
    "volgnr, tijd, gebeurtenis, trace, soort, actie, activiteit, resultaat, reden, actor, rol, oorsprong, "
    "object_soort, object_id, betrokkene, wet, geheim, hash"
)
HEAD_LOCK = 7_305_001  # advisory lock of the chain's head; always taken last, so it cannot deadlock
LAST_LINE = "SELECT volgnr, hash FROM audit_regel ORDER BY volgnr DESC LIMIT 1"
NAMES = tuple(COLUMNS.split(", "))
PLACES = "(" + ", ".join(["%s"] * len(NAMES)) + ")"
BATCH = 500  # lines per INSERT at most
# One parameter however many lines: the driver takes longer to fill in 2,000 of them than a list to be read.
FROM_JSON = f"""
INSERT INTO audit_regel ({COLUMNS})
SELECT {COLUMNS.replace("geheim", "decode(geheim, 'hex')")} FROM json_to_recordset(%s::json) AS regel(
    volgnr bigint, tijd timestamptz, gebeurtenis uuid, trace text, soort text, actie text, activiteit text,
    resultaat text, reden text, actor bigint, rol text, oorsprong text, object_soort text, object_id text,
    betrokkene text, wet text, geheim text, hash text)
"""  # noqa: S608 (columns are constants)


def write(event: Gebeurtenis) -> None:
    """Append the lines of `event` to the chain. Needs an open transaction; raises what the database raises."""
    if not event.posten:
        return
    pseudonyms = pseudonyms_of({post.subject for post in event.posten if post.subject is not None})
    now = timezone.now()
    with connection.cursor() as cursor:
        number, previous = _head(cursor)
        rows: list[tuple[Any, ...]] = []
        for post in event.posten:
            number += 1
            line = Inhoud(
                number, now, event.id, event.trace, post.soort, post.actie, event.activiteit or event.actie,
                post.resultaat, post.reden, event.actor, event.rol, event.oorsprong, post.object_soort,
                post.object_id, pseudonyms.get(post.subject, "") if post.subject else "", post.wet, post.geheim,
            )  # fmt: skip
            previous = line_hash(previous, line)
            rows.append(_parameters(line, previous))
        batch = BATCH if connection.vendor == "postgresql" else _fitting_sqlite()
        for start in range(0, len(rows), batch):
            _insert(cursor, rows[start : start + batch])


def _head(cursor: Any) -> tuple[int, str]:
    """Return number and hash of the last line; nobody else adds one before our transaction ends.

    On SQLite BEGIN IMMEDIATE holds the others off. On PostgreSQL the lock and the question are two statements of one
    message: the second sees what was committed while the first waited (READ COMMITTED; one statement would not).
    """
    if connection.vendor == "postgresql":
        cursor.execute(f"SELECT pg_advisory_xact_lock({HEAD_LOCK}); {LAST_LINE}")
        cursor.nextset()
    else:
        cursor.execute(LAST_LINE)
    return cursor.fetchone() or (0, GENESIS)


def _insert(cursor: Any, rows: Sequence[tuple[Any, ...]]) -> None:
    if connection.vendor == "postgresql":
        lines = [dict(zip(NAMES, row, strict=True)) for row in rows]
        cursor.execute(FROM_JSON, [json.dumps(lines, default=_as_json)])
        return
    places = ", ".join([PLACES] * len(rows))
    values = [value for row in rows for value in row]
    cursor.execute(f"INSERT INTO audit_regel ({COLUMNS}) VALUES {places}", values)  # noqa: S608 (constants)


def _as_json(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value.isoformat())


def _fitting_sqlite() -> int:
    """How many lines fit in one INSERT of this SQLite: it was built for a certain number of parameters."""
    limit: int = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    return min(BATCH, limit // len(NAMES))


def _parameters(line: Inhoud, digest: str) -> tuple[Any, ...]:
    tijd = connection.ops.adapt_datetimefield_value(line.tijd)
    gebeurtenis = line.gebeurtenis if connection.features.has_native_uuid_field else line.gebeurtenis.replace("-", "")
    return (
        line.volgnr, tijd, gebeurtenis, line.trace, line.soort, line.actie, line.activiteit, line.resultaat,
        line.reden, line.actor, line.rol, line.oorsprong, line.object_soort, line.object_id, line.betrokkene,
        line.wet, line.geheim, digest,
    )  # fmt: skip


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
    return {pk: _pseudonym(pk, bytes(salt)) for pk, salt in salts.items()}


@compiled
def _salts(subjects: Collection[int]) -> QuerySet[Betrokkene, tuple[int, bytes | memoryview]]:
    return Betrokkene.objects.filter(pk__in=subjects).order_by().values_list("pk", "zout")


def _pseudonym(subject: int, salt: bytes) -> str:
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
        event.oorsprong, event.trace = reading.oorsprong, reading.trace
        event.activiteit = activiteit or reading.activiteit
    token = open_event.set(event)
    try:
        with transaction.atomic(), handelende.acting(by.pk):
            yield event
            write(event)
    finally:
        open_event.reset(token)
