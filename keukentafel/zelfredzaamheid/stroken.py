"""The small strip on a row of a list: the current level of each chosen domain, for many cases in one query."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from keukentafel.core.opvragen import compiled
from keukentafel.zelfredzaamheid.models import Score
from keukentafel.zelfredzaamheid.states import Metingstatus


@dataclass(frozen=True, slots=True)
class Stand:
    """One domain as it was judged last: a level 1 to 5, or None when it was chosen but got no level."""

    naam: str
    niveau: int | None


def current_levels(
    personen: Collection[tuple[int, int]], mag_wet: Callable[[int, str], bool]
) -> dict[int, tuple[Stand, ...]]:
    """By case the domains of its own person that were measured, in the order of the instrument; one query.

    `personen` are pairs (id of the case, id of its person). `mag_wet(casus_id, wet)` leaves out what was recorded
    under a law that the reader may not see. A domain that two instruments share shows what was measured last; no
    level is converted. Domains that were never chosen leave no block (AP 2018, R-048).
    """
    wanted = set(personen)
    rows = _levels([casus for casus, _ in wanted])
    found: dict[int, dict[str, tuple[int, Stand]]] = {}
    for casus_id, persoon_id, wet, code, order, naam, niveau in rows:
        if (casus_id, persoon_id) in wanted and mag_wet(casus_id, wet):
            found.setdefault(casus_id, {})[code] = (order, Stand(naam, niveau))
    return {
        casus_id: tuple(stand for _, stand in sorted(domains.values(), key=lambda pair: (pair[0], pair[1].naam)))
        for casus_id, domains in found.items()
    }


@compiled
def _levels(casus_ids: Collection[int]) -> QuerySet[Score, tuple[int, int, str, str, int, str, int | None]]:
    rows = Score.objects.filter(meting__status=Metingstatus.VASTGELEGD, meting__casus__in=casus_ids)
    return rows.order_by("meting__datum", "meting_id", "pk").values_list(
        "meting__casus_id", "meting__persoon_id", "meting__wet", "leefdomein__code", "leefdomein__volgorde",
        "leefdomein__naam", "niveau",
    )  # fmt: skip
