"""Words and pure rules of a measurement. No database."""

from django.db.models import TextChoices

from keukentafel.referentielijsten.public import Meetmoment

ACUUT = 1  # level 1, "acute problematiek": look today whether it is safe
ROOD_TOT = 2  # levels 1 (dark red) and 2 (red): look at the others in the household too
NOTITIE_TOT = 3  # a note is offered where a level counts as a problem (screens.md 2.3, 8)


class Metingstatus(TextChoices):
    """A concept may be unfinished and counts nowhere; a recorded measurement counts."""

    CONCEPT = "concept", "Concept"
    VASTGELEGD = "vastgelegd", "Vastgelegd"


class Blikuitkomst(TextChoices):
    """What the look at the others in the household gave; nothing is forced (R-063)."""

    GEEN_ZORGEN = "geen_zorgen", "Gekeken: geen zorgen"
    ZORGEN = "zorgen", "Gekeken: er zijn zorgen"
    NU_NIET = "nu_niet", "Nu niet gekeken"


def moment_for(*, eerder_gemeten: bool, afgesloten: bool, bij_afsluiten: bool = False) -> Meetmoment:
    """The moment of a new measurement, from where the case stands (R-052): start, tussen, eind or nazorg."""
    if afgesloten:
        return Meetmoment.NAZORG
    if bij_afsluiten:
        return Meetmoment.EIND
    return Meetmoment.TUSSEN if eerder_gemeten else Meetmoment.START
