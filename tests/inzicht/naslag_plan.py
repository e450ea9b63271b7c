"""The slow reference, second half: plans, reviews, meldingen, load, time, people, neighbourhood."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.inzicht.naslag import Rij, Tabellen, Vraag, count, days, half_up, in_period, known, median, p80, pct, stand


def own_plans(t: Tabellen, v: Vraag) -> set[str]:
    cases = {c["id"] for c in in_period(t, v)}
    return {n["id"] for n in t["plannen"] if not n["eigenaar"] and n["casus"] in cases}


def ondersteuning(t: Tabellen, v: Vraag) -> dict[str, Any]:
    plans = own_plans(t, v)
    items = [i for i in t["inzet"] if i["plan"] in plans and i["van"] <= v.p]
    rows = []
    for (aard, stelsel, domein, kring), n in count(
        (i["aard"], i["domeinstelsel"], i["domein"], i["kring"]) for i in items
    ).items():
        same = [i for i in items if (i["aard"], i["domeinstelsel"], i["domein"]) == (aard, stelsel, domein)]
        rows.append({
            "aard": aard, "domeinstelsel": stelsel, "domein": domein, "kring": kring, "aantal": n,
            "percentage": pct(n, len(same)),
        })  # fmt: skip
    totaal = [
        {"aard": aard, "kring": kring, "aantal": n, "percentage": pct(n, sum(i["aard"] == aard for i in items))}
        for (aard, kring), n in count((i["aard"], i["kring"]) for i in items).items()
    ]
    return {"n": len(items), "ontbrekend": 0, "rijen": rows, "totaal": totaal}


def doelen(t: Tabellen, v: Vraag) -> dict[str, Any]:
    plans = own_plans(t, v) & {n["id"] for n in t["plannen"] if n["opgesteld_op"] <= v.p}
    goals = [d for d in t["doelen"] if d["plan"] in plans]
    rows = [
        {"telwijze": way, "soort": soort or "onbekend", "aantal": n,
         "percentage": pct(n, sum(d["telwijze"] == way and d["soort"] != "" for d in goals)) if soort else None}
        for (way, soort), n in count((d["telwijze"], d["soort"]) for d in goals).items()
    ]  # fmt: skip
    per_domein = [
        {"telwijze": way, "domein": domein, "soort": soort or "onbekend", "aantal": n}
        for (way, domein, soort), n in count((d["telwijze"], d["domein"], d["soort"]) for d in goals).items()
    ]
    reach = count((d["telwijze"], "open" if d["status_op"] > v.p else d["status"]) for d in goals)
    doelbereik = [
        {"telwijze": way, "status": s, "aantal": n, "percentage": pct(n, sum(d["telwijze"] == way for d in goals))}
        for (way, s), n in reach.items()
    ]
    return {
        "n": len(goals), "ontbrekend": sum(not d["soort"] for d in goals), "rijen": rows, "per_domein": per_domein,
        "doelbereik": doelbereik,
    }  # fmt: skip


def werkwijze(t: Tabellen, v: Vraag) -> dict[str, Any]:
    cases = {c["id"] for c in known(t, v)}
    last: dict[str, Rij] = {}
    for review in sorted(t["werkwijze_reviews"], key=lambda r: r["datum"]):
        if review["casus"] in cases and v.inside(review["datum"]):
            last[review["casus"]] = review
    rows = []
    for vraag in ("wijkt_af", "ander_arrangement", "tijdwinst", "wijkkracht", "voldoende_ondersteuning", "tevreden"):
        answers = [review[vraag] for review in last.values()]
        ja, nee = answers.count("ja"), answers.count("nee")
        rows.append({
            "vraag": vraag, "ja": ja, "nee": nee, "ontbrekend": answers.count(""), "n": ja + nee,
            "percentage": pct(ja, ja + nee),
        })  # fmt: skip
    codes = count(code for review in last.values() for code in set(review["redenen"].split()))
    redenen = [{"code": code, "aantal": n} for code, n in codes.items()]
    return {"n": len(cases), "ontbrekend": len(cases) - len(last), "rijen": rows, "redenen": redenen}


def meldingen(t: Tabellen, v: Vraag) -> dict[str, Any]:
    found = [m for m in t["meldingen"] if v.inside(m["ontvangen_op"]) and v.team in ("", m["team"])]

    def value(m: Rij, kenmerk: str) -> str:
        late = kenmerk == "afhandeling" and m["afgehandeld_op"] > v.p
        return "onbekend" if late else m[kenmerk] or "onbekend"

    names = ("soort", "kanaal", "melder_soort", "vraagtype", "afhandeling")
    rows = [
        {"kenmerk": kenmerk, "waarde": waarde, "aantal": n, "percentage": pct(n, len(found))}
        for kenmerk in names
        for waarde, n in count(value(m, kenmerk) for m in found).items()
    ]
    speed = [days(m["ontvangen_op"], m["eerste_contact_op"]) for m in found if "" < m["eerste_contact_op"] <= v.p]
    asked = [m for m in found if m["melder_soort"] == "professional"]
    back = [days(m["ontvangen_op"], m["terugkoppeling_op"]) for m in asked if "" < m["terugkoppeling_op"] <= v.p]
    return {
        "n": len(found), "ontbrekend": sum(any(value(m, k) == "onbekend" for k in names) for m in found), "rijen": rows,
        "snelheid": {"n": len(speed), "mediaan": median(speed), "p80": p80(speed)},
        "terugkoppeling": {"n": len(asked), "gedaan": len(back), "binnen_14_dagen": sum(d <= 14 for d in back)},
    }  # fmt: skip


ZWAARTE = {"licht": "1", "middel": "2", "zwaar": "3", "": "2"}
TYPE = {
    "eenmalige_voorziening": "0.25", "kortdurende_ondersteuning": "0.75", "casemanagement": "1", "regie": "1",
    "monitoring": "0.5", "nazorg": "0.25", "": "1",
}  # fmt: skip


def caseload(t: Tabellen, v: Vraag) -> dict[str, Any]:
    groups: dict[tuple[str, str | None], list[Rij]] = {}

    def valid(r: Rij) -> bool:
        return r["van"] <= v.p and (not r["tot"] or r["tot"] >= v.p)

    for c in known(t, v):
        if stand(c, v.p) == "afgesloten":
            continue
        leads = [
            (r["van"], r["medewerker"]) for r in t["casusrollen"]
            if (r["casus"], r["rol"]) == (c["id"], "regisseur") and valid(r)
        ]  # fmt: skip
        groups.setdefault((c["team"], max(leads)[1] if leads else None), []).append(c)
    rows = []
    for (team, lead), cases in groups.items():
        total = Decimal(0)
        for c in cases:
            points = Decimal(ZWAARTE[c["zwaarte"]]) * Decimal(TYPE[c["casustype"]])
            points *= Decimal("1.5") if c["veiligheid"] == "ja" else 1
            total += points * (Decimal("0.25") if stand(c, v.p) == "volgen" else 1)
        stands = [stand(c, v.p) for c in cases]
        rows.append({
            "team": team, "medewerker": lead, "actief": stands.count("actief"), "volgen": stands.count("volgen"),
            "gewogen": half_up(total, 2),
        })  # fmt: skip
    nobody = sum(len(cases) for (_, lead), cases in groups.items() if lead is None)
    return {"n": sum(map(len, groups.values())), "ontbrekend": nobody, "rijen": rows}


def doorlooptijd(t: Tabellen, v: Vraag) -> dict[str, Any]:
    cases, rows, some = in_period(t, v), [], set()
    for stap in ("vraagverheldering", "plan", "afgesloten"):
        done = [c for c in cases if "" < c[f"{stap}_op"] <= v.p]
        some |= {c["id"] for c in done}
        took = [days(c["aangemeld_op"], c[f"{stap}_op"]) for c in done]
        rows.append({"stap": f"aangemeld_{stap}", "n": len(took), "mediaan": median(took), "p80": p80(took)})
    return {"n": len(cases), "ontbrekend": len(cases) - len(some), "rijen": rows}


def formatie(t: Tabellen, v: Vraag) -> dict[str, Any]:
    valid = [
        p for p in t["plaatsingen"]
        if p["van"] <= v.p and (not p["tot"] or p["tot"] >= v.p) and v.team in ("", p["team"])
    ]  # fmt: skip

    def fte(rows: list[Rij]) -> float | None:
        return None if any(not p["fte"] for p in rows) else half_up(sum(Decimal(p["fte"]) for p in rows), 2)

    rows = []
    for team in sorted({p["team"] for p in valid}):
        here = [p for p in valid if p["team"] == team]
        rows.append({"team": team or None, "fte": fte(here), "personen": len({p["medewerker"] for p in here})})
    rows.append({"team": "totaal", "fte": fte(valid), "personen": len({p["medewerker"] for p in valid})})
    per_type = [
        {"team": team or None, "medewerkertype": kind,
         "fte": fte([p for p in valid if (p["team"], p["medewerkertype"]) == (team, kind)])}
        for team, kind in {(p["team"], p["medewerkertype"]) for p in valid}
    ]  # fmt: skip
    return {"n": len(valid), "ontbrekend": sum(not p["fte"] for p in valid), "rijen": rows, "per_type": per_type}


def plannen(t: Tabellen, v: Vraag) -> dict[str, Any]:
    every = [n for n in t["plannen"] if n["opgesteld_op"] <= v.p and (not n["beeindigd_op"] or n["beeindigd_op"] > v.p)]
    cases = {c["id"]: c for c in known(t, v)}
    own = [n for n in every if not n["eigenaar"] and (not v.team or n["casus"] in cases)]
    homes = {n["huishouden"] for n in own}
    more = [home for home in homes if sum(n["huishouden"] == home for n in every) > 1]
    problems = set()
    for casus in {n["casus"] for n in own} & set(cases):
        person = cases[casus]["persoon"]
        metingen = [m for m in t["metingen"] if (m["casus"], m["persoon"]) == (casus, person) and m["datum"] <= v.p]
        if metingen:
            last = max(metingen, key=lambda m: (m["datum"], m["id"]))["id"]
            scores = [s for s in t["scores"] if s["meting"] == last and s["niveau"] in ("1", "2", "3")]
            problems |= {(casus, s["domein"]) for s in scores}
    goals = {(n["casus"], d["domein"]) for n in own for d in t["doelen"] if d["plan"] == n["id"]}
    given = sum("" < n["verstrekt_op"] <= v.p for n in own)
    agreed = sum(n["akkoord"] == "akkoord" for n in own)
    rows = [
        ("aantal_plannen", len(own), None), ("huishoudens_met_plan", len(homes), None),
        ("huishoudens_met_meer_dan_een_plan", len(more), len(homes)), ("verstrekt", given, len(own)),
        ("akkoord", agreed, len(own)), ("probleemdomeinen", len(problems), None),
        ("met_doel", len(problems & goals), len(problems)),
    ]  # fmt: skip
    return {
        "n": len(own), "ontbrekend": sum(not n["akkoord"] for n in own),
        "rijen": [
            {"sleutel": k, "aantal": n, "noemer": d, "percentage": None if d is None else pct(n, d)} for k, n, d in rows
        ],
    }  # fmt: skip


def buurt(t: Tabellen, v: Vraag) -> dict[str, Any]:
    asked = sum(row["datum"] <= v.p for row in t["buurtvragen"])
    rows: list[tuple[str, int, float | None]] = [("aanvragen", asked, None)]
    for soort in ("wederkerig", "eenzijdig", "buurtserviceteam"):
        n = sum(row["datum"] <= v.p and row["soort"] == soort for row in t["buurtkoppelingen"])
        rows.append((f"koppelingen_{soort}", n, pct(n, asked)))
    offered = [row for row in t["buurtaanbod"] if row["datum"] <= v.p and row["status"] == "open"]
    rows.append(("openstaand_aanbod", len(offered), None))
    rows.append(("activiteiten", sum(row["datum"] <= v.p for row in t["activiteiten"]), None))
    return {
        "n": asked, "ontbrekend": 0, "rijen": [{"sleutel": k, "aantal": n, "percentage": p} for k, n, p in rows],
    }  # fmt: skip


def stapeling(t: Tabellen, v: Vraag) -> dict[str, Any]:
    """Count provisions household by household."""
    homes: dict[str, Any] = {}
    for casus in sorted(known(t, v), key=lambda c: (c["aangemeld_op"], c["id"])):
        if not casus["afgesloten_op"] or casus["afgesloten_op"] > v.p:
            homes.setdefault(casus["huishouden"], casus["persoon"])
    areas = {p["id"]: p["gebied"] or None for p in t["personen"]}
    counts: dict[tuple[str | None, str], int] = {}
    for home, person in homes.items():
        plans = {
            n["id"] for n in t["plannen"]
            if n["huishouden"] == home and n["opgesteld_op"] <= v.p and not "" < n["beeindigd_op"] <= v.p
        }  # fmt: skip
        running = sum(
            i["plan"] in plans and i["kring"] in ("algemeen", "maatwerk") and i["van"] <= v.p
            and (not i["tot"] or i["tot"] >= v.p)
            for i in t["inzet"]
        )  # fmt: skip
        key = areas.get(person), ("geen", "een", "twee", "drie_of_meer")[min(running, 3)]
        counts[key] = counts.get(key, 0) + 1
    sizes = {area: sum(n for (a, _), n in counts.items() if a == area) for area, _ in counts}
    return {
        "n": len(homes), "ontbrekend": sizes.get(None, 0),
        "rijen": [
            {"gebied": area, "stapeling": sort, "aantal": n, "percentage": pct(n, sizes[area])}
            for (area, sort), n in counts.items()
        ],
    }  # fmt: skip


def eerste_hulp(t: Tabellen, v: Vraag) -> dict[str, Any]:
    """Look case by case for the first new help of each line."""
    cases = [c for c in known(t, v) if v.inside(c["aangemeld_op"])]
    lines = {"alle": None, "informeel": ("eigen_kracht", "sociaal_netwerk"), "eerste_lijn": ("algemeen",),
             "tweede_lijn": ("maatwerk",)}  # fmt: skip
    rows, reached = [], 0
    for line, circles in lines.items():
        waits = []
        for casus in cases:
            plans = {n["id"] for n in t["plannen"] if n["casus"] == casus["id"] and not n["eigenaar"]}
            begun = [
                i["van"] for i in t["inzet"]
                if i["plan"] in plans and i["aard"] == "nieuw" and casus["aangemeld_op"] <= i["van"] <= v.p
                and (circles is None or i["kring"] in circles)
            ]  # fmt: skip
            if begun:
                waits.append(days(casus["aangemeld_op"], min(begun)))
        reached = len(waits) if line == "alle" else reached
        rows.append({"lijn": line, "n": len(waits), "mediaan": median(waits), "p80": p80(waits)})
    return {"n": len(cases), "ontbrekend": len(cases) - reached, "rijen": rows}


TWEEDE: dict[str, Callable[[Tabellen, Vraag], dict[str, Any]]] = {
    "ondersteuning": ondersteuning,
    "doelen": doelen,
    "werkwijze": werkwijze,
    "meldingen": meldingen,
    "caseload": caseload,
    "doorlooptijd": doorlooptijd,
    "formatie": formatie,
    "plannen": plannen,
    "buurt": buurt,
    "stapeling": stapeling,
    "eerste_hulp": eerste_hulp,
}
