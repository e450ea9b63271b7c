"""Which meldingen are behind a count: the same selection as the report, with ids instead of numbers."""

from __future__ import annotations

from collections import defaultdict

from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, cases, literal, union
from keukentafel.inzicht.rapporten.eenheden import Eenheden, listed
from keukentafel.inzicht.rapporten.meldingen import found_in_period, kinds_of
from keukentafel.inzicht.rapporten.selecties import until
from keukentafel.inzicht.vraag import Vraag
from keukentafel.meldingen.public import BINNEN_DAGEN

KENMERKEN = ("kanaal", "vraagtype", "afhandeling")


def meldingen_behind(vraag: Vraag, motor: Motor) -> Eenheden:
    """Return the meldingen behind the counts of the figures: channel, kind of question, outcome, who reported."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in motor.of_team(_features, vraag):
        found[row["sleutel"]] += row["ids"]
    return {sleutel: sorted(ids) for sleutel, ids in found.items()}


def _features(vraag: Vraag) -> Uitdrukking:
    rows = kinds_of(vraag)
    who = _reporters(vraag)
    reached = found_in_period(vraag).filter(until(DIT.eerste_contact_op, vraag))
    return union(*(listed(rows, literal(f"{kenmerk}/") + rows[kenmerk], "id") for kenmerk in KENMERKEN),
                 listed(who, literal("melder/") + who.melder, "id"),
                 listed(reached, literal("contact/eerste_contact"), "id"))  # fmt: skip


def _reporters(vraag: Vraag) -> Uitdrukking:
    """Who reported, and of professionals whether they heard back: the values of the partition `melder`."""
    rows = found_in_period(vraag)
    heard = until(rows.terugkoppeling_op, vraag)
    days = rows.terugkoppeling_op.delta(rows.ontvangen_op, unit="day")
    return rows.select(
        "id", "team",
        melder=cases(
            (rows.melder_soort.isnull(), "onbekend"),
            (rows.melder_soort != "professional", rows.melder_soort),
            (heard & (days <= BINNEN_DAGEN), "binnen_14_dagen"),
            (heard, "later"),
            else_="nog_niet",
        ),
    )  # fmt: skip
