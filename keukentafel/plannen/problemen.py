"""The domains that scored as a problem, as far as this room needs them (R-051, R-069)."""

from keukentafel.casussen.public import Casustoegang
from keukentafel.plannen.selectors.nakijken import Probleem
from keukentafel.zelfredzaamheid.public import problem_domains


def problems_of(kring: Casustoegang) -> list[Probleem]:
    """Latest scores that count as a problem, over the persons of the case."""
    return [
        Probleem(score.leefdomein_id, score.stelsel, score.domein, score.naam, score.niveau, score.persoon_id)
        for score in problem_domains(kring.casus, mag_wet=kring.mag_wet)
    ]
