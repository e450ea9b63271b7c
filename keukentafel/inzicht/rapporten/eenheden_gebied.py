"""Which cases and meldingen are behind a count by area: the selections of the reports, with ids instead of numbers.

In the momentopname that figures are made of, who has a secret address has no area (afschermen.py); once somebody got
one since, no list by area opens (selectors.py).
"""

from __future__ import annotations

from collections import defaultdict

from keukentafel.inzicht.motor import Motor, Uitdrukking, coalesce
from keukentafel.inzicht.rapporten.eenheden import Eenheden, listed, once_each
from keukentafel.inzicht.rapporten.gebieden import clients_of, meldingen_of, periods_of
from keukentafel.inzicht.rapporten.hulp import households_of
from keukentafel.inzicht.rapporten.patronen import scored_by_area
from keukentafel.inzicht.rapporten.selecties import ONBEKEND
from keukentafel.inzicht.selectors import GEBIED
from keukentafel.inzicht.vraag import Vraag

MEER = ("twee", "drie_of_meer")


def cases_by_area(vraag: Vraag, motor: Motor) -> Eenheden:
    """Return the cases behind the counts by area: problems per domain, households with their provisions, clients."""
    found: dict[str, list[str]] = defaultdict(list)
    when = periods_of(vraag)
    for ask, asked, kind in (
        (_patterns, vraag, "patroon"),
        (_clients, Vraag(when.tot, team=vraag.team), "clienten"),
        (_clients, Vraag(when.eerder_tot, team=vraag.team), "clienten_eerder"),
    ):
        for row in motor.of_team(ask, asked):
            found[f"{GEBIED}{kind}/{row['sleutel']}"] += row["ids"]
    for row in motor.asked(_households, vraag):
        if row["team"] == (vraag.team or None):
            for kind in ("stapeling", "stapeling_meer") if row["stapeling"] in MEER else ("stapeling",):
                found[f"{GEBIED}{kind}/{row['gebied']}"] += row["ids"]
    return once_each(found)


def meldingen_by_area(vraag: Vraag, motor: Motor) -> Eenheden:
    """Return the meldingen behind the counts by area, of the period and of the one before."""
    when, found = periods_of(vraag), dict[str, list[str]]()
    for kind, van, tot in (
        ("meldingen", when.van, when.tot),
        ("meldingen_eerder", when.eerder_van, when.eerder_tot),
    ):
        rows = motor.of_team(_meldingen, Vraag(vraag.peildatum, van, tot, vraag.team)) if van <= tot else ()
        for row in rows:
            found.setdefault(f"{GEBIED}{kind}/{row['sleutel']}", []).extend(row["ids"])
    return once_each(found)


def _patterns(vraag: Vraag) -> Uitdrukking:
    rows = scored_by_area(vraag)
    problems = rows.filter(rows.probleem == 1)
    return listed(problems, problems.instrument + "/" + problems.domein + "/" + problems.gebied)


def _clients(vraag: Vraag) -> Uitdrukking:
    rows = clients_of(vraag)
    return listed(rows, coalesce(rows.gebied, ONBEKEND), "id")


def _meldingen(vraag: Vraag) -> Uitdrukking:
    rows = meldingen_of(vraag)
    return listed(rows, coalesce(rows.gebied, ONBEKEND), "id")


def _households(vraag: Vraag) -> Uitdrukking:
    homes = households_of(vraag)
    rows = homes.mutate(gebied=coalesce(homes.gebied, ONBEKEND))
    return rows.group_by("team", "gebied", "stapeling").aggregate(ids=rows.casus.collect())
