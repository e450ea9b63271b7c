"""Which cases are behind a count: the same selections as the reports, with ids instead of numbers.

For the team that may see those cases; what a figure counts and what its list shows is then one selection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, coalesce, literal, union
from keukentafel.inzicht.rapporten.caseload import open_cases
from keukentafel.inzicht.rapporten.doorlooptijd import STAPPEN
from keukentafel.inzicht.rapporten.hulp import first_help
from keukentafel.inzicht.rapporten.kenmerken import WAARDEN, describe_cases
from keukentafel.inzicht.rapporten.metingen import PROBLEEM_TOT, scores_of
from keukentafel.inzicht.rapporten.ontwikkeling import pairs_of
from keukentafel.inzicht.rapporten.patronen import scored_pairs
from keukentafel.inzicht.rapporten.plan_stand import homes_with_plan, open_own_plans
from keukentafel.inzicht.rapporten.selecties import cases_in_period, known_cases, until
from keukentafel.inzicht.rapporten.werkwijze import VRAGEN, last_reviews, named_reasons
from keukentafel.inzicht.rapporten.zelfredzaamheid import start_of
from keukentafel.inzicht.vraag import Vraag

Eenheden = dict[str, list[str]]  # partition/value → ids in the package, sorted
PERIODE = "casussen"  # every case of the period
OVERGANG, START = "overgang", "start"


def cases_behind(vraag: Vraag, motor: Motor) -> Eenheden:
    """Return the cases behind the counts of the figures, by partition and value.

    Some counts are of people or plans; where two of them are in one case there is no list that is exactly as long, so
    no key. Without a team in the question: of each key the cases of all teams.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for ask in (_months, _features, _levels, _changes, _together, _stands, _plans, _homes, _reviews, _steps):
        for row in motor.of_team(ask, vraag):
            found[row["sleutel"]] += row["ids"]
    return once_each({**found, **_levels_added(found), **_changes_added(found)})


def once_each(found: Mapping[str, Iterable[str]]) -> Eenheden:
    """Return the keys of which every id is there once, sorted: only those can be shown as a list that is as long."""
    lists = {sleutel: sorted(ids) for sleutel, ids in found.items()}
    return {sleutel: ids for sleutel, ids in lists.items() if len(ids) == len(set(ids))}


def listed(rows: Uitdrukking, sleutel: Uitdrukking, wat: str = "casus") -> Uitdrukking:
    """Return per team and key the ids in column `wat` as one list."""
    return rows.mutate(sleutel=sleutel).group_by("team", "sleutel").aggregate(ids=rows[wat].collect())


def _months(vraag: Vraag) -> Uitdrukking:
    """By the month of aanmelding, and by that in which the case was typed in."""
    known = known_cases(vraag).mutate(casus=DIT.id, ingevoerd=coalesce(DIT.geregistreerd_op, DIT.aangemeld_op))

    def per_month(kind: str, column: str) -> Uitdrukking:
        rows = known.filter(until(known[column], vraag)).select("team", "casus", dag=column)
        year, month = rows.dag.year().cast("string"), rows.dag.month().cast("string")
        return listed(rows, literal(f"{kind}/") + year.lpad(4, "0") + "-" + month.lpad(2, "0"))

    return union(per_month("maanden", "aangemeld_op"), per_month("ingevoerd", "ingevoerd"))


def _features(vraag: Vraag) -> Uitdrukking:
    every = cases_in_period(vraag)
    rows = describe_cases(every).rename(casus="id")
    features = (listed(rows, literal(f"{kenmerk}/") + rows[kenmerk]) for kenmerk in WAARDEN)
    return union(listed(every.select("team", casus="id"), literal(PERIODE)), *features)


def _levels(vraag: Vraag) -> Uitdrukking:
    """By level at the start; under 0 who was asked and has no level."""
    scores = scores_of(start_of(cases_in_period(vraag), vraag))
    return listed(scores, _domain(START, scores) + "/" + coalesce(scores.niveau, 0).cast("string"))


def _levels_added(found: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Per domain who has a problem there, and who has no level."""
    per_domain = _per_domain(found, START)
    made = {}
    for domain, cells in per_domain.items():
        made[domain] = [pk for level, ids in cells.items() if 0 < int(level) <= PROBLEEM_TOT for pk in ids]
        scored = [pk for level, ids in cells.items() if level != "0" for pk in ids]
        if len(scored) == len(set(scored)):
            made[f"{domain}/geen"] = sorted(set(found.get(PERIODE, ())) - set(scored))
    return made


def _changes(vraag: Vraag) -> Uitdrukking:
    """By level at the start and level now; this counts people, of whom there may be two in a case."""
    pairs, _later = pairs_of(cases_in_period(vraag), vraag)
    cell = pairs.van.cast("string") + "-" + pairs.naar.cast("string")
    return listed(pairs, _domain(OVERGANG, pairs) + "/" + cell)


def _changes_added(found: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Per domain who went back, stayed or went forward, and all who were measured twice."""
    made: dict[str, list[str]] = defaultdict(list)
    for domain, cells in _per_domain(found, OVERGANG).items():
        base = "verloop" + domain.removeprefix(OVERGANG)
        for cell, ids in cells.items():
            van, naar = map(int, cell.split("-"))
            way = "verslechterd" if naar < van else "verbeterd" if naar > van else "gelijk"
            for key in (f"{base}/{way}", f"{base}/n"):
                made[key] += ids
    return made


def _per_domain(found: Mapping[str, list[str]], kind: str) -> dict[str, dict[str, list[str]]]:
    """kind/instrument/domain → last part of the key → ids."""
    parts: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for sleutel, ids in found.items():
        if sleutel.startswith(f"{kind}/"):
            domain, _slash, cell = sleutel.rpartition("/")
            parts[domain][cell] = ids
    return parts


def _together(vraag: Vraag) -> Uitdrukking:
    """By pair of domains: who has a problem in both, and who was scored in both."""
    both = scored_pairs(vraag)
    pair = both.instrument + "/" + both.domein + "/" + both.ander
    problems = both.filter((both.probleem == 1) & (both.beide == 1))
    shown = problems.instrument + "/" + problems.domein + "/" + problems.ander
    return union(listed(both, literal("samen_gescoord/") + pair), listed(problems, literal("samen/") + shown))


def _stands(vraag: Vraag) -> Uitdrukking:
    rows = open_cases(vraag).rename(casus="id")
    return listed(rows, literal("stand/") + rows.stand)


def _plans(vraag: Vraag) -> Uitdrukking:
    """Open own plans, counted as plans: with two of them in one case there is no list."""
    every = open_own_plans(vraag)
    own = every.filter(every.team.notnull())
    given, agreed = own.filter(until(own.verstrekt_op, vraag)), own.filter(own.akkoord == "akkoord")
    return union(
        listed(own, literal("plan/open")),
        listed(given, literal("plan/verstrekt")),
        listed(agreed, literal("plan/akkoord")),
    )


def _homes(vraag: Vraag) -> Uitdrukking:
    """Households with an open own plan, each by one of its cases."""
    homes = homes_with_plan(vraag)
    more = homes.filter(homes.aantal > 1)
    return union(
        listed(homes, literal("plan/huishoudens")), listed(more, literal("plan/huishoudens_met_meer_dan_een_plan"))
    )


def _reviews(vraag: Vraag) -> Uitdrukking:
    """By question who said yes and who answered at all, and by reason that was named."""
    last, reasons = last_reviews(vraag), named_reasons(vraag)
    per_question = (
        (listed(last.filter(last[naam]), literal(f"terugblik/{naam}")),
         listed(last.filter(last[naam].notnull()), literal(f"terugblik/{naam}/antwoord")))
        for naam in VRAGEN
    )  # fmt: skip
    return union(*chain(*per_question), listed(reasons, literal("reden/") + reasons.code))


def _steps(vraag: Vraag) -> Uitdrukking:
    """By step that was taken, and by line of which the first new help came."""
    found, helped = cases_in_period(vraag), first_help(vraag).rename(casus="casus_id")
    steps = (
        listed(found.filter(until(found[f"{stap}_op"], vraag)).select("team", casus="id"),
               literal(f"duur/aangemeld_{stap}"))
        for stap in STAPPEN
    )  # fmt: skip
    return union(*steps, listed(helped, literal("hulp/") + helped.lijn))


def _domain(kind: str, rows: Uitdrukking) -> Uitdrukking:
    return literal(f"{kind}/") + rows.instrument + "/" + rows.domein
