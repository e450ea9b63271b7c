"""How long each kind is kept: what the municipality decided, else what ships with its source.

A kind without a term is never destroyed (security.md 1.6: unknown is configurable, never hard-coded).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from keukentafel.privacy.bewaren.standen import Vanaf
from keukentafel.privacy.models import Bewaartermijn

BESTAND = Path(__file__).parents[1] / "data" / "bewaartermijnen.toml"
MELDING = "melding"


@dataclass(frozen=True, slots=True)
class Termijn:
    """How long one kind is kept. `jaren` None: not known, nothing of it is destroyed."""

    soort: str
    naam: str
    jaren: int | None
    vanaf: Vanaf
    bron: str
    zeker: bool
    vastgesteld: bool = False  # by the municipality

    def last_day(self, afgesloten_op: date, gewijzigd_op: date) -> date | None:
        """The last day on which it is kept; None when the term is not known. From 29 February it ends on 1 March."""
        if self.jaren is None:
            return None
        begin = max(afgesloten_op, gewijzigd_op) if self.vanaf == Vanaf.LAATSTE_WIJZIGING else afgesloten_op
        return years_from(begin, self.jaren)


def years_from(day: date, years: int) -> date:
    """The same day so many years later, or earlier; 1 March where there is no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@cache
def shipped_terms(bestand: Path = BESTAND) -> Mapping[str, Termijn]:
    """What the product ships, by kind."""
    raw = tomllib.loads(bestand.read_text(encoding="utf-8"))
    return {
        kind: Termijn(
            kind, said["naam"], said.get("jaren"), Vanaf(said["vanaf"]), said["bron"], said["zeker"] == "gelezen"
        )
        for kind, said in raw["soort"].items()
    }


def terms() -> dict[str, Termijn]:
    """The terms that hold now, by kind, in the order of the file; one query."""
    own = {row.soort: row for row in Bewaartermijn.objects.all()}
    found = {}
    for kind, shipped in shipped_terms().items():
        row = own.get(kind)
        decided = row and Termijn(kind, shipped.naam, row.jaren, Vanaf(row.vanaf), row.bron, True, vastgesteld=True)
        found[kind] = decided or shipped
    return found
