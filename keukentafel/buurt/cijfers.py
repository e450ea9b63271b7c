"""The figures of the neighbourhood (R-142, R-143, T-27; reports.md, `buurt`): which there are, and shares of what."""

from collections.abc import Mapping
from dataclasses import dataclass

from keukentafel.core.rekenen import share
from keukentafel.referentielijsten.public import Koppelingsoort


@dataclass(frozen=True, slots=True)
class Buurtcijfer:
    """One figure: its key, a count, and its share of the requests in per cent (one decimal; None where it has none)."""

    sleutel: str
    aantal: int
    percentage: float | None = None


def make_buurtcijfers(
    *, aanvragen: int, koppelingen: Mapping[str, int], openstaand_aanbod: int, activiteiten: int
) -> list[Buurtcijfer]:
    """Return the figures of these counts, in the order of the report; `koppelingen` by code of `koppelingsoort`."""
    made = {soort: koppelingen.get(soort, 0) for soort in Koppelingsoort.values}
    return [
        Buurtcijfer("aanvragen", aanvragen),
        *(Buurtcijfer(f"koppelingen_{soort}", aantal, share(aantal, aanvragen)) for soort, aantal in made.items()),
        Buurtcijfer("openstaand_aanbod", openstaand_aanbod),
        Buurtcijfer("activiteiten", activiteiten),
    ]
