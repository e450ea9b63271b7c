"""The load of a number of cases (R-161, R-162; reports.md, `caseload`): one weighing, for screens and report."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from keukentafel.referentielijsten.public import Casusstand, Gewichten

CENT = Decimal("0.01")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Caseload:
    """Counts per stand, and the weighted sum in points (2 decimals, half up)."""

    actief: int = 0
    volgen: int = 0
    gewogen: Decimal = Decimal("0.00")


def weigh(groepen: Iterable[tuple[K, str, bool, str, str, int]], gewichten: Gewichten) -> dict[K, Caseload]:
    """Return the load per key, exact until it is rounded at the end.

    A group is (key, zwaarte, veiligheid, casustype, stand, how many cases); '' is unknown.
    """
    counts: dict[K, Counter[str]] = defaultdict(Counter)
    points: dict[K, Decimal] = defaultdict(Decimal)
    for key, zwaarte, veiligheid, casustype, stand, aantal in groepen:
        counts[key][stand] += aantal
        points[key] += aantal * gewichten.points(
            zwaarte=zwaarte, veiligheid=veiligheid, casustype=casustype, stand=stand
        )
    return {
        key: Caseload(of[Casusstand.ACTIEF], of[Casusstand.VOLGEN], points[key].quantize(CENT, ROUND_HALF_UP))
        for key, of in counts.items()
    }
