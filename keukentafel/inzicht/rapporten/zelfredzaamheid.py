"""How residents fare at the start, per domain (R-048, R-049; T-16). Scores are never added up."""

from __future__ import annotations

from collections import defaultdict

from keukentafel.inzicht.motor import DIT, Motor, Rij, Uitdrukking, first_of
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.metingen import PROBLEEM_TOT, of_cases, scores_of
from keukentafel.inzicht.rapporten.selecties import cases_in_period, count_in_period
from keukentafel.inzicht.rekenen import share
from keukentafel.inzicht.vraag import Vraag


def compute_zelfredzaamheid(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return per instrument and domain how often each level was scored at the start, and the share of problems."""
    counted = motor.counted(_count_scores, vraag, "aantal")
    scored: dict[tuple[str, str], int] = defaultdict(int)
    problems: dict[tuple[str, str], int] = defaultdict(int)
    for row in counted:
        domein = row["instrument"], row["domein"]
        level = row["niveau"]
        scored[domein] += row["aantal"] if level is not None else 0
        problems[domein] += row["aantal"] if level is not None and level <= PROBLEEM_TOT else 0
    rows = [{**row, "percentage": _share(row, scored)} for row in sorted(counted, key=_order)]
    probleem = [
        {
            "instrument": instrument,
            "domein": domein,
            "n": n,
            "aantal": problems[instrument, domein],
            "percentage": share(problems[instrument, domein], n),
        }
        for (instrument, domein), n in sorted(scored.items())
    ]
    population, measured = motor.total(count_in_period, vraag), motor.total(_count_measured, vraag)
    return Uitkomst(population, population - measured, rows, {"probleem": probleem})


def _count_scores(vraag: Vraag) -> Uitdrukking:
    scores = scores_of(start_of(cases_in_period(vraag), vraag))
    keys = ["team", "instrument", "domein", "niveau", "reden_niet_gescoord"]
    return scores.group_by(keys).aggregate(aantal=DIT.count())


def _count_measured(vraag: Vraag) -> Uitdrukking:
    """How many cases have a start measurement at all."""
    first = of_cases(cases_in_period(vraag), vraag, own_person=True).filter(DIT.moment == "start")
    return first.group_by("team").aggregate(aantal=DIT.casus.nunique())


def start_of(cases: Uitdrukking, vraag: Vraag) -> Uitdrukking:
    """Return of each case the earliest start measurement of its person, per instrument."""
    metingen = of_cases(cases, vraag, own_person=True)
    return first_of(metingen.filter(metingen.moment == "start"), per=["instrument", "casus"], by=["datum", "id"])


def _share(row: Rij, scored: dict[tuple[str, str], int]) -> float | None:
    return None if row["niveau"] is None else share(row["aantal"], scored[row["instrument"], row["domein"]])


def _order(row: Rij) -> tuple[str, str, int, str]:
    return row["instrument"], row["domein"], row["niveau"] or 9, row["reden_niet_gescoord"] or ""
