"""A series and a file of series, for the walk over the screens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from keukentafel.cijfers.models import Reeks, Reeksaanbod, Reekspunt
from tests.cast import Cast


def make_reeks(cast: Cast) -> int:
    """Domestic help in one area, two years."""
    made, _new = Reeks.objects.get_or_create(
        code="hbh",
        defaults={"onderwerp": "zorggebruik", "naam": "Hulp bij het huishouden", "eenheid": "personen", "bron": "CBS"},
    )
    for year, value in ((2024, 210), (2025, 240)):
        place = {"reeks": made, "van": date(year, 1, 1), "tot": date(year, 12, 31), "gebied": cast.gebied}
        Reekspunt.objects.get_or_create(**place, defaults={"waarde": value})
    return made.pk


def make_aanbod(cast: Cast) -> int:
    """A file with one fault."""
    fault = ["reeksen,1,van,datum,Een dag als 2014-12-03.\n"]
    return Reeksaanbod.objects.create(
        status="geweigerd", aantal_fouten=1, fouten=fault, aangeboden_op=timezone.now(), door=cast.bea
    ).pk


CIJFERS: dict[str, Callable[[Cast], Any]] = {"reeks_id": make_reeks, "aanbod_id": make_aanbod,
                                                "prijslijst": lambda cast: "prijzen"}  # fmt: skip
