"""The reports on costs, slow and obvious: every item day by day. Its own reading of the definition, none of ours."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.inzicht.naslag import Vraag, in_period, pct
from tests.inzicht.pakketten import Rij, Tabellen


def day_cost(item: Rij, day: date, prices: list[Rij]) -> Fraction | None:
    """What the volume of one day costs by the price list, in cents."""
    if not item.get("omvang") or not item["eenheid"]:
        return None
    per = Fraction(item["omvang"])
    month = calendar.monthrange(day.year, day.month)[1]
    whole = days(item["hulp_gestart_op"], item["eind"]) if item["eind"] else None
    parts = {"1": 1, "2": 7, "4": month, "6": whole}
    if parts.get(item["frequentie"]) is None:
        return None
    volume = per / Fraction(parts[item["frequentie"]] or 1)
    if item["eenheid"] == "83":
        return volume * 100
    for price in prices:
        if price["product"] != item["product"] or not price["van"] <= day.isoformat() <= (price["tot"] or "9999"):
            continue
        factor = {("01", "01"): 1, ("04", "04"): 1, ("01", "04"): Fraction(1, 60), ("04", "01"): 60}
        if (item["eenheid"], price["eenheid"]) in factor:
            return volume * int(price["cent"]) * factor[item["eenheid"], price["eenheid"]]
    return None


def days(van: str, tot: str) -> int:
    return (date.fromisoformat(tot) - date.fromisoformat(van)).days + 1


def cost(item: Rij, van: str, tot: str, t: Tabellen) -> int | None:
    """The cost in cents from van to tot, both inclusive."""
    begin, end = max(item["begin"], van), min(item["eind"] or tot, tot)
    if end < begin:
        return None
    every = [date.fromisoformat(begin) + timedelta(n) for n in range(days(begin, end))]
    per_day = [day_cost(item, day, t["productprijzen"]) for day in every]
    if None not in per_day:
        exact = sum((one for one in per_day if one is not None), Fraction(0))
    elif item.get("kosten") and item["eind"]:
        cents = int(Fraction(item["kosten"]) * 100 + Fraction(1, 2))
        exact = sum((Fraction(cents, days(item["begin"], item["eind"])) for _ in every), Fraction(0))
    elif item["jaar_cent"]:
        exact = sum((Fraction(int(item["jaar_cent"]), 365) for _ in every), Fraction(0))
    elif item.get("inzet") and "hulp_gestart_op" in item:
        first = [one for one in plan_items(t) if one["id"] == item["inzet"] and one["begin"] <= item["p"]]
        if not first:
            return None
        when = [day for day in every if first[0]["begin"] <= day.isoformat() <= (first[0]["eind"] or "9999")]
        if not when or plan_day(first[0]) is None:
            return None
        exact = sum((plan_day(first[0]) or Fraction(0) for day in when if not told_earlier(item, day, t)), Fraction(0))
    else:
        return None
    return int(exact + Fraction(1, 2))


def plan_day(item: Rij) -> Fraction | None:
    """What an item of the plan costs a day."""
    if item.get("kosten") and item["eind"]:
        return Fraction(int(Fraction(item["kosten"]) * 100 + Fraction(1, 2)), days(item["begin"], item["eind"]))
    return Fraction(int(item["jaar_cent"]), 365) if item["jaar_cent"] else None


def told_earlier(item: Rij, day: date, t: Tabellen) -> bool:
    """Whether a provision for the same item that began before this one (or as early, with an earlier key) runs."""
    for other in t["voorzieningen"]:
        begun = other["hulp_gestart_op"]
        if other["inzet"] != item["inzet"] or not begun or other["casus"] not in item["cases"]:
            continue
        ends = sorted(one for one in (other["tot"], other["beeindigd_op"]) if one)
        last = max(ends[0], begun) if ends else "9999"
        if (begun, other["aanvraag"]) < (item["begin"], item["aanvraag"]) and begun <= day.isoformat() <= last:
            return True
    return False


def plan_items(t: Tabellen) -> list[Rij]:
    """The items of own plans of a case, with their law and costs a year."""
    plans = {n["id"]: n["casus"] for n in t["plannen"] if not n["eigenaar"] and n["casus"]}
    found = []
    for i in t["inzet"]:
        if i["plan"] in plans:
            more = [one for one in t["inzetkosten"] if one["inzet"] == i["id"]] or [{"wet": "", "jaar_cent": ""}]
            extra = {"casus": plans[i["plan"]], "begin": i["van"], "eind": i["tot"], "product": ""}
            found.append({**i, **extra, "wet": more[0]["wet"], "jaar_cent": more[0]["jaar_cent"]})
    return found


def items_of(t: Tabellen, v: Vraag) -> list[Rij]:
    cases = {c["id"]: c for c in t["casussen"] if c["aangemeld_op"] <= v.p and v.team in ("", c["team"])}
    found = []
    taken = set()
    for a in t["voorzieningen"]:
        if a["hulp_gestart_op"] and a["hulp_gestart_op"] <= v.p and a["casus"] in cases:
            taken.add(a["inzet"])
            ends = sorted(day for day in (a["tot"], a["beeindigd_op"]) if day)
            found.append({**a, "begin": a["hulp_gestart_op"], "eind": ends[0] if ends else "",
                          "kring": "maatwerk", "p": v.p, "cases": set(cases)})  # fmt: skip
    found += [i for i in plan_items(t) if i["begin"] <= v.p and i["casus"] in cases and i["id"] not in taken]
    return [{**one, "team": cases[one["casus"]]["team"]} for one in found]


def middle(values: list[int]) -> float | None:
    ranked = sorted(values)
    half = len(ranked) // 2
    if not ranked:
        return None
    return float(ranked[half]) if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2


def quarter(day: str) -> str:
    return f"{day[:4]}K{(int(day[5:7]) + 2) // 3}"


def spent(mine: list[Rij], cents: list[int | None], casus: str) -> int:
    return sum(cent or 0 for one, cent in zip(mine, cents, strict=True) if one["casus"] == casus)


def kosten(t: Tabellen, v: Vraag) -> dict[str, Any]:
    items, van, tot = items_of(t, v), v.van or "0001-01-01", min(v.tot or v.p, v.p)
    running = [one for one in items if one["begin"] <= tot and (one["eind"] or "9999") >= van]

    def figures(mine: list[Rij]) -> dict[str, Any]:
        cents = [cost(one, max(van, one["begin"]), tot, t) for one in mine]
        known = [cent for cent in cents if cent is not None]
        paid = {one["casus"] for one, cent in zip(mine, cents, strict=True) if cent is not None}
        return {"posten": len(mine), "casussen": len({one["casus"] for one in mine}),
                "casussen_met_bedrag": len(paid), "bekend": len(known),
                "onbekend": len(cents) - len(known), "cent": sum(known) if known else None,
                "duurste_casus_cent": max((spent(mine, cents, key) for key in paid), default=None)}  # fmt: skip

    rows = [{"uitsplitsing": "alles", "deel": "alles", **figures(running)}] if running else []
    for cut in ("product", "wet", "kring", "team"):
        name = "zonder_product" if cut == "product" else "onbekend"
        for part in {one[cut] or name for one in running}:
            mine = [one for one in running if (one[cut] or name) == part]
            rows.append({"uitsplitsing": cut, "deel": part, **figures(mine)})
    trajects = []
    cases = [c for c in in_period(t, v) if any(one["casus"] == c["id"] for one in items)]
    for name in {quarter(c["aangemeld_op"]) for c in cases}:
        mine = [c for c in cases if quarter(c["aangemeld_op"]) == name]
        cents = [[cost(one, one["begin"], v.p, t) for one in items if one["casus"] == c["id"]] for c in mine]
        closed = [c for c in mine if c["afgesloten_op"] and c["afgesloten_op"] <= v.p]
        whole = [sum(cent or 0 for cent in one) for one in cents if None not in one]
        known = [cent for one in cents for cent in one if cent is not None]
        trajects.append({
            "kwartaal": name, "trajecten": len(mine), "afgesloten": len(closed),
            "dagen_mediaan": middle([days(c["aangemeld_op"], c["afgesloten_op"]) - 1 for c in closed]),
            "alles_bekend": len(whole), "mediaan_cent": middle(whole), "totaal_cent": sum(known) if known else None,
        })  # fmt: skip
    total = figures(running)
    return {"n": total["posten"], "ontbrekend": total["onbekend"], "rijen": rows, "per_traject": trajects}


def toekenningen(t: Tabellen, v: Vraag) -> dict[str, Any]:
    cases = {c["id"] for c in t["casussen"] if c["aangemeld_op"] <= v.p and v.team in ("", c["team"])}
    asked = [a for a in t["voorzieningen"] if a["casus"] in cases and v.inside(a["ingediend_op"])]

    def outcome(a: Rij) -> str:
        if a["besluit_op"] and a["besluit_op"] <= v.p:
            return "afgewezen" if a["uitslag"] == "afgewezen" else "toegekend"
        return "ingetrokken" if a["uitslag"] == "ingetrokken" and not a["besluit_op"] else "wacht"

    rows, trend, steps = [], [], []
    for wet, product in {(a["wet"], a["product"] or "onbekend") for a in asked}:
        group = [a for a in asked if (a["wet"], a["product"] or "onbekend") == (wet, product)]
        for name in ("toegekend", "afgewezen", "ingetrokken", "wacht"):
            n = sum(outcome(a) == name for a in group)
            rows.append(
                {"wet": wet, "product": product, "uitslag": name, "aantal": n, "percentage": pct(n, len(group))}
            )
    for name in {quarter(a["ingediend_op"]) for a in asked}:
        mine = [a for a in asked if quarter(a["ingediend_op"]) == name]
        trend.append({"kwartaal": name, "aangevraagd": len(mine),
                      "toegekend": sum(outcome(a) == "toegekend" for a in mine),
                      "afgewezen": sum(outcome(a) == "afgewezen" for a in mine)})  # fmt: skip
    for name, van, tot in (("aanvraag_besluit", "ingediend_op", "besluit_op"),
                           ("besluit_start", "besluit_op", "hulp_gestart_op")):  # fmt: skip
        taken = sorted(days(a[van], a[tot]) - 1 for a in asked if a[van] and a[tot] and a[tot] <= v.p)
        last = taken[-(-8 * len(taken) // 10) - 1] if taken else None
        steps.append({"stap": name, "n": len(taken), "mediaan": middle(taken), "p80": last})
    refused = [a["afwijsreden"] or "onbekend" for a in asked if outcome(a) == "afgewezen"]
    return {
        "n": len(asked), "ontbrekend": sum(outcome(a) == "wacht" for a in asked), "rijen": rows,
        "redenen": [{"afwijsreden": one, "aantal": refused.count(one)} for one in set(refused)],
        "doorlooptijd": steps, "trend": trend,
    }  # fmt: skip


VIERDE: dict[str, Callable[[Tabellen, Vraag], dict[str, Any]]] = {"kosten": kosten, "toekenningen": toekenningen}
