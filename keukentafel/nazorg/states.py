"""Words and pure rules of closing, review and aftercare. No database."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.db.models import TextChoices

from keukentafel.referentielijsten.public import Afwijking, AnderArrangement, Effect, RedenNietAnders

VRAGEN = ("wijkt_af", "ander_arrangement", "tijdwinst", "wijkkracht", "voldoende_ondersteuning", "tevreden")
MET_NVT = ("wijkt_af", "ander_arrangement", "tijdwinst", "wijkkracht")  # these may not apply to a case
VERVOLGMAANDEN = (3, 6, 12)  # optional follow-up measurements after closing
OPNIEUW_NA = 14  # days until another attempt when nobody answered

# Which list of reasons belongs to which answer.
REDENEN_BIJ: Mapping[tuple[str, bool], tuple[type[TextChoices], ...]] = MappingProxyType(
    {
        ("wijkt_af", False): (RedenNietAnders,),
        ("wijkt_af", True): (Effect, Afwijking),
        ("ander_arrangement", True): (AnderArrangement,),
    }
)


class Antwoord(TextChoices):
    """Answer to a question of the aftercare; unknown is an answer too, and never counts as no."""

    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    ONBEKEND = "onbekend", "Weet ik niet"


class Woordvan(TextChoices):
    """Whose word satisfaction is: the source itself warns for the worker's own impression (R-125)."""

    MEDEWERKER = "medewerker", "Inschatting van de medewerker"
    INWONER = "inwoner", "De inwoner zelf"


def allowed_reasons(antwoorden: Mapping[str, bool | None]) -> frozenset[str]:
    """The codes of lists A to D that belong to these answers; a skipped question opens no list."""
    found: set[str] = set()
    for (vraag, antwoord), lists in REDENEN_BIJ.items():
        if antwoorden.get(vraag) is antwoord:
            found |= {code for choices in lists for code in choices.values}
    return frozenset(found)


def stray_reasons(antwoorden: Mapping[str, bool | None], redenen: Iterable[str]) -> frozenset[str]:
    """The given reasons that do not belong to the answers."""
    return frozenset(redenen) - allowed_reasons(antwoorden)
