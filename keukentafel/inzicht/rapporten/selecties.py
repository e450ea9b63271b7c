"""Which cases, persons and plans a question is about. Source: reports.md, "Common rules"."""

from __future__ import annotations

from collections.abc import Mapping

from keukentafel.inzicht.motor import Motor, Uitdrukking, table
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
    """Return the team's own plans of these cases; a plan without a case is none of them."""
    plannen = table("plannen")
    own = plannen.filter(plannen.eigenaar.isnull())
    return own.semi_join(cases, own.casus == cases.id)


def distribution(rows: Uitdrukking, column: str, motor: Motor) -> Mapping[int, int]:
    """Return how often each value of a column of whole numbers occurs; unknown is not in it."""
    known = rows.filter(rows[column].notnull())
    counted = known.group_by(column).aggregate(aantal=known.count())
    return {int(row[column]): int(row["aantal"]) for row in motor.rows(counted)}
