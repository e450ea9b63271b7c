"""Now beside before: a bar for now and a hollow mark for before, once or twice per row."""

from __future__ import annotations

from collections.abc import Sequence

from keukentafel.core.tekenstukken import BREED, label, recht, tekst
from keukentafel.inzicht.figuren.vorm import Cel, Figuur

HOOG = 38.0
LINKS = 150.0

Getekend = tuple[float, list[str]]


def draw_directions(figuur: Figuur) -> Getekend:
    """Rows of (name, now, before, …[, now, before, …]): the second pair stands in a column of its own."""
    pairs = (1, 4) if len(figuur.kolommen) > 6 else (1,)
    wide = (BREED - LINKS) / len(pairs)
    parts: list[str] = []
    top = 22.0 if len(pairs) > 1 else 0.0
    for number, place in enumerate(pairs):
        x = LINKS + number * wide
        if top:
            parts.append(tekst(x, 14, figuur.kolommen[place].naam, "zacht"))
        parts += _column(figuur.rijen, place, x, wide - 12, top)
    for number, row in enumerate(figuur.rijen):
        parts += label(str(row[0]), y=top + number * HOOG + HOOG / 2, breedte=LINKS - 12)
    return top + len(figuur.rijen) * HOOG, parts


def _column(rows: Sequence[Sequence[Cel]], place: int, x: float, wide: float, top: float) -> list[str]:
    known = [float(cel) for row in rows for cel in row[place : place + 2] if isinstance(cel, int | float)]
    scale = (wide - 52) / (max(known, default=0) or 1)
    parts = []
    for number, row in enumerate(rows):
        y = top + number * HOOG + HOOG / 2
        now, before = row[place], row[place + 1]
        if isinstance(now, int | float):
            parts.append(recht(x, y - 9, max(now, 0) * scale, 18, "belasting", 2))
        if isinstance(before, int | float):
            parts.append(f'<circle cx="{x + max(before, 0) * scale:g}" cy="{y:g}" r="6" class="toen"/>')
        said = "onbekend" if now is None else f"{now:g}".replace(".", ",")
        parts.append(tekst(x + wide, y + 5, said, "" if now else "zacht", "end"))
    return parts
