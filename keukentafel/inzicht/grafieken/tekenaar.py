"""From a figure to its drawing, with everything a reader without eyes needs."""

from __future__ import annotations

from keukentafel.core.tekenen import KRINGEN, Tekening
from keukentafel.core.tekenstukken import svg
from keukentafel.inzicht.figuren.vorm import TE_KLEIN, Cel, Figuur
from keukentafel.inzicht.grafieken.lijnen import draw_trend
from keukentafel.inzicht.grafieken.maanden import draw_months
from keukentafel.inzicht.grafieken.richtingen import draw_directions
from keukentafel.inzicht.grafieken.stapels import draw_change, draw_circles, draw_levels
from keukentafel.inzicht.grafieken.staven import draw_counts, draw_money, draw_shares, draw_spans, shows_earlier
from keukentafel.inzicht.grafieken.vlakken import draw_patterns, draw_transition

STAVEN = {"balken": draw_counts, "mensen": draw_counts, "deel": draw_shares, "duur": draw_spans, "maanden": draw_months,
          "niveaus": draw_levels, "verloop": draw_change, "trend": draw_trend, "richting": draw_directions,
          "overgang": draw_transition, "patronen": draw_patterns, "geld": draw_money}  # fmt: skip
EERDER = "Het open rondje is een jaar eerder."
ONDER = {
    "balken": EERDER,
    "duur": "Het blok is de helft, de strook acht van de tien. " + EERDER,
    "maanden": "De kolom is aangemeld. Een streep erover is wat er is ingevoerd, als dat anders is.",
    "niveaus": "Links van de streep scoort 1 tot en met 3.",
    "verloop": "Links van de streep ging achteruit, rechts vooruit; grijs bleef gelijk.",
    "trend": "Tussen twee punten loopt alleen een lijn als de reeks doorloopt.",
    "richting": "De balk is nu, het open rondje de periode ervoor.",
    "overgang": "Op de schuine lijn bleef het gelijk; rechts ervan ging vooruit, links ervan achteruit.",
    "patronen": "In elk vak staat het aantal per 1.000 inwoners. ▲ is meer, ▼ is minder dan elders, buiten toeval.",
    "deel": "Elke vraag heeft een eigen aantal.",
}
NIVEAUS = tuple((f"niveau-{niveau}", str(niveau)) for niveau in range(1, 6))


def draw(figuur: Figuur) -> Tekening | None:
    """Return the drawing of a figure; None when there is nothing to draw."""
    if figuur.leeg or figuur.soort == "geen":
        return None
    naam = f"f-{figuur.naam}"
    if figuur.soort == "kanteling":
        hoogte, parts = draw_circles(figuur, naam)
    else:
        hoogte, parts = STAVEN[figuur.soort](figuur)
    return Tekening(
        titel=figuur.titel,
        svg=svg(naam, hoogte, f"{figuur.meet}. {in_words(figuur)}", parts),
        beschrijving=in_words(figuur),
        kolommen=tuple(kolom.naam for kolom in figuur.kolommen),
        rijen=tuple(tuple(shown(cel) for cel in row) for row in figuur.rijen),
        onder=figuur.meet,
        legenda=_legend(figuur),
    )


def explain(figuur: Figuur) -> str:
    """Return how to read the drawing, with what is marked in it; of a year ago only where a year ago is drawn."""
    marks = [f"▼ {maand}: {wat}." for maand, wat in figuur.merken]
    marks += [f"Breuk bij {maand}: {wat}." for maand, wat in figuur.breuken]
    said = ONDER.get(figuur.soort, "")
    if not shows_earlier(figuur):
        said = said.replace(EERDER, "").strip()
    return " ".join([*([said] if said else []), *marks])


def in_words(figuur: Figuur) -> str:
    """Return the rows as sentences, for who does not see the drawing."""
    said = []
    for row in figuur.rijen:
        pairs = zip(figuur.kolommen[1:], row[1:], strict=True)
        told = [f"{kolom.naam.lower()} {shown(cel)}" for kolom, cel in pairs if cel is not None]
        said.append(f"{row[0]}: {', '.join(told) or TE_KLEIN}")
    return "; ".join(said)


def shown(cel: Cel) -> str:
    """Return a cell as a reader sees it; what is not told or unknown is a dash."""
    if cel is None:
        return "–"
    return f"{cel:g}".replace(".", ",") if isinstance(cel, float) else str(cel)


def _legend(figuur: Figuur) -> tuple[tuple[str, str], ...]:
    if figuur.soort == "kanteling":
        return KRINGEN
    if figuur.soort == "niveaus" and len(figuur.kolommen) == 8:
        return NIVEAUS
    if figuur.soort == "niveaus":
        return (("niveau-2", "1 tot en met 3"), ("gelijk", "geen probleem of niet gescoord"))
    if figuur.soort == "verloop":
        return (("niveau-3", "achteruit"), ("niveau-5", "vooruit"), ("gelijk", "gelijk"))
    return ()
