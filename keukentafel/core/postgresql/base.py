"""Every transaction begins with for whom it asks: a setting that ends with it (docs/adr/0023).

Never a setting of the session: a connection is used by one request after the other, and may be shared by a pool.
So nothing is asked outside a transaction while a reader is named. A block of `transaction.atomic` is one; what is
read outside such a block begins one by itself, which ends at the next block, at the next write or with the request.
The default isolation (READ COMMITTED) gives each question its own view of the data, as it would have by itself.

The message that begins a transaction carries the setting with it: it costs no message more than BEGIN did.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Cursor, errors
from psycopg.pq import ExecStatus, TransactionStatus

from keukentafel.core.muur import Lezer, reader
from keukentafel.core.muurregels import WORTELS

READS = ("select", "with", "explain", "show", "fetch", "declare", "values")
WRITES = ("insert", "update", "delete", "merge", "copy", "call")
_NOT_YET = object()


def statements_for(lezer: Lezer | None) -> str:
    """The SQL that makes the open transaction ask for this reader; what is closed to a user, the database looks up."""
    if lezer is not None and lezer.gebruiker is not None:
        told = f"SELECT keukentafel_lezer({int(lezer.gebruiker)}, '{lezer.op:%Y-%m-%d}')"
        return f"{told}; {_weighing(True)}" if lezer.afwegend else told
    # An empty list closes nothing; an empty text is no list, and no row passes.
    closed, wie = ("", "") if lezer is None else ("{}", "systeem")
    values = {"wie": wie, "gebruiker": "", **{naam: closed for naam, _wortel in WORTELS.items()}}
    return "; ".join(f"SET LOCAL keukentafel.{name} TO '{value}'" for name, value in values.items())


def _weighing(yes: bool) -> str:
    return f"SET LOCAL keukentafel.wie TO '{'afwegend' if yes else 'gebruiker'}'"


def _starts(query: Any, words: tuple[str, ...]) -> bool:
    return str(query).lstrip(" (\n").lower().startswith(words)


class Lezercursor(Cursor[Any]):
    """A cursor that does not ask before its transaction knows for whom."""

    wrapper: DatabaseWrapper

    def execute(self, query: Any, params: Any = None, **kwargs: Any) -> Any:
        """Say for whom, then ask."""
        if not self.wrapper.tell(query):
            return super().execute(query, params, **kwargs)
        try:
            found = super().execute(query, params, **kwargs)
        except BaseException:
            self.wrapper.undo_reading()
            raise
        self.wrapper.keep(query)
        return found

    def executemany(self, query: Any, params_seq: Iterable[Any], **kwargs: Any) -> None:
        """Say for whom, then do it for each."""
        if not self.wrapper.tell(query):
            super().executemany(query, params_seq, **kwargs)
            return
        try:
            super().executemany(query, params_seq, **kwargs)
        except BaseException:
            self.wrapper.undo_reading()
            raise
        self.wrapper.keep(query)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection, which knows what its open transaction was told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told: object = _NOT_YET  # the Lezer of the open transaction, when it is known

    def get_connection_params(self) -> dict[str, Any]:
        """Django's, with cursors that know this connection."""
        found: dict[str, Any] = super().get_connection_params()
        found["cursor_factory"] = type("Lezercursor", (Lezercursor,), {"wrapper": self})
        return found

    def tell(self, query: Any = "select") -> bool:
        """Let the transaction know for whom it asks; True when it is one that no block ends.

        What is no question about rows (CREATE DATABASE, VACUUM) is sent by itself, as ever: some of it may not stand in
        a transaction.
        """
        connection, wanted = self.connection, reader()
        if connection.autocommit and not _starts(query, READS + WRITES):
            self.end_reading()
            return False
        status = connection.pgconn.transaction_status
        if status == TransactionStatus.IDLE:
            self.told = wanted
            if wanted is None:
                return False
            self._send(f"BEGIN; {statements_for(wanted)}")
        elif status == TransactionStatus.INTRANS and self.told is not wanted and self.told != wanted:
            self._send(self._change(wanted))
            self.told = wanted
        return bool(connection.autocommit)

    def _change(self, wanted: Lezer | None) -> str:
        """Another reader than the transaction was told; to weigh or no longer to is one word."""
        before = self.told
        if isinstance(before, Lezer) and wanted is not None and before._replace(afwegend=wanted.afwegend) == wanted:
            return _weighing(wanted.afwegend)
        return statements_for(wanted)

    def _send(self, statements: str) -> None:
        with self.wrap_database_errors:
            result = self.connection.pgconn.exec_(statements.encode())
            if result.status not in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
                self.told = _NOT_YET
                raise errors.error_from_result(result)

    def keep(self, query: Any) -> None:
        """After a statement outside a block: what was written stays, as it would have by itself."""
        if not _starts(query, READS):
            self.end_reading()

    def end_reading(self) -> None:
        """End the transaction that was begun for a question outside a block."""
        if self.connection is None or self.connection.closed or not self.connection.autocommit:
            return
        if self.connection.pgconn.transaction_status != TransactionStatus.IDLE:
            self._send("COMMIT")

    def undo_reading(self) -> None:
        """After a question outside a block that went wrong: the next one begins anew."""
        if self.connection.closed or not self.connection.autocommit:
            return
        if self.connection.pgconn.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR):
            self._send("ROLLBACK")

    def _set_autocommit(self, autocommit: bool) -> None:
        self.end_reading()
        super()._set_autocommit(autocommit)  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        """What was told inside the savepoint is undone with it."""
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        self.told = _NOT_YET

    def create_cursor(self, name: str | None = None) -> Any:
        """Django's; one that reads in parts, inside the database, begins by itself and is told here."""
        if name:
            self.tell()
        return super().create_cursor(name)

    def is_usable(self) -> bool:
        """Django's own question, outside any reader's transaction."""
        self.end_reading()
        return bool(super().is_usable())
