"""What somebody who is asked along sees of the plan: open goals in the named domains, nothing private (R-092)."""

from collections.abc import Collection

from keukentafel.casussen.public import Casustoegang, Uitnodigingsdeel
from keukentafel.plannen.models import Doel
from keukentafel.plannen.selectors.sluiten import open_goals_of


def _readable(toegang: Casustoegang) -> list[Doel]:
    return [doel for doel in open_goals_of(toegang.casus) if not doel.besloten and toegang.mag_wet(doel.wet)]


def domains_here(toegang: Casustoegang) -> list[tuple[int, str]]:
    """For the register UITNODIGINGSBRONNEN: the domains of the open goals that this worker may read."""
    return [(doel.leefdomein_id, doel.leefdomein.naam) for doel in _readable(toegang)]


def show_domains(toegang: Casustoegang, domeinen: Collection[int]) -> Uitnodigingsdeel | None:
    """For the register UITNODIGINGSBRONNEN: the goals in these domains, in the words of the household."""
    lines = tuple(
        f"{doel.leefdomein.naam}: “{doel.omschrijving}”"
        for doel in _readable(toegang)
        if doel.leefdomein_id in domeinen
    )
    return Uitnodigingsdeel("Dit wil het huishouden bereiken", lines) if lines else None
