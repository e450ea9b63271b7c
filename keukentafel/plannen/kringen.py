"""From whom support comes: the circle and the finer kind within it, as they follow from who does it (R-074, R-075)."""

from dataclasses import dataclass
from datetime import date

from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.public import Kring, UitvoerderSoort, contract_code, label_of

LIJST = "kringsoort"
REGIE_TEAM = "regie_team"
KRING_BIJ_UITVOERDER = {
    UitvoerderSoort.INWONER: Kring.EIGEN_KRACHT,
    UitvoerderSoort.NETWERK: Kring.SOCIAAL_NETWERK,
    UitvoerderSoort.VRIJWILLIGER: Kring.SOCIAAL_NETWERK,
    UitvoerderSoort.EERSTE_LIJN: Kring.ALGEMEEN,
    UitvoerderSoort.TWEEDE_LIJN: Kring.MAATWERK,
    UitvoerderSoort.BUURT: Kring.SOCIAAL_NETWERK,
}
SOORT_BIJ_UITVOERDER = {
    UitvoerderSoort.INWONER: "zelf",
    UitvoerderSoort.NETWERK: "familie_vrienden",
    UitvoerderSoort.VRIJWILLIGER: "vrijwilliger",
    UitvoerderSoort.TEAM: REGIE_TEAM,
    UitvoerderSoort.TWEEDE_LIJN: "individueel",
}


@dataclass(frozen=True, slots=True)
class Plaats:
    """Where support stands: its circle, and the code of the list `kringsoort`; empty when none is known."""

    kring: str
    kringsoort: str


def circle_of(uitvoerder_soort: str, op: date | None = None) -> str:
    """The circle that follows from who does it on day `op`.

    What the team does itself counts as the list `kringsoort` says of `regie_team`: shipped as an algemene
    voorziening, and a municipality may change that with a day of effect (R-075).
    """
    who = UitvoerderSoort(uitvoerder_soort)
    if who is UitvoerderSoort.TEAM:
        return contract_code(LIJST, REGIE_TEAM, op)
    return KRING_BIJ_UITVOERDER[who]


def place_of(uitvoerder_soort: str, *, kring: str = "", kringsoort: str = "", op: date | None = None) -> Plaats:
    """Circle and kind: as they were chosen, else as they follow from who does it on day `op`.

    A chosen kind decides the circle. Raises Regelfout for a kind of another circle than the one that was chosen, and
    when nothing was chosen and nobody is known to do it.
    """
    if kringsoort:
        counts_as = contract_code(LIJST, kringsoort, op)
        if kring and kring != counts_as:
            text = f"Deze soort telt als {label_of('kring', counts_as).lower()}. Kies die kring, of een andere soort."
            raise Regelfout(text, veld="kringsoort")
        return Plaats(counts_as, kringsoort)
    if not kring and not uitvoerder_soort:
        raise Regelfout("Kies van wie deze steun komt.", veld="kring")
    usual = SOORT_BIJ_UITVOERDER.get(UitvoerderSoort(uitvoerder_soort), "") if uitvoerder_soort else ""
    circle = kring or circle_of(uitvoerder_soort, op)
    fits = bool(usual) and contract_code(LIJST, usual, op) == circle
    return Plaats(circle, usual if fits else "")
