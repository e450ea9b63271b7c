"""Reads: rows for an exchange package."""

from collections.abc import Iterator
from typing import Any

from keukentafel.buurt.models import Activiteit, Buurtaanbod, Buurtkoppeling, Buurtvraag


def export_buurtvragen() -> Iterator[tuple[Any, ...]]:
    """Yield every request: id, datum, code of the area, soort, namens, id of the support item, status. One query."""
    rows = Buurtvraag.objects.order_by()
    yield from rows.values_list("pk", "datum", "gebied__code", "soort", "namens", "inzet_id", "status").iterator()


def export_buurtaanbod() -> Iterator[tuple[Any, ...]]:
    """Yield every offer: id, datum, code of the area, soort, status. One query."""
    rows = Buurtaanbod.objects.order_by()
    yield from rows.values_list("pk", "datum", "gebied__code", "soort", "status").iterator()


def export_buurtkoppelingen() -> Iterator[tuple[Any, ...]]:
    """Yield every match that holds: id of the request, id of the offer, soort, datum. One query."""
    rows = Buurtkoppeling.objects.geldend().order_by()
    yield from rows.values_list("vraag_id", "aanbod_id", "soort", "datum").iterator()


def export_activiteiten() -> Iterator[tuple[Any, ...]]:
    """Yield every activity that holds: id, datum, naam, code of the area, deelnemers. One query."""
    rows = Activiteit.objects.geldend().order_by()
    yield from rows.values_list("pk", "datum", "naam", "gebied__code", "deelnemers").iterator()
