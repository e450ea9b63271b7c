"""How often each field is filled, per day of its row: what the fill-rate watchdog compares."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, cases, table
from keukentafel.inzicht.vulgraad import ERVOOR, TERUGKIJKEN, WEEK, Reeks, Telling

BESTAND = Path(__file__).parent.parent / "data" / "vulgraad.toml"


@dataclass(frozen=True, slots=True)
class Bron:
    """A resource whose fields are watched: `via` is (column, resource) where another row has its day."""

    resource: str
    naam: str
    dag: str
    via: tuple[str, str] | None
    velden: Mapping[str, str]


@cache
def sources() -> tuple[Bron, ...]:
    """Return what is watched, in the order of data/vulgraad.toml."""
    rows = tomllib.loads(BESTAND.read_text(encoding="utf-8"))["bron"]
    return tuple(
        Bron(row["resource"], row["naam"], row["dag"], tuple(row["via"]) if "via" in row else None, row["velden"])
        for row in rows
    )


def fill_series(op: date, motor: Motor) -> dict[tuple[str, str], Reeks]:
    """Return per (resource, field) the rows and the filled ones per day, as far back as an alarm is looked for."""
    found: dict[tuple[str, str], Reeks] = {}
    for bron in sources():
        counted = _dated(bron)
        first = op - timedelta(WEEK + ERVOOR + TERUGKIJKEN)
        counted = counted.filter((DIT.rijdag > first) & (DIT.rijdag <= op))
        sums = {f"v_{veld}": cases((counted[veld].notnull(), 1), else_=0).sum() for veld in bron.velden}
        rows = motor.rows(counted.group_by("rijdag").aggregate(rijen=DIT.count(), **sums))
        for veld in bron.velden:
            per_day: dict[date, Telling] = {row["rijdag"]: (row["rijen"], int(row[f"v_{veld}"])) for row in rows}
            found[bron.resource, veld] = per_day
    return found


def _dated(bron: Bron) -> Uitdrukking:
    rows = table(bron.resource)
    if bron.via is None:
        return rows.mutate(rijdag=rows[bron.dag])
    column, resource = bron.via
    days = table(resource).select(andere_id="id", rijdag=bron.dag)
    return rows.inner_join(days, [(column, "andere_id")])
