"""A long ride at one rate, and a climb to where the server can do no more."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from keukentafel.meldingen.public import Melding
from keukentafel.plannen.models import Doel
from keukentafel.tijdlijn.models import Contactmoment
from scripts.belasting.bezetting import Collega, staff
from scripts.belasting.mengsel import INGEZIEN, MERK, Werkplek
from scripts.belasting.meten import Machine, cores
from scripts.belasting.rit import Bezoek, ride
from scripts.belasting.server import Server
from scripts.belasting.verslag import P95, faults, machine_lines, quantile, table, unkept, where, write_csv
from scripts.logboek.kosten import fill

BEGIN = timezone.now()


def database_url() -> str:
    """The DATABASE_URL that the settings were read from."""
    return os.environ["DATABASE_URL"]


def written() -> dict[str, int]:
    """How many rows there are of what a ride writes, by kind of request; of those made since this process began."""
    kinds: dict[str, tuple[type[Model], str]] = {
        "melding bewaren": (Melding, "omschrijving"), "notitie bewaren": (Contactmoment, "tekst"),
        "doel bewaren": (Doel, "omschrijving"),
    }  # fmt: skip
    return {
        kind: sum(
            getattr(row, name).startswith(MERK)  # decrypted: no database can look for it
            for row in model._default_manager.filter(gemaakt_op__gte=BEGIN).only(name).iterator()
        )
        for kind, (model, name) in kinds.items()
    }


def last_line() -> int:
    """The number of the last line of the log."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(volgnr), 0) FROM audit_regel")
        return int(cursor.fetchone()[0])


def logged_since(number: int) -> tuple[int, set[str]]:
    """How many lines since that line, and the traces of the requests that saw somebody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_regel WHERE volgnr > %s", [number])
        lines = int(cursor.fetchone()[0])
        cursor.execute("SELECT DISTINCT trace FROM audit_regel WHERE volgnr > %s AND betrokkene <> ''", [number])
        return lines, {trace for (trace,) in cursor.fetchall()}


def fill_log(lines: int) -> None:
    """Put invented lines in the log (their chain is not sound) until there are so many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_regel")
        there = int(cursor.fetchone()[0])
    if there < lines:
        fill(lines - there, users=300, months=12)


def desks(people: Sequence[Collega], port: int, seed: int, merk: str = MERK) -> list[Werkplek]:
    """A desk for everyone."""
    return [Werkplek(one, port, seed * 1000 + place, merk) for place, one in enumerate(people)]


def ride_on(chosen: argparse.Namespace) -> list[str]:
    """Ride so long at one rate; prints the report, returns what is not good enough."""
    people, before, line = staff(chosen.staff), written(), last_line()
    connection.close()
    server = Server(chosen.ports[0], database_url(), chosen.workers, chosen.threads)
    try:
        crew = desks(people, chosen.ports[0], chosen.seed)
        ride([one.step for one in crew], min(chosen.rate, 10), 10, chosen.seed)  # every worker has been asked something
        before, line = written(), last_line()
        connection.close()
        with Machine(server.pid, chosen.database_pid) as machine:
            visits = ride([one.step for one in crew], chosen.rate, chosen.seconds, chosen.seed + 1)
    finally:
        server.close()
    wrong = faults(visits, machine)
    wrong += unkept(visits, {kind: number - before[kind] for kind, number in written().items()})
    lines, seen = logged_since(line)
    shown = [one for one in visits if one.soort in INGEZIEN and not one.fout]
    if unlogged := [one.soort for one in shown if one.trace not in seen]:
        wrong.append(f"{len(unlogged)} bladzijden lieten iemand zien en staan niet in het logboek: {unlogged[0]}")
    write_csv(chosen.out / "rit.csv", visits)
    print(f"{len(people)} colleagues, {chosen.rate:g} requests a second, {chosen.workers} workers × {chosen.threads}\n")
    print(f"{table(visits)}\n\n{machine_lines(machine, visits)}\n{where(visits)}")
    print(f"log: {lines} lines; {len(shown)} pages that always show somebody, all of them looked up in it")
    print(over_time(visits))
    return wrong


def over_time(visits: Sequence[Bezoek]) -> str:
    """The 95th percentile of each of ten parts of the ride, in order."""
    size = max(1, len(visits) // 10)
    parts = [visits[start : start + size] for start in range(0, size * 10, size)]
    return "p95 in the course of it: " + ", ".join(
        f"{quantile([v.ms for v in part], 0.95):.0f}" for part in parts if part
    )


def climb(chosen: argparse.Namespace) -> list[str]:
    """Ride faster each time until the limit of p95 is passed; prints each step, returns what went wrong below it."""
    people = staff(chosen.staff)
    connection.close()
    server = Server(chosen.ports[0], database_url(), chosen.workers, chosen.threads)
    best, wrong, everything = 0.0, [], []
    print("| a second | p50 ms | p95 ms | p99 ms | wrong | CPU machine | application | database | visitors |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    try:
        crew = desks(people, chosen.ports[0], chosen.seed)
        ride([one.step for one in crew], 10, 10, chosen.seed)
        for turn, rate in enumerate(map(float, chosen.rates.split(","))):
            with Machine(server.pid, chosen.database_pid) as machine:
                visits = ride([one.step for one in crew], rate, chosen.step_seconds, chosen.seed + turn)
            everything += visits
            wrong += [one for one in faults(visits) if "×" in one]
            print(step_line(rate, visits, machine), flush=True)
            if wrong or quantile([one.ms for one in visits], 0.95) > P95:
                print(f"\nat {rate:g} a second: {where(visits)}")
                break
            best, at_best = rate, visits
    finally:
        server.close()
    write_csv(chosen.out / "trap.csv", everything)
    if best:
        print(f"\nlast rate within {P95} ms: {best:g} a second, {best / cores():.1f} per core; {where(at_best)}")
    return wrong if best else [*wrong, "al bij de laagste snelheid te traag"]


def step_line(rate: float, visits: Sequence[Bezoek], machine: Machine) -> str:
    """One row of the climb."""
    times = [one.ms for one in visits]
    shares = [
        100 * seconds / machine.seconden / cores()
        for seconds in (machine.bezig, machine.toepassing, machine.gegevensbank, machine.bezoekers)
    ]
    told = " | ".join(f"{quantile(times, share):.0f}" for share in (0.5, 0.95, 0.99))
    wrong = sum(bool(one.fout) for one in visits)
    return f"| {rate:g} | {told} | {wrong} | {' | '.join(f'{share:.0f}%' for share in shares)} |"
