"""One household, one plan: how the open plans stand on a day (R-001, R-060, R-061)."""

from __future__ import annotations

from keukentafel.inzicht.motor import DIT, Motor, Rij, Uitdrukking, cases, descending, first_of, literal, table, union
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.metingen import PROBLEEM_TOT, of_cases, scores_of
from keukentafel.inzicht.rapporten.selecties import HUIDIGE_WAARDE, known_cases, until
from keukentafel.inzicht.rekenen import share
from keukentafel.inzicht.vraag import Vraag


def compute_plannen(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the open own plans, their households, who has them, and whether problems have a goal."""
    plannen, given, agreed, unsaid = (
        motor.total(_count_plans, vraag, name) for name in ("plannen", "verstrekt", "akkoord", "onbekend")
    )
    of_scope = [row for row in motor.asked(_count_homes, vraag) if row["team"] == (vraag.team or None)]
    homes, more = (sum(int(row[name]) for row in of_scope) for name in ("huishoudens", "meer"))
    problems, met_doel = (motor.total(_count_problems, vraag, name) for name in ("problemen", "met_doel"))
    rows = [
        _row("aantal_plannen", plannen),
        _row("huishoudens_met_plan", homes),
        _row("huishoudens_met_meer_dan_een_plan", more, homes),
        _row("verstrekt", given, plannen),
        _row("akkoord", agreed, plannen),
        _row("probleemdomeinen", problems),
        _row("met_doel", met_doel, problems),
    ]
    return Uitkomst(plannen, unsaid, rows, {}, [HUIDIGE_WAARDE.format("akkoord")])


def _open(vraag: Vraag) -> Uitdrukking:
    """The plans that are open on the peildatum: the team's own and those of others."""
    plannen, day = table("plannen"), vraag.peildatum
    return plannen.filter(
        (plannen.opgesteld_op <= day) & (plannen.beeindigd_op.isnull() | (plannen.beeindigd_op > day))
    )


def open_own_plans(vraag: Vraag) -> Uitdrukking:
    """Return the open own plans, with the team of their case; without a known case they belong to no team."""
    every, of_case = _open(vraag), known_cases(vraag).select("team", casus_id="id")
    own = every.filter(every.eigenaar.isnull()).select("id", "huishouden", "casus", "verstrekt_op", "akkoord")
    return own.left_join(of_case, [("casus", "casus_id")])


def _count_plans(vraag: Vraag) -> Uitdrukking:
    given, agreed = until(DIT.verstrekt_op, vraag), DIT.akkoord == "akkoord"
    named = {"verstrekt": given, "akkoord": agreed, "onbekend": DIT.akkoord.isnull()}
    sums = {name: cases((condition, 1), else_=0).sum() for name, condition in named.items()}
    return open_own_plans(vraag).group_by("team").aggregate(plannen=DIT.count(), **sums)


def _count_homes(vraag: Vraag) -> Uitdrukking:
    """The households with an open own plan, and those with more plans than one, of anybody.

    Per team, and in the row without a team of all together: a household with plans of two teams is one household.
    """
    own = open_own_plans(vraag)
    whole = own.select("huishouden", team=literal(None, "string"))
    homes = union(own.filter(own.team.notnull()).select("huishouden", "team"), whole, distinct=True)
    per_home = (
        _open(vraag).group_by("huishouden").aggregate(aantal=DIT.count()).select(thuis="huishouden", aantal="aantal")
    )
    joined = homes.inner_join(per_home, [("huishouden", "thuis")])
    more = cases((joined.aantal > 1, 1), else_=0).sum()
    return joined.group_by("team").aggregate(huishoudens=DIT.count(), meer=more)


def homes_with_plan(vraag: Vraag) -> Uitdrukking:
    """Return per team the households with an open own plan there: one of its cases, and their open plans of anybody."""
    every = open_own_plans(vraag)
    own = every.filter(every.team.notnull()).group_by("team", "huishouden").aggregate(casus=DIT.casus.min())
    per_home = (
        _open(vraag).group_by("huishouden").aggregate(aantal=DIT.count()).select(thuis="huishouden", aantal="aantal")
    )
    return own.inner_join(per_home, [("huishouden", "thuis")]).select("team", "casus", "aantal")


def _count_problems(vraag: Vraag) -> Uitdrukking:
    """The domains with a problem of cases with an open own plan, and those of them that have a goal there."""
    own = open_own_plans(vraag)
    planned = own.filter(own.team.notnull())
    metingen = of_cases(known_cases(vraag).semi_join(planned, [("id", "casus")]), vraag, own_person=True)
    last = first_of(metingen, per=["casus"], by=[descending("datum"), descending("id")])
    scores = scores_of(last)
    problems = scores.filter(scores.niveau <= PROBLEEM_TOT).select("team", "casus", "domein").distinct()
    doelen = table("doelen").select("plan", doeldomein="domein")
    goals = doelen.inner_join(planned.select(doelcasus="casus", plan_id="id"), [("plan", "plan_id")])
    goals = goals.select("doelcasus", "doeldomein").distinct()
    joined = problems.left_join(goals, [("casus", "doelcasus"), ("domein", "doeldomein")])
    met = cases((joined.doelcasus.notnull(), 1), else_=0).sum()
    return joined.group_by("team").aggregate(problemen=DIT.count(), met_doel=met)


def _row(sleutel: str, aantal: int, noemer: int | None = None) -> Rij:
    """One row; without `noemer` it is no share of anything."""
    percentage = None if noemer is None else share(aantal, noemer)
    return {"sleutel": sleutel, "aantal": aantal, "noemer": noemer, "percentage": percentage}
