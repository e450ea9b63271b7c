"""A column per month: what was reported, and as a line across it what was typed in. Breaks and batches are marked."""

from __future__ import annotations

from keukentafel.core.tekenstukken import BREED, lijn, recht, tekst
from keukentafel.inzicht.figuren.vorm import Figuur

HOOG = 150.0
BOVEN = 22.0

Getekend = tuple[float, list[str]]


def draw_months(figuur: Figuur) -> Getekend:
    """Rows of (month, reported[, entered]). A month that is not told has a dashed foot instead of a column."""
    counts = [float(v) for row in figuur.rijen for v in row[1:] if isinstance(v, int)]
    top = max(counts, default=0) or 1
    links = 30.0
    wide = (BREED - links) / max(len(figuur.rijen), 1)
    marks, breaks = dict(figuur.merken), dict(figuur.breuken)
    ground = BOVEN + HOOG
    parts = [tekst(links - 6, BOVEN + 5, f"{top:g}", "zacht", "end"), tekst(links - 6, ground, "0", "zacht", "end"),
             lijn(links, BOVEN, BREED, BOVEN, "as"), lijn(links, ground, BREED, ground, "as")]  # fmt: skip
    for place, row in enumerate(figuur.rijen):
        x = links + place * wide
        parts += _column(row[1], row[2] if len(row) > 2 else None, x, wide, ground, HOOG / top)
        month = str(row[0])
        if month in marks:
            parts.append(tekst(x + wide / 2, BOVEN - 8, "▼", "zacht", "middle"))
        if month in breaks:
            parts.append(lijn(x, BOVEN - 6, x, ground + 6, "breuk"))
        if place % (3 if len(figuur.rijen) > 8 else 1) == 0:
            parts.append(tekst(x + 1, ground + 18, month.split(" ")[0], "zacht"))
            if place == 0 or month.startswith("jan"):
                parts.append(tekst(x + 1, ground + 34, month.split(" ")[1], "zacht"))
    return ground + 40, parts


def _column(reported: object, entered: object, x: float, wide: float, ground: float, scale: float) -> list[str]:
    gap = min(wide * 0.2, 4)
    if not isinstance(reported, int):
        return [recht(x + gap, ground - 8, wide - 2 * gap, 8, "toen", 1)]
    parts = [recht(x + gap, ground - reported * scale, wide - 2 * gap, reported * scale, "belasting", 1)]
    if isinstance(entered, int) and entered != reported:
        y = ground - entered * scale
        parts.append(lijn(x, y, x + wide, y, "stap-rand"))
    return parts
