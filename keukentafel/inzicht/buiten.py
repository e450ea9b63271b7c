"""What another system gets of a report: nothing that counts a few, nothing from which such a count follows.

A key leaves the building where a session does not: what it fetches is kept elsewhere and laid beside other data, so
its answers are treated as what leaves the team (reports.md; security.md A11). A table is told whole or not at all: of a
table in which every count is nought or at least GRENS nothing small can be subtracted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from keukentafel.core.onderdrukking import GRENS, tells_pair
from keukentafel.inzicht.rapport import Extra, Rapport, Rij
from keukentafel.inzicht.register import Rapportkolom
from keukentafel.inzicht.vraag import Vraagfout

MEDEWERKER = "medewerker"
#: Amounts of one team are never told beyond it (docs/adr/0019).
BEDRAGEN = frozenset({"cent", "duurste_casus_cent", "mediaan_cent", "totaal_cent", "totaal", "gemiddeld"})
#: Reports that only grow: of two days the difference is who came in between.
GROEIEND = frozenset({"aansluiting"})
TE_KLEIN = 3  # exit status of the command
WEINIG = f"Dit antwoord gaat over minder dan {GRENS}. Een koppeling krijgt dat niet. Vraag een ander rapport."
ALLEEN_BINNEN = "Dit rapport telt alles tot nu toe op. Een koppeling krijgt dat niet."
OPGETELD = "Een koppeling krijgt geen regels per medewerker: zij zijn opgeteld."
WEGGELATEN = f"Weggelaten, omdat er iets in staat dat minder dan {GRENS} telt of daaruit volgt: "
AFRONDING = 0.05  # a percentage has one decimal


def tells_few(n: int | None) -> bool:
    """Whether this many are too few to hand over, or it is not known how many they are. Nought is always told."""
    return n is None or 0 < n < GRENS


def for_outside(rapport: Rapport) -> Rapport:
    """Return the report as a key gets it. Raises Vraagfout (status TE_KLEIN) when it may have nothing of it."""
    outcome, columns = rapport.uitkomst, rapport.definitie.tabellen
    if rapport.definitie.naam in GROEIEND:
        raise Vraagfout(ALLEEN_BINNEN, TE_KLEIN)
    if tells_few(outcome.n):
        raise Vraagfout(WEINIG, TE_KLEIN)
    notes = [note for note in outcome.kanttekeningen if not any(letter.isdigit() for letter in note)]
    tables: dict[str, Sequence[Rij]] = rapport.tables()  # type: ignore[assignment]
    per_worker = [naam for naam in tables if any(kolom.naam == MEDEWERKER for kolom in columns[naam])]
    tables |= {naam: _summed(columns[naam], tables[naam]) for naam in per_worker}
    hidden = [naam for naam, rows in tables.items() if not _tellable(columns[naam], rows)]
    notes += [OPGETELD] if per_worker else []
    notes += [WEGGELATEN + ", ".join(hidden) + "."] if hidden else []
    kept = {naam: [] if naam in hidden else rows for naam, rows in tables.items()}
    missing = outcome.ontbrekend
    return replace(rapport, uitkomst=replace(
        outcome,
        ontbrekend=missing if missing is not None and tells_pair(missing, outcome.n) else None,
        rijen=kept.pop("rijen"),
        extras={naam: _as_before(outcome.extras[naam], rows) for naam, rows in kept.items()},
        kanttekeningen=notes,
    ))  # fmt: skip


def _as_before(extra: Extra, rows: Sequence[Rij]) -> Extra:
    """An extra of one row stays one; a hidden one is an empty list."""
    return rows[0] if isinstance(extra, Mapping) and rows else rows


def _tellable(columns: Sequence[Rapportkolom], rows: Sequence[Rij]) -> bool:
    """Whether all of this table may be told."""
    if any(kolom.naam in BEDRAGEN for kolom in columns):
        return not rows
    counted = [kolom.naam for kolom in columns if kolom.soort == "geheel" and not kolom.is_sleutel]
    return all(_row_tellable([row[naam] for naam in counted], row.get("percentage")) for row in rows)


def _row_tellable(counts: Sequence[int | None], percentage: float | None) -> bool:
    """Whether neither a count of this row, nor the difference of two, nor what a percentage leaves over is small."""
    known = [count for count in counts if count is not None]
    told = [*known, *(abs(one - other) for one, other in combinations(known, 2))]
    if any(0 < count < GRENS for count in told):
        return False
    if percentage is None or not counts or not counts[0]:
        return True
    least = counts[0] * (100 - percentage - AFRONDING) / (percentage + AFRONDING)
    most = counts[0] * (100 - percentage + AFRONDING) / max(percentage - AFRONDING, AFRONDING)
    return most < 1 or least >= GRENS - 1


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
