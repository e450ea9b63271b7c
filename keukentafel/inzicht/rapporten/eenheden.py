"""Which cases are behind a count: the same selections as the reports, with ids instead of numbers.

For the team that may see those cases; what a figure counts and what its list shows is then one selection.
"""

from __future__ import annotations

from collections import defaultdict

from keukentafel.inzicht.motor import Motor, Rij
from keukentafel.inzicht.rapporten.caseload import open_cases
from keukentafel.inzicht.rapporten.kenmerken import WAARDEN, describe_cases
from keukentafel.inzicht.rapporten.metingen import PROBLEEM_TOT, scores_of
from keukentafel.inzicht.rapporten.ontwikkeling import pairs_of
from keukentafel.inzicht.rapporten.selecties import cases_in_period, known_cases
from keukentafel.inzicht.rapporten.zelfredzaamheid import start_of
from keukentafel.inzicht.rekenen import month_of
from keukentafel.inzicht.vraag import Vraag

Eenheden = dict[str, list[str]]  # partition/value → ids of cases in the package, sorted


def cases_behind(vraag: Vraag, motor: Motor) -> Eenheden:
    """Return the cases behind the counts of the figures: months, features, problems, setbacks, stand.

    A setback counts people; where two of them are in one case there is no list that is exactly as long, so no key.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for row in motor.rows(known_cases(vraag).select("id", "aangemeld_op")):
        found[f"maanden/{month_of(row['aangemeld_op'])}"].append(row["id"])
    cases = cases_in_period(vraag)
    for row in motor.rows(describe_cases(cases)):
        for kenmerk in WAARDEN:
            found[f"{kenmerk}/{row[kenmerk]}"].append(row["id"])
    scores = scores_of(start_of(cases, vraag))
    for row in motor.rows(scores.filter(scores.niveau <= PROBLEEM_TOT)):
        found[_domain("start", row)].append(row["casus"])
    pairs, _later = pairs_of(cases, vraag)
    for row in motor.rows(pairs.filter(pairs.naar < pairs.van)):
        found[_domain("verloop", row)].append(row["casus"])
    for row in motor.rows(open_cases(vraag).select("id", "stand")):
        found[f"stand/{row['stand']}"].append(row["id"])
    return {sleutel: sorted(ids) for sleutel, ids in found.items() if len(set(ids)) == len(ids)}


def _domain(kind: str, row: Rij) -> str:
    return f"{kind}/{row['instrument']}/{row['domein']}"
