"""A share per quarter as a line: interrupted where nothing was counted, and where the series breaks."""

from __future__ import annotations

from keukentafel.core.tekenstukken import BREED, lijn, tekst
from keukentafel.inzicht.figuren.vorm import Figuur

HOOG = 130.0
BOVEN = 24.0
LINKS = 44.0

Getekend = tuple[float, list[str]]


def draw_trend(figuur: Figuur) -> Getekend:
    """Rows of (quarter, percentage, n): points with their share, joined unless a gap or a break lies between."""
    ground, wide = BOVEN + HOOG, (BREED - LINKS) / max(len(figuur.rijen), 1)
    breaks = dict(figuur.breuken)
    parts = [lijn(LINKS, BOVEN, BREED, BOVEN, "as"), lijn(LINKS, ground, BREED, ground, "as"),
             tekst(LINKS - 6, BOVEN + 5, "100%", "zacht", "end"),
             tekst(LINKS - 6, ground, "0%", "zacht", "end")]  # fmt: skip
    before: tuple[float, float] | None = None
    for place, (kwartaal, share, _n) in enumerate(figuur.rijen):
        x = LINKS + (place + 0.5) * wide
        if str(kwartaal) in breaks:
            parts += [lijn(x - wide / 2, BOVEN - 8, x - wide / 2, ground + 8, "breuk"),
                      tekst(x - wide / 2, BOVEN - 11, "breuk", "zacht", "middle")]  # fmt: skip
            before = None
        year, _, quarter = str(kwartaal).partition(" ")
        parts.append(tekst(x, ground + 18, quarter, "zacht", "middle"))
        if place == 0 or quarter == "K1":
            parts.append(tekst(x, ground + 34, year, "zacht", "middle"))
        if not isinstance(share, int | float):
            before = None
            continue
        y = ground - float(share) / 100 * HOOG
        if before is not None:
            parts.append(lijn(*before, x, y, "verbinding"))
        parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="5" class="belasting"/>')
        parts.append(tekst(x, y - 10, f"{int(float(share) + 0.5)}", "vet halo", "middle"))
        before = (x, y)
    return ground + 40, parts
