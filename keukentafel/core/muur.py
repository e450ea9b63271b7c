"""For whom the database is being asked: the third layer, below the decision and the filters (docs/adr/0023).

On PostgreSQL row-level security shows a row only to a transaction that said for whom it asks. This module keeps who
that is; `keukentafel.core.postgresql` tells it to each transaction. Nobody named: no row of any dossier. On SQLite,
which has no such layer, it changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")
logger = logging.getLogger(__name__)

NIEMANDS = 0  # the number of no user: shielded households are closed to him, and he has no drafts


class Lezer(NamedTuple):
    """For whom a transaction asks. `gebruiker` None: the product itself, to which nothing is closed.

    `afwegend`: the tables on which a decision rests are open, those with what was written about someone are not.
    """

    gebruiker: int | None
    op: date | None = None
    afwegend: bool = False


_lezer: ContextVar[Lezer | None] = ContextVar("lezer", default=None)


def reader() -> Lezer | None:
    """For whom the database is asked now; None when nobody said so."""
    return _lezer.get()


@contextmanager
def reading_as(lezer: Lezer | None) -> Iterator[None]:
    """Inside, the database answers for this reader."""
    token = _lezer.set(lezer)
    try:
        yield
    finally:
        _lezer.reset(token)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Around a whole request: nothing of any dossier until name_reader(); what was read is let go of at the end."""
    with reading_as(None):
        try:
            yield
        finally:
            let_go()


def name_reader(gebruiker_id: int, op: date) -> None:
    """From here until the end of the request the database answers for this user, on this day."""
    _lezer.set(Lezer(gebruiker_id, op))


@contextmanager
def as_system(waarvoor: str) -> Iterator[None]:
    """Inside, the product itself asks: a command, the work of the night, figures for many. Leaves a line in the log.

    `waarvoor` says what for, without anything of a person.
    """
    logger.info("systeem leest: %s", waarvoor)
    with reading_as(Lezer(None)):
        try:
            yield
        finally:
            if _lezer.get() is not None and not connection.in_atomic_block:
                let_go()


def name_system(waarvoor: str) -> None:
    """From here until the end of this thread the product itself asks: for a script or a run of tests, not a server."""
    logger.info("systeem leest: %s", waarvoor)
    _lezer.set(Lezer(None))


@contextmanager
def weighing() -> Iterator[None]:
    """Inside, the tables on which a decision rests are open: who lives where, what is shielded, who is kept out.

    Deciding that something does not exist for someone takes knowing that it is there. Nothing is opened when nobody
    was named.
    """
    lezer = _lezer.get()
    if lezer is None or lezer.gebruiker is None or lezer.afwegend:
        yield
        return
    with reading_as(lezer._replace(afwegend=True)):
        yield


def weighs(function: Callable[P, R]) -> Callable[P, R]:
    """Decorate a function that decides, or gathers the facts of a decision: it runs inside weighing().

    What it returns was read; a queryset that is read afterwards is answered for the reader as ever.
    """

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        with weighing():
            return function(*args, **kwargs)

    return wrapper


def let_go() -> None:
    """End the transaction in which was read outside a block of its own (see keukentafel.core.postgresql)."""
    end: Any = getattr(connection, "end_reading", None)
    if end is not None:
        end()
