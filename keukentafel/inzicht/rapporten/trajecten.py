"""Which road a case took: informal, the team, first or second line, and what it cost (R-139; T-32)."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from fractions import Fraction

from keukentafel.inzicht.motor import DIT, Motor, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import ONBEKEND, cases_in_period, own_plans_of, until
from keukentafel.inzicht.rekenen import rounded, share
from keukentafel.inzicht.vraag import Vraag

INFORMEEL, ALLEEN_INFORMEEL = "informeel", "alleen_informeel"
WEGEN = (INFORMEEL, "team", "eerste_lijn", "tweede_lijn", ONBEKEND)
WEG = {"inwoner": INFORMEEL, "netwerk": INFORMEEL, "vrijwilliger": INFORMEEL, "buurt": INFORMEEL}


def compute_trajecten(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return per road how many cases took it and with how many items; `kosten` per case of what is known."""
    population = cases_in_period(vraag)
    plannen, inzet = own_plans_of(population).select("casus", plan_id="id"), table("inzet")
    new = inzet.filter(until(inzet.van, vraag) & (inzet.aard == "nieuw")).inner_join(plannen, [("plan", "plan_id")])
    keys = ["casus", "uitvoerder_soort"]
    counted = motor.rows(new.group_by(keys).aggregate(aantal=DIT.count(), kosten=DIT.kosten.sum()))
    roads: dict[str, set[str]] = defaultdict(set)
    items, costs = Counter[str](), dict[str, Decimal]()
    for row in counted:
        road = WEG.get(row["uitvoerder_soort"] or ONBEKEND, row["uitvoerder_soort"] or ONBEKEND)
        roads[road].add(row["casus"])
        items[road] += row["aantal"]
        if row["kosten"] is not None:
            costs[row["casus"]] = costs.get(row["casus"], Decimal(0)) + row["kosten"]
    helped = {row["casus"] for row in counted}
    informal = roads[INFORMEEL].difference(*(roads[road] for road in WEGEN if road != INFORMEEL))
    rows = [
        {"weg": road, "casussen": len(roads[road]), "percentage": share(len(roads[road]), len(helped)),
         "inzet": items[road]}
        for road in WEGEN
    ]  # fmt: skip
    alone = {"weg": ALLEEN_INFORMEEL, "casussen": len(informal), "percentage": share(len(informal), len(helped))}
    n = motor.number(population)
    return Uitkomst(n, n - len(helped), [*rows, {**alone, "inzet": None}], {"kosten": _costs(list(costs.values()))})


def _costs(known: list[Decimal]) -> dict[str, float | int | None]:
    """The known costs per case: how many cases have them, the sum, the mean and the middle one (euro)."""
    ranked, n = sorted(known), len(known)
    middle = (ranked[(n - 1) // 2] + ranked[n // 2]) / 2 if n else None
    return {
        "n": n,
        "totaal": rounded(sum(ranked, Decimal(0)), 2) if n else None,
        "gemiddeld": rounded(Fraction(sum(ranked, Decimal(0))) / n, 2) if n else None,
        "mediaan": rounded(middle, 2) if middle is not None else None,
    }
