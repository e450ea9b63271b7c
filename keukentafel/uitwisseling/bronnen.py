"""From which other systems an object came (AVG 15 lid 1 g: the resident is told the source)."""

from __future__ import annotations

from collections.abc import Collection

from keukentafel.uitwisseling.models import Sleutel


def sources_of(resource: str, object_ids: Collection[int]) -> list[str]:
    """Return the names of the systems that know one of these objects, in order. One query."""
    rows = Sleutel.objects.filter(resource=resource, object_id__in=object_ids).order_by("bron__naam")
    return list(rows.values_list("bron__naam", flat=True).distinct())
