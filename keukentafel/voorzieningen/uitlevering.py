"""Reads for counting: every request that was handed in, lean and without who it is for; never on a screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from keukentafel.referentielijsten.public import Aanvraagstatus
from keukentafel.voorzieningen.models import Aanvraag
from keukentafel.voorzieningen.states import BESLUITEN

IN_EENS = 10_000  # rows that come from the database at a time
NA_TOEKENNING = (Aanvraagstatus.GESTART, Aanvraagstatus.BEEINDIGD)


class Aanvraagfeit(NamedTuple):
    """A request. `uitslag`: toegekend (whole or in part), afgewezen, ingetrokken, or '' while it waits.

    `per_jaar`: euro a year as it was asked. `tot`: the last day that was asked for.
    """

    pk: int
    casus: int
    inzet: int | None
    wet: str
    product: str
    omvang: Decimal | None
    eenheid: str
    frequentie: str
    tot: date | None
    per_jaar: Decimal | None
    ingediend_op: date | None
    besluit_op: date | None
    status: str
    afwijsreden: str
    hulp_gestart_op: date | None
    beeindigd_op: date | None

    @property
    def uitslag(self) -> str:
        """What came of it, as it is known now."""
        if self.status == Aanvraagstatus.AFGEWEZEN or self.status == Aanvraagstatus.INGETROKKEN:
            return self.status
        return "toegekend" if self.status in (*BESLUITEN, *NA_TOEKENNING) else ""


def facts_of_aanvragen() -> Iterator[Aanvraagfeit]:
    """Yield every request that was handed in; what is still a concept is nobody's but its writer's."""
    rows = Aanvraag.objects.filter(ingediend_op__isnull=False).order_by().values_list(
        "pk", "casus_id", "inzet_id", "wet", "product", "omvang", "eenheid", "frequentie", "tot", "kosten",
        "ingediend_op", "besluit_op", "status", "afwijsreden", "hulp_gestart_op", "beeindigd_op",
    )  # fmt: skip
    for row in rows.iterator(chunk_size=IN_EENS):
        yield Aanvraagfeit(*row)
