"""Look at every field once: part of making the figures, in the process that has the engine."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from keukentafel.inzicht.models import Vulgraadstand
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapporten.vulling import fill_series
from keukentafel.inzicht.vulgraad import alarm_since, compare

BEWAARD = 370  # days: a year can be looked back


def watch_fields(op: date, motor: Motor) -> list[dict[str, Any]]:
    """Return what the watchdog sees on this day, a row per field."""
    rows = []
    for (resource, veld), reeks in fill_series(op, motor).items():
        found, since = compare(reeks, op), alarm_since(reeks, op)
        rows.append({
            "resource": resource, "veld": veld, "n": found.n, "gevuld": found.gevuld, "n_ervoor": found.n_ervoor,
            "gevuld_ervoor": found.gevuld_ervoor, "bewaakt": found.bewaakt,
            "alarm_sinds": since.isoformat() if since else None,
        })  # fmt: skip
    return rows


def keep_watch(op: date, velden: list[dict[str, Any]]) -> Vulgraadstand:
    """Keep what was seen on this day; what is older than a year goes."""
    Vulgraadstand.objects.filter(peildatum__lt=op - timedelta(BEWAARD)).delete()
    values = {"gemaakt_op": timezone.now(), "velden": velden}
    kept, _created = Vulgraadstand.objects.update_or_create(peildatum=op, defaults=values)
    return kept
