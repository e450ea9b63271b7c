"""The slow reference, third part: areas, series of other systems, roads and costs. Nothing of the product is used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.inzicht.naslag import Rij, Tabellen, Vraag, half_up, in_period, pct
from tests.inzicht.naslag_plan import own_plans

NIEMAND = "-"  # no area, no team


def last_day(v: Vraag) -> str:
    return min(v.p, v.tot) if v.tot else v.p


def windows(v: Vraag) -> tuple[str, str, str, str]:
    """First and last day of the period and of the one before."""
    tot = date.fromisoformat(last_day(v))
    van = date.fromisoformat(v.van) if v.van else date(tot.year - 1, tot.month, tot.day) + timedelta(days=1)
    length = (tot - van).days
    before = min(van - timedelta(days=1), tot)
    return van.isoformat(), tot.isoformat(), (before - timedelta(days=length)).isoformat(), before.isoformat()


def is_open(case: Rij, day: str) -> bool:
    return case["aangemeld_op"] <= day and not (case["afgesloten_op"] and case["afgesloten_op"] <= day)


def holds(row: Rij, day: str, van: str, tot: str) -> bool:
    return (not row[van] or row[van] <= day) and (not row[tot] or row[tot] >= day)


def area_of(t: Tabellen, case: Rij) -> str:
    person = [p["gebied"] for p in t["personen"] if p["id"] == case["persoon"]]
    report = [m["gebied"] for m in t["meldingen"] if m["id"] == case["melding"]]
    return next((area for area in (*person, *report) if area), NIEMAND)


def four(t: Tabellen, v: Vraag, place: Callable[[str, Rij], str], where: str) -> tuple[int, int, int, int]:
    van, tot, eerder_van, eerder_tot = windows(v)
    mine = [m for m in t["meldingen"] if v.team in ("", m["team"]) and (where == "*" or place("m", m) == where)]
    cases = [c for c in t["casussen"] if v.team in ("", c["team"]) and (where == "*" or place("c", c) == where)]
    return (
        sum(van <= m["ontvangen_op"] <= tot for m in mine),
        sum(eerder_van <= m["ontvangen_op"] <= eerder_tot for m in mine),
        sum(is_open(c, tot) for c in cases),
        sum(is_open(c, eerder_tot) for c in cases),
    )


def fte_of(t: Tabellen, v: Vraag, team: str) -> Fraction | None:
    day = last_day(v)
    rows = [p for p in t["plaatsingen"] if p["team"] == team and holds(p, day, "van", "tot")]
    rows = [p for p in rows if v.team in ("", p["team"])]
    if not rows or any(not p["fte"] for p in rows):
        return None
    return sum((Fraction(p["fte"]) for p in rows), Fraction(0))


def serves(t: Tabellen, v: Vraag, team: str) -> list[str]:
    return sorted({g["gebied"] for g in t["team_gebieden"] if g["team"] == team
                   and holds(g, last_day(v), "van", "tot")})  # fmt: skip


def people(t: Tabellen, v: Vraag) -> dict[str, int | None]:
    rows = [g for g in t["gebieden"] if holds(g, last_day(v), "geldig_van", "geldig_tot")]
    return {g["code"]: int(g["inwoners"]) if g["inwoners"] else None for g in rows}


def total(values: list[int | None]) -> int | None:
    return None if not values or None in values else sum(value or 0 for value in values)


def fte_of_area(t: Tabellen, v: Vraag, area: str) -> Fraction | None:
    homes, parts = people(t, v), list[Fraction | None]()
    for team in [x["id"] for x in t["teams"]]:
        mine = serves(t, v, team)
        there = any(p["team"] == team and holds(p, last_day(v), "van", "tot") for p in t["plaatsingen"])
        if area not in mine or not there or v.team not in ("", team):
            continue
        all_of_it, work = total([homes.get(code) for code in mine]), fte_of(t, v, team)
        own = homes.get(area)
        share = Fraction(1) if len(mine) == 1 else Fraction(own, all_of_it) if all_of_it and own is not None else None
        parts.append(None if work is None or share is None else work * share)
    return None if not parts or None in parts else sum((part or Fraction(0) for part in parts), Fraction(0))


def line(numbers: tuple[int, int, int, int], inwoners: int | None, work: Fraction | None) -> dict[str, Any]:
    now, before, open_now, open_before = numbers

    def way(one: int, other: int) -> str:
        return "gelijk" if one == other else "omhoog" if one > other else "omlaag"

    def per(value: Any, whole: Any, times: int = 1) -> float | None:
        return None if value is None or not whole else half_up(Fraction(value) * times / whole, 2)

    return {
        "inwoners": inwoners, "fte": None if work is None else half_up(work, 2), "meldingen": now,
        "meldingen_eerder": before, "meldingen_richting": way(now, before), "clienten": open_now,
        "clienten_eerder": open_before, "clienten_richting": way(open_now, open_before),
        "meldingen_per_1000_inwoners": per(now, inwoners, 1000),
        "clienten_per_1000_inwoners": per(open_now, inwoners, 1000),
        "fte_per_1000_inwoners": per(work, inwoners, 1000), "meldingen_per_fte": per(now, work),
        "clienten_per_fte": per(open_now, work),
    }  # fmt: skip


def gebieden(t: Tabellen, v: Vraag) -> dict[str, Any]:
    homes = people(t, v)

    def area(kind: str, row: Rij) -> str:
        return (row["gebied"] or NIEMAND) if kind == "m" else area_of(t, row)

    def team(_kind: str, row: Rij) -> str:
        return row["team"]

    names = {code for code in homes if not v.team or code in serves(t, v, v.team)}
    names |= {code for code in ("G1", "G2", "G3", NIEMAND) if any(four(t, v, area, code))}
    rows = [
        {"gebied": "onbekend" if code == NIEMAND else code}
        | line(four(t, v, area, code), homes.get(code), None if code == NIEMAND else fte_of_area(t, v, code))
        for code in names
    ]
    teams = []
    for one in [x["id"] for x in t["teams"] if v.team in ("", x["id"])]:
        inwoners = total([homes.get(code) for code in serves(t, v, one)])
        teams.append({"team": one} | line(four(t, v, team, one), inwoners, fte_of(t, v, one)))
    if not v.team:
        valid = [p for p in t["plaatsingen"] if holds(p, last_day(v), "van", "tot")]
        unknown = not valid or any(not p["fte"] for p in valid)
        work = None if unknown else sum((Fraction(p["fte"]) for p in valid), Fraction(0))
        teams.append({"team": "totaal"} | line(four(t, v, team, "*"), total(list(homes.values())), work))
    van, tot, _eerder_van, _eerder_tot = windows(v)
    found = [m for m in t["meldingen"] if v.team in ("", m["team"]) and van <= m["ontvangen_op"] <= tot]
    points = [p for p in t["reekspunten"] if p["onderwerp"] == "zorggebruik" and p["van"] <= last_day(v)]
    return {
        "n": len(found), "ontbrekend": sum(not m["gebied"] for m in found), "rijen": rows, "per_team": teams,
        "zorggebruik": latest([p for p in points if v.team in ("", p["team"])]),
    }  # fmt: skip


def value(point: Rij) -> float | None:
    return half_up(Fraction(point["waarde"]), 2) if point["waarde"] else None


def follows(before: Rij, last: Rij) -> bool:
    """Two days, or two periods about as long of which the second begins when the first has ended."""
    first, end = date.fromisoformat(before["van"]), date.fromisoformat(before["tot"])
    begin, tot = date.fromisoformat(last["van"]), date.fromisoformat(last["tot"])
    shorter, longer = sorted([(end - first).days + 1, (tot - begin).days + 1])
    return 100 * (longer - shorter) <= 15 * longer and (begin == tot or (begin - end).days == 1)


def latest(points: list[Rij]) -> list[dict[str, Any]]:
    found = []
    for key in {(p["reeks"], p["gebied"], p["team"], p["uitsplitsing"]) for p in points}:
        same = [p for p in points if (p["reeks"], p["gebied"], p["team"], p["uitsplitsing"]) == key]
        same.sort(key=lambda p: (p["van"], p["tot"]))
        last, before = same[-1], same[-2] if len(same) > 1 else None
        step = None
        if before and before["waarde"] and last["waarde"] and follows(before, last):
            step = Fraction(last["waarde"]) - Fraction(before["waarde"])
        found.append({
            "reeks": key[0], "gebied": key[1] or None, "team": key[2] or None, "uitsplitsing": key[3] or None,
            "van": last["van"], "waarde": value(last), "van_eerder": before["van"] if before else None,
            "waarde_eerder": value(before) if before else None,
            "verschil": None if step is None else half_up(step, 2),
            "richting": None if step is None else "gelijk" if step == 0 else "omhoog" if step > 0 else "omlaag",
        })  # fmt: skip
    return found


def reeksen(t: Tabellen, v: Vraag) -> dict[str, Any]:
    found = [p for p in t["reekspunten"] if v.inside(p["van"]) and v.team in ("", p["team"])]
    rows = [
        {name: p[name] or None for name in ("reeks", "onderwerp", "naam", "eenheid", "bron", "gebied", "team",
                                            "uitsplitsing", "van", "tot")}
        | {"waarde": value(p), "n": int(p["n"]) if p["n"] else None}
        for p in found
    ]  # fmt: skip
    return {
        "n": len(found),
        "ontbrekend": sum(not p["waarde"] for p in found),
        "rijen": rows,
        "richting": latest(found),
    }


def trajecten(t: Tabellen, v: Vraag) -> dict[str, Any]:
    case_of = {n["id"]: n["casus"] for n in t["plannen"]}
    plans, cases = own_plans(t, v), in_period(t, v)
    new = [i for i in t["inzet"] if i["plan"] in plans and i["aard"] == "nieuw" and i["van"] <= v.p]

    def road(item: Rij) -> str:
        who = item["uitvoerder_soort"]
        return "informeel" if who in ("inwoner", "netwerk", "vrijwilliger", "buurt") else who or "onbekend"

    helped = {case_of[i["plan"]] for i in new}
    rows: list[dict[str, Any]] = []
    for name in ("informeel", "team", "eerste_lijn", "tweede_lijn", "onbekend"):
        mine = [i for i in new if road(i) == name]
        who = {case_of[i["plan"]] for i in mine}
        rows.append({"weg": name, "casussen": len(who), "percentage": pct(len(who), len(helped)), "inzet": len(mine)})
    alone = [c for c in helped if all(road(i) == "informeel" for i in new if case_of[i["plan"]] == c)]
    rows.append({"weg": "alleen_informeel", "casussen": len(alone), "percentage": pct(len(alone), len(helped)),
                 "inzet": None})  # fmt: skip
    sums = []
    for c in helped:
        known = [Fraction(i["kosten"]) for i in new if case_of[i["plan"]] == c and i["kosten"]]
        sums += [sum(known, Fraction(0))] if known else []
    sums.sort()
    half = len(sums) // 2
    kosten: dict[str, Any] = {"n": len(sums), "totaal": None, "gemiddeld": None, "mediaan": None}
    if sums:
        middle = sums[half] if len(sums) % 2 else (sums[half - 1] + sums[half]) / 2
        kosten |= {"totaal": half_up(sum(sums), 2), "gemiddeld": half_up(sum(sums) / len(sums), 2),
                   "mediaan": half_up(middle, 2)}  # fmt: skip
    return {"n": len(cases), "ontbrekend": len(cases) - len(helped), "rijen": rows, "kosten": kosten}


DERDE: dict[str, Callable[[Tabellen, Vraag], dict[str, Any]]] = {
    "gebieden": gebieden,
    "reeksen": reeksen,
    "trajecten": trajecten,
}
