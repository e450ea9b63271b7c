"""How many people and fte the teams have on a day (R-163, R-170; T-01, T-02). Unknown fte is not 0."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from keukentafel.inzicht.motor import DIT, Motor, Rij, Uitdrukking, cases, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import valid_on
from keukentafel.inzicht.rekenen import rounded
from keukentafel.inzicht.vraag import Vraag

TOTAAL = "totaal"
ALLE_TEAMS = "alle teams"
ONBEKEND_FTE = "Van {} plaatsingen is de fte onbekend ({}); wie daar werkt is geteld, hoeveel fte dat is niet."


def compute_formatie(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return fte and workers per team; `per_type` the fte per kind of work."""
    per_type = list(motor.of_team(_count_kinds, vraag))
    per_type.sort(key=lambda row: (row["team"] is None, row["team"] or "", row["medewerkertype"]))
    heads: dict[str | None, set[str]] = defaultdict(set)
    for row in motor.of_team(_who_works_where, vraag):
        heads[row["team"]].add(row["medewerker"])
    parts: dict[str | None, list[Rij]] = defaultdict(list)
    for row in per_type:
        parts[row["team"]].append(row)
    rows = [{"team": team, "fte": _fte(of), "personen": len(heads[team])} for team, of in parts.items()]
    everyone = len(set[str]().union(*heads.values()))
    rows.append({"team": TOTAAL, "fte": _fte(per_type), "personen": everyone})
    kinds = [{"team": row["team"], "medewerkertype": row["medewerkertype"], "fte": _fte([row])} for row in per_type]
    missing = sum(row["onbekend"] for row in per_type)
    unsure = sorted({row["team"] or "" for row in per_type if row["onbekend"]})
    notes = [ONBEKEND_FTE.format(missing, ", ".join(team or ALLE_TEAMS for team in unsure))] if missing else []
    return Uitkomst(sum(row["n"] for row in per_type), missing, rows, {"per_type": kinds}, notes)


def _count_kinds(vraag: Vraag) -> Uitdrukking:
    found, unknown = valid_on(table("plaatsingen"), vraag), cases((DIT.fte.isnull(), 1), else_=0).sum()
    return found.group_by("team", "medewerkertype").aggregate(fte=DIT.fte.sum(), onbekend=unknown, n=DIT.count())


def _who_works_where(vraag: Vraag) -> Uitdrukking:
    return valid_on(table("plaatsingen"), vraag).select("team", "medewerker").distinct()


def workers_by_kind(vraag: Vraag) -> Uitdrukking:
    """Return who works where in which kind of work on the peildatum: team, medewerker, medewerkertype, each once."""
    return valid_on(table("plaatsingen"), vraag).select("team", "medewerker", "medewerkertype").distinct()


def _fte(rows: list[Rij]) -> float | None:
    """The sum of these parts; None when any of them has an unknown fte."""
    if any(row["onbekend"] for row in rows):
        return None
    return rounded(sum((row["fte"] for row in rows), Decimal(0)), 2)
