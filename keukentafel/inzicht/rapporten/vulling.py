"""How often each field is filled, per day of its row: what the fill-rate watchdog compares."""

from __future__ import annotations

from datetime import date, timedelta

from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, cases, table
from keukentafel.inzicht.velden import Bron, sources
from keukentafel.inzicht.vulgraad import ERVOOR, TERUGKIJKEN, WEEK, Reeks, Telling


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
