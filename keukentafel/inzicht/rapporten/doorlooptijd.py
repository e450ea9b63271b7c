"""How long the steps of a case take (R-027)."""

from __future__ import annotations

from keukentafel.inzicht.motor import Motor, days_between
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import cases_in_period, distribution, until
from keukentafel.inzicht.rekenen import median, p80
from keukentafel.inzicht.vraag import Vraag

STAPPEN = ("vraagverheldering", "plan", "afgesloten")


def compute_doorlooptijd(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return per step the number of cases with both days, the median and the p80 of the days between."""
    cases = cases_in_period(vraag)
    rows, any_step = [], None
    for stap in STAPPEN:
        end = cases[f"{stap}_op"]
        taken = until(end, vraag)
        any_step = taken if any_step is None else any_step | taken
        days = distribution(cases.filter(taken).select(dagen=days_between(end, cases.aangemeld_op)), "dagen", motor)
        rows.append({"stap": f"aangemeld_{stap}", "n": sum(days.values()), "mediaan": median(days), "p80": p80(days)})
    n = motor.number(cases)
    return Uitkomst(n, n - motor.number(cases.filter(any_step)), rows)
