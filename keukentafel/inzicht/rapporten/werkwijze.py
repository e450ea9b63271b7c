"""Did we act differently than we used to: the short review per case (R-070; T-22 to T-24)."""

from __future__ import annotations

from keukentafel.inzicht.motor import DIT, Motor, cases, descending, first_of, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import in_period, known_cases
from keukentafel.inzicht.rekenen import share
from keukentafel.inzicht.vraag import Vraag

VRAGEN = ("wijkt_af", "ander_arrangement", "tijdwinst", "wijkkracht", "voldoende_ondersteuning", "tevreden")


def compute_werkwijze(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return per question how often yes, no and nothing was answered; in `redenen` why."""
    population, reviews = known_cases(vraag), table("werkwijze_reviews")
    found = reviews.filter(in_period(reviews.datum, vraag)).semi_join(population, [("casus", "id")])
    last = first_of(found, per=["casus"], by=[descending("datum")])
    sums = {f"{name}_{word}": cases((last[name] == value, 1), else_=0).sum()
            for name in VRAGEN for word, value in (("ja", True), ("nee", False))}  # fmt: skip
    total = motor.one(last.aggregate(reviews=last.count(), **sums))
    rows = []
    for name in VRAGEN:
        ja, nee = int(total[f"{name}_ja"] or 0), int(total[f"{name}_nee"] or 0)
        rows.append({
            "vraag": name, "ja": ja, "nee": nee, "ontbrekend": total["reviews"] - ja - nee, "n": ja + nee,
            "percentage": share(ja, ja + nee),
        })  # fmt: skip
    codes = last.filter(last.redenen.notnull()).select("casus", code=DIT.redenen.split(" ").unnest())
    codes = codes.filter(codes.code != "").distinct()
    redenen = motor.rows(codes.group_by("code").aggregate(aantal=codes.count()))
    redenen.sort(key=lambda row: (-row["aantal"], row["code"]))
    n = motor.number(population)
    return Uitkomst(n, n - total["reviews"], rows, {"redenen": redenen})
