"""Bars that lie down: counts with their share, shares with their own n, and days. A year earlier is a hollow mark."""

from __future__ import annotations

from collections.abc import Sequence

from keukentafel.core.tekenstukken import BREED, label, lijn, recht, tekst
from keukentafel.inzicht.figuren.vorm import Cel, Figuur

HOOG = 38.0
NIET = "niet te tonen"

Getekend = tuple[float, list[str]]  # height and parts


def draw_counts(figuur: Figuur) -> Getekend:
    """Rows of (name, count, share, share a year earlier): the bar is the share, or the count without shares.

    Text in the place of a share is not drawn.
    """
    shares = any(isinstance(row[2], int | float) for row in figuur.rijen)
    values = [row[2] if shares else row[1] for row in figuur.rijen]
    top = max([*(float(v) for v in values if isinstance(v, int | float)), *_earlier(figuur.rijen)], default=0) or 1
    links, breed = 168.0, BREED - 168 - 92
    parts: list[str] = []
    for place, (row, value) in enumerate(zip(figuur.rijen, values, strict=True)):
        y = place * HOOG + HOOG / 2
        parts += label(str(row[0]), y=y, breedte=links - 12)
        parts.append(_track(links, y, breed, row[1]))
        if isinstance(value, int | float):
            parts.append(recht(links, y - 9, breed * float(value) / top, 18, "belasting", 2))
        before = row[3] if len(row) > 3 else None
        if shares and isinstance(before, int | float):
            parts.append(f'<circle cx="{links + breed * float(before) / top:g}" cy="{y:g}" r="6" class="toen"/>')
        parts.append(tekst(BREED, y + 5, _said(row[1], row[2]), "" if row[1] else "zacht", "end"))
    return len(figuur.rijen) * HOOG, parts


def draw_money(figuur: Figuur) -> Getekend:
    """Rows of (name, whole euro, …): the bar is the amount; without one it is unknown, which is not nought."""
    top = max((float(row[1]) for row in figuur.rijen if isinstance(row[1], int | float)), default=0) or 1
    links, breed = 168.0, BREED - 168 - 104
    parts: list[str] = []
    for place, row in enumerate(figuur.rijen):
        y, amount = place * HOOG + HOOG / 2, row[1]
        parts += label(str(row[0]), y=y, breedte=links - 12)
        parts.append(_track(links, y, breed, amount))
        if isinstance(amount, int | float):
            parts.append(recht(links, y - 9, breed * float(amount) / top, 18, "belasting", 2))
        said = f"€ {amount:,.0f}".replace(",", ".") if isinstance(amount, int | float) else "onbekend"
        parts.append(tekst(BREED, y + 5, said, "" if amount else "zacht", "end"))
    return len(figuur.rijen) * HOOG, parts


def draw_shares(figuur: Figuur) -> Getekend:
    """Rows of (question, yes, answers, share): each over its own answers, on a track of 100%."""
    links, breed = 190.0, BREED - 190 - 104
    parts: list[str] = []
    for place, (naam, ja, n, share) in enumerate(figuur.rijen):
        y = place * HOOG + HOOG / 2
        parts += label(str(naam), y=y, breedte=links - 12)
        parts.append(_track(links, y, breed, n))
        if isinstance(share, int | float):
            parts.append(recht(links, y - 9, breed * float(share) / 100, 18, "belasting", 2))
        said = NIET if ja is None or n is None else f"{ja} van {n}"
        parts.append(tekst(BREED, y + 5, said, "" if n else "zacht", "end"))
    return len(figuur.rijen) * HOOG, parts


def draw_spans(figuur: Figuur) -> Getekend:
    """Rows of (step, n, median, p80, median a year earlier): a strip to the p80, a block at the median."""
    days = [float(v) for row in figuur.rijen for v in row[2:] if isinstance(v, int | float)]
    top = max(days, default=0) or 1
    links, breed = 168.0, BREED - 168 - 96
    parts: list[str] = []
    for place, (naam, n, middle, most, before) in enumerate(figuur.rijen):
        y = place * HOOG + HOOG / 2
        parts += label(str(naam), y=y, breedte=links - 12)
        parts.append(lijn(links, y, links + breed, y, "as"))
        if isinstance(most, int | float):
            parts.append(recht(links, y - 5, max(breed * float(most) / top, 2), 10, "ruimte", 2))
        if isinstance(before, int | float):
            parts.append(f'<circle cx="{links + breed * float(before) / top:g}" cy="{y:g}" r="6" class="toen"/>')
        if isinstance(middle, int | float):
            parts.append(recht(links + breed * float(middle) / top - 3, y - 10, 6, 20, "belasting", 2))
        parts.append(tekst(BREED, y + 5, _days(n, middle, most), "" if middle is not None else "zacht", "end"))
    return len(figuur.rijen) * HOOG, parts


def shows_earlier(figuur: Figuur) -> bool:
    """True when the drawing has open rounds: draw_counts with shares, and draw_spans, where a year earlier is known."""
    places = {"balken": (2, 3), "duur": (4,)}.get(figuur.soort, ())
    return bool(places) and all(
        any(len(row) > place and isinstance(row[place], int | float) for row in figuur.rijen) for place in places
    )


def _track(links: float, y: float, breed: float, known: Cel) -> str:
    """What a bar fills: a strip; where nothing may be told a line, for an empty strip reads as nought."""
    return lijn(links, y, links + breed, y, "as") if known is None else recht(links, y - 9, breed, 18, "ruimte", 2)


def _earlier(rijen: Sequence[Sequence[Cel]]) -> list[float]:
    return [float(row[3]) for row in rijen if len(row) > 3 and isinstance(row[3], int | float)]


def _said(aantal: Cel, share: Cel) -> str:
    if aantal is None:
        return NIET
    return f"{aantal} ({int(float(share) + 0.5)}%)" if isinstance(share, int | float) else f"{aantal}"


def _days(n: Cel, middle: Cel, most: Cel) -> str:
    if not isinstance(middle, int | float):
        return "nog geen" if n == 0 else NIET
    return f"{middle:g} en {most:g} d".replace(".", ",")
