"""The one place that knows Ibis and the engine under it: expressions over the tables of a momentopname.

Expressions are built on tables without data, so that the same one runs on another engine that has these tables. They
count; rounding, shares and medians are made of the counts in Python, exactly. Importing this module takes a quarter of
a second and more, so nothing that the web server starts with does.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import ibis
import pyarrow as pa

from keukentafel.inzicht.momentopname import Momentopname, schema_of, table_names

Uitdrukking = Any  # an Ibis table or column; Ibis makes its methods while it runs
Rij = dict[str, Any]

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


class Motor:
    """An engine in this process with the tables of one momentopname; `load` gives it another."""

    def __init__(self, opname: Momentopname | None = None) -> None:
        self._connection: Any = ibis.duckdb.connect()
        raw = self._connection.con
        for setting in ("autoinstall_known_extensions", "autoload_known_extensions", "enable_external_access"):
            raw.execute(f"SET {setting} = false")  # nothing is fetched, no file is opened
        self._loaded: set[str] = set()
        self._opname = opname

    def load(self, opname: Momentopname) -> None:
        """Forget the former tables and take these."""
        for naam in self._loaded:
            self._connection.con.unregister(naam)
        self._loaded.clear()
        self._opname = opname

    def read_all(self) -> None:
        """Take every table of the momentopname in now, so that all of them are of one moment."""
        for naam in table_names():
            self._have(naam)

    def rows(self, uitdrukking: Uitdrukking) -> list[Rij]:
        """Compute an expression and return its rows, in no order."""
        for node in uitdrukking.op().find(ibis.expr.operations.UnboundTable):
            self._have(node.name)
        found: pa.Table = self._connection.to_pyarrow(uitdrukking)
        rows: list[Rij] = found.to_pylist()
        return rows

    def one(self, uitdrukking: Uitdrukking) -> Rij:
        """Compute an expression that has exactly one row, and return it."""
        (row,) = self.rows(uitdrukking)
        return row

    def number(self, uitdrukking: Uitdrukking) -> int:
        """Return how many rows an expression has."""
        return int(self.one(uitdrukking.aggregate(aantal=DIT.count()))["aantal"])

    def _have(self, naam: str) -> None:
        if naam in self._loaded:
            return
        if self._opname is None:
            raise ValueError("Geef de motor eerst een momentopname.")
        self._connection.con.register(naam, self._opname.table(naam))
        self._loaded.add(naam)
