"""Which cases are behind the closed trajects of the costs: the selection of the report, with ids instead of numbers."""

from __future__ import annotations

from collections import defaultdict

from keukentafel.inzicht.motor import Motor, Uitdrukking, literal
from keukentafel.inzicht.rapporten.eenheden import Eenheden, listed, once_each
from keukentafel.inzicht.rapporten.kosten import with_support
from keukentafel.inzicht.rapporten.selecties import cases_in_period, until
from keukentafel.inzicht.vraag import Vraag

TRAJECT = "traject_afgesloten"


def trajects_behind(vraag: Vraag, motor: Motor) -> Eenheden:
    """Return the cases of the period with support that were closed, by quarter of aanmelding (2014K3)."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in motor.of_team(_closed, vraag):
        found[row["sleutel"]] += row["ids"]
    return once_each(found)


def _closed(vraag: Vraag) -> Uitdrukking:
    every = cases_in_period(vraag)
    rows = every.filter(until(every.afgesloten_op, vraag)).semi_join(with_support(vraag), [("id", "met_hulp")])
    year, quarter = rows.aangemeld_op.year().cast("string"), rows.aangemeld_op.quarter().cast("string")
    return listed(rows, literal(f"{TRAJECT}/") + year + "K" + quarter, "id")
