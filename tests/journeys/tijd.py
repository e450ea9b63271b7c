"""Time that passes in a journey: everything that was recorded so far happened that much longer ago."""

from __future__ import annotations

from datetime import timedelta

from django.apps import apps
from django.db import models

BLIJFT = {"referentielijsten", "personen", "toegang", "audit"}  # lists, people and rights keep their days


def pass_days(days: int) -> None:
    """Move every day on which something was recorded or planned back by `days`, so that today is later."""
    for model in apps.get_models():
        module = model.__module__
        if not module.startswith("keukentafel.") or model._meta.app_label in BLIJFT or "Historical" in model.__name__:
            continue
        fields = [field.name for field in model._meta.concrete_fields if type(field) is models.DateField]
        for row in model._default_manager.order_by("pk") if fields else ():
            known = {name: getattr(row, name) for name in fields if getattr(row, name) is not None}
            earlier = {name: day - timedelta(days=days) for name, day in known.items()}
            model._default_manager.filter(pk=row.pk).update(**earlier) if earlier else None
