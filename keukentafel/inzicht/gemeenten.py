"""The figures of several municipalities side by side, by one engine or by a distributed one (docs/adr/0018).

Each municipality has its own momentopname in a folder of its own, and is counted on its own: no question ever sees two
of them, so that nobody can be found in both. Of the counts only what `core/onderdrukking.py` lets through leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import ibis

from keukentafel.core.onderdrukking import suppress_line
from keukentafel.inzicht.figuren.blik import GEMEENTE
from keukentafel.inzicht.figuren.verdelingen import Telling, coarse, partitions_of
from keukentafel.inzicht.momentopname import Momentopname, folder_of_files, from_parquet, schema_of
from keukentafel.inzicht.motor import Motor, Rij, Telvraag, Uitdrukking
from keukentafel.inzicht.publiceren import span_outcomes
from keukentafel.inzicht.vraag import Vraag

SAMEN = "samen"  # all municipalities together
Getoond = dict[str, dict[str, int | None]]  # partition → value → count, None where it may not be told
Tellingen = Mapping[str, Mapping[str, Telling]]  # municipality → partition → value → count


class Sparkmotor(Motor):
    """The same questions, answered by Spark: `sessie` is a SparkSession, of which each municipality gets a part."""

    def __init__(self, sessie: Any, opname: Momentopname) -> None:
        self._sessie = sessie
        super().__init__(opname)

    def load(self, opname: Momentopname | None) -> None:
        """Forget the former tables, those of another municipality above all, and take these."""
        self._begin_anew(opname)
        self._deel = self._sessie.newSession()  # has no table of any other part

    def rows(self, uitdrukking: Uitdrukking) -> list[Rij]:
        """Compute an expression and return its rows, in no order."""
        for node in uitdrukking.op().find(ibis.expr.operations.UnboundTable):
            self._have(node.name)
        return [row.asDict() for row in self._deel.sql(as_spark(uitdrukking)).collect()]

    def _compute(self, ask: Telvraag, vraag: Vraag) -> list[Rij]:
        return self.rows(ask(vraag))

    def _register(self, naam: str, opname: Momentopname) -> None:
        file = opname.file(naam)
        if file is None:
            raise ValueError(f"In deze momentopname ontbreekt {naam}, of is het anders dan het gegevenspakket.")
        self._deel.read.parquet(str(file)).select(*schema_of(naam).names).createOrReplaceTempView(naam)


def spark_session(name: str, master: str = "") -> Any:
    """Return a SparkSession; without a master that of the environment (spark-submit), else one here of two cores.

    Raises ImportError where there is no PySpark: it is no part of Keukentafel (requirements/spark.txt).
    """
    from pyspark.sql import SparkSession  # type: ignore[import-not-found]

    building = SparkSession.builder.appName(name).config("spark.ui.enabled", "false")
    if master:
        building = building.master(master).config("spark.driver.host", "127.0.0.1")
        building = building.config("spark.driver.bindAddress", "127.0.0.1").config("spark.sql.shuffle.partitions", "4")
    session = building.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def as_spark(uitdrukking: Uitdrukking) -> str:
    """Return the SQL by which Spark computes this expression; needs no Spark."""
    return str(ibis.to_sql(uitdrukking, dialect="pyspark"))


def _is_kept(path: Path) -> bool:
    return (folder_of_files(path) / "casussen.parquet").is_file()


def municipalities(folder: Path) -> dict[str, Path]:
    """Return the folder of each municipality in this one, by its name."""
    return {path.name: path for path in sorted(folder.iterdir()) if _is_kept(path)}


def count_municipalities(
    folders: Mapping[str, Path], span: tuple[date, date], engine: Callable[[Momentopname], Motor]
) -> Tellingen:
    """Count the partitions of every municipality over this span, one after the other. Exact: not to be told."""
    return {
        naam: partitions_of(span_outcomes(span, GEMEENTE, engine(from_parquet(folder))))
        for naam, folder in folders.items()
    }


def tell_municipalities(counted: Tellingen) -> dict[str, Getoond]:
    """Return of each municipality what it may tell of itself, and of all together (SAMEN) what that adds up to.

    A municipality publishes its own figures too. Whoever has those knows nothing more by what stands here: of each
    municipality it is the same, and a sum is told only where all its parts are.
    """
    told: dict[str, Getoond] = {gemeente: {} for gemeente in counted}
    for gemeente, partitions in counted.items():
        for naam, telling in partitions.items():
            if (cut := coarse(naam, telling)) is not None:
                told[gemeente][naam] = suppress_line(cut)[1]
    return {**told, SAMEN: _added(list(told.values()))}


def _added(parts: Sequence[Getoond]) -> Getoond:
    found: Getoond = {}
    for naam in dict.fromkeys(naam for part in parts for naam in part):
        tables = [part[naam] for part in parts if naam in part]
        values = dict.fromkeys(value for table in tables for value in table)
        columns = {value: [table.get(value, 0) for table in tables] for value in values}
        known = {value: [n for n in column if n is not None] for value, column in columns.items()}
        found[naam] = {v: sum(n) if len(n) == len(tables) else None for v, n in known.items()}
    return found
