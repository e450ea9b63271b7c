"""The whole of Inzicht on a synthetic city, beside the same counts by the bare engine on the same files, in one run.

    scripts/bench_inzicht.sh [--cases 100000 1000000] [--runs 3] [--keep DIR]

Inzicht: of twenty teams their own view with the cases behind it, of policy one published span, of each field how often
it is filled. Bare: scripts/bench/kaal.py and kaal_rijen.py, the same questions written by hand in the engine's SQL,
their rows compared with those that Inzicht counted. Both have two threads and read Parquet. Printed is the median of
the runs, with the lowest and the highest: CPU seconds of the process (they hold on a busy machine), the clock, and the
most memory.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

import django
import duckdb

from scripts.bench.momentopname import PEILDATUM, TEAMS, write_city

DAG = date.fromisoformat(PEILDATUM)
HALFJAAR = (date(2025, 1, 1), date(2025, 6, 30))
WAT = ("Inzicht, all of it", "of which counting", "of which the figures made of it", "the bare engine", "ratio of all",
       "ratio of counting")  # fmt: skip
Vraagsleutel = tuple[Any, Any]


@dataclass(slots=True)
class Ronde:
    """What one run took, in (CPU seconds, clock seconds); `mb` the most memory of the process that did it."""

    alles: tuple[float, float]
    tellen: tuple[float, float]
    kaal: tuple[float, float]
    mb: int
    kaal_mb: int
    vragen: int
    rijen: int

    def line(self, place: int) -> list[float]:
        """Return the rows of WAT: CPU (place 0) or clock (1)."""
        alles, tellen, kaal = self.alles[place], self.tellen[place], self.kaal[place]
        return [alles, tellen, alles - tellen, kaal, alles / kaal, tellen / kaal]


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Do the work; its answer, its CPU seconds and its clock seconds."""
    cpu, clock = time.process_time(), time.perf_counter()
    answer = work()
    return answer, time.process_time() - cpu, time.perf_counter() - clock


def dashboard(folder: Path) -> tuple[list[float], dict[Vraagsleutel, Any], int]:
    """Make everything that Inzicht shows; (CPU and clock of all, of counting), what was counted, and megabytes."""
    from keukentafel.core.geheugen import seldom_collected
    from keukentafel.inzicht import motor as machine
    from keukentafel.inzicht.bewaken import watch_fields
    from keukentafel.inzicht.figuren.blik import views_beyond
    from keukentafel.inzicht.figuren.vragen import build_figures
    from keukentafel.inzicht.momentopname import from_parquet
    from keukentafel.inzicht.overzichten import team_view
    from keukentafel.inzicht.publiceren import span_outcomes
    from keukentafel.referentielijsten.public import lists_held

    spent = [0.0, 0.0]

    class Meetmotor(machine.Motor):
        """The engine that keeps what its counting took."""

        def asked(self, ask: Any, vraag: Any) -> list[dict[str, Any]]:
            """Count, or give what was counted."""
            found: list[dict[str, Any]]
            found, cpu, clock = timed(lambda: super(Meetmotor, self).asked(ask, vraag))
            spent[0], spent[1] = spent[0] + cpu, spent[1] + clock
            return found

    def work() -> Meetmotor:
        motor = Meetmotor(from_parquet(folder))
        motor._connection.con.execute("SET threads = 2")
        teams = [f"t{n}" for n in range(TEAMS)]
        views = [team_view(team, DAG, motor)[0] for team in teams]
        views += views_beyond({scope: span_outcomes(HALFJAAR, scope, motor) for scope in ("", *teams)}).values()
        _found, cpu, clock = timed(lambda: watch_fields(DAG, motor))
        spent[0], spent[1] = spent[0] + cpu, spent[1] + clock
        for view in views:
            build_figures(view)
        return motor

    with seldom_collected(), lists_held():  # as make_cijferstanden has them
        motor, cpu, clock = timed(work)
    return [cpu, clock, *spent], motor._asked, getrusage(RUSAGE_SELF).ru_maxrss // 1024


def bare(folder: Path, keys: Sequence[Vraagsleutel]) -> tuple[list[float], dict[Vraagsleutel, Any], int]:
    """Answer the same questions by hand-written SQL; what it took, the answers, and megabytes."""
    from keukentafel.inzicht.momentopname import table_names

    def work() -> dict[Vraagsleutel, Any]:
        engine = duckdb.connect()
        engine.execute("SET threads = 2")
        engine.execute("SET enable_progress_bar = false")
        for naam in table_names():
            engine.execute(f"CREATE VIEW {naam} AS FROM read_parquet('{folder / naam}.parquet')")
        return {key: _answer(engine, sql) for key, sql in _statements(keys)}

    found, cpu, clock = timed(work)
    return [cpu, clock], found, getrusage(RUSAGE_SELF).ru_maxrss // 1024


def _answer(engine: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """Answered whole and as rows, as Inzicht's are: of execute() the engine waited for itself at a million, and
    fetchall() is dearer than Arrow where there are lists."""
    found: list[dict[str, Any]] = engine.sql(sql).to_arrow_table().to_pylist()
    return found


def _statements(keys: Sequence[Vraagsleutel]) -> Iterator[tuple[Vraagsleutel, str]]:
    from keukentafel.inzicht.velden import sources
    from keukentafel.inzicht.vulgraad import ERVOOR, TERUGKIJKEN, WEEK
    from scripts.bench.kaal import KAAL, watch
    from scripts.bench.kaal_rijen import KAAL_RIJEN

    by_hand = {**KAAL, **KAAL_RIJEN}
    for ask, vraag in keys:
        sql = by_hand[ask].format(dag=_day(vraag.peildatum), tot=_day(vraag.laatste), van=_day(vraag.van))
        yield (ask, vraag), sql
    first = _day(DAG - timedelta(WEEK + ERVOOR + TERUGKIJKEN))
    for bron in sources():
        yield ("bron", bron.resource), watch(bron).format(dag=_day(DAG), van=first)


def _day(day: date | None) -> str:
    return f"DATE '{day or date(1900, 1, 1)}'"


def differences(ours: Mapping[Vraagsleutel, Any], theirs: Mapping[Vraagsleutel, Any]) -> Iterator[str]:
    """Yield each question that the two do not answer with the same rows."""
    for (ask, vraag), rows in ours.items():
        found = theirs[ask, vraag]
        columns = list(found[0]) if found else ()
        one, other = (sorted(repr([_plain(row[name]) for name in columns]) for row in each) for each in (rows, found))
        if one != other:
            yield f"{ask.__module__}.{ask.__name__} {vraag}: {len(rows)} rows beside {len(found)}"


def _plain(value: Any) -> Any:
    """A list of ids in no order; a number as one."""
    return (
        sorted(value) if isinstance(value, list) else value if value is None or isinstance(value, str) else f"{value}"
    )


def one_run(folder: Path) -> Ronde:
    """Do both, each in a process of its own, and compare their rows. Exits when they differ."""
    with ProcessPoolExecutor(1, get_context("spawn"), prepare) as process:
        (cpu, clock, counted, clock_counted), ours, mb = process.submit(dashboard, folder).result()
    with ProcessPoolExecutor(1, get_context("spawn"), prepare) as process:
        (cpu_bare, clock_bare), theirs, mb_bare = process.submit(bare, folder, list(ours)).result()
    for difference in (found := list(differences(ours, theirs))):
        print(f"not the same rows: {difference}", file=sys.stderr)
    if found:
        raise SystemExit(1)
    rows = sum(len(answer) for answer in ours.values())
    times = (cpu, clock), (counted, clock_counted), (cpu_bare, clock_bare)
    return Ronde(*times, mb, mb_bare, len(theirs), rows)


def prepare() -> None:
    """What both need before the clock begins: Django, and the modules themselves."""
    django.setup()
    import ibis.backends.duckdb  # noqa: F401  # as `import duckdb` above is for the bare engine

    import scripts.bench.kaal_rijen  # noqa: F401


def table(zaken: int, rows: int, runs: Sequence[Ronde]) -> Iterator[str]:
    """Yield the table of one city."""
    first = runs[0]
    yield f"\n{zaken:,} cases, {rows:,} rows; {first.vragen} questions, {first.rijen:,} rows counted, all the same.\n"
    yield "| | CPU s | clock s | memory MB |\n|---|--:|--:|--:|"
    lines = [[run.line(place) for run in runs] for place in (0, 1)]
    memory = {0: max(run.mb for run in runs), 3: max(run.kaal_mb for run in runs)}
    for place, what in enumerate(WAT):
        cells = [_cell([run[place] for run in column]) for column in lines]
        yield f"| {what} | {' | '.join(cells)} | {memory.get(place, '')} |"


def _cell(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def main() -> None:
    """Write the cities, measure, print."""
    parser = argparse.ArgumentParser(prog="make bench-inzicht ARGS=…", description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[100_000, 1_000_000], help="sizes of the city")
    parser.add_argument("--runs", type=int, default=3, help="times that both are measured")
    parser.add_argument("--keep", type=Path, help="where the files stay; without it they are thrown away")
    options = parser.parse_args()
    django.setup()
    medians: list[float] = []
    with tempfile.TemporaryDirectory() as scratch:
        for zaken in options.cases:
            folder = (options.keep or Path(scratch)) / f"stad{zaken}"
            rows = write_city(zaken, folder)
            runs = [one_run(folder) for _ in range(options.runs)]
            print("\n".join(table(zaken, rows, runs)), flush=True)
            medians.append(statistics.median(run.alles[0] for run in runs))
    for (small, before), (large, after) in zip(
        zip(options.cases, medians, strict=True), list(zip(options.cases, medians, strict=True))[1:], strict=False
    ):
        print(f"\n{large / small:g} times the cases: {after / before:.1f} times the CPU.")


if __name__ == "__main__":
    main()
