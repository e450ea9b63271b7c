"""One household, one plan: how the open plans stand on a day (R-001, R-060, R-061)."""

from __future__ import annotations

from keukentafel.inzicht.motor import DIT, Motor, Rij, Uitdrukking, descending, first_of, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.metingen import PROBLEEM_TOT, of_cases, scores_of
from keukentafel.inzicht.rapporten.selecties import HUIDIGE_WAARDE, known_cases, until
from keukentafel.inzicht.rekenen import share
from keukentafel.inzicht.vraag import Vraag


def compute_plannen(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the open own plans, their households, who has them, and whether problems have a goal."""
    every = _open(vraag)
    own = every.filter(every.eigenaar.isnull())
    if vraag.team:
        own = own.semi_join(known_cases(vraag), [("casus", "id")])
    plannen = motor.number(own)
    households = own.select("huishouden").distinct()
    per_household = every.semi_join(households, "huishouden").group_by("huishouden").aggregate(aantal=DIT.count())
    homes, more = motor.number(households), motor.number(per_household.filter(per_household.aantal > 1))
    given, agreed = motor.number(own.filter(until(own.verstrekt_op, vraag))), own.filter(own.akkoord == "akkoord")
    problems, met_doel = _problems(own, vraag, motor)
    rows = [
        _row("aantal_plannen", plannen),
        _row("huishoudens_met_plan", homes),
        _row("huishoudens_met_meer_dan_een_plan", more, homes),
        _row("verstrekt", given, plannen),
        _row("akkoord", motor.number(agreed), plannen),
        _row("probleemdomeinen", problems),
        _row("met_doel", met_doel, problems),
    ]
    return Uitkomst(
        plannen, motor.number(own.filter(own.akkoord.isnull())), rows, {}, [HUIDIGE_WAARDE.format("akkoord")]
    )


def _open(vraag: Vraag) -> Uitdrukking:
    """The plans that are open on the peildatum: the team's own and those of others."""
    plannen, day = table("plannen"), vraag.peildatum
    return plannen.filter(
        (plannen.opgesteld_op <= day) & (plannen.beeindigd_op.isnull() | (plannen.beeindigd_op > day))
    )


def _problems(own: Uitdrukking, vraag: Vraag, motor: Motor) -> tuple[int, int]:
    """Count the domains with a problem of cases with an open own plan, and those of them that have a goal there."""
    cases = known_cases(vraag).semi_join(own, [("id", "casus")])
    metingen = of_cases(cases, vraag, own_person=True)
    last = first_of(metingen, per=["casus"], by=[descending("datum"), descending("id")])
    scores = scores_of(last)
    problems = scores.filter(scores.niveau <= PROBLEEM_TOT).select("casus", "domein").distinct()
    doelen = table("doelen").select("plan", "domein")
    goals = doelen.inner_join(own.select("casus", plan_id="id"), [("plan", "plan_id")]).select("casus", "domein")
    return motor.number(problems), motor.number(problems.semi_join(goals, ["casus", "domein"]))


def _row(sleutel: str, aantal: int, noemer: int | None = None) -> Rij:
    """One row; without `noemer` it is no share of anything."""
    percentage = None if noemer is None else share(aantal, noemer)
    return {"sleutel": sleutel, "aantal": aantal, "noemer": noemer, "percentage": percentage}
