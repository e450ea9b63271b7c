"""Load a city into an empty database, serve it, and measure each screen; called by scripts/bench.sh.

Prints one table in Markdown: clock (p50, p95, requests a second) with some users at once, CPU milliseconds of
application and database per request, SQL queries, kilobytes. The first row is a bare Django view on the same server in
the same run: what everything else is compared with. The last row is a mix at ten requests a second.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import django

from scripts.bench.meter import Meter
from scripts.bench.visitor import Answer, Fields, Visitor

Visit = Callable[[Visitor], Answer]


class Row(NamedTuple):
    """What one screen costs."""

    name: str
    times: list[float]
    seconds: float
    application: float  # CPU seconds in all
    database: float
    queries: int | None
    size: int
    wrong: int

    def line(self) -> str:
        """Return the row of the table."""
        number = len(self.times)
        p50, p95 = (1000 * value for value in (statistics.median(self.times), quantile(self.times, 0.95)))
        queries = "" if self.queries is None else str(self.queries)
        return (
            f"| {self.name} | {number} | {p50:.0f} | {p95:.0f} | {number / self.seconds:.0f} "
            f"| {1000 * self.application / number:.1f} | {1000 * self.database / number:.1f} | {queries} "
            f"| {self.size / 1024:.0f} | {self.wrong} |"
        )


HEAD = """| scherm | aantal | p50 ms | p95 ms | per s | CPU applicatie ms | CPU database ms | queries | kB | fout |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"""


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


class Bench:
    """The server under test, with its meters and its visitors."""

    def __init__(self, port: int, users: int, requests: int, database_pid: int | None) -> None:
        self.port, self.users, self.requests = port, users, requests
        command = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{port}"]
        command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--log-level", "warning"]
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
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return {name: morsel.value for name, morsel in client.cookies.items()}


def queries_of(user: object, path: str, fields: dict[str, str] | None = None) -> int:
    """Count the queries of one request, in this process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    client.get("/gezond/")
    with CaptureQueriesContext(connection) as queries:
        client.get(path) if fields is None else client.post(path, fields)
    return len(queries)


def rounds(visitors: Sequence[Visitor], number: int) -> Iterator[Visitor]:
    """Yield so many visitors, in turn."""
    turn = cycle(visitors)
    return (next(turn) for _ in range(number))


def all_rows(bench: Bench, city: object) -> Iterator[Row]:
    """Measure every screen of the bench."""
    from scripts.bench.city import City

    assert isinstance(city, City) and city.loket is not None
    people = [(user, Visitor(bench.port, cookies_of(user))) for user in city.regisseurs]
    team = [visitor for _, visitor in people]
    desk = [Visitor(bench.port, cookies_of(city.loket)) for _ in range(bench.users)]
    first, number = city.regisseurs[0], bench.requests
    cases = [(v, case) for user, v in people for case in city.cases[user.pk]]
    case = city.cases[first.pk][0]

    def screen(name: str, path: str) -> Row:
        bench.measure(name, [(v, get(path)) for v in team], None)  # warm
        return bench.measure(name, [(v, get(path)) for v in rounds(team, number)], queries_of(first, path))

    yield screen("kale Django-view (/gezond/)", "/gezond/")
    yield screen("Vandaag", "/")
    yield screen("casuslijst", "/casussen/")
    pages = [(v, get(f"/casussen/{pk}/")) for v, pk in cases]
    turn = cycle(pages)
    yield bench.measure("casuspagina", [next(turn) for _ in range(number)], queries_of(first, f"/casussen/{case}/"))
    for name, typed in (
        ("zoeken: hele naam", "jan jansen"),
        ("zoeken: begin", "jans"),
        ("zoeken: fout gespeld", "jna jannsen"),
    ):
        token = team[0].form("/zoeken/", q=typed)
        for visitor in team:
            visitor.cookies.setdefault("csrftoken", team[0].cookies["csrftoken"])
        yield bench.measure(
            name,
            [(v, post("/zoeken/", v.form("/zoeken/", q=typed))) for v in rounds(team, number)],
            queries_of(first, "/zoeken/", dict(token)),
        )
    reports = [(v, "/meldingen/nieuw/", melding(place)) for place, v in enumerate(rounds(desk, number))]
    yield bench.measure("melding opslaan", [(v, post(p, v.form(p, **f))) for v, p, f in reports], None)
    yield from plan_rows(bench, cases, number)
    mixed = [pages[place % len(pages)] if place % 2 else (team[place % len(team)], get("/")) for place in range(300)]
    yield bench.measure("gemengd, 10 per seconde", mixed, None, pace=10)


def melding(place: int) -> dict[str, str]:
    """Return what the desk types for one report."""
    return {
        "wie": f"Proef Persoon{place}",
        "omschrijving": "Kan het huishouden niet meer bijhouden en vraagt wie er mee kan denken.",
        "postcode": "6217AB",
        "huisnummer": str(place),
    }


def plan_rows(bench: Bench, cases: Sequence[tuple[Visitor, int]], number: int) -> Iterator[Row]:
    """Make a plan in some cases (not measured), then add goals to them (measured)."""
    chosen = cases[:: max(1, len(cases) // 24)][:24]
    for visitor, case in chosen:
        visitor.post(f"/casussen/{case}/plan/nieuw/", visitor.form(f"/casussen/{case}/plan/"))
    visits = []
    for visitor, case in (chosen[place % len(chosen)] for place in range(number)):
        path = f"/casussen/{case}/plan/doelen/nieuw/"
        fields = visitor.form(path, omschrijving="Ik wil weer zelf koken voor de kinderen.")
        domain = next(value for value in ("1", "2", "3", "4", "5") if value)
        visits.append((visitor, post(path, [(n, v or domain) if n == "leefdomein" else (n, v) for n, v in fields])))
    yield bench.measure("doel in het plan opslaan", visits, None)


def main() -> None:
    """Read the command line, load, serve, measure, print."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="cases, each in a household of its own")
    parser.add_argument("--notes", type=int, default=16, help="notes per case")
    parser.add_argument("--users", type=int, default=4, help="users at once")
    parser.add_argument("--requests", type=int, default=200, help="requests per screen")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--database-pid", type=int)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.db import connection

    from scripts.bench.city import build

    begin = time.perf_counter()
    city = build(options.cases, options.notes)
    loaded = time.perf_counter() - begin
    connection.close()
    print(f"{options.cases} casussen, {options.cases * options.notes} notities, {connection.vendor}, ", end="")
    print(f"geladen in {loaded:.0f} s; {os.cpu_count()} kernen, {options.users} gebruikers tegelijk", flush=True)
    print(f"\n{HEAD}", flush=True)
    bench = Bench(options.port, options.users, options.requests, options.database_pid)
    try:
        for row in all_rows(bench, city):
            print(row.line(), flush=True)
    finally:
        bench.close()
    load = Path("/proc/loadavg").read_text().split()[0]
    print(f"\nBelasting van de machine na afloop: {load}. CPU-milliseconden gelden ook op een drukke machine.")


if __name__ == "__main__":
    main()
