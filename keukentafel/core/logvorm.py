"""How the server's own log is written: never with what stood in a row of the database."""

import logging
import traceback
from types import TracebackType

from django.db import Error

Fout = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Logvorm(logging.Formatter):
    """Leaves the words of a database error out: PostgreSQL quotes the whole row that it refuses (BIO2 8.15.02).

    What went wrong and where stays: the kinds of the errors, the name of the constraint and the lines of code.
    """

    def formatException(self, ei: Fout) -> str:
        """The traceback; when a database error is anywhere in it, without the words of any error."""
        error = ei[1]
        if error is None or not any(_from_database(one) for one in _chain(error)):
            return super().formatException(ei)
        parts = []
        for one in reversed(list(_chain(error))):
            diag = getattr(one, "diag", None)
            name = getattr(diag, "constraint_name", None) or ""
            parts += traceback.format_tb(one.__traceback__)
            parts.append(f"{type(one).__module__}.{type(one).__qualname__} {name}".rstrip() + "\n")
        return "".join(parts).rstrip()


def _chain(error: BaseException | None) -> "list[BaseException]":
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _from_database(error: BaseException) -> bool:
    return isinstance(error, Error) or type(error).__module__.startswith(("psycopg", "sqlite3"))
