"""What scanners find, held against what docs/scans.md explains: every finding is mended or explained, none is left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
UITLEG = ROOT / "docs" / "scans.md"


@dataclass(frozen=True, order=True)
class Plek:
    """Where something was found: the scanner, its rule, and the file or address."""

    scanner: str
    regel: str
    plaats: str


@dataclass(frozen=True)
class Uitslag:
    """What one scanner did: how much it looked at (in its own words), and what it found, with how many each."""

    scanner: str
    bekeken: str
    gevonden: Counter[Plek]
    aantal: int = 0  # what it looked at, counted


def explained(text: str) -> dict[Plek, int]:
    """Return how many findings at each place the document explains. A row without a reason explains nothing."""
    found: dict[Plek, int] = {}
    for line in text.splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
        if len(cells) == 5 and re.fullmatch(r"\d+", cells[3]) and len(cells[4]) >= 15:
            found[Plek(*cells[:3])] = int(cells[3])
    return found


def judge(results: Iterable[Uitslag], text: str) -> list[str]:
    """Return what is open: findings without an explanation, and explanations of what is no longer found."""
    known, wrong = explained(text), []
    for result in results:
        here = {place: many for place, many in known.items() if place.scanner == result.scanner}
        for place in sorted(set(result.gevonden) | set(here)):
            many, told = result.gevonden[place], here.get(place, 0)
            if many > told:
                wrong.append(f"open: {many - told} x {place.scanner} {place.regel} in {place.plaats}")
            elif many < told:
                wrong.append(f"explained, not found: {told - many} x {place.scanner} {place.regel} in {place.plaats}")
    return wrong
