"""The one place that knows Ibis and the engine under it: expressions over the tables of a momentopname.

Expressions are built on tables without data, so that the same one runs on another engine that has these tables. They
count; rounding, shares and medians are made of the counts in Python, exactly. Importing this module takes a quarter of
a second and more, so nothing that the web server starts with does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from keukentafel.inzicht.momentopname import Momentopname, schema_of, table_names
from keukentafel.inzicht.vraag import Vraag

Uitdrukking = Any  # an Ibis table or column; Ibis makes its methods while it runs
Rij = dict[str, Any]
Telvraag = Callable[[Vraag], Uitdrukking]  # what to count for a question: a function of a module, known by its name

DIT: Uitdrukking = ibis._  # "the table at hand" in an expression
literal = ibis.literal
cases = ibis.cases
coalesce = ibis.coalesce
row_number = ibis.row_number
union = ibis.union


@cache
def table(naam: str) -> Uitdrukking:
    """Return a resource of the contract as a table to build expressions on. Raises KeyError."""
    return ibis.table(ibis.Schema.from_pyarrow(schema_of(naam)), name=naam)


def days_between(later: Uitdrukking, earlier: Uitdrukking) -> Uitdrukking:
    """Return the number of days from `earlier` to `later`."""
    return later.delta(earlier, unit="day")


def first_of(rows: Uitdrukking, *, per: list[str], by: list[Any]) -> Uitdrukking:
    """Return of each group the first row in this order."""
    numbered = rows.mutate(plaats=row_number().over(ibis.window(group_by=per, order_by=by)))
    return numbered.filter(numbered.plaats == 0).drop("plaats")


def descending(column: str) -> Uitdrukking:
    """Return an order from last to first."""
    return ibis.desc(column)


STANDINS = date(7919, 11, 17), date(7907, 9, 13), date(7901, 5, 11)  # for the peildatum, the last day, the first
STANDIN_YEARS = re.compile("79(19|07|01)")


@dataclass(frozen=True, slots=True)
class Sjabloon:
    """The SQL of a question with days that stand for its own; the columns that it gives, and the tables it reads."""

    sql: str
    schema: pa.Schema
    tabellen: frozenset[str]


@cache
def _template(ask: Telvraag, met_begin: bool) -> Sjabloon | None:
    """Return the SQL of this question for any days; None when it makes something else of a day than a comparison."""
    dag, tot, van = STANDINS
    sjabloon = _written_out(ask(Vraag(dag, van if met_begin else None, tot)))
    bare = sjabloon.sql
    for standin in STANDINS:
        bare = bare.replace(_written(standin), "")
    return None if STANDIN_YEARS.search(bare) else sjabloon


def _written_out(uitdrukking: Uitdrukking) -> Sjabloon:
    """An expression as the engine's SQL."""
    sql = str(ibis.to_sql(uitdrukking, dialect="duckdb", pretty=False))
    tables = frozenset(node.name for node in uitdrukking.op().find(ibis.expr.operations.UnboundTable))
    return Sjabloon(sql, uitdrukking.schema().to_pyarrow(), tables)


def _written(day: date) -> str:
    """A day as the engine's SQL has it."""
    return f"MAKE_DATE({day.year}, {day.month}, {day.day})"


class Motor:
    """An engine in this process with the tables of one momentopname; `load` gives it another."""

    def __init__(self, opname: Momentopname | None = None) -> None:
        self._connection: Any = None
        self._folder: Path | None = None
        self.load(opname)

    def load(self, opname: Momentopname | None) -> None:
        """Forget the former tables, and what was counted of them, and take these."""
        if self._connection is None or self._folder is not None or (opname is not None and opname.folder is not None):
            self._connection, self._folder = _connect(opname), opname.folder if opname is not None else None
        else:
            for naam in self._loaded:
                self._connection.con.unregister(naam)
        self._begin_anew(opname)

    def _begin_anew(self, opname: Momentopname | None) -> None:
        self._loaded: set[str] = set()
        self._asked: dict[tuple[Telvraag, Vraag], list[Rij]] = {}
        self._per_team: dict[tuple[Telvraag, Vraag], dict[str | None, list[Rij]]] = {}
        self._opname = opname

    def read_all(self) -> None:
        """Take every table of the momentopname in now, so that all of them are of one moment."""
        for naam in table_names():
            self._have(naam)

    def rows(self, uitdrukking: Uitdrukking) -> list[Rij]:
        """Compute an expression and return its rows, in no order."""
        return self._answered(_written_out(uitdrukking), lambda sql: sql)

    def one(self, uitdrukking: Uitdrukking) -> Rij:
        """Compute an expression that has exactly one row, and return it."""
        (row,) = self.rows(uitdrukking)
        return row

    def number(self, uitdrukking: Uitdrukking) -> int:
        """Return how many rows an expression has."""
        return int(self.one(uitdrukking.aggregate(aantal=DIT.count()))["aantal"])

    def asked(self, ask: Telvraag, vraag: Vraag) -> list[Rij]:
        """Return the rows of `ask` for this question without its team; computed once for each momentopname.

        It counts for all teams in one pass: a figure of twenty teams reads its tables once, not twenty times.
        """
        key = ask, replace(vraag, team="")
        if key not in self._asked:
            self._asked[key] = self._compute(*key)
        return self._asked[key]

    def _compute(self, ask: Telvraag, vraag: Vraag) -> list[Rij]:
        sjabloon = _template(ask, vraag.van is not None)
        return self.rows(ask(vraag)) if sjabloon is None else self._filled(sjabloon, vraag)

    def _filled(self, sjabloon: Sjabloon, vraag: Vraag) -> list[Rij]:
        """Compute a question of which only the days are new: writing its SQL costs as much as counting 50,000 cases."""
        days = vraag.peildatum, vraag.laatste, vraag.van

        def dated(sql: str) -> str:
            for standin, day in zip(STANDINS, days, strict=True):
                sql = sql.replace(_written(standin), _written(day or standin))
            return sql

        return self._answered(sjabloon, dated)

    def _answered(self, sjabloon: Sjabloon, dated: Callable[[str], str]) -> list[Rij]:
        for naam in sjabloon.tabellen:
            self._have(naam)
        sql = dated(sjabloon.sql)
        # not execute(): its answer is streamed, and at a million cases the engine then waited for itself for good
        found: pa.Table = self._connection.con.sql(sql).to_arrow_table().cast(sjabloon.schema)
        rows: list[Rij] = found.to_pylist()
        return rows

    def of_team(self, ask: Telvraag, vraag: Vraag) -> list[Rij]:
        """Return the rows of `ask` whose `team` is that of the question; all of them when it asks for none."""
        rows = self.asked(ask, vraag)
        if not vraag.team:
            return rows
        key = ask, replace(vraag, team="")
        if key not in self._per_team:
            parts = self._per_team[key] = {}
            for row in rows:
                parts.setdefault(row["team"], []).append(row)
        return self._per_team[key].get(vraag.team, [])

    def counted(self, ask: Telvraag, vraag: Vraag, *sums: str) -> list[Rij]:
        """Return what `of_team` gives with the teams added up: `sums` are its counts, the other columns its keys.

        Only for what may be added: a unit that belongs to two teams would count twice.
        """
        rows = self.of_team(ask, vraag)
        names = [name for name in rows[0] if name != "team" and name not in sums] if rows else []
        values_of = itemgetter(*names) if len(names) > 1 else lambda row: tuple(row[name] for name in names)
        added: dict[tuple[Any, ...], Rij] = {}
        for row in rows:
            key = values_of(row)
            total = added.get(key)
            if total is None:
                total = added[key] = dict(zip(names, key, strict=True)) | dict.fromkeys(sums, 0)
            for name in sums:
                total[name] += row[name] or 0
        return list(added.values())

    def total(self, ask: Telvraag, vraag: Vraag, name: str = "aantal") -> int:
        """Return the sum of this column over what `of_team` gives."""
        return sum(int(row[name] or 0) for row in self.of_team(ask, vraag))

    def _have(self, naam: str) -> None:
        if naam in self._loaded:
            return
        if self._opname is None:
            raise ValueError("Geef de motor eerst een momentopname.")
        self._register(naam, self._opname)
        self._loaded.add(naam)

    def _register(self, naam: str, opname: Momentopname) -> None:
        file = opname.file(naam)
        if file is None:
            self._connection.con.register(naam, opname.table(naam))
        else:
            columns = ", ".join(f'"{name}"' for name in schema_of(naam).names)
            self._connection.con.execute(f"CREATE VIEW {naam} AS SELECT {columns} FROM read_parquet({_quoted(file)})")  # noqa: S608


def _connect(opname: Momentopname | None) -> Any:
    """Return an engine that fetches nothing and opens no file but those of the momentopname."""
    connection: Any = ibis.duckdb.connect()
    raw = connection.con
    for setting in ("autoinstall_known_extensions", "autoload_known_extensions", "enable_progress_bar"):
        raw.execute(f"SET {setting} = false")
    if opname is not None and opname.folder is not None:
        raw.execute(f"SET allowed_directories = [{_quoted(opname.folder)}]")
    raw.execute("SET enable_external_access = false")
    return connection


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
