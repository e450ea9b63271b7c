"""The domains that scored as a problem, as far as this room needs them (R-051, R-069)."""

from keukentafel.casussen.public import Casus
from keukentafel.plannen.selectors.nakijken import Probleem


def problems_of(casus: Casus) -> list[Probleem]:
    """Latest scores that count as a problem, per domain; over the persons of the case."""
    return []
