"""The figures of a ride in Markdown, as CSV, and whether they are good enough (security.md 7.3, P1)."""

from __future__ import annotations

import csv
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from scripts.belasting.mengsel import BEVESTIGD
from scripts.belasting.meten import Machine, cores, growth
from scripts.belasting.rit import Bezoek

P50, P95, GROEI = 150, 400, 0.05  # milliseconds, milliseconds, share of memory
ZOEKEN_P95, BEWAREN_P95 = 300, 500
LOG_P95 = 15  # milliseconds that the log may cost a request (U6)
KOP = """| request | n | p50 ms | p95 | p99 | most | CPU ms | database ms | log ms | log p95 | wrong |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"""


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share lies; 0 without any."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def row(name: str, visits: Sequence[Bezoek]) -> str:
    """One line of the table."""
    times = [one.ms for one in visits]
    means = [statistics.fmean(values) for values in zip(*((one.cpu, one.db, one.log) for one in visits), strict=True)]
    cells = [statistics.median(times), *(quantile(times, share) for share in (0.95, 0.99)), max(times)]
    log = quantile([one.log for one in visits], 0.95)
    told = [f"{value:.0f}" for value in cells] + [f"{value:.1f}" for value in (*means, log)]
    return f"| {name} | {len(visits)} | {' | '.join(told)} | {sum(bool(one.fout) for one in visits)} |"


def table(visits: Sequence[Bezoek]) -> str:
    """All kinds of requests, the most frequent first, and all together."""
    kinds = Counter(one.soort for one in visits)
    rows = [row(kind, [one for one in visits if one.soort == kind]) for kind, _number in kinds.most_common()]
    return "\n".join([KOP, *rows, row("**all**", visits)])


def write_csv(path: Path, visits: Iterable[Bezoek]) -> None:
    """Every request on a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(Bezoek._fields)
        writer.writerows(visits)


def machine_lines(machine: Machine, visits: Sequence[Bezoek]) -> str:
    """Processor and memory in words."""
    spent = machine.toepassing, machine.gegevensbank, machine.bezoekers, machine.bezig
    share = [100 * seconds / machine.seconden / cores() for seconds in spent]
    each = [1000 * seconds / max(1, len(visits)) for seconds in spent]
    lines = [
        f"{len(visits)} requests in {machine.seconden:.0f} s ({len(visits) / machine.seconden:.1f} a second); "
        f"{cores()} cores, {share[3]:.0f}% busy: application {share[0]:.0f}%, database {share[1]:.0f}%, "
        f"the visitors themselves {share[2]:.0f}%",
        f"CPU per request: application {each[0]:.1f} ms, database {each[1]:.1f} ms",
    ]
    for name, values in memories(machine).items():
        more = growth(values)
        told = "too short to say" if more is None else f"{more:+.1%} from warm to end"
        top = f"{min(values):.0f} to {max(values):.0f} MB" if values else "not seen"
        lines.append(f"memory of the {name}: {top}, {told}")
    return "\n".join(lines)


def memories(machine: Machine) -> dict[str, list[float]]:
    """Megabytes in the course of the ride, by what they belong to."""
    return {
        "application": [stand.toepassing for stand in machine.standen],
        "database": [stand.database for stand in machine.standen],
    }


def where(visits: Sequence[Bezoek]) -> str:
    """Where the time of a request went, on average, in words: before the application, in it, database, log."""
    if not visits:
        return "nothing was answered"
    ms, app, cpu, db, log = (
        statistics.fmean(values) for values in zip(*((v.ms, v.app, v.cpu, v.db, v.log) for v in visits), strict=True)
    )
    rest = max(0.0, app - db - log)
    return (
        f"of {ms:.0f} ms: {ms - app:.0f} before and after the application (queue, connection, visitor), {rest:.0f} in "
        f"the application itself, {db:.0f} waiting for the database, {log:.0f} writing the log "
        f"(CPU of the application's thread in all of it {cpu:.0f})"
    )


def faults(visits: Sequence[Bezoek], machine: Machine | None = None) -> list[str]:
    """Everything that is not good enough, in words; empty when all is."""
    found = [f"{number} × {kind}: {fout}" for (kind, fout), number in _wrong(visits).items()]
    found += [] if visits else ["geen enkel verzoek"]
    limits: list[tuple[str, list[float], float, float]] = [
        ("p50", [one.ms for one in visits], 0.5, P50),
        ("p95", [one.ms for one in visits], 0.95, P95),
        ("p95 van zoeken", [one.ms for one in visits if one.soort == "zoeken"], 0.95, ZOEKEN_P95),
        ("p95 van bewaren", [one.ms for one in visits if one.soort in BEVESTIGD], 0.95, BEWAREN_P95),
        ("p95 van het logboek", [one.log for one in visits], 0.95, LOG_P95),
    ]
    for name, values, share, limit in limits:
        if (value := quantile(values, share)) > limit:
            found.append(f"{name} is {value:.0f} ms, hoogstens {limit}")
    if machine is not None and (more := growth(memories(machine)["application"])) is not None and more > GROEI:
        found.append(f"het geheugen van de toepassing groeide {more:.1%}, hoogstens {GROEI:.0%}")
    return found


def _wrong(visits: Sequence[Bezoek]) -> Counter[tuple[str, str]]:
    return Counter((one.soort, one.fout) for one in visits if one.fout)


def unkept(visits: Sequence[Bezoek], rows: Mapping[str, int]) -> list[str]:
    """What was acknowledged against the rows that are there now, by kind; empty when they are the same."""
    told = Counter(one.soort for one in visits if not one.fout)
    return [f"{kind}: {told[kind]} bevestigd, {rows[kind]} in de database" for kind in rows if told[kind] != rows[kind]]
