"""The small pieces that every drawing is made of. Lengths are in SVG units, about 1 px at full width."""

from collections.abc import Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

BREED = 420.0
TEKST_PER_TEKEN = 6.8  # units per character at 14 px, for cutting labels


def svg(naam: str, hoogte: float, beschrijving: str, delen: Sequence[str]) -> SafeString:
    """Wrap the parts; the id of title and desc comes from `naam`, unique on the page."""
    return format_html(
        '<svg class="kt-tekening" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t">'
        '<title id="{}-t">{}</title>{}</svg>',
        f"{BREED:g}",
        f"{hoogte:g}",
        naam,
        naam,
        beschrijving,
        mark_safe("".join(delen)),
    )


def tekst(x: float, y: float, inhoud: str, klasse: str = "", anker: str = "start") -> str:
    """A line of text; x is its start, middle or end."""
    extra = f' class="{klasse}"' if klasse else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anker}"{extra}>{escape(inhoud)}</text>'


def recht(x: float, y: float, b: float, h: float, klasse: str, rond: float = 0) -> str:
    """A rectangle."""
    hoek = f' rx="{rond:g}"' if rond else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{b:g}" height="{h:g}"{hoek} class="{klasse}"/>'


def lijn(x1: float, y1: float, x2: float, y2: float, klasse: str) -> str:
    """A straight line."""
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" class="{klasse}"/>'


def passend(woorden: str, breedte: float) -> str:
    """Cut a label that would run into the drawing; the table has it in full."""
    tekens = int(breedte / TEKST_PER_TEKEN)
    return woorden if len(woorden) <= tekens else woorden[: tekens - 1].rstrip() + "…"


def label(woorden: str, *, y: float, breedte: float) -> list[str]:
    """A label at the left, on two lines when one is too narrow."""
    tekens = int(breedte / TEKST_PER_TEKEN)
    eerste, _, rest = woorden.partition(" ")
    while rest and len(eerste) + 1 + len(rest.split(" ")[0]) <= tekens:
        woord, _, rest = rest.partition(" ")
        eerste = f"{eerste} {woord}"
    if not rest:
        return [tekst(0, y + 5, passend(eerste, breedte))]
    return [tekst(0, y - 3, passend(eerste, breedte)), tekst(0, y + 13, passend(rest, breedte))]
