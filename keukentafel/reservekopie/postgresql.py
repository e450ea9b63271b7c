"""The back-up of PostgreSQL: pg_dump of one snapshot, and a restore in one transaction that comes whole or not at all.

pg_dump reads past the wall (docs/adr/0023) under a role of its own, KEUKENTAFEL_KOPIE_URL. A password goes by the
environment of the program and never stands among its arguments, where every user of the machine reads it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import dj_database_url
import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from keukentafel.reservekopie.fouten import KopieFout

BLOK = 1 << 20
GEEN_ROL = (
    "De rol {} mag niet langs de muur om de dossiers, en zou een lege back-up maken. Zet KEUKENTAFEL_KOPIE_URL op een "
    "rol met BYPASSRLS en pg_read_all_data (docs/back-up.md)."
)
GEEN_RECHT = "De rol mag niet alles lezen. Geef haar pg_read_all_data (docs/back-up.md)."
GEEN_NIEUWE = (
    "De rol mag geen database maken (CREATEDB). Een back-up nakijken kan met --op ook op een andere server; "
    "terugzetten kan ook in een lege database."
)
BEZET = "Er is nog iemand verbonden met deze database ({} verbindingen). Stop eerst de server en de taken."
VERBONDEN = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend'"
)
TABELLEN = (
    "SELECT c.relname FROM pg_class AS c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') "
    "AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = c.oid AND deptype = 'e') ORDER BY 1"
)
BEHEER = "postgres"  # the database from which another one is given a name
OVERBODIG = (" EXTENSION ", " SCHEMA - ", " COMMENT - EXTENSION", " COMMENT - SCHEMA", " ACL - SCHEMA")
ANDERE = "KEUKENTAFEL_KOPIE_URL noemt een andere database dan DATABASE_URL."
# How a setting of Django is called in the environment of PostgreSQL's programs, and by psycopg.
VELDEN = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
OPTIES = ("sslmode", "sslrootcert", "sslcert", "sslkey", "target_session_attrs", "connect_timeout")

Database = Mapping[str, Any]


@contextmanager
def snapshot() -> Iterator[tuple[psycopg.Connection[Any], str, Database]]:
    """A connection of the role that may read all, in one moment; the name of that moment, and the database.

    Raises KopieFout when the role would see less than all, or loses its connection.
    """
    database = dj_database_url.parse(settings.KOPIE_URL) if settings.KOPIE_URL else connection.settings_dict
    if database["NAME"] != connection.settings_dict["NAME"]:
        raise KopieFout(ANDERE)
    with told_in_words(), open_connection(database) as raw, raw.transaction():
        raw.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = raw.execute(
            "SELECT rolsuper OR rolbypassrls, rolname::text FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        if row is None or not row[0]:
            raise KopieFout(GEEN_ROL.format(row[1] if row else "?"))
        (moment,) = raw.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        yield raw, str(moment), database


@contextmanager
def told_in_words() -> Iterator[None]:
    """Inside, what PostgreSQL refuses is a KopieFout, without the words in which it may quote a row."""
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise KopieFout(GEEN_RECHT) from error
    except psycopg.Error as error:
        raise KopieFout(f"PostgreSQL stopte ({type(error).__name__}). Kijk in het logboek van PostgreSQL.") from error


def dump(database: Database, moment: str) -> Iterator[bytes]:
    """What pg_dump makes of this moment (its custom format). Raises KopieFout."""
    command = [program("pg_dump"), "--format=custom", "--compress=6", f"--snapshot={moment}"]
    with subprocess.Popen(  # noqa: S603 (a program of PostgreSQL, no words of a user)
        command, env=environment(database), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        errors = _listen(running.stderr)
        while block := _stdout(running).read(BLOK):
            yield block
        if running.wait():
            raise KopieFout(f"pg_dump stopte: {errors()}")


def load(blocks: Iterable[bytes], lists: Iterable[bytes], database: Database) -> None:
    """Put a dump in this empty database, in one transaction.

    `lists` are the same bytes, once more: the table of contents is read first. Rights are left out: the role of the
    server sees nothing until `keukentafel grants`. Raises KopieFout; then nothing was changed.
    """
    contents, extensions = _table_of_contents(lists)
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as wanted:  # a small list: it fits in the pipe or the feeder below goes on
        feeder = threading.Thread(target=_feed, args=(wanted, [contents]), daemon=True)
        feeder.start()
        try:
            _load(blocks, database, reading, _before(database, extensions))
        finally:
            os.close(reading)
            feeder.join()


def _load(blocks: Iterable[bytes], database: Database, list_of: int, before: bytes) -> None:
    restore = [
        program("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error", "--file=-",
        f"--use-list=/dev/fd/{list_of}",
    ]  # fmt: skip
    psql = [program("psql"), "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=terse",
            "-v", "SHOW_CONTEXT=never"]  # fmt: skip
    making = subprocess.Popen(  # noqa: S603
        restore, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=[list_of]
    )
    putting = subprocess.Popen(  # noqa: S603
        psql, env=environment(database), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    faults: list[BaseException] = []
    feeder = threading.Thread(target=_feed, args=(making.stdin, blocks, faults), daemon=True)
    errors = _listen(making.stderr), _listen(putting.stderr)
    feeder.start()
    try:
        _pass_on(making, putting, before)
        feeder.join()
        whole = making.wait() == 0 and not faults
        if whole:  # only now: an end without this word undoes everything
            _write(putting, b"COMMIT;\n")
        else:
            putting.kill()
        with suppress(OSError):
            _stdin(putting).close()
        if putting.wait() or not whole:
            raise KopieFout(f"Het terugzetten stopte; er is niets veranderd. {errors[1]() or errors[0]()}") from (
                faults[0] if faults else None
            )
    finally:
        for running in (making, putting):
            running.kill()
            running.wait()


def _pass_on(making: subprocess.Popen[bytes], putting: subprocess.Popen[bytes], before: bytes) -> None:
    _write(putting, before)
    while block := _stdout(making).read(BLOK):
        _write(putting, block)


def _write(running: subprocess.Popen[bytes], data: bytes) -> None:
    with suppress(BrokenPipeError):  # it says by its status why it stopped
        _stdin(running).write(data)
        _stdin(running).flush()


def _before(database: Database, extensions: Iterable[str]) -> bytes:
    """The statements before the dump's own: begin, and make the extensions it needs."""
    lines = ["BEGIN", "SET LOCAL client_min_messages TO warning"]
    with open_connection(database) as raw:
        _wait_until_alone(raw, str(database["NAME"]))
        made = [sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)) for name in extensions]
        lines += [statement.as_string(raw) for statement in made]
    return (";\n".join(lines) + ";\n").encode()


def _wait_until_alone(raw: psycopg.Connection[Any], name: str) -> None:
    """Wait for connections that are just ending, our own too. Raises KopieFout when somebody stays."""
    for _ in range(50):
        (others,) = raw.execute(VERBONDEN, [name]).fetchone() or (0,)
        if not others:
            return
        time.sleep(0.1)
    raise KopieFout(BEZET.format(others))


def tables_of(raw: psycopg.Connection[Any]) -> list[str]:
    """The tables of the schema public that no extension brought."""
    return [name for (name,) in raw.execute(TABELLEN).fetchall()]


def _drop(raw: psycopg.Connection[Any], name: str) -> None:
    """Take away a database of ours, and whoever is still connected to it.

    First without force: PostgreSQL ends its own cleaner (autovacuum) then, and with force our role may not.
    """
    statement = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
    try:
        raw.execute(statement)
    except psycopg.errors.ObjectInUse:
        raw.execute(sql.SQL("{} WITH (FORCE)").format(statement))


@contextmanager
def scratch(database: Database) -> Iterator[dict[str, Any]]:
    """An empty database beside this one, taken away afterwards. Raises KopieFout when the role may make none."""
    name = f"keukentafel_proef_{os.urandom(6).hex()}"
    with open_connection(database, autocommit=True) as raw:
        _create(raw, name)
        try:
            yield {**database, "NAME": name}
        finally:
            _drop(raw, name)


@contextmanager
def replacement(database: Database) -> Iterator[dict[str, Any]]:
    """An empty database that takes the name of this one when all went well; this one is then called ..._oud_....

    Gone wrong, it is taken away and this one was never touched. Raises KopieFout when somebody is connected.
    """
    name, mark = str(database["NAME"]), os.urandom(4).hex()
    fresh, old = f"{name[:40]}_nieuw_{mark}", aside(name, mark)
    with told_in_words(), open_connection({**database, "NAME": BEHEER}, autocommit=True) as raw:
        _wait_until_alone(raw, name)
        _create(raw, fresh)
        try:
            yield {**database, "NAME": fresh, "OPZIJ": old}
            _wait_until_alone(raw, fresh)
            _wait_until_alone(raw, name)
            with raw.transaction():
                for was, becomes in ((name, old), (fresh, name)):
                    raw.execute(
                        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(was), sql.Identifier(becomes))
                    )
        finally:
            _drop(raw, fresh)


def aside(name: str, mark: str) -> str:
    """What a database is called that was put aside."""
    return f"{name[:40]}_oud_{mark}"


def _create(raw: psycopg.Connection[Any], name: str) -> None:
    try:
        raw.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except psycopg.errors.InsufficientPrivilege as error:
        raise KopieFout(GEEN_NIEUWE) from error


def open_connection(database: Database, *, autocommit: bool = False) -> psycopg.Connection[Any]:
    """A connection that is not Django's. Raises KopieFout when there is none to be had."""
    try:
        return psycopg.connect(autocommit=autocommit, **_values(database))
    except psycopg.OperationalError as error:
        raise KopieFout("Er is geen verbinding met de database te krijgen.") from error


def environment(database: Database) -> dict[str, str]:
    """The environment in which a program of PostgreSQL finds this database."""
    names = {**{name: f"PG{name.replace('_', '').upper()}" for name in OPTIES}, "dbname": "PGDATABASE"}
    names |= {name: f"PG{name.upper()}" for name in ("host", "port", "user", "password")}
    names["connect_timeout"] = "PGCONNECT_TIMEOUT"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "KEUKENTAFEL_"))}
    return kept | {names[name]: value for name, value in _values(database).items()}


def _values(database: Database) -> dict[str, Any]:
    """What psycopg needs to find this database, without what is not set."""
    options = database.get("OPTIONS") or {}
    given = {name: database.get(key) for key, name in VELDEN.items()} | {name: options.get(name) for name in OPTIES}
    return {name: str(value) for name, value in given.items() if value}


def program(name: str) -> str:
    """Where this program of PostgreSQL is: POSTGRES_BIN, Debian's newest, or on the PATH. Raises KopieFout."""
    places = [os.environ.get("POSTGRES_BIN", "")]
    places += [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)]
    for place in places:
        if place and (Path(place) / name).is_file():
            return str(Path(place) / name)
    found = shutil.which(name)
    if found is None:
        raise KopieFout(f"{name} is niet op deze machine. Op Debian zit het in het pakket postgresql-client.")
    return found


def _version(path: Path) -> int:
    return int(path.parent.name) if path.parent.name.isdigit() else 0


def _table_of_contents(blocks: Iterable[bytes]) -> tuple[bytes, list[str]]:
    """The list of a dump without what makes the schema itself, and the names of the extensions it needs."""
    with subprocess.Popen(  # noqa: S603
        [program("pg_restore"), "--list"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        faults: list[BaseException] = []
        errors = _listen(running.stderr)
        feeder = threading.Thread(target=_feed, args=(running.stdin, blocks, faults), daemon=True)
        feeder.start()
        lines = _stdout(running).read().decode().splitlines()
        feeder.join()
        if running.wait() or not lines:
            raise KopieFout(f"De back-up is niet te lezen. {errors()}") from (faults[0] if faults else None)
    extensions = [line.split(" EXTENSION - ")[1].split(" ")[0] for line in lines if " EXTENSION - " in line
                  and " COMMENT - " not in line]  # fmt: skip
    kept = [line for line in lines if not line.startswith(";") and not any(word in line for word in OVERBODIG)]
    return ("\n".join(kept) + "\n").encode(), extensions


def _feed(target: IO[bytes] | None, blocks: Iterable[bytes], faults: list[BaseException] | None = None) -> None:
    """Give these bytes to a program; a program that wants no more is no fault, bytes that cannot be read are."""
    if target is None:
        return
    try:
        for block in blocks:
            target.write(block)
        target.close()
    except BrokenPipeError:
        with suppress(OSError):
            target.close()
    except Exception as error:
        if faults is not None:
            faults.append(error)
        with suppress(OSError):
            target.close()


def _listen(stream: IO[bytes] | None) -> Any:
    """Read what a program complains of, beside; the answer gives its first line and no more: PostgreSQL quotes rows."""
    said: list[bytes] = []
    reader = threading.Thread(target=lambda: said.append(stream.read() if stream else b""), daemon=True)
    reader.start()

    def first() -> str:
        reader.join()
        lines = b"".join(said).decode(errors="replace").strip().splitlines()
        return lines[0][:200] if lines else ""

    return first


def _stdin(running: subprocess.Popen[bytes]) -> IO[bytes]:
    assert running.stdin is not None  # noqa: S101 (asked for above)
    return running.stdin


def _stdout(running: subprocess.Popen[bytes]) -> IO[bytes]:
    assert running.stdout is not None  # noqa: S101
    return running.stdout
