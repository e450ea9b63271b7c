"""What the objects that packages bring say here now, column by column, as the contract writes it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import models

from keukentafel.casussen.public import Casus
from keukentafel.core.inlezen import in_portions
from keukentafel.core.versleuteling import plain_values
from keukentafel.meldingen.public import Melding
from keukentafel.personen.public import Huishoudlid, Persoon
from keukentafel.plannen.public import Doel, Inzet, Plan
from keukentafel.socialekaart.public import Gebied
from keukentafel.teams.public import Plaatsing, Team
from keukentafel.zelfredzaamheid.public import Meting

#: Whose stored cells a newer package is held against: where they lie, and under which names.
MODELLEN: Mapping[str, type[models.Model]] = {
    "gebieden": Gebied, "teams": Team, "personen": Persoon, "meldingen": Melding, "casussen": Casus,
    "metingen": Meting, "plannen": Plan, "doelen": Doel, "inzet": Inzet, "plaatsingen": Plaatsing,
    "huishoudleden": Huishoudlid,
}  # fmt: skip
VELDEN = {"instrument": "instrument__code"}


def stored(naam: str, kolom: str, ids: Collection[int]) -> Iterator[tuple[int, Any]]:
    """Yield of these objects (ids) what this column says here now."""
    for part in in_portions(ids):
        rows = MODELLEN[naam]._default_manager.filter(pk__in=part).order_by()
        named = VELDEN.get(kolom, kolom)
        for row in plain_values(MODELLEN[naam], rows.values("pk", named)):
            yield row["pk"], row[named]


def as_cell(value: date | str | None) -> str:
    """Return a value as the contract writes it; '' for unknown."""
    return value.isoformat() if isinstance(value, date) else value or ""
