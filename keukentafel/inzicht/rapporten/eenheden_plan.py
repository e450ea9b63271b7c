"""Which goals, support and requests are behind a count: the selections of the reports, with ids instead of numbers."""

from __future__ import annotations

from collections import defaultdict

from keukentafel.inzicht.motor import Motor, Uitdrukking, literal, union
from keukentafel.inzicht.rapporten.eenheden import Eenheden, listed, once_each
from keukentafel.inzicht.rapporten.plan import goals_of, support_of
from keukentafel.inzicht.rapporten.voorzieningen import outcome_on, requests_of
from keukentafel.inzicht.vraag import Vraag


def doelen_behind(vraag: Vraag, motor: Motor) -> Eenheden:
    """Return the goals behind the counts: by way of counting what kind they are, and what became of them."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in motor.of_team(_goals, vraag):
        found[row["sleutel"]] += row["ids"]
    return once_each(found)


def _goals(vraag: Vraag) -> Uitdrukking:
    rows = goals_of(vraag)
    return union(*(listed(rows, literal(f"{kind}/") + rows.telwijze + "/" + rows[column], "id")
                   for kind, column in (("doelsoort", "soort"), ("doelstatus", "status"))))  # fmt: skip


def inzet_behind(vraag: Vraag, motor: Motor) -> Eenheden:
    """Return the support behind the counts per circle, in all and per domain, each with its total (n)."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in motor.of_team(_support, vraag):
        aard, stelsel, domein, kring = row["sleutel"].split("/")
        for base in (f"kring/{aard}", f"kring_domein/{aard}/{stelsel}/{domein}"):
            found[f"{base}/{kring}"] += row["ids"]
            found[f"{base}/n"] += row["ids"]
    return once_each(found)


def _support(vraag: Vraag) -> Uitdrukking:
    rows = support_of(vraag)
    return listed(rows, rows.aard + "/" + rows.domeinstelsel + "/" + rows.domein + "/" + rows.kring, "id")


def aanvragen_behind(vraag: Vraag, motor: Motor) -> Eenheden:
    """Return the requests behind the counts by outcome, and all of them; none when the snapshot does not know them."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = motor.of_team(requests_of, vraag)
    if any(row["aanvraag"] is None for row in rows):
        return {}
    for row in rows:
        for value in (outcome_on(row, vraag.peildatum), "alle"):
            found[f"uitslag/{value}"].append(row["aanvraag"])
    return once_each(found)
