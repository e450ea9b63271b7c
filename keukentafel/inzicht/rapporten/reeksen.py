"""Figures of other systems as they came in, and whether they went up or down (R-160, R-177, R-181)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from keukentafel.cijfers.public import Punt, break_between
from keukentafel.inzicht.momentopname import REEKSPUNTEN
from keukentafel.inzicht.motor import Motor, Rij, Uitdrukking, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rekenen import rounded
from keukentafel.inzicht.vraag import Vraag

SLEUTEL = ("reeks", "gebied", "team", "uitsplitsing")
PLAATSEN = 2  # decimals of a value


def compute_reeksen(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the values that began in the period; in `richting` the latest of each beside the one before."""
    rows = points(vraag, motor, in_period_only=True)
    missing = sum(row["waarde"] is None for row in rows)
    columns = (
        "reeks", "onderwerp", "naam", "eenheid", "bron", "gebied", "team", "uitsplitsing", "van", "tot", "waarde", "n",
    )  # fmt: skip
    shown = [{name: _shown(row[name]) for name in columns} for row in rows]
    return Uitkomst(len(rows), missing, shown, {"richting": directions(rows)})


def points(vraag: Vraag, motor: Motor, *, in_period_only: bool, onderwerp: str = "") -> list[Rij]:
    """Return the values known on the last day of the question, of its team, by series and day."""
    rows = [
        row
        for row in motor.of_team(_known, Vraag(vraag.laatste, team=vraag.team))
        if (not onderwerp or row["onderwerp"] == onderwerp)
        and not (in_period_only and vraag.van is not None and row["van"] < vraag.van)
    ]
    rows.sort(key=lambda row: (*(row[name] or "" for name in SLEUTEL), row["van"], row["tot"]))
    return rows


def _known(vraag: Vraag) -> Uitdrukking:
    found = table(REEKSPUNTEN)
    return found.filter(found.van <= vraag.peildatum)


def directions(rows: Sequence[Rij]) -> list[Rij]:
    """Return per series, area, team and part its latest value beside the one before, of rows in order of time.

    Up or down is told only where the one follows the other: a quarter is not laid beside a year (R-177).
    """
    grouped: dict[tuple[str, ...], list[Rij]] = defaultdict(list)
    for row in rows:
        grouped[tuple(row[name] or "" for name in SLEUTEL)].append(row)
    found = []
    for one in grouped.values():
        last, before = one[-1], one[-2] if len(one) > 1 else None
        follows = before is not None and not break_between(_point(before), _point(last))
        found.append({
            **{name: last[name] or None for name in SLEUTEL}, "van": last["van"].isoformat(),
            "waarde": _shown(last["waarde"]), "van_eerder": before["van"].isoformat() if before else None,
            "waarde_eerder": _shown(before["waarde"]) if before else None,
            **difference(last["waarde"], before["waarde"] if before and follows else None),
        })  # fmt: skip
    return found


def _point(row: Rij) -> Punt:
    return Punt(row["van"], row["tot"], row["waarde"])


def difference(nu: Decimal | int | None, eerder: Decimal | int | None) -> Rij:
    """Return how much it changed and which way; both None where one of the two is unknown."""
    if nu is None or eerder is None:
        return {"verschil": None, "richting": None}
    step = nu - eerder
    return {
        "verschil": rounded(step, PLAATSEN),
        "richting": "omhoog" if step > 0 else "omlaag" if step < 0 else "gelijk",
    }


def _shown(value: object) -> object:
    """A value as a row of a report has it."""
    if isinstance(value, Decimal):
        return rounded(value, PLAATSEN)
    return value.isoformat() if hasattr(value, "isoformat") else (None if value == "" else value)
