"""Grids of shaded cells with the number in each: from level to level, and domain by area."""

from __future__ import annotations

from collections.abc import Sequence

from keukentafel.core.tekenstukken import BREED, label, lijn, passend, recht, tekst
from keukentafel.inzicht.figuren.vorm import Cel, Figuur

RECHTS = 58.0  # for the name of the last column, which leans over
DONKERST = 0.5  # ink stays readable on it
TEKENS = {"meer": "▲", "minder": "▼"}

Getekend = tuple[float, list[str]]


def draw_transition(figuur: Figuur) -> Getekend:
    """Rows of (level at the start, to 1, …, to 5): the diagonal stayed, right of it went forward, left of it back."""
    links, boven, cel = 96.0, 44.0, 54.0
    top = max((int(n) for row in figuur.rijen for n in row[1:6] if isinstance(n, int)), default=0) or 1
    parts = [tekst(links, 14, "Nu", "zacht"), tekst(0, boven - 8, "Bij de start", "zacht")]
    parts += [tekst(links + (place + 0.5) * cel, 34, str(place + 1), "", "middle") for place in range(5)]
    for place, row in enumerate(figuur.rijen):
        y = boven + place * cel
        parts.append(tekst(links - 14, y + cel / 2 + 5, str(row[0]), "", "end"))
        for to, aantal in enumerate(row[1:6]):
            klasse = "gelijk" if to == place else "niveau-5" if to > place else "niveau-3"
            parts += _cell(links + to * cel, y, cel, cel, klasse, _part(aantal, top), _count(aantal))
    parts.append(lijn(links, boven, links + 5 * cel, boven + 5 * cel, "as"))
    return boven + 5 * cel + 4, parts


def draw_patterns(figuur: Figuur) -> Getekend:
    """Rows of (area, domain, count, inhabitants, rate, low, high, compared, …) as areas by domains; the rate inside."""
    areas = list(dict.fromkeys(str(row[0]) for row in figuur.rijen))
    domains = list(dict.fromkeys(str(row[1]) for row in figuur.rijen))
    cells = {(str(row[0]), str(row[1])): row for row in figuur.rijen}
    top = max((float(row[4]) for row in figuur.rijen if isinstance(row[4], int | float)), default=0) or 1
    links, boven, hoog = 110.0, 104.0, 34.0
    breed = (BREED - links - RECHTS) / max(len(domains), 1)
    parts: list[str] = []
    for place, domein in enumerate(domains):
        x = links + (place + 0.5) * breed
        parts.append(f'<g transform="rotate(-58 {x:g} {boven - 8:g})">{tekst(x, boven - 8, passend(domein, 112))}</g>')
    for number, area in enumerate(areas):
        y = boven + number * hoog
        parts += label(area, y=y + hoog / 2, breedte=links - 10)
        for place, domein in enumerate(domains):
            row: Sequence[Cel] = cells.get((area, domein), (None,) * 9)
            mark = TEKENS.get(str(row[7]), "")
            parts += _cell(links + place * breed, y, breed, hoog, "niveau-3", _part(row[4], top), _rate(row[4], mark))
    return boven + len(areas) * hoog + 2, parts


def _cell(x: float, y: float, b: float, h: float, klasse: str, deel: float, woord: str) -> list[str]:
    shade = recht(x + 1, y + 1, b - 2, h - 2, klasse).replace("/>", f' fill-opacity="{deel:.2f}"/>')
    return [recht(x + 1, y + 1, b - 2, h - 2, "vlak"), shade, tekst(x + b / 2, y + h / 2 + 5, woord, "", "middle")]


def _part(value: Cel, top: float) -> float:
    return DONKERST * float(value) / top if isinstance(value, int | float) else 0.0


def _count(value: Cel) -> str:
    return "–" if value is None else str(value) if value else ""


def _rate(value: Cel, mark: str) -> str:
    if not isinstance(value, int | float):
        return "–"
    return f"{value:.0f}{mark}" if value >= 10 else f"{value:.1f}{mark}".replace(".", ",")
