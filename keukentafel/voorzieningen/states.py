"""Where a request stands, and from where it may go where. No Django models here."""

from keukentafel.referentielijsten.public import Aanvraagstatus

S = Aanvraagstatus
OVERGANGEN: dict[Aanvraagstatus, frozenset[Aanvraagstatus]] = {
    S.CONCEPT: frozenset({S.AANGEVRAAGD, S.INGETROKKEN}),
    S.AANGEVRAAGD: frozenset({S.TOEGEKEND, S.DEELS_TOEGEKEND, S.AFGEWEZEN, S.INGETROKKEN}),
    S.TOEGEKEND: frozenset({S.GESTART, S.INGETROKKEN}),
    S.DEELS_TOEGEKEND: frozenset({S.GESTART, S.INGETROKKEN}),
    S.GESTART: frozenset({S.BEEINDIGD}),
    S.AFGEWEZEN: frozenset(),
    S.INGETROKKEN: frozenset(),
    S.BEEINDIGD: frozenset(),
}
BESLUITEN = (S.TOEGEKEND, S.DEELS_TOEGEKEND, S.AFGEWEZEN)
TOEGEKEND = (S.TOEGEKEND, S.DEELS_TOEGEKEND)
WACHT = (S.AANGEVRAAGD, *TOEGEKEND)  # on a decision, or on the start at the provider
BIJ_BACKOFFICE = tuple(status for status in S if status not in (S.CONCEPT, S.INGETROKKEN))
TELT_NIET_DUBBEL = (S.AFGEWEZEN, S.INGETROKKEN)  # these do not stand in the way of another


def may_go(van: str, naar: str) -> bool:
    """True when a request may go from one status to the other."""
    return Aanvraagstatus(naar) in OVERGANGEN[Aanvraagstatus(van)]
