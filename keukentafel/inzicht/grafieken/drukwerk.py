"""A drawing for paper: WeasyPrint gives a drawing no style sheet, so its classes become attributes."""

from __future__ import annotations

import re
from base64 import b64encode

INKT, ZACHT, LIJN, PAPIER = "#1b2433", "#4d5768", "#e1dbce", "#ffffff"
VULLING = {
    "belasting": ZACHT, "ruimte": LIJN, "gelijk": LIJN, "toen": PAPIER, "vlak": PAPIER,
    "niveau-1": "#3f0014", "niveau-2": "#bd1208",
    "niveau-3": "#f6a13a", "niveau-4": "#bfe3d0", "niveau-5": "#0b7a6a", "eigen": "#195299", "netwerk": "#249b91",
    "algemeen": "#d76c03", "maatwerk": "#4d1c3d", "zacht": ZACHT, "op-1": PAPIER, "op-2": PAPIER, "op-3": INKT,
    "op-4": INKT, "op-5": PAPIER, "op-eigen": PAPIER, "op-netwerk": INKT, "op-algemeen": INKT, "op-maatwerk": PAPIER,
    "op-gelijk": INKT,
}  # fmt: skip
STREEP = {"vlak": (LIJN, "1", ""),
          "as": (LIJN, "1", ""), "stap-rand": (INKT, "1.5", ""), "verbinding": (ZACHT, "2.5", ""),
          "breuk": (INKT, "1.5", "4 3"), "toen": (ZACHT, "1.5", "3 2")}  # fmt: skip


def printable(svg: str) -> str:
    """Return the drawing with attributes instead of classes; its words and places stay as they are."""
    drawn = re.sub(r'class="([^"]*)"', lambda found: _attributes(found[1].split()), svg)
    font = 'xmlns="http://www.w3.org/2000/svg" font-family="Atkinson Hyperlegible Next" font-size="14"'
    return drawn.replace("<svg ", f"<svg {font} ", 1)


def as_address(svg: str) -> str:
    """Return the drawing as the address of a picture, so that it can have a text beside it."""
    return f"data:image/svg+xml;base64,{b64encode(printable(svg).encode()).decode()}"


def _attributes(classes: list[str]) -> str:
    found = [f'fill="{VULLING[name]}"' for name in classes if name in VULLING][-1:]
    for name in classes:
        if name in STREEP:
            colour, wide, dashes = STREEP[name]
            found.append(
                f'stroke="{colour}" stroke-width="{wide}"' + (f' stroke-dasharray="{dashes}"' if dashes else "")
            )
    return " ".join([*found, *(['font-weight="700"'] if "vet" in classes else [])])
