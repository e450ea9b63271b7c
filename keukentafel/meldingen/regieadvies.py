"""What the answers of a regiecheck point to. Pure: no database, no clock. Own design; no national standard (R-031).

Advice, never a gate: nobody is refused on it (R-033). A question that a municipality added itself counts by its
own feature `wijst_op_regie`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keukentafel.referentielijsten.public import (
    Regiecheckroute,
    Regiecheckuitkomst,
    Regiehouder,
    Vraagtype,
    Waarde,
)

JA, NEE, ONBEKEND = "ja", "nee", "onbekend"
MEER_LEEFGEBIEDEN, ZELF_REGIE, REGISSEUR_NU = "meer_leefgebieden", "zelf_regie", "regisseur_nu"
VERZWARENDE = ("meer_hulpverleners", "doelen_tegenstrijdig", "veiligheid")
MULTI_VANAF = 2  # so many aggravating answers beside several life domains make it multiproblematiek
TEGENSTRIJDIG, VEILIGHEID = "doelen_tegenstrijdig", "veiligheid"


@dataclass(frozen=True, slots=True)
class Advies:
    """What the answers point to. `redenen`: the codes of the questions that point to regie, in order."""

    vraagtype: str
    regie_voldoende: bool | None
    uitkomst: str
    route: str
    redenen: tuple[str, ...]
    spoed: bool


def advise(antwoorden: Mapping[str, str], vragen: Sequence[Waarde], regiehouder: str = "") -> Advies:
    """Advise on the type of question, on regie and on the route. An answer that is missing points nowhere."""
    points = tuple(
        vraag.code
        for vraag in vragen
        if antwoorden.get(vraag.code) in (JA, NEE) and antwoorden[vraag.code] == vraag.kenmerken.get("wijst_op_regie")
    )
    kind = _kind(antwoorden)
    enough = _enough(antwoorden, regiehouder)
    urgent = any(
        vraag.kenmerken.get("spoed") == antwoorden.get(vraag.code) for vraag in vragen if "spoed" in vraag.kenmerken
    )
    return Advies(
        vraagtype=kind,
        regie_voldoende=enough,
        uitkomst=_outcome(antwoorden, kind, enough, regiehouder),
        route=_route(antwoorden, kind, enough, urgent),
        redenen=points,
        spoed=urgent,
    )


def _kind(antwoorden: Mapping[str, str]) -> str:
    several = antwoorden.get(MEER_LEEFGEBIEDEN)
    if several == NEE:
        return Vraagtype.ENKELVOUDIG
    if several != JA:
        return ""
    worse = sum(antwoorden.get(code) == JA for code in VERZWARENDE)
    return Vraagtype.MULTIPROBLEMATIEK if worse >= MULTI_VANAF else Vraagtype.MEERVOUDIG


def _enough(antwoorden: Mapping[str, str], regiehouder: str) -> bool | None:
    """Is there regie, and is it enough? None when the answers do not tell."""
    own, led = antwoorden.get(ZELF_REGIE), antwoorden.get(REGISSEUR_NU)
    if own == JA or (led == JA and antwoorden.get(TEGENSTRIJDIG) != JA):
        return True
    if regiehouder == Regiehouder.NIEMAND or own == NEE:
        return False
    return None


def _outcome(antwoorden: Mapping[str, str], kind: str, enough: bool | None, regiehouder: str) -> str:
    if enough is None:
        return ""
    if enough:
        if regiehouder == Regiehouder.NETWERK:
            return Regiecheckuitkomst.REGIE_NETWERK
        own = antwoorden.get(ZELF_REGIE) == JA
        return Regiecheckuitkomst.EIGEN_REGIE if own else Regiecheckuitkomst.CASUSREGIE
    stuck = antwoorden.get(REGISSEUR_NU) == JA or antwoorden.get(TEGENSTRIJDIG) == JA
    if kind == Vraagtype.MULTIPROBLEMATIEK and stuck:
        return Regiecheckuitkomst.PROCESREGIE
    return Regiecheckuitkomst.CASUSREGIE


def _route(antwoorden: Mapping[str, str], kind: str, enough: bool | None, urgent: bool) -> str:
    """Simple: where it came in. Several or multi: the team, unless a regisseur elsewhere has it in hand."""
    if urgent:
        return Regiecheckroute.CASUS
    if antwoorden.get(REGISSEUR_NU) == JA and enough:
        return Regiecheckroute.DOORVERBINDEN
    if kind in (Vraagtype.MEERVOUDIG, Vraagtype.MULTIPROBLEMATIEK):
        return Regiecheckroute.CASUS
    if kind == Vraagtype.ENKELVOUDIG:
        return Regiecheckroute.ADVIES if enough or enough is None else Regiecheckroute.TOELEIDING
    return ""
