"""Which counts the figures are made of: partitions of a population, read from the envelopes of reports.

A partition counts every unit of its population once, so its counts add up to n. No count stands in two partitions of
one population: what is hidden in one cannot be read in the other (see core/onderdrukking.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Envelop = Mapping[str, Any]
Telling = dict[str, int]  # value → count
GEEN = "geen"  # the units without what this partition asks for
ONBEKEND = ("onbekend", "niet_ingevuld", "ontbrekend", GEEN)
PROBLEEM = "1-3"
OVERIG = "overig"  # without a problem, or without a level: who was not scored is mostly the same in every domain
GOED = "4-5"


def partitions_of(uitkomsten: Mapping[str, Envelop]) -> dict[str, Telling]:
    """Return every partition of these reports (name → envelope), by name.

    `maanden` holds the months of the period of `kenmerken`, when both are there.
    """
    found: dict[str, Telling] = {}
    for rapport, read in LEZERS.items():
        if rapport in uitkomsten:
            found |= read(uitkomsten[rapport])
    if "instroom_per_maand" in uitkomsten and "kenmerken" in uitkomsten:
        found["maanden"] = _months(uitkomsten["instroom_per_maand"], uitkomsten["kenmerken"])
    return found


def population_of(naam: str) -> str:
    """Return which population a partition divides; those of one population have the same n."""
    kind = naam.split("/")[0]
    if kind in ("maanden", "geslacht", "leeftijd", "leefeenheid", "kinderen", "start", "duur", "hulp", "casustype",
                "gebied"):  # fmt: skip
        return "casussen"
    if kind in ("soort", "kanaal", "melder", "vraagtype", "afhandeling", "contact"):
        return "meldingen"
    if kind in ("doelsoort", "doelstatus"):
        return f"doelen/{naam.split('/')[1]}"
    return "terugblikken" if kind == "terugblik" else naam


def coarse(naam: str, telling: Telling) -> Telling | None:
    """Return the partition as it may leave the team: with fewer values where many are small; None: not at all.

    Per domain and circle there is nothing beyond the team: those counts add up to the ones per circle.
    """
    kind = naam.split("/")[0]
    if kind in ("kring_domein", "reden", "soort", "contact", "patroon", "stapeling"):
        return None  # soort and who had contact: told, or kept back, on the page of meldingen only (docs/adr/0014)
    if kind == "start":
        levels = {str(level): telling.get(str(level), 0) for level in range(1, 6)}
        problem = levels["1"] + levels["2"] + levels["3"]
        return {PROBLEEM: problem, OVERIG: sum(telling.values()) - problem}
    if kind == "kinderen":  # its unknowns are those of leefeenheid: one count in two tables
        return {"met_kinderen": telling["met_kinderen"], "overig": sum(telling.values()) - telling["met_kinderen"]}
    return telling


def coarse_area(naam: str, telling: Telling) -> Telling:
    """Return a partition that is told by area of the whole municipality, and by nothing else (docs/adr/0016)."""
    if naam.startswith("patroon/"):
        return {PROBLEEM: telling[PROBLEEM], OVERIG: telling[GOED] + telling[GEEN]}
    more = telling.get("twee", 0) + telling.get("drie_of_meer", 0)
    return {"stapeling": more, "minder": sum(telling.values()) - more}


def durations_of(uitkomsten: Mapping[str, Envelop]) -> dict[str, tuple[float | None, int | None]]:
    """Return per partition of a step within how many days half, and eight out of ten, were done."""
    found: dict[str, tuple[float | None, int | None]] = {}
    if "meldingen" in uitkomsten:
        speed = uitkomsten["meldingen"]["snelheid"]
        found["contact"] = speed["mediaan"], speed["p80"]
    for rapport, kind, column in (("doorlooptijd", "duur", "stap"), ("eerste_hulp", "hulp", "lijn")):
        rows = uitkomsten[rapport]["rijen"] if rapport in uitkomsten else ()
        found |= {f"{kind}/{row[column]}": (row["mediaan"], row["p80"]) for row in rows}
    return found


def _months(per_month: Envelop, cases: Envelop) -> Telling:
    period = cases["periode"] or {"van": None, "tot": cases["peildatum"]}
    first, last = (period["van"] or "")[:7], period["tot"][:7]
    return {row["maand"]: row["aangemeld"] for row in per_month["rijen"] if first <= row["maand"] <= last}


def _kenmerken(envelop: Envelop) -> dict[str, Telling]:
    found: dict[str, Telling] = {}
    for row in envelop["rijen"]:
        if row["waarde"] != "geen_casus":
            found.setdefault(row["kenmerk"], {})[row["waarde"]] = row["aantal"]
    return found


def _start(envelop: Envelop) -> dict[str, Telling]:
    """Per instrument and domain the levels; everyone without a level there is `geen`."""
    n, found = envelop["populatie"]["n"], dict[str, Telling]()
    for row in envelop["rijen"]:
        name = f"start/{row['instrument']}/{row['domein']}"
        counts = found.setdefault(name, dict.fromkeys(map(str, range(1, 6)), 0))
        if row["niveau"] is not None:
            counts[str(row["niveau"])] += row["aantal"]
    for counts in found.values():
        counts[GEEN] = n - sum(counts.values())
    return found


def _verloop(envelop: Envelop) -> dict[str, Telling]:
    return {
        f"verloop/{row['instrument']}/{row['domein']}": {
            "verslechterd": row["verslechterd"], "gelijk": row["gelijk"], "verbeterd": row["verbeterd"],
        }
        for row in envelop["samenvatting"]
    }  # fmt: skip


def _kringen(envelop: Envelop) -> dict[str, Telling]:
    found: dict[str, Telling] = {}
    for row in envelop["totaal"]:
        found.setdefault(f"kring/{row['aard']}", {})[row["kring"]] = row["aantal"]
    for row in envelop["rijen"]:
        name = f"kring_domein/{row['aard']}/{row['domeinstelsel']}/{row['domein']}"
        found.setdefault(name, {})[row["kring"]] = row["aantal"]
    return found


def _doelen(envelop: Envelop) -> dict[str, Telling]:
    found: dict[str, Telling] = {}
    for row in envelop["rijen"]:
        found.setdefault(f"doelsoort/{row['telwijze']}", {})[row["soort"]] = row["aantal"]
    for row in envelop["doelbereik"]:
        found.setdefault(f"doelstatus/{row['telwijze']}", {})[row["status"]] = row["aantal"]
    return found


def _terugblik(envelop: Envelop) -> dict[str, Telling]:
    found = {
        f"terugblik/{row['vraag']}": {"ja": row["ja"], "nee": row["nee"], "ontbrekend": row["ontbrekend"]}
        for row in envelop["rijen"]
    }
    return found | {f"reden/{row['code']}": {"genoemd": row["aantal"]} for row in envelop["redenen"]}


def _meldingen(envelop: Envelop) -> dict[str, Telling]:
    """The features; who reported and whether a professional heard back are one partition, since they share a count."""
    found: dict[str, Telling] = {}
    for row in envelop["rijen"]:
        found.setdefault(row["kenmerk"], {})[row["waarde"]] = row["aantal"]
    melder, heard, n = found.pop("melder_soort", {}), envelop["terugkoppeling"], envelop["populatie"]["n"]
    melder.pop("professional", None)
    melder["binnen_14_dagen"] = heard["binnen_14_dagen"]
    melder["later"] = heard["gedaan"] - heard["binnen_14_dagen"]
    melder["nog_niet"] = heard["n"] - heard["gedaan"]
    reached = envelop["snelheid"]["n"]
    return {**found, "melder": melder, "contact": {"eerste_contact": reached, GEEN: n - reached}}


def _duur(envelop: Envelop) -> dict[str, Telling]:
    n = envelop["populatie"]["n"]
    return {f"duur/{row['stap']}": {"bekend": row["n"], GEEN: n - row["n"]} for row in envelop["rijen"]}


def _hulp(envelop: Envelop) -> dict[str, Telling]:
    n = envelop["populatie"]["n"]
    return {f"hulp/{row['lijn']}": {"bekend": row["n"], GEEN: n - row["n"]} for row in envelop["rijen"]}


def _caseload(envelop: Envelop) -> dict[str, Telling]:
    rows = envelop["rijen"]
    return {"stand": {stand: sum(row[stand] for row in rows) for stand in ("actief", "volgen")}}


def _plannen(envelop: Envelop) -> dict[str, Telling]:
    found = {}
    for row in envelop["rijen"]:
        if row["noemer"] is not None:
            found[f"plan/{row['sleutel']}"] = {"ja": row["aantal"], "nee": row["noemer"] - row["aantal"]}
    return found


def _buurt(envelop: Envelop) -> dict[str, Telling]:
    counts = {row["sleutel"]: row["aantal"] for row in envelop["rijen"]}
    matched = {key: n for key, n in counts.items() if key.startswith("koppelingen_")}
    return {
        "buurt": {**matched, "niet_gekoppeld": max(counts["aanvragen"] - sum(matched.values()), 0)},
        "aanbod": {"openstaand_aanbod": counts["openstaand_aanbod"]},
    }


def _stapeling(envelop: Envelop) -> dict[str, Telling]:
    found: dict[str, Telling] = {}
    for row in envelop["rijen"]:
        found.setdefault(f"stapeling/{row['gebied'] or ''}", {})[row["stapeling"]] = row["aantal"]
    return found


def _patronen(envelop: Envelop) -> dict[str, Telling]:
    """Per instrument, domain and area the cases with a problem, without, and without a level."""
    areas = {row["gebied"]: row["aantal"] for row in envelop["gebieden"]}
    counts = {(row["instrument"], row["domein"], row["gebied"]): row for row in envelop["rijen"]}
    found = {}
    for instrument, domein in sorted({key[:2] for key in counts}):
        for gebied, n in areas.items():
            row = counts.get((instrument, domein, gebied), {"n": 0, "aantal": 0})
            found[f"patroon/{instrument}/{domein}/{gebied}"] = {
                PROBLEEM: row["aantal"], GOED: row["n"] - row["aantal"], GEEN: n - row["n"],
            }  # fmt: skip
    return found


def _facetten(envelop: Envelop) -> dict[str, Telling]:
    found: dict[str, Telling] = {}
    for row in envelop["rijen"]:
        found.setdefault(row["kenmerk"], {})[row["waarde"]] = row["aantal"]
    return found


def _toekenningen(envelop: Envelop) -> dict[str, Telling]:
    """What came of the requests, by law and product together: each request was handed in on one day, in one span."""
    counts = dict.fromkeys(("toegekend", "afgewezen", "ingetrokken", "wacht"), 0)
    for row in envelop["rijen"]:
        counts[row["uitslag"]] += row["aantal"]
    return {"uitslag": counts}


LEZERS = {
    "facetten": _facetten,
    "patronen": _patronen,
    "kenmerken": _kenmerken,
    "zelfredzaamheid": _start,
    "ontwikkeling": _verloop,
    "ondersteuning": _kringen,
    "doelen": _doelen,
    "werkwijze": _terugblik,
    "meldingen": _meldingen,
    "doorlooptijd": _duur,
    "caseload": _caseload,
    "plannen": _plannen,
    "buurt": _buurt,
    "stapeling": _stapeling,
    "eerste_hulp": _hulp,
    "toekenningen": _toekenningen,
}
