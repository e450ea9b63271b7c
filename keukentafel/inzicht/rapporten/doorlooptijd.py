"""How long the steps of a case take (R-027)."""

from __future__ import annotations

from functools import reduce
from operator import or_

from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, days_between, literal, union
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import cases_in_period, count_in_period, spread, until
from keukentafel.inzicht.rekenen import median, p80
from keukentafel.inzicht.vraag import Vraag

STAPPEN = ("vraagverheldering", "plan", "afgesloten")


def compute_doorlooptijd(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return per step the number of cases with both days, the median and the p80 of the days between."""
    days_of: dict[str, dict[int, int]] = {stap: {} for stap in STAPPEN}
    for row in motor.counted(_spread_steps, vraag, "aantal"):
        days_of[row["stap"]][row["dagen"]] = row["aantal"]
    rows = []
    for stap, days in days_of.items():
        rows.append({"stap": f"aangemeld_{stap}", "n": sum(days.values()), "mediaan": median(days), "p80": p80(days)})
    n = motor.total(count_in_period, vraag)
    return Uitkomst(n, n - motor.total(_count_any_step, vraag), rows)


def _spread_steps(vraag: Vraag) -> Uitdrukking:
    """The days from aanmelding to each step, as `stap`."""
    found = cases_in_period(vraag)

    def of_step(stap: str) -> Uitdrukking:
        end = found[f"{stap}_op"]
        taken = found.filter(until(end, vraag))
        return taken.select("team", stap=literal(stap), dagen=days_between(taken[f"{stap}_op"], taken.aangemeld_op))

    return spread(union(*(of_step(stap) for stap in STAPPEN)), "stap")


def _count_any_step(vraag: Vraag) -> Uitdrukking:
    found = cases_in_period(vraag)
    any_step = reduce(or_, (until(found[f"{stap}_op"], vraag) for stap in STAPPEN))
    return found.filter(any_step).group_by("team").aggregate(aantal=DIT.count())
