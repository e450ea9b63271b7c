"""Two municipalities on one machine: what does the one notice when the other is in a storm?

Each has its own database, its own workers and its own visitors (a process each, so that they do not wait for each
other). Quiet and storm follow each other some times, so that what else the machine does falls on both.

`--indeling` says how the processor is divided (docs/productie.md): `eigen`, equal shares for each municipality with a
PostgreSQL of its own; `aandelen`, equal shares for each server and for the PostgreSQL of both; `geen`, no shares.
"""

# ruff: noqa: S603  (our own scripts)
from __future__ import annotations

import argparse
import statistics
import subprocess
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from django.db import connection

from scripts.belasting.aandeel import Aandeel, shares
from scripts.belasting.bezetting import Collega, staff
from scripts.belasting.mengsel import Werkplek
from scripts.belasting.meten import Machine, cores
from scripts.belasting.rit import Bezoek, ride
from scripts.belasting.ritten import database_url
from scripts.belasting.server import Server
from scripts.belasting.verslag import quantile, where, write_csv

POSTGRES = "scripts/postgres.sh"
BUUR = "keukentafel_buur"
HOOGSTENS = 0.20  # by how much the 95th percentile of the one may rise when the other is in a storm
KEER = 10  # a storm is so many times the usual load


def storm(chosen: argparse.Namespace) -> list[str]:
    """Let the neighbour ride at ten times its load now and then; returns what is not good enough."""
    people = staff(chosen.staff)
    connection.close()
    quiet: list[Bezoek] = []
    stormy: list[Bezoek] = []
    busy: list[Bezoek] = []
    with INDELING[chosen.indeling](chosen) as (ours, _theirs):
        drive_both(people, chosen, chosen.rate, 0, 10)  # every worker has been asked something
        print("| turn | neighbour a second | our p50 ms | our p95 ms | neighbour's p50 | p95 | CPU machine |")
        print("|--:|--:|--:|--:|--:|--:|--:|", flush=True)
        for turn, times in product(range(1, chosen.turns + 1), (1, KEER)):
            with Machine(ours.pid, chosen.database_pid) as machine:
                mine, other = drive_both(people, chosen, times * chosen.rate, turn * 100 + times, chosen.turn_seconds)
            (quiet if times == 1 else stormy).extend(mine)
            busy += other if times > 1 else []
            share = 100 * machine.bezig / machine.seconden / cores()
            print(f"| {turn} | {times * chosen.rate:g} | {_told(mine)} | {_told(other)} | {share:.0f}% |", flush=True)
    write_csv(chosen.out / "buren.csv", [*quiet, *stormy])
    return judge(quiet, stormy, busy)


def judge(quiet: Sequence[Bezoek], stormy: Sequence[Bezoek], busy: Sequence[Bezoek]) -> list[str]:
    """Print the comparison; returns what is not good enough."""
    before, after = (quantile([one.ms for one in visits], 0.95) for visits in (quiet, stormy))
    more = after / before - 1 if before else 0.0
    print(
        f"\nours: p95 {before:.0f} ms in {len(quiet)} requests, {after:.0f} ms in {len(stormy)} when the other storms"
    )
    print(f"that is {more:+.0%}; in the storm {where(stormy)}")
    print(f"the other in its storm: {len(busy)} requests, {sum(bool(one.fout) for one in busy)} wrong; {where(busy)}")
    wrong = [f"{sum(bool(one.fout) for one in visits)} foute antwoorden bij ons" for visits in (quiet, stormy)
             if any(one.fout for one in visits)]  # fmt: skip
    if not (quiet and stormy and busy):
        wrong.append("niets gemeten: rustig, in de storm of bij de buur kwam geen enkel verzoek")
    if more > HOOGSTENS:
        wrong.append(f"p95 steeg {more:.0%}, hoogstens {HOOGSTENS:.0%}")
    return wrong


def _told(visits: Sequence[Bezoek]) -> str:
    times = [one.ms for one in visits]
    return f"{statistics.median(times):.0f} | {quantile(times, 0.95):.0f}" if times else "none | none"


def drive(people: Sequence[Collega], port: int, rate: float, seconds: float, seed: int) -> list[Bezoek]:
    """Ride for one municipality; runs in a process of its own."""
    return ride(
        [Werkplek(one, port, seed * 1000 + place).step for place, one in enumerate(people)], rate, seconds, seed
    )


def drive_both(
    people: Sequence[Collega], chosen: argparse.Namespace, other: float, seed: int, seconds: float
) -> tuple[list[Bezoek], list[Bezoek]]:
    """Ours at the usual rate, the neighbour at `other`, at the same time."""
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        mine = pool.submit(drive, people, chosen.ports[0], chosen.rate, seconds, seed + 1)
        theirs = pool.submit(drive, people, chosen.ports[1], other, seconds, seed + 2)
        return mine.result(), theirs.result()


@contextmanager
def apart(chosen: argparse.Namespace) -> Iterator[tuple[Server, Server]]:
    """Both servers, each with a PostgreSQL of its own, and with it in a share of its own."""
    with shares("wij", "buur") as (ours, theirs):
        ours.take(chosen.database_pid)
        with (
            own_cluster(theirs) as url,
            serving(chosen, chosen.ports[0], database_url(), ours) as one,
            serving(chosen, chosen.ports[1], url, theirs) as other,
        ):
            yield one, other


@contextmanager
def together(chosen: argparse.Namespace) -> Iterator[tuple[Server, Server]]:
    """Both servers on one PostgreSQL, each of the three in a share of its own."""
    with shares("wij", "buur", "postgresql") as (ours, theirs, both):
        both.take(chosen.database_pid)
        with unshared(chosen, ours, theirs) as servers:
            yield servers


@contextmanager
def unshared(
    chosen: argparse.Namespace, ours: Aandeel | None = None, theirs: Aandeel | None = None
) -> Iterator[tuple[Server, Server]]:
    """Both servers on one PostgreSQL; without shares, whoever asks most of the processor gets most."""
    with (
        own_database() as url,
        serving(chosen, chosen.ports[0], database_url(), ours) as one,
        serving(chosen, chosen.ports[1], url, theirs) as other,
    ):
        yield one, other


INDELING: dict[str, Callable[[argparse.Namespace], AbstractContextManager[tuple[Server, Server]]]] = {
    "aandelen": together, "eigen": apart, "geen": unshared,
}  # fmt: skip


@contextmanager
def serving(chosen: argparse.Namespace, port: int, url: str, share: Aandeel | None = None) -> Iterator[Server]:
    """The server of one municipality, in its share when it has one."""
    server = Server(port, url, chosen.workers, chosen.threads, (lambda parts: share.command(*parts)) if share else list)
    try:
        yield server
    finally:
        server.close()


@contextmanager
def own_cluster(share: Aandeel) -> Iterator[str]:
    """A second municipality: the same city in a PostgreSQL of its own, with its own sessions; gone afterwards."""
    here = Path(unquote(urlsplit(database_url()).netloc.rpartition("@")[2]))
    there = here.with_name("buur")
    subprocess.run([POSTGRES, "stop", there], check=True)  # what a broken run left
    subprocess.run([POSTGRES, "copy", here, there], check=True)
    try:
        told = subprocess.run(
            share.command(POSTGRES, "start", str(there)), stdout=subprocess.PIPE, text=True, check=True
        )
        yield told.stdout.strip()
    finally:
        subprocess.run([POSTGRES, "stop", there], check=True)


@contextmanager
def own_database() -> Iterator[str]:
    """A second municipality: the same city in a database of its own on our PostgreSQL; gone afterwards."""
    url = database_url()
    base, _, name = url.rpartition("/")
    with psycopg.connect(f"{base}/postgres".replace("postgres://", "postgresql://"), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {BUUR} WITH (FORCE)")
        server.execute(f'CREATE DATABASE {BUUR} TEMPLATE "{name}" STRATEGY FILE_COPY')
        try:
            yield f"{base}/{BUUR}"
        finally:
            server.execute(f"DROP DATABASE {BUUR} WITH (FORCE)")
