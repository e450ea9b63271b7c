"""Foreign keys point down the house, and a room below does not get a field from a room above."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import models

from tests.architectuur.house import is_history, is_own, levels, own_models


def wrong_relations(found: Iterable[type[models.Model]]) -> list[str]:
    """Return one sentence per relation that goes up or sideways, or leaves a name in another room."""
    order = levels()
    wrong = []
    for model in found:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            other = field.related_model
            if other is None or other == "self" or is_history(model):
                continue
            here, there = model._meta.app_label, other._meta.app_label
            name = f"{here}.{model.__name__}.{field.name} -> {there}.{other.__name__}"
            if here == there:
                continue
            if is_own(other) and order[there] >= order[here]:
                wrong.append(f"{name}: {there} does not lie below {here}")
            if field.remote_field.related_name != "+":
                wrong.append(f'{name}: needs related_name="+"')
    return wrong


def test_foreign_keys_obey_the_order_of_the_rooms() -> None:
    assert wrong_relations(own_models()) == []


def plant(registry: Apps, room: str, name: str, **fields: Any) -> type[models.Model]:
    """Make a model in a room, in a registry of its own so that the real one never hears of it."""
    meta = type("Meta", (), {"app_label": room, "apps": registry})
    attributes = {"__module__": f"keukentafel.{room}.models", "Meta": meta, **fields}
    return type(name, (models.Model,), attributes)


@pytest.mark.parametrize(
    ("here", "there", "related_name", "sentence"),
    [
        ("casussen", "plannen", "+", "does not lie below"),
        ("meldingen", "zelfredzaamheid", "+", "does not lie below"),
        ("plannen", "casussen", "plannen", "related_name"),
        ("plannen", "casussen", "+", None),
    ],
)
def test_a_planted_foreign_key_is_seen(here: str, there: str, related_name: str, sentence: str | None) -> None:
    registry = Apps()
    lower = plant(registry, there, "Planted")
    link = models.ForeignKey(lower, models.PROTECT, related_name=related_name)
    found = wrong_relations([plant(registry, here, "Planter", link=link)])
    assert (len(found) == 1 and sentence in found[0]) if sentence else found == []
