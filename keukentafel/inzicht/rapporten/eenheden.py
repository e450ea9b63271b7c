"""Which cases are behind a count: the same selections as the reports, with ids instead of numbers.

For the team that may see those cases; what a figure counts and what its list shows is then one selection.
"""

from __future__ import annotations

from collections import defaultdict

from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, literal, union
from keukentafel.inzicht.rapporten.caseload import open_cases
from keukentafel.inzicht.rapporten.kenmerken import WAARDEN, describe_cases
from keukentafel.inzicht.rapporten.metingen import PROBLEEM_TOT, scores_of
from keukentafel.inzicht.rapporten.ontwikkeling import pairs_of
from keukentafel.inzicht.rapporten.plan_stand import open_own_plans
from keukentafel.inzicht.rapporten.selecties import cases_in_period, known_cases, until
from keukentafel.inzicht.rapporten.werkwijze import VRAGEN, last_reviews
from keukentafel.inzicht.rapporten.zelfredzaamheid import start_of
from keukentafel.inzicht.vraag import Vraag

Eenheden = dict[str, list[str]]  # partition/value → ids of cases in the package, sorted


def cases_behind(vraag: Vraag, motor: Motor) -> Eenheden:
    """Return the cases behind the counts of the figures: months, features, problems, setbacks, stand.

    A setback counts people; where two of them are in one case there is no list that is exactly as long, so no key.
    Without a team in the question: of each key the cases of all teams.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for ask in (_months, _features, _problems, _setbacks, _stands, _plans, _reviews):
        for row in motor.of_team(ask, vraag):
            if row["aantal"] == row["casussen"]:
                found[row["sleutel"]] += row["ids"]
    return {sleutel: sorted(ids) for sleutel, ids in found.items()}


def _listed(rows: Uitdrukking, sleutel: Uitdrukking) -> Uitdrukking:
    """Per team and key the ids as one list, how many they are, and how many different ones."""
    keyed = rows.mutate(sleutel=sleutel)
    return keyed.group_by("team", "sleutel").aggregate(
        ids=DIT.casus.collect(), aantal=DIT.count(), casussen=DIT.casus.nunique()
    )


def _months(vraag: Vraag) -> Uitdrukking:
    rows = known_cases(vraag).select("team", "aangemeld_op", casus="id")
    year, month = rows.aangemeld_op.year().cast("string"), rows.aangemeld_op.month().cast("string")
    return _listed(rows, literal("maanden/") + year.lpad(4, "0") + "-" + month.lpad(2, "0"))


def _features(vraag: Vraag) -> Uitdrukking:
    rows = describe_cases(cases_in_period(vraag)).rename(casus="id")
    return union(*(_listed(rows, literal(f"{kenmerk}/") + rows[kenmerk]) for kenmerk in WAARDEN))


def _problems(vraag: Vraag) -> Uitdrukking:
    scores = scores_of(start_of(cases_in_period(vraag), vraag))
    problems = scores.filter(scores.niveau <= PROBLEEM_TOT)
    return _listed(problems, _domain("start", problems))


def _setbacks(vraag: Vraag) -> Uitdrukking:
    pairs, _later = pairs_of(cases_in_period(vraag), vraag)
    setbacks = pairs.filter(pairs.naar < pairs.van)
    return _listed(setbacks, _domain("verloop", setbacks))


def _stands(vraag: Vraag) -> Uitdrukking:
    rows = open_cases(vraag).rename(casus="id")
    return _listed(rows, literal("stand/") + rows.stand)


def _plans(vraag: Vraag) -> Uitdrukking:
    own = open_own_plans(vraag)
    given, agreed = own.filter(until(own.verstrekt_op, vraag)), own.filter(own.akkoord == "akkoord")
    return union(_listed(given, literal("plan/verstrekt")), _listed(agreed, literal("plan/akkoord")))


def _reviews(vraag: Vraag) -> Uitdrukking:
    last = last_reviews(vraag)
    return union(*(_listed(last.filter(last[naam]), literal(f"terugblik/{naam}")) for naam in VRAGEN))


def _domain(kind: str, rows: Uitdrukking) -> Uitdrukking:
    return literal(f"{kind}/") + rows.instrument + "/" + rows.domein
