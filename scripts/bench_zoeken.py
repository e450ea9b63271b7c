"""Measure the search for people: load a city of invented people, search as a worker and as the desk.

Usage:  DATABASE_URL=… python -m scripts.bench_zoeken --cases 100000 [--teams 65] [--repeat 20]

The database must be empty and migrated; never run this on real data. Milliseconds are CPU of the process that
searches (`cpu`), of the PostgreSQL server process (`db`, when it runs on this machine) and of the clock
(`klok`), with authorisation and the read log, per search; the median of `--repeat` runs, for `db` the mean. On
SQLite the database's work is inside `cpu`.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from keukentafel.teams.public import Team

BATCH = 2500
SEARCHES = (
    ("hele naam", "jan jansen"),
    ("achternaam", "jansen"),
    ("begin van een naam", "jans"),
    ("twee letters", "ja"),
    ("tussenvoegsels", "van den berg maria"),
    ("geboortedatum", "12-3-1986"),
    ("verkeerd gespeld", "jna jannsen"),
    ("verkeerd gespeld, achternaam", "hendrikx"),
    ("verkeerd gespeld, tussenvoegsel", "van de burg marja"),
    ("bestaat niet", "xyzzyk"),
)


@dataclass(frozen=True, slots=True)
class Meting:
    """One kind of search by one user: hits, queries, and median milliseconds of CPU and clock."""

    wie: str
    soort: str
    treffers: int
    vragen: int
    cpu: float
    klok: float
    db: float


def load_city(cases: int, teams: int, *, seed: int = 1) -> None:
    """Fill an empty database with this many households of invented people, each with a case in a team."""
    from keukentafel.audit.public import SYSTEEM
    from keukentafel.personen.namenmaker import make_people
    from keukentafel.personen.public import Huishoudenrij, Lidrij, bulk_register, refresh_bereik
    from keukentafel.teams.public import Team

    today = date.today()
    since = today - timedelta(days=300)
    made_teams = [Team.objects.create(naam=f"Team {number}") for number in range(1, teams + 1)]
    people = make_people(seed, today)
    for start in range(0, cases, BATCH):
        part = islice(people, min(BATCH, cases - start))
        rows = [
            Huishoudenrij(
                tuple(
                    Lidrij(one, "kind" if _is_child(one.geboortedatum, today) else "volwassene", since)
                    for one in family
                )
            )
            for family in part
        ]
        made = bulk_register(by=SYSTEEM, rijen=rows)
        _open_cases([(one.huishouden.pk, one.personen[0].pk) for one in made], made_teams, start, since)
        refresh_bereik([persoon.pk for one in made for persoon in one.personen])


def _is_child(born: date | None, today: date) -> bool:
    return born is not None and (today - born).days < 18 * 365


def _open_cases(households: Sequence[tuple[int, int]], teams: Sequence["Team"], start: int, since: date) -> None:
    from keukentafel.casussen.public import Casus

    Casus.objects.bulk_create(
        Casus(
            nummer=f"B{start + number:07d}", huishouden_id=home, persoon_id=persoon,
            team=teams[(start + number) % len(teams)], aangemeld_op=since, geregistreerd_op=since,
        )
        for number, (home, persoon) in enumerate(households)
    )  # fmt: skip


def make_searchers() -> dict[str, object]:
    """Make a worker of the first team and someone at the desk, as users who can search."""
    from keukentafel.audit.public import SYSTEEM
    from keukentafel.teams.public import Medewerker, Plaatsing, Team
    from keukentafel.toegang.public import Rol, create_gebruiker, grant_rol

    since = date.today() - timedelta(days=300)
    team = Team.objects.order_by("pk").first()
    found: dict[str, object] = {}
    for wie, rol in (("wijkteamlid", Rol.WIJKTEAMLID), ("loket", Rol.LOKETMEDEWERKER)):
        user = create_gebruiker(by=SYSTEEM, email=f"{wie}@bench.invalid", naam=wie, demo=True)
        grant_rol(by=SYSTEEM, gebruiker=user, rol=rol, van=since)
        worker = Medewerker.objects.create(gebruiker=user, naam=wie)
        if rol is Rol.WIJKTEAMLID:
            Plaatsing.objects.create(medewerker=worker, team=team, medewerkertype="volwassenen", fte=1, van=since)
        found[wie] = user
    return found


def measure(searchers: dict[str, object], repeat: int) -> Iterator[Meting]:
    """Search each kind as each user, the way a request does: find, decide, log the search and who was shown."""
    for wie, user in searchers.items():
        for soort, typed in SEARCHES:
            search = _request(user, typed)
            treffers, vragen = search()
            before = _server_seconds()
            runs = [_timed(search) for _ in range(repeat)]
            server = (_server_seconds() - before) * 1000 / repeat
            medians = [statistics.median(times) for times in zip(*runs, strict=True)]
            yield Meting(wie, soort, treffers, vragen, medians[0], medians[1], server)


def _request(user: object, typed: str) -> Callable[[], tuple[int, int]]:
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from keukentafel.audit.gebeurtenis import Gebeurtenis, open_read
    from keukentafel.audit.schrijven import write
    from keukentafel.personen.public import find_personen
    from keukentafel.toegang.public import Gebruiker

    def search() -> tuple[int, int]:
        fresh = Gebruiker.objects.get(pk=user.pk)  # type: ignore[attr-defined]
        event = Gebeurtenis("bench", fresh.pk, "bench")
        fresh.tweede_factor = True  # type: ignore[attr-defined]  # the gate sets it on each request
        token = open_read.set(event)
        try:
            with CaptureQueriesContext(connection) as queries:
                found = find_personen(fresh, typed)
                with transaction.atomic():
                    write(event)
        finally:
            open_read.reset(token)
        return len(found.treffers), len(queries)

    return search


def _server_seconds() -> float:
    """Return the CPU seconds so far of the PostgreSQL process of this connection; 0.0 when it cannot be told."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return 0.0


def _timed(search: Callable[[], object]) -> tuple[float, float]:
    cpu, clock = time.process_time(), time.perf_counter()
    search()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - clock) * 1000


def table(lines: Iterable[Meting]) -> str:
    """Return the measurements as a table in Markdown."""
    head = "| wie | zoekt op | treffers | vragen | cpu ms | db ms | klok ms |\n|---|---|---|---|---|---|---|"
    rows = [
        f"| {m.wie} | {m.soort} | {m.treffers} | {m.vragen} | {m.cpu:.1f} | {m.db:.1f} | {m.klok:.1f} |" for m in lines
    ]
    return "\n".join([head, *rows])


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--teams", type=int, default=0, help="0: one per 1,500 cases")
    parser.add_argument("--repeat", type=int, default=20)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from keukentafel.core.muur import name_system

    name_system("bench zoeken")
    from keukentafel.personen.public import Persoon

    if Persoon.objects.exists():
        parser.error("the database holds people already; give an empty one")
    begin = time.perf_counter()
    load_city(options.cases, options.teams or max(2, options.cases // 1500))
    print(f"{options.cases} casussen, {Persoon.objects.count()} personen in {time.perf_counter() - begin:.0f} s")
    print(table(measure(make_searchers(), options.repeat)))


if __name__ == "__main__":
    main()
