"""Which cases, persons and plans a question is about. Source: reports.md, "Common rules"."""

from __future__ import annotations

from collections.abc import Mapping

from keukentafel.inzicht.motor import DIT, Motor, Telvraag, Uitdrukking, table
from keukentafel.inzicht.vraag import Vraag

ONBEKEND = "onbekend"
HUIDIGE_WAARDE = "Zonder datum in het gegevenspakket, daarom de waarde van nu: {}."


def until(column: Uitdrukking, vraag: Vraag) -> Uitdrukking:
    """Whether this day is known and not after the peildatum."""
    return column.notnull() & (column <= vraag.peildatum)


def in_period(column: Uitdrukking, vraag: Vraag) -> Uitdrukking:
    """Whether this day lies in the period, cut off at the peildatum."""
    inside = column <= vraag.laatste
    return inside & (column >= vraag.van) if vraag.van is not None else inside


def known_cases(vraag: Vraag) -> Uitdrukking:
    """Return the cases that exist on the peildatum, of the team."""
    casussen = table("casussen")
    return of_team(casussen.filter(casussen.aangemeld_op <= vraag.peildatum), vraag)


def cases_in_period(vraag: Vraag) -> Uitdrukking:
    """Return the cases in the period, of the team."""
    casussen = table("casussen")
    return of_team(casussen.filter(in_period(casussen.aangemeld_op, vraag)), vraag)


def of_team(rows: Uitdrukking, vraag: Vraag) -> Uitdrukking:
    """Return those of these rows that belong to the team; all when none is asked."""
    return rows.filter(rows.team == vraag.team) if vraag.team else rows


def persons_without_case(vraag: Vraag) -> Uitdrukking:
    """Return the persons with a reason to have no case, who are the person of none on the peildatum (R-004)."""
    personen, casussen = table("personen"), table("casussen")
    found = casussen.filter(casussen.aangemeld_op <= vraag.peildatum)
    reasons = personen.filter(personen.reden_zonder_casus.notnull())
    return reasons.anti_join(found, reasons.id == found.persoon)


def valid_on(rows: Uitdrukking, vraag: Vraag) -> Uitdrukking:
    """Return the rows whose van..tot holds on the peildatum; an empty tot still holds."""
    open_end = rows.tot.isnull() | (rows.tot >= vraag.peildatum)
    return rows.filter((rows.van <= vraag.peildatum) & open_end)


def own_plans_of(cases: Uitdrukking) -> Uitdrukking:
    """Return the team's own plans of these cases, each with the team; a plan without a case is none of them."""
    plannen = table("plannen")
    own = plannen.filter(plannen.eigenaar.isnull())
    return own.inner_join(cases.select("team", casus_id="id"), [("casus", "casus_id")]).drop("casus_id")


def ids_of_teams(vraag: Vraag) -> Uitdrukking:
    """Return the ids of all teams there are."""
    return table("teams").select("id")


def count_known(vraag: Vraag) -> Uitdrukking:
    """Count the cases that exist on the peildatum, per team."""
    return known_cases(vraag).group_by("team").aggregate(aantal=DIT.count())


def count_in_period(vraag: Vraag) -> Uitdrukking:
    """Count the cases in the period, per team."""
    return cases_in_period(vraag).group_by("team").aggregate(aantal=DIT.count())


def spread(rows: Uitdrukking, *keys: str) -> Uitdrukking:
    """Count per team and key how often each number of `dagen` occurs; unknown is not in it."""
    known = rows.filter(rows.dagen.notnull())
    return known.group_by("team", *keys, "dagen").aggregate(aantal=DIT.count())


def distribution(ask: Telvraag, vraag: Vraag, motor: Motor) -> Mapping[int, int]:
    """Return how often each number of days occurs, of a `spread` without other keys."""
    return {int(row["dagen"]): row["aantal"] for row in motor.counted(ask, vraag, "aantal")}
