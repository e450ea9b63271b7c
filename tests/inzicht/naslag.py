"""The reports once more, slowly and plainly, over rows of text: what the product is held against.

Nothing here comes from the product. Days are ISO text, which sorts as days do; '' is unknown.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

Rij = dict[str, str]
Tabellen = dict[str, list[Rij]]


@dataclass
class Vraag:
    """P, van and tot as ISO text; '' where nothing is asked."""

    p: str
    van: str = ""
    tot: str = ""
    team: str = ""
    perioden: tuple[tuple[str, str, str], ...] = ()
    maandregel: str = "kalender"

    def inside(self, day: str) -> bool:
        return day <= self.p and (not self.van or day >= self.van) and (not self.tot or day <= self.tot)


def half_up(value: Any, places: int) -> float:
    exact = Fraction(value)
    quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
    return float(quotient.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def pct(part: int, whole: int) -> float | None:
    return None if whole == 0 else half_up(Fraction(part * 100, whole), 1)


def days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def median(values: Iterable[int]) -> float | None:
    row = sorted(values)
    if not row:
        return None
    half = len(row) // 2
    return row[half] if len(row) % 2 else (row[half - 1] + row[half]) / 2


def p80(values: Iterable[int]) -> int | None:
    row = sorted(values)
    return row[math.ceil(Fraction(8, 10) * len(row)) - 1] if row else None


def known(t: Tabellen, v: Vraag) -> list[Rij]:
    return [c for c in t["casussen"] if c["aangemeld_op"] <= v.p and v.team in ("", c["team"])]


def in_period(t: Tabellen, v: Vraag) -> list[Rij]:
    return [c for c in known(t, v) if v.inside(c["aangemeld_op"])]


def stand(c: Rij, p: str) -> str:
    if c["afgesloten_op"] and c["afgesloten_op"] <= p:
        return "afgesloten"
    return "volgen" if c["volgen_vanaf"] and c["volgen_vanaf"] <= p else "actief"


def without_case(t: Tabellen, v: Vraag) -> int:
    have = {c["persoon"] for c in t["casussen"] if c["aangemeld_op"] <= v.p}
    return sum(1 for p in t["personen"] if p["reden_zonder_casus"] and p["id"] not in have)


def count(values: Iterable[Any]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return found


def aansluiting(t: Tabellen, v: Vraag) -> dict[str, Any]:
    cases = len(known(t, v))
    outside = sum(int(b["aantal"]) for b in t["buiten_systeem"] if b["maand"] <= v.p[:7] and v.team in ("", b["team"]))
    without = None if v.team else without_case(t, v)
    both = None if without is None else cases + without
    total = None if both is None else both + outside
    values = {"casussen": cases, "personen_zonder_casus": without, "buiten_systeem": outside}
    values |= {"geregistreerd": both, "totaal": total}
    return {"n": cases, "ontbrekend": 0, "rijen": [{"sleutel": k, "aantal": a} for k, a in values.items()]}


def length_in_months(van: str, tot: str, rule: str) -> Fraction:
    total, day = Fraction(0), date.fromisoformat(van)
    while day.isoformat() <= tot:
        if rule == "kalender":
            total += Fraction(1, calendar.monthrange(day.year, day.month)[1])
        else:
            total += Fraction(1, 30) if rule == "dagen30" else 1 / (7 * Fraction("4.33"))
        day += timedelta(1)
    return total


def instroom(t: Tabellen, v: Vraag) -> dict[str, Any]:
    rows, inside = [], set()
    for naam, van, tot in v.perioden:
        end = min(tot, v.p)
        found = [c["id"] for c in known(t, v) if van <= c["aangemeld_op"] <= end]
        inside |= set(found)
        length = length_in_months(van, end, v.maandregel)
        mean = half_up(len(found) / length, 1) if length else None
        rows.append({
            "periode": naam, "van": van, "tot": end, "aantal": len(found), "maanden": half_up(length, 3),
            "gemiddeld_per_maand": mean,
        })  # fmt: skip
    return {"n": len(inside), "ontbrekend": 0, "rijen": rows}


def instroom_per_maand(t: Tabellen, v: Vraag) -> dict[str, Any]:
    cases = known(t, v)
    came = count(c["aangemeld_op"][:7] for c in cases)
    entered = [c["geregistreerd_op"] or c["aangemeld_op"] for c in cases]
    put_in = count(day[:7] for day in entered if day <= v.p)
    rows, maand = [], min([*came, *put_in], default="9999-99")
    while maand <= v.p[:7]:
        rows.append({"maand": maand, "aangemeld": came.get(maand, 0), "geregistreerd": put_in.get(maand, 0)})
        year, month = int(maand[:4]), int(maand[5:])
        maand = f"{year + 1}-01" if month == 12 else f"{year}-{month + 1:02d}"
    missing = sum(1 for c in cases if not c["geregistreerd_op"])
    return {"n": len(cases), "ontbrekend": missing, "rijen": rows}


def traits(t: Tabellen, c: Rij) -> tuple[str, str, str, str]:
    (person,) = [p for p in t["personen"] if p["id"] == c["persoon"]]
    day, born = c["aangemeld_op"], person["geboortedatum"]
    band = "onbekend"
    if born and born <= day:
        age = int(day[:4]) - int(born[:4]) - (1 if day[5:] < born[5:] else 0)
        band = "0-19" if age < 20 else "20-39" if age < 40 else "40-59" if age < 60 else "60-69" if age < 70 else "70+"
    there = [
        m for m in t["huishoudleden"]
        if m["huishouden"] == c["huishouden"] and m["van"] <= day and (not m["tot"] or m["tot"] >= day)
    ]  # fmt: skip
    home = {0: "onbekend", 1: "alleen"}.get(len({m["persoon"] for m in there}), "samen")
    children = "met_kinderen" if any(m["rol"] == "kind" for m in there) else "zonder_kinderen"
    return person["geslacht"] or "niet_ingevuld", band, home, children if there else "onbekend"


def kenmerken(t: Tabellen, v: Vraag) -> dict[str, Any]:
    found = [traits(t, c) for c in in_period(t, v)]
    rows = []
    for place, kenmerk in enumerate(("geslacht", "leeftijd", "leefeenheid", "kinderen")):
        values = [each[place] for each in found]
        sure = [value for value in values if value not in ("onbekend", "niet_ingevuld")]
        rows += [
            {
                "kenmerk": kenmerk,
                "waarde": value,
                "aantal": n,
                "percentage": pct(n, len(sure)) if value in sure else None,
            }
            for value, n in count(values).items()
        ]
    if not v.van and not v.tot:
        n = None if v.team else without_case(t, v)
        rows.append({"kenmerk": "geslacht", "waarde": "geen_casus", "aantal": n, "percentage": None})
    missing = sum(1 for each in found if "onbekend" in each or "niet_ingevuld" in each)
    return {"n": len(found), "ontbrekend": missing, "rijen": rows}


def first_starts(t: Tabellen, v: Vraag) -> dict[tuple[str, str], Rij]:
    """Per instrument and case the earliest start of its person."""
    person = {c["id"]: c["persoon"] for c in in_period(t, v)}
    found: dict[tuple[str, str], Rij] = {}
    for m in sorted(t["metingen"], key=lambda m: (m["datum"], m["id"])):
        if m["moment"] == "start" and m["datum"] <= v.p and person.get(m["casus"]) == m["persoon"]:
            found.setdefault((m["instrument"], m["casus"]), m)
    return found


def zelfredzaamheid(t: Tabellen, v: Vraag) -> dict[str, Any]:
    starts = first_starts(t, v)
    instrument = {m["id"]: m["instrument"] for m in starts.values()}
    scores = [(instrument[s["meting"]], s) for s in t["scores"] if s["meting"] in instrument]
    scored = count((i, s["domein"]) for i, s in scores if s["niveau"])
    rows = []
    for (i, domein, niveau, reden), n in count(
        (i, s["domein"], s["niveau"], s["reden_niet_gescoord"]) for i, s in scores
    ).items():
        rows.append({
            "instrument": i, "domein": domein, "niveau": int(niveau) if niveau else None,
            "reden_niet_gescoord": reden or None, "aantal": n,
            "percentage": pct(n, scored[i, domein]) if niveau else None,
        })  # fmt: skip
    probleem = []
    for i, domein in {(i, s["domein"]) for i, s in scores}:
        n = scored.get((i, domein), 0)
        low = sum(1 for j, s in scores if (j, s["domein"]) == (i, domein) and s["niveau"] in ("1", "2", "3"))
        probleem.append({"instrument": i, "domein": domein, "n": n, "aantal": low, "percentage": pct(low, n)})
    cases = in_period(t, v)
    measured = {casus for _, casus in starts}
    return {"n": len(cases), "ontbrekend": len(cases) - len(measured), "rijen": rows, "probleem": probleem}


def ontwikkeling(t: Tabellen, v: Vraag) -> dict[str, Any]:
    cases = {c["id"] for c in in_period(t, v)}
    groups: dict[tuple[str, str, str], list[Rij]] = {}
    for m in t["metingen"]:
        if m["casus"] in cases and m["datum"] <= v.p:
            groups.setdefault((m["casus"], m["persoon"], m["instrument"]), []).append(m)
    level = {(s["meting"], s["domein"]): int(s["niveau"]) for s in t["scores"] if s["niveau"]}
    moves, paired = [], set()
    for (casus, _, instrument), rows in groups.items():
        starts = sorted((m["datum"], m["id"]) for m in rows if m["moment"] == "start")
        if not starts:
            continue
        later = sorted((m["datum"], m["id"]) for m in rows if m["moment"] != "start" and m["datum"] > starts[0][0])
        if not later:
            continue
        paired.add(casus)
        start, last = starts[0][1], later[-1][1]
        moves += [
            (instrument, domein, niveau, level[last, domein])
            for (meting, domein), niveau in level.items() if meting == start and (last, domein) in level
        ]  # fmt: skip
    rows_out = [
        {"instrument": i, "domein": d, "van": a, "naar": b, "aantal": n} for (i, d, a, b), n in count(moves).items()
    ]
    summary = []
    for i, d in {(i, d) for i, d, _, _ in moves}:
        steps = [b - a for j, e, a, b in moves if (j, e) == (i, d)]
        summary.append({
            "instrument": i, "domein": d, "n": len(steps), "verbeterd": sum(s > 0 for s in steps),
            "gelijk": sum(s == 0 for s in steps), "verslechterd": sum(s < 0 for s in steps),
        })  # fmt: skip
    return {"n": len(cases), "ontbrekend": len(cases - paired), "rijen": rows_out, "samenvatting": summary}


def patronen(t: Tabellen, v: Vraag) -> dict[str, Any]:
    """Case by case: where its person lives, and on which domains the first start measurement shows a problem."""
    lives = {p["id"]: p["gebied"] or "onbekend" for p in t["personen"]}
    cases = {c["id"]: lives.get(c["persoon"], "onbekend") for c in in_period(t, v)}
    people = {g["code"]: int(g["inwoners"]) for g in t["gebieden"] if g["inwoners"]}
    level: dict[tuple[str, str], dict[str, int]] = {}
    for (instrument, casus), meting in first_starts(t, v).items():
        scores = [s for s in t["scores"] if s["meting"] == meting["id"] and s["niveau"]]
        level[instrument, casus] = {s["domein"]: int(s["niveau"]) for s in scores}
    rows, pairs = [], []
    places = {(cases[c], i, d) for (i, c), found in level.items() for d in found}
    for gebied, i, d in places:
        found = [f[d] for (j, c), f in level.items() if j == i and cases[c] == gebied and d in f]
        low, living = sum(n <= 3 for n in found), people.get(gebied)
        rate = half_up(Fraction(1000 * low, living), 2) if living else None
        rows.append({"gebied": gebied, "instrument": i, "domein": d, "n": len(found), "aantal": low, "per_1000": rate})
    for i, d, e in {(i, d, e) for (i, _), f in level.items() for d in f for e in f if d < e}:
        both = [(f[d] <= 3, f[e] <= 3) for (j, _), f in level.items() if j == i and d in f and e in f]
        pairs.append({"instrument": i, "domein": d, "ander": e, "n": len(both), "aantal": sum(a and b for a, b in both),
                      "eerste": sum(a for a, _ in both), "tweede": sum(b for _, b in both)})  # fmt: skip
    areas = [{"gebied": g, "aantal": n, "inwoners": people.get(g)} for g, n in count(cases.values()).items()]
    gone = sum(g == "onbekend" for g in cases.values())
    return {"n": len(cases), "ontbrekend": gone, "rijen": rows, "gebieden": areas, "samen": pairs}


EERSTE: dict[str, Callable[[Tabellen, Vraag], dict[str, Any]]] = {
    "aansluiting": aansluiting,
    "instroom": instroom,
    "instroom_per_maand": instroom_per_maand,
    "kenmerken": kenmerken,
    "zelfredzaamheid": zelfredzaamheid,
    "ontwikkeling": ontwikkeling,
    "patronen": patronen,
}
