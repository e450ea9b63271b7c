"""What another system gets of an exact report: nothing about a few people, and nothing per worker.

A key leaves the building where a session does not: what it fetches is kept elsewhere and laid beside other data. The
smallest number is that of what is published (core.onderdrukking; security.md A11).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from keukentafel.core.onderdrukking import GRENS
from keukentafel.inzicht.rapport import Rapport, Rij
from keukentafel.inzicht.register import Rapportkolom
from keukentafel.inzicht.vraag import Vraagfout

MEDEWERKER = "medewerker"
TE_KLEIN = 3  # exit status of the command
WEINIG = f"Dit antwoord gaat over minder dan {GRENS}. Een koppeling krijgt dat niet. Vraag een langere periode."
OPGETELD = "Een koppeling krijgt geen regels per medewerker: zij zijn opgeteld."


def tells_few(n: int | None) -> bool:
    """Whether this many are too few to hand over, or it is not known how many they are. Nought is always told."""
    return n is None or 0 < n < GRENS


def for_outside(rapport: Rapport) -> Rapport:
    """Return the report as a key gets it. Raises Vraagfout (status TE_KLEIN) when it counts from 1 up to GRENS - 1."""
    if tells_few(rapport.uitkomst.n):
        raise Vraagfout(WEINIG, TE_KLEIN)
    tables = rapport.definitie.tabellen
    per_worker = [naam for naam, columns in tables.items() if any(kolom.naam == MEDEWERKER for kolom in columns)]
    if not per_worker:
        return rapport
    summed = {naam: _summed(tables[naam], rows) for naam, rows in rapport.tables().items() if naam in per_worker}
    outcome = rapport.uitkomst
    return replace(rapport, uitkomst=replace(
        outcome,
        rijen=summed.pop("rijen", outcome.rijen),
        extras={**outcome.extras, **summed},
        kanttekeningen=[*outcome.kanttekeningen, OPGETELD],
    ))  # fmt: skip


def _summed(columns: Sequence[Rapportkolom], rows: Sequence[Rij]) -> list[Rij]:
    """Add up the numbers of rows that differ in the worker alone; one that is unknown makes the sum unknown."""
    keys = [kolom.naam for kolom in columns if kolom.is_sleutel and kolom.naam != MEDEWERKER]
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        place = tuple(row[naam] for naam in keys)
        if place not in found:
            found[place] = {**row, MEDEWERKER: None}
            continue
        for kolom in columns:
            if not kolom.is_sleutel:
                before, more = found[place][kolom.naam], row[kolom.naam]
                known = before is not None and more is not None
                found[place][kolom.naam] = round(before + more, 2) if known else None
    return list(found.values())
