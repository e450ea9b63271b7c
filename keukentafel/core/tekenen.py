"""Charts as SVG, drawn in Python: classes instead of styles, a title, a description, and the table beside it.

Every function is pure: typed rows in, a Tekening out. Colours and letters come from schermen.css; patterns
make the drawing readable on a black-and-white print. Lengths are in SVG units, about 1 px at full width.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.safestring import SafeString

from keukentafel.core.tekenstukken import BREED, label, lijn, passend, recht, svg, tekst

Kring = Literal["eigen", "netwerk", "algemeen", "maatwerk"]

# Where help comes from, nearest first; the order of the bars never changes.
KRINGEN: tuple[tuple[Kring, str], ...] = (
    ("eigen", "eigen kracht"),
    ("netwerk", "netwerk"),
    ("algemeen", "algemene voorziening"),
    ("maatwerk", "maatwerk"),
)


@dataclass(frozen=True)
class Tekening:
    """A drawing and all that a reader without eyes needs: finding, description, the numbers as a table."""

    titel: str
    svg: SafeString
    beschrijving: str
    kolommen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    onder: str = ""
    legenda: tuple[tuple[str, str], ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Domeinverloop:
    """One domain over time: levels 1–5 at the start, now, and as agreed goal; None where not measured."""

    naam: str
    toen: int | None
    nu: int | None
    doel: int | None = None


@dataclass(frozen=True)
class Kringverdeling:
    """How many forms of help come from each circle, for one bar."""

    naam: str
    eigen: int = 0
    netwerk: int = 0
    algemeen: int = 0
    maatwerk: int = 0

    def aantal(self, kring: Kring) -> int:
        """The count of one circle."""
        return int(getattr(self, kring))

    @property
    def totaal(self) -> int:
        """All circles together."""
        return sum(self.aantal(kring) for kring, _ in KRINGEN)


@dataclass(frozen=True)
class Belasting:
    """The weighted load of one worker against the room he or she has (same unit, at least 0)."""

    naam: str
    gewogen: float
    ruimte: float
    casussen: int = 0


def _niveau(waarde: int | None) -> str:
    return str(waarde) if waarde else "niet gemeten"


def _check_niveaus(regels: Sequence[Domeinverloop]) -> None:
    for regel in regels:
        for waarde in (regel.toen, regel.nu, regel.doel):
            if waarde is not None and waarde not in range(1, 6):
                raise ValueError(f"niveau {waarde} bij {regel.naam} ligt niet tussen 1 en 5")


# ---- dumbbell: from start to now, per domain ---------------------------------------------------------------


def draw_verloop(regels: Sequence[Domeinverloop], *, titel: str = "", naam: str = "verloop") -> Tekening:
    """Per domain a line from the level at the start to the level now; largest gain on top.

    Raises ValueError for a level outside 1–5. `titel` is the finding; left empty it is worked out.
    """
    _check_niveaus(regels)
    op_volgorde = sorted(regels, key=lambda r: (r.nu is None or r.toen is None, -((r.nu or 0) - (r.toen or 0))))
    links, hoogte = 176.0, 36.0
    stap = (BREED - links - 14) / 4
    delen = []
    for niveau in range(1, 6):
        x = links + (niveau - 1) * stap
        delen += [
            tekst(x, 14, str(niveau), "zacht", "middle"),
            lijn(x, 22, x, 22 + hoogte * len(regels), "as"),
        ]
    for nummer, regel in enumerate(op_volgorde):
        delen += _halter(regel, y=22 + hoogte * (nummer + 0.5), links=links, stap=stap)
    zinnen = [f"{r.naam}: van {_niveau(r.toen)} naar {_niveau(r.nu)}" for r in op_volgorde]
    return Tekening(
        titel=titel or finding_verloop(regels),
        svg=svg(naam, 30 + hoogte * len(regels), "; ".join(zinnen), delen),
        beschrijving="; ".join(zinnen),
        kolommen=("Leefdomein", "Start", "Nu", "Doel"),
        rijen=tuple((r.naam, _niveau(r.toen), _niveau(r.nu), str(r.doel or "–")) for r in op_volgorde),
        onder="1 is acute problematiek, 5 is volledig zelfredzaam",
    )


def _halter(regel: Domeinverloop, *, y: float, links: float, stap: float) -> list[str]:
    delen = label(regel.naam, y=y, breedte=links - 18)
    plek = {n: links + (n - 1) * stap for n in range(1, 6)}
    if regel.nu is None and regel.toen is None:
        return [*delen, tekst(links, y + 5, "niet besproken", "zacht halo")]
    if regel.doel:
        delen.append(lijn(plek[regel.doel], y - 12, plek[regel.doel], y + 12, "doelstreep"))
    if regel.toen and regel.nu and regel.toen != regel.nu:
        richting = 1 if regel.nu > regel.toen else -1
        delen.append(lijn(plek[regel.toen] + 9 * richting, y, plek[regel.nu] - 12 * richting, y, "verbinding"))
    if regel.toen and regel.toen != regel.nu:
        delen.append(f'<circle cx="{plek[regel.toen]:g}" cy="{y:g}" r="8" class="toen"/>')
    if regel.nu:
        x = plek[regel.nu]
        delen.append(recht(x - 12, y - 11, 24, 22, f"niveau-{regel.nu} stap-rand", 4))
        delen.append(tekst(x, y + 5, str(regel.nu), f"vet op-{regel.nu}", "middle"))
    return delen


def finding_verloop(regels: Sequence[Domeinverloop]) -> str:
    """The finding in words: how many domains went up, stayed, went down (only where measured twice)."""
    verschillen = [r.nu - r.toen for r in regels if r.nu is not None and r.toen is not None]
    if not verschillen:
        return "Nog geen tweede meting"
    delen = []
    for aantal, woord in (
        (sum(v > 0 for v in verschillen), "vooruit"),
        (sum(v == 0 for v in verschillen), "gelijk"),
        (sum(v < 0 for v in verschillen), "achteruit"),
    ):
        if aantal:
            delen.append(f"{aantal} {woord}")
    return ", ".join(delen)


# ---- kanteling: where help comes from, before and after ----------------------------------------------------

PATRONEN: dict[Kring, str] = {
    "eigen": "",
    "netwerk": '<circle cx="4" cy="4" r="1.4" fill="#fff"/>',
    "algemeen": '<path d="M0 8L8 0" stroke="#fff" stroke-width="1.6"/>',
    "maatwerk": '<path d="M0 0L8 8M0 8L8 0" stroke="#fff" stroke-width="1"/>',
}


def draw_kanteling(balken: Sequence[Kringverdeling], *, titel: str = "", naam: str = "kanteling") -> Tekening:
    """Stacked bars of 100%, one per moment: own strength, network, general and individual provision.

    With exactly two bars (before, after) the finding is worked out when `titel` is empty.
    """
    links, hoog, tussen = 82.0, 30.0, 14.0
    delen = ["<defs>", *(_patroon(naam, kring, vorm) for kring, vorm in PATRONEN.items() if vorm), "</defs>"]
    for nummer, balk in enumerate(balken):
        y = nummer * (hoog + tussen)
        delen.append(tekst(0, y + hoog / 2 + 5, passend(balk.naam, links - 6), "vet"))
        delen += _gestapeld(balk, naam=naam, x=links, y=y, b=BREED - links, h=hoog)
    zinnen = [f"{b.naam}: " + ", ".join(f"{b.aantal(kring)} {woord}" for kring, woord in KRINGEN) for b in balken]
    return Tekening(
        titel=titel or finding_kanteling(balken),
        svg=svg(naam, max(len(balken) * (hoog + tussen) - tussen, 1), ". ".join(zinnen), delen),
        beschrijving=". ".join(zinnen),
        kolommen=("", *(woord for _, woord in KRINGEN)),
        rijen=tuple((b.naam, *(str(b.aantal(kring)) for kring, _ in KRINGEN)) for b in balken),
        legenda=KRINGEN,
    )


def _patroon(naam: str, kring: Kring, vorm: str) -> str:
    return f'<pattern id="{naam}-{kring}" width="8" height="8" patternUnits="userSpaceOnUse">{vorm}</pattern>'


def _gestapeld(balk: Kringverdeling, *, naam: str, x: float, y: float, b: float, h: float) -> list[str]:
    """One bar; 2 units of white between the parts, the count in each part that is wide enough."""
    if not balk.totaal:
        return [tekst(x, y + h / 2 + 5, "niets ingezet", "zacht")]
    delen, gevuld = [], [kring for kring, _ in KRINGEN if balk.aantal(kring)]
    nuttig = b - 2 * (len(gevuld) - 1)
    for kring in gevuld:
        breedte = nuttig * balk.aantal(kring) / balk.totaal
        delen.append(recht(x, y, breedte, h, kring, 2))
        if PATRONEN[kring]:
            delen.append(
                f'<rect x="{x:g}" y="{y:g}" width="{breedte:g}" height="{h:g}" '
                f'fill="url(#{naam}-{kring})" class="patroon"/>'
            )
        if breedte >= 16:
            delen.append(tekst(x + breedte / 2, y + h / 2 + 5, str(balk.aantal(kring)), f"vet op-{kring}", "middle"))
        x += breedte + 2
    return delen


def finding_kanteling(balken: Sequence[Kringverdeling]) -> str:
    """The finding of before and after: the share of help from nearby (own and network), in whole points."""
    if len(balken) != 2 or not (balken[0].totaal and balken[1].totaal):
        return "Waar de hulp vandaan komt"
    dichtbij = [100 * (b.eigen + b.netwerk) / b.totaal for b in balken]
    verschil = round(dichtbij[1] - dichtbij[0])
    if verschil > 0:
        return "Van voorziening naar netwerk"
    return "Meer hulp van voorzieningen" if verschil < 0 else "Even veel hulp van dichtbij als eerst"


# ---- load: how full is everyone's week ---------------------------------------------------------------------


LETTER = 8.0  # widest digit of the drawing's text, in its own units


def draw_belasting(regels: Sequence[Belasting], *, titel: str = "Werk en ruimte", naam: str = "belasting") -> Tekening:
    """Per worker a bar of the weighted load on a track of the room; in the order given, no ranking.

    Raises ValueError for a negative number.
    """
    if any(r.gewogen < 0 or r.ruimte < 0 for r in regels):
        raise ValueError("belasting en ruimte zijn niet negatief")
    words = max([len(f"{_getal(r.gewogen)} van {_getal(r.ruimte)}") for r in regels], default=0)
    links, rechts, hoog = 132.0, max(84.0, words * LETTER + 16), 34.0
    grootste = max([max(r.gewogen, r.ruimte) for r in regels], default=0) or 1
    schaal = (BREED - links - rechts) / grootste
    delen = []
    for nummer, r in enumerate(regels):
        y, over = nummer * hoog + hoog / 2, r.gewogen > r.ruimte
        delen += [
            tekst(0, y + 5, passend(r.naam, links - 8)),
            recht(links, y - 9, r.ruimte * schaal, 18, "ruimte", 2),
            recht(links, y - 5, r.gewogen * schaal, 10, "belasting-over" if over else "belasting", 2),
            lijn(links + r.ruimte * schaal, y - 11, links + r.ruimte * schaal, y + 11, "stap-rand"),
            tekst(BREED, y + 5, f"{_getal(r.gewogen)} van {_getal(r.ruimte)}", "vet" if over else "zacht", "end"),
        ]
    zinnen = [f"{r.naam}: {_getal(r.gewogen)} van {_getal(r.ruimte)}" for r in regels]
    return Tekening(
        titel=titel,
        svg=svg(naam, max(len(regels) * hoog, 1), "; ".join(zinnen), delen),
        beschrijving="; ".join(zinnen),
        kolommen=("Medewerker", "Gewogen werk", "Ruimte", "Casussen"),
        rijen=tuple((r.naam, _getal(r.gewogen), _getal(r.ruimte), str(r.casussen)) for r in regels),
        onder="De streep is de ruimte die iemand heeft; het werk is gewogen.",
    )


def _getal(waarde: float) -> str:
    """A number as Dutch writes it: 12 or 7,5."""
    return f"{waarde:.1f}".rstrip("0").rstrip(".").replace(".", ",")
