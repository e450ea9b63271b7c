"""Stacked bars of 100%: levels and development around a middle line, and where help comes from."""

from __future__ import annotations

from collections.abc import Sequence

from keukentafel.core.tekenen import PATRONEN, Kring
from keukentafel.core.tekenstukken import BREED, label, lijn, recht, tekst
from keukentafel.inzicht.figuren.vorm import Cel, Figuur

HOOG = 38.0
DIK = 24.0
NIET = "niet te tonen"
KLASSEN: Sequence[Kring] = ("eigen", "netwerk", "algemeen", "maatwerk")

Getekend = tuple[float, list[str]]
Deel = tuple[int, str, str]  # count, class of the fill, class of the text on it


def draw_levels(figuur: Figuur) -> Getekend:
    """Rows of (domain, levels…, not scored, share): 1 to 3 to the left of the middle line, 4 and 5 to the right."""
    wide = len(figuur.kolommen) == 8  # five levels; beyond the team who has a problem, and the others
    left = ("niveau-3", "niveau-2", "niveau-1") if wide else ("niveau-2",)
    right = ("niveau-4", "niveau-5") if wide else ("gelijk",)
    rows = []
    for row in figuur.rijen:
        counts = list(row[1:6]) if wide else list(row[1:3])
        low, high = counts[: len(left)], counts[len(left) :]
        rows.append((str(row[0]), _parts(list(reversed(low)), left), _parts(high, right)))
    return _around(rows)


def draw_change(figuur: Figuur) -> Getekend:
    """Rows of (domain, back, same, forward, n): back to the left; same and forward to the right of the middle."""
    return _around([
        (str(row[0]), _parts([row[1]], ["niveau-3"]), _parts([row[3], row[2]], ["niveau-5", "gelijk"]))
        for row in figuur.rijen
    ])  # fmt: skip


def draw_circles(figuur: Figuur, naam: str) -> Getekend:
    """Rows of (what, own, network, general, individual, n): 100% each, with the percentage in each part."""
    links, rechts = 150.0, 54.0
    parts = ["<defs>", *(_pattern(naam, kring, form) for kring, form in PATRONEN.items() if form), "</defs>"]
    for place, row in enumerate(figuur.rijen):
        y = place * HOOG + HOOG / 2
        parts += label(str(row[0]), y=y, breedte=links - 10)
        parts.append(tekst(BREED, y + 5, f"n {row[-1]}" if row[-1] is not None else "", "zacht", "end"))
        found = _parts(row[1:5], KLASSEN)
        if found is None or not sum(n for n, _fill, _on in found):
            parts.append(tekst(links, y + 5, NIET if found is None else "niets ingezet", "zacht"))
            continue
        parts += _stack(found, naam=naam, x=links, y=y - DIK / 2, b=BREED - links - rechts)
    return len(figuur.rijen) * HOOG, parts


def _parts(counts: Sequence[Cel], classes: Sequence[str]) -> list[Deel] | None:
    """The parts of a bar; None when one of them is not told."""
    if any(not isinstance(n, int) for n in counts):
        return None
    text = {fill: f"op-{fill.removeprefix('niveau-')}" for fill in classes}
    return [(int(n or 0), fill, text[fill]) for n, fill in zip(counts, classes, strict=True)]


def _around(rows: Sequence[tuple[str, list[Deel] | None, list[Deel] | None]]) -> Getekend:
    """Bars of which the middle lies still, scaled so that the largest share on either side fits."""
    links, told = 158.0, [(a, b) for _, a, b in rows if a is not None and b is not None]
    shares = [(_total(a) / n, _total(b) / n) for a, b in told if (n := _total(a) + _total(b))]
    left, right = max([a for a, _ in shares], default=0.5), max([b for _, b in shares], default=0.5)
    scale = (BREED - links - 4) / max(left + right, 0.01)
    middle = links + left * scale
    parts: list[str] = []
    for place, (naam, low, high) in enumerate(rows):
        y = place * HOOG + HOOG / 2
        parts += label(naam, y=y, breedte=links - 10)
        if low is None or high is None:
            parts.append(tekst(links, y + 5, NIET, "zacht"))
            continue
        n = _total(low) + _total(high)
        if not n:
            parts.append(tekst(links, y + 5, "niet gemeten", "zacht"))
            continue
        x = middle
        for count, fill, on in low:
            x -= count / n * scale
            parts += _block(count, fill, on, x, y, count / n * scale)
        x = middle
        for count, fill, on in high:
            parts += _block(count, fill, on, x, y, count / n * scale)
            x += count / n * scale
    parts.append(lijn(middle, 0, middle, len(rows) * HOOG, "stap-rand"))
    return len(rows) * HOOG, parts


def _total(parts: Sequence[Deel]) -> int:
    return sum(n for n, _fill, _on in parts)


def _block(count: int, fill: str, on: str, x: float, y: float, breed: float) -> list[str]:
    if not count:
        return []
    parts = [recht(x, y - DIK / 2, max(breed - 1, 1), DIK, fill, 2)]
    if breed >= 9 * len(str(count)) + 4:
        parts.append(tekst(x + breed / 2, y + 5, str(count), f"vet {on}", "middle"))
    return parts


def _stack(found: Sequence[Deel], *, naam: str, x: float, y: float, b: float) -> list[str]:
    """One bar of 100%; 2 units between the parts, patterns for a print in black and white."""
    parts, filled = [], [part for part in found if part[0]]
    useful, n = b - 2 * (len(filled) - 1), _total(filled)
    for count, fill, on in filled:
        breed = useful * count / n
        parts.append(recht(x, y, breed, DIK, fill, 2))
        if fill != "eigen":
            parts.append(
                f'<rect x="{x:g}" y="{y:g}" width="{breed:g}" height="{DIK:g}" fill="url(#{naam}-{fill})" '
                'class="patroon"/>'
            )
        if breed >= 34:
            parts.append(tekst(x + breed / 2, y + DIK / 2 + 5, f"{int(100 * count / n + 0.5)}%", f"vet {on}", "middle"))
        x += breed + 2
    return parts


def _pattern(naam: str, kring: Kring, form: str) -> str:
    return f'<pattern id="{naam}-{kring}" width="8" height="8" patternUnits="userSpaceOnUse">{form}</pattern>'
