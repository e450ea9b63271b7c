"""Words of the figures of meldingen, the same for the own team and beyond it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from keukentafel.core.datums import MAANDEN
from keukentafel.meldingen.selectors import ONBEKEND
from keukentafel.referentielijsten.public import label_of

LIJST = {"soort": "melding_soort", "kanaal": "kanaal", "melder_soort": "melder_soort", "vraagtype": "vraagtype",
         "afhandeling": "afhandeling", "dienst": "taak_sociaal_team", "zonder_casus": "reden_zonder_casus",
         "escalatie": "escalatiesoort"}  # fmt: skip
KENMERK = {"soort": "Wat het was", "kanaal": "Hoe het binnenkwam", "melder_soort": "Van wie",
           "vraagtype": "Vraagtype", "afhandeling": "Hoe het eindigde"}  # fmt: skip


def value_label(naam: str, waarde: str, op: date) -> str:
    """The words of one value, as they were on that day."""
    return "Onbekend" if waarde == ONBEKEND else label_of(LIJST[naam], waarde, op)


def with_labels(naam: str, counts: Mapping[str, int], op: date) -> list[tuple[str, int]]:
    """Counts per value as (words, count)."""
    return [(value_label(naam, waarde, op), aantal) for waarde, aantal in counts.items()]


def in_meldingen(aantal: int) -> str:
    """ "1 melding", "12 meldingen"."""
    return "1 melding" if aantal == 1 else f"{aantal} meldingen"


def in_spans(mediaan: float | None, p80: int | None) -> str:
    """Median and p80 in days; nothing when there are none."""
    if mediaan is None:
        return ""
    middle = "1 dag" if mediaan == 1 else f"{mediaan:g} dagen".replace(".", ",")
    return f"de helft binnen {middle}, 80% binnen {p80}"


def in_hours(uren: Decimal) -> str:
    """ "12,5"."""
    return f"{uren.normalize():f}".replace(".", ",")


def span_words(since: date, until: date) -> str:
    """ "januari tot en met juni 2026"."""
    return f"{MAANDEN[since.month - 1]} tot en met {MAANDEN[until.month - 1]} {until.year}"
