"""Load a city into an empty database, serve it, and measure each screen; called by scripts/bench.sh.

Prints one table in Markdown: clock (p50, p95, requests a second) with some users at once, CPU milliseconds of
application and database per request, SQL queries, kilobytes. Each figure is the median of the runs, with the lowest
and the highest. The first row is a bare Django view on the same server in the same run: what everything else is
compared with. The last row is a mix at ten requests a second.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count, cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import django

from scripts.bench.meter import Meter
from scripts.bench.visitor import Answer, Fields, Visitor

if TYPE_CHECKING:
    from scripts.bench.city import City

Visit = Callable[[Visitor], Answer]


class Row(NamedTuple):
    """What one screen cost in one run."""

    name: str
    times: list[float]
    seconds: float
    application: float  # CPU seconds in all
    database: float
    queries: int | None
    size: int
    wrong: int

    def figures(self) -> tuple[float, ...]:
        """Return p50 and p95 in ms, requests a second, CPU ms of application, database and both."""
        number = len(self.times)
        p50, p95 = (1000 * value for value in (statistics.median(self.times), quantile(self.times, 0.95)))
        application, database = 1000 * self.application / number, 1000 * self.database / number
        return p50, p95, number / self.seconds, application, database, application + database


HEAD = """| screen | p50 ms | p95 ms | per s | CPU application ms | CPU database ms | CPU together ms | queries | kB |
|---|--:|--:|--:|--:|--:|--:|--:|--:|"""


def line(rows: Sequence[Row]) -> str:
    """Return the row of the table for one screen: the median of its runs, and the lowest to the highest."""
    cells = []
    for place, values in enumerate(zip(*(row.figures() for row in rows), strict=True)):
        digits = 1 if place > 2 else 0
        middle, low, high = (f"{value:.{digits}f}" for value in (statistics.median(values), min(values), max(values)))
        cells.append(middle if low == high else f"{middle} ({low}–{high})")
    one = rows[0]
    queries = "" if one.queries is None else str(one.queries)
    wrong = sum(row.wrong for row in rows)
    note = f" **{wrong} answers were wrong**" if wrong else ""
    return f"| {one.name}{note} | {' | '.join(cells)} | {queries} | {one.size / 1024:.0f} |"


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


class Bench:
    """The server under test, with its meters and its visitors."""

    def __init__(self, port: int, users: int, requests: int, database_pid: int | None) -> None:
        self.port, self.users, self.requests = port, users, requests
        command = [sys.executable, "-m", "gunicorn", "-c", "python:config.server", "config.wsgi:application"]
        command += ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--log-level", "warning"]
        self.server = subprocess.Popen(command)  # noqa: S603
        self.application, self.database = Meter(self.server.pid), Meter(database_pid)
        self._wait()

    def _wait(self) -> None:
        for _ in range(300):
            try:
                if Visitor(self.port, {}).get("/gezond/").status == 200:
                    return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("the server does not answer")

    def close(self) -> None:
        """Stop the server that this bench started."""
        self.server.terminate()
        self.server.wait(30)

    def measure(self, name: str, visits: Sequence[tuple[Visitor, Visit]], queries: int | None, pace: float = 0) -> Row:
        """Do all visits, with some users at once, or `pace` a second; returns what it cost."""
        answers: list[Answer] = []
        todo = iter(enumerate(visits))
        lock, begin = threading.Lock(), time.perf_counter()

        def work() -> None:
            while True:
                with lock:
                    place, one = next(todo, (0, None))
                if one is None:
                    return
                if pace and (wait := begin + place / pace - time.perf_counter()) > 0:
                    time.sleep(wait)
                answer = one[1](one[0])
                with lock:
                    answers.append(answer)

        before = self.application.seconds(), self.database.seconds()
        threads = [threading.Thread(target=work) for _ in range(self.users)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return Row(
            name,
            [answer.seconds for answer in answers],
            time.perf_counter() - begin,
            self.application.seconds() - before[0],
            self.database.seconds() - before[1],
            queries,
            int(statistics.median(len(answer.body.encode()) for answer in answers)),
            sum(answer.status not in {200, 302} for answer in answers),
        )


def get(path: str) -> Visit:
    """Return the visit that opens this page."""
    return lambda visitor: visitor.get(path)


def post(path: str, fields: Fields) -> Visit:
    """Return the visit that sends this form."""
    return lambda visitor: visitor.post(path, fields)


def cookies_of(user: object) -> dict[str, str]:
    """Log this user in without a browser; returns the cookies of his session."""
    from django.test import Client

    client = Client()
    client.force_login(user, backend="keukentafel.toegang.aanmelden.Wachtwoord")  # type: ignore[arg-type]
    return {name: morsel.value for name, morsel in client.cookies.items()}


BOUNDS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def queries_of(user: object, path: str, fields: Fields | None = None) -> int:
    """Count the queries of one request, in this process, without the bounds of its transactions.

    The page is opened once before: a process reads the code lists at its first page only.
    """
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(user, backend="keukentafel.toegang.aanmelden.Wachtwoord")  # type: ignore[arg-type]
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path) if fields is None else client.post(path, dict(fields))
    connection.close()
    return sum(not query["sql"].startswith(BOUNDS) for query in queries)


def rounds(visitors: Sequence[Visitor], number: int) -> Iterator[Visitor]:
    """Yield so many visitors, in turn."""
    turn = cycle(visitors)
    return (next(turn) for _ in range(number))


def all_rows(bench: Bench, city: City, run: int) -> Iterator[Row]:
    """Measure every screen of the bench once."""
    assert city.loket is not None
    people = [(user, Visitor(bench.port, cookies_of(user))) for user in city.regisseurs]
    team = [visitor for _, visitor in people]
    desk = [Visitor(bench.port, cookies_of(city.loket)) for _ in range(bench.users)]
    first, number = city.regisseurs[0], bench.requests
    cases = [(v, case) for user, v in people for case in city.cases[user.pk]]
    case = city.cases[first.pk][0]

    def screen(name: str, path: str) -> Row:
        bench.measure(name, [(v, get(path)) for v in team], None)  # warm
        return bench.measure(name, [(v, get(path)) for v in rounds(team, number)], queries_of(first, path))

    yield screen("bare Django view", "/gezond/")
    yield screen("Vandaag", "/")
    yield screen("casuslijst, 50 rows", "/casussen/")
    pages = [(v, get(f"/casussen/{pk}/")) for v, pk in cases]
    turn = cycle(pages)
    bench.measure("casuspagina", [next(turn) for _ in range(16)], None)
    yield bench.measure("casuspagina", [next(turn) for _ in range(number)], queries_of(first, f"/casussen/{case}/"))
    for name, typed in (
        ("search, whole name", "jan jansen"),
        ("search, beginning", "jans"),
        ("search, misspelt", "jna jannsen"),
    ):
        forms = {id(v): v.form("/zoeken/", q=typed) for v in team}
        visits = [(v, post("/zoeken/", forms[id(v)])) for v in rounds(team, number)]
        bench.measure(name, visits[:16], None)
        yield bench.measure(name, visits, queries_of(first, "/zoeken/", forms[id(team[0])]))
    yield report_row(bench, desk, city.loket, run)
    yield from plan_rows(bench, cases, first, number, run)
    mixed = list(islice(zip_mix(pages, team, desk, run), 300))
    yield bench.measure("all mixed, 10 a second", mixed, None, pace=10)


def zip_mix(
    pages: Sequence[tuple[Visitor, Visit]], team: Sequence[Visitor], desk: Sequence[Visitor], run: int
) -> Iterator[tuple[Visitor, Visit]]:
    """Of ten: four pages of a case, two Vandaag, one list, two searches, one melding."""
    page, worker, clerk = cycle(pages), cycle(team), cycle(desk)
    forms = {id(v): v.form("/zoeken/", q="jans") for v in team}
    for place in count():
        kind, visitor = place % 10, next(worker)
        if kind < 4:
            yield next(page)
        elif kind < 6:
            yield visitor, get("/")
        elif kind < 7:
            yield visitor, get("/casussen/")
        elif kind < 9:
            yield visitor, post("/zoeken/", forms[id(visitor)])
        else:
            desk_visitor = next(clerk)
            fields = desk_visitor.form(NEW, **melding(1_000_000 + run * 1000 + place))
            yield desk_visitor, post(NEW, fields)


NEW = "/meldingen/nieuw/"


def report_row(bench: Bench, desk: Sequence[Visitor], user: object, run: int) -> Row:
    """Measure saving a melding: the forms are opened and filled in beforehand."""
    start = run * 10_000
    visits = [
        (v, post(NEW, v.form(NEW, **melding(start + place)))) for place, v in enumerate(rounds(desk, bench.requests))
    ]
    fields = desk[0].form(NEW, **melding(start + 9_999))
    return bench.measure("save a melding", visits, queries_of(user, NEW, fields))


def melding(place: int) -> dict[str, str]:
    """Return what the desk types for one report."""
    return {
        "wie": f"Proef Persoon{place}",
        "omschrijving": "Kan het huishouden niet meer bijhouden en vraagt wie er mee kan denken.",
        "postcode": f"62{place % 100:02d}AB",
        "huisnummer": str(place % 240 + 1),
    }


def plan_rows(bench: Bench, cases: Sequence[tuple[Visitor, int]], user: object, number: int, run: int) -> Iterator[Row]:
    """Add goals, spread over the cases that have a plan: in one case they would make it another case.

    A city that is kept gets some goals more with every run, and stays the same city.
    """
    from keukentafel.plannen.models import Plan

    planned = Plan.objects.own().filter(beeindigd_op=None, casus__in=[case for _, case in cases])
    with_plan = set(planned.values_list("casus", flat=True))
    cases = [one for one in cases if one[1] in with_plan]
    visits = []
    for visitor, case in islice(cycle(cases), run * number, (run + 1) * number):
        path = f"/casussen/{case}/plan/doelen/nieuw/"
        fields = visitor.form(path, omschrijving="Ik wil weer zelf koken voor de kinderen.")
        visits.append((visitor, post(path, [(n, v or "1") if n == "leefdomein" else (n, v) for n, v in fields])))
    path = f"/casussen/{cases[0][1]}/plan/doelen/nieuw/"
    fields = cases[0][0].form(path, omschrijving="Ik wil weer zelf koken voor de kinderen.")
    fields = [(n, v or "1") if n == "leefdomein" else (n, v) for n, v in fields]
    yield bench.measure("save a goal of the plan", visits, queries_of(user, path, fields))


def main() -> None:
    """Read the command line, load or find the city, serve, measure, print."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="cases, each in a household of its own")
    parser.add_argument("--notes", type=int, default=16, help="notes per case")
    parser.add_argument(
        "--times", type=int, default=1, help="copy that city inside PostgreSQL: --times 10 is a million"
    )
    parser.add_argument("--users", type=int, default=4, help="users at once")
    parser.add_argument("--requests", type=int, default=200, help="requests per screen and run")
    parser.add_argument("--runs", type=int, default=3, help="times that everything is measured")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--database-pid", type=int)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from keukentafel.core.muur import name_system

    name_system("bench")
    prepare(options.cases, options.notes, options.times, options.database_pid)
    from scripts.bench.city import find_city

    city = find_city()
    bench = Bench(options.port, options.users, options.requests, options.database_pid)
    found: dict[str, list[Row]] = {}
    try:
        for run in range(options.runs):
            start = int(time.time()) % 100_000
            for row in all_rows(bench, city, start + run):
                found.setdefault(row.name, []).append(row)
                print(f"run {run + 1}: {row.name}: {row.figures()[-1]:.1f} ms CPU", file=sys.stderr, flush=True)
    finally:
        bench.close()
    print(
        f"{os.cpu_count()} cores, {options.users} users at once, {options.runs} runs of {options.requests} requests\n"
    )
    print(HEAD)
    for rows in found.values():
        print(line(rows))
    print(f"\nLoad of the machine at the end: {Path('/proc/loadavg').read_text().split()[0]}.")


def prepare(cases: int, notes: int, times: int, database_pid: int | None) -> None:
    """Load the city, unless it is there; prints how many rows in how many seconds."""
    from django.db import connection

    from keukentafel.casussen.public import Casus
    from scripts.bench.city import build
    from scripts.bench.multiply import multiply

    if not Casus.objects.exists():
        database, clock, processor = Meter(database_pid), time.perf_counter(), time.process_time()
        before = database.seconds()
        rows = build(cases, notes, lambda text: print(text, file=sys.stderr, flush=True))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        seconds = time.perf_counter() - clock, time.process_time() - processor, database.seconds() - before
        print("loaded {} rows in {:.0f} s; CPU Python {:.0f} s, database {:.0f} s".format(rows, *seconds), end="; ")
        print(f"{memory} MB of memory at most")
        if times > 1:
            multiply(times, lambda text: print(text, file=sys.stderr, flush=True))
    print(f"{Casus.objects.count()} cases on {connection.vendor}; ", end="", flush=True)
    connection.close()


if __name__ == "__main__":
    main()
