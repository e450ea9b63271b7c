"""Bring a momentopname of a real database up to date after changes, beside making it anew.

    scripts/bench_inzicht.sh --refresh 10000 [--keep DIR]

An exchange package of so many cases is imported into a throwaway PostgreSQL (a city that was kept is taken as it is);
then one object in a hundred of each large table gets another version: once the newest, as a day changes them, once
spread over all. Both folders must hold the same rows, and the columns that the synthetic city has.
"""

# ruff: noqa: S608  the paths are our own

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import duckdb

from scripts.bench.meter import Meter
from scripts.bench.momentopname import write_city
from scripts.bench.pakket import write_package


def measured(what: str, database: Meter, work: Callable[[], Any]) -> Any:
    """Do the work and print a line of what it took."""
    cpu, clock, server = time.process_time(), time.perf_counter(), database.seconds()
    answer = work()
    read = f"{sum(answer.gelezen.values()):,}" if hasattr(answer, "gelezen") else ""
    times = (time.process_time() - cpu, database.seconds() - server, time.perf_counter() - clock)
    print(f"| {what} | {read} | {' | '.join(f'{seconds:.1f}' for seconds in times)} |", flush=True)
    return answer


def change_one_in_a_hundred(*, newest: bool) -> None:
    """Save one in a hundred objects of each large table again: every hundredth, or the newest."""
    from django.apps import apps
    from django.db import transaction

    from keukentafel.uitwisseling.public import DELEN

    for label in sorted({part.model for deel in DELEN.values() for part in deel.onderdelen if part.van == "pk"}):
        model = apps.get_model(label)
        with transaction.atomic():
            ids = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
            ids = ids[-(len(ids) // 100 or 1) :] if newest else ids[::100]
            for at in range(0, len(ids), 1000):
                for one in model._default_manager.filter(pk__in=ids[at : at + 1000]):
                    one.save()


def fill(database: Meter, folder: Path, zaken: int) -> None:
    """Import a package of so many cases, unless the database holds a city already. Exits when a row is refused."""
    from keukentafel.audit.public import SYSTEEM
    from keukentafel.casussen.public import Casus
    from keukentafel.uitwisseling.public import Foutenlijst, import_package

    if Casus.objects.exists():
        return
    fouten = Foutenlijst()
    measured("(the package written)", database, lambda: write_package(folder, zaken))
    measured("(imported)", database, lambda: import_package(by=SYSTEEM, pad=folder, fouten=fouten))
    if fouten:
        raise SystemExit(f"{fouten.eerste[0]}")


def hold_the_same(one: Path, other: Path, synthetic: Path) -> int:
    """Return the number of rows. Exits when the folders differ, or have other columns than the synthetic city."""
    from keukentafel.inzicht.momentopname import folder_of_files, from_parquet, table_names

    engine, rows = duckdb.connect(), 0
    one, other = folder_of_files(one), folder_of_files(other)
    engine.execute("SET enable_progress_bar = false")
    for naam in table_names():
        a, b = (f"(SELECT * EXCLUDE (pk) FROM '{folder / naam}.parquet')" if _has_pk(folder / f"{naam}.parquet") else
                f"(FROM '{folder / naam}.parquet')" for folder in (one, other))  # fmt: skip
        query = f"SELECT (SELECT count(*) FROM ({a} EXCEPT ALL {b})) + (SELECT count(*) FROM ({b} EXCEPT ALL {a}))"
        if engine.execute(query).fetchone() != (0,):
            raise SystemExit(f"{naam}: not the same rows")
        if any(from_parquet(folder).file(naam) is None for folder in (one, other, synthetic)):
            raise SystemExit(f"{naam}: not the columns of the contract")
        rows += (engine.execute(f"SELECT count(*) FROM {a}").fetchone() or (0,))[0]
    return rows


def _has_pk(path: Path) -> bool:
    import pyarrow.parquet as pq

    return "pk" in pq.read_schema(path).names


def main() -> None:
    """Import, measure, compare, print."""
    parser = argparse.ArgumentParser(prog="scripts/bench_inzicht.sh --refresh N")
    parser.add_argument("zaken", type=int)
    parser.add_argument("--database-pid", type=int, default=None)
    options = parser.parse_args()
    django.setup()
    from keukentafel.core.muur import name_system

    name_system("bench verversen")
    from keukentafel.inzicht.verversen import refresh

    database = Meter(options.database_pid)
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        print("| | objects read | CPU Python s | CPU database s | clock s |\n|---|--:|--:|--:|--:|", flush=True)
        fill(database, here / "pakket", options.zaken)
        measured("all of it", database, lambda: refresh(here / "bij"))
        measured("nothing changed", database, lambda: refresh(here / "bij"))
        for newest, where in ((True, "the newest"), (False, "spread over all")):
            measured("(one in a hundred saved)", database, lambda n=newest: change_one_in_a_hundred(newest=n))
            measured(f"one in a hundred changed, {where}", database, lambda: refresh(here / "bij"))
        measured("all of it, made anew", database, lambda: refresh(here / "anew"))
        write_city(100, here / "stad")
        rows = hold_the_same(here / "bij", here / "anew", here / "stad")
        print(f"\n{rows:,} rows: the same in both, with the columns of the synthetic city.")


if __name__ == "__main__":
    main()
