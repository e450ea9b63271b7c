"""Building the wall on PostgreSQL after every migrate, and looking before the start whether it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection, connections

from keukentafel.core.muurregels import WORTELS, walled

POLICY = "keukentafel_muur"
FUNCTIE = "keukentafel_lezer"
STAND = """
    SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, obj_description(p.oid, 'pg_policy'),
        ARRAY(SELECT quote_ident(alle.polname) FROM pg_policy AS alle WHERE alle.polrelid = c.oid ORDER BY 1)
    FROM pg_class AS c LEFT JOIN pg_policy AS p ON p.polrelid = c.oid AND p.polname = %s
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
"""


#: Of a table: does it force a wall upon everyone, the mark of our policy, the names of all its policies.
Stand = tuple[bool, str | None, Sequence[str]]


class MuurOpen(RuntimeError):
    """The database would show rows to whoever asks; the product does not start on it."""


def build(*, using: str = "default", **_: Any) -> None:
    """Give every table of a dossier its policy, also for the role that owns it; after a migrate. Only what differs."""
    if connections[using].vendor != "postgresql":
        return
    wanted, stands = walled(), _standing(using)
    with connections[using].cursor() as cursor:
        cursor.execute(_function())
        for table, (closed, mark, names) in stands.items():
            if table in wanted and (not closed or mark != _mark(wanted[table]) or len(names) > 1):
                cursor.execute(_policy(table, wanted[table], names))
            elif table not in wanted and mark is not None:
                cursor.execute(
                    f'DROP POLICY {POLICY} ON "{table}"; ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY, '
                    "DISABLE ROW LEVEL SECURITY"
                )


def assert_walled() -> None:
    """Raise MuurOpen when the role under which this server runs would see rows that the wall should keep from it."""
    if connection.vendor != "postgresql":
        return
    if wrong := list(_wrong()):
        raise MuurOpen(
            "De database laat rijen van dossiers zien aan wie er niet bij mag. Draai 'keukentafel migrate' en daarna "
            f"'keukentafel grants ROL --toepassen', en start onder die rol. Nu is het zo: {'; '.join(wrong[:6])}"
        )


def _wrong() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user), count(*) "
            "FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm') "
            "AND pg_has_role(current_user, relowner, 'MEMBER')"
        )
        past, owned = cursor.fetchone()
    if past:
        yield "de rol mag voorbij de muur (beheerder of BYPASSRLS)"
    if owned:
        yield f"de rol bezit {owned} tabellen"
    yield from gaps(_standing("default"), walled())


def gaps(stands: Mapping[str, Stand], wanted: Mapping[str, str]) -> Iterator[str]:
    """In words, every table whose wall is absent, open to its owner, of an earlier version, or has a second door."""
    for table, condition in wanted.items():
        closed, mark, names = stands.get(table, (False, None, ()))
        if not closed:
            yield f"{table} heeft geen muur"
        elif mark != _mark(condition):
            yield f"{table} heeft een muur van een andere versie"
        elif len(names) > 1:
            yield f"{table} heeft nog een regel, die meer kan tonen"


def _standing(using: str) -> dict[str, Stand]:
    """What stands around every table."""
    with connections[using].cursor() as cursor:
        cursor.execute(STAND, [POLICY])
        return {table: (closed, mark, names) for table, closed, mark, names in cursor.fetchall()}


def _mark(condition: str) -> str:
    return hashlib.sha256(condition.encode()).hexdigest()[:16]


def _policy(table: str, condition: str, old: Sequence[str]) -> str:
    """The SQL of the one policy of a table; any other would open more, for of two policies the widest counts."""
    drops = "".join(f'DROP POLICY {name} ON "{table}"; ' for name in old)
    return (
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; {drops}'
        f'CREATE POLICY {POLICY} ON "{table}" USING ({condition}); '
        f"COMMENT ON POLICY {POLICY} ON \"{table}\" IS '{_mark(condition)}'"
    )


def _function() -> str:
    """The function that lets a transaction ask for a user: it looks up what is closed to him on that day.

    It runs with the rights of who calls it, who may set the same settings by himself: the wall stands in the way of a
    filter that was forgotten, not of somebody who writes SQL as he likes (docs/adr/0023).
    """
    names = [naam for naam, _wortel in WORTELS.items()]
    lists = "".join(f"dicht_{naam} bigint[] := '{{}}'; " for naam in names)
    open_all = ", ".join(f"set_config('keukentafel.{naam}', '{{}}', true)" for naam in names)
    tell = ", ".join(f"set_config('keukentafel.{naam}', dicht_{naam}::text, true)" for naam in names)
    first, *rest = (
        f"SELECT COALESCE(array_agg(id), '{{}}') INTO dicht_{naam} FROM ({wortel.sql}) AS dicht; "  # noqa: S608
        for naam, wortel in WORTELS.items()
    )
    return (
        f"CREATE OR REPLACE FUNCTION {FUNCTIE}(wie bigint, op date) RETURNS void LANGUAGE plpgsql AS $muur$ "
        f"DECLARE {lists}BEGIN PERFORM set_config('keukentafel.wie', 'systeem', true), {open_all}; "
        f"{first}IF dicht_{names[0]} <> '{{}}' THEN {''.join(rest)}END IF; "
        "PERFORM set_config('keukentafel.wie', 'gebruiker', true), "
        f"set_config('keukentafel.gebruiker', wie::text, true), {tell}; END $muur$"
    )
