"""Everything that hangs on a case: found by walking the schema, so that a new table cannot be forgotten (R2).

A row goes along when it cannot be without what goes (a foreign key that may not be empty), or when it names the case.
People, households and meldingen go when nothing else refers to them. Former versions go with their row, also of rows
that were deleted before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import QuerySet

from keukentafel.casussen.public import Casus
from keukentafel.meldingen.public import Melding
from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.privacy.inzage.plaats import own_models

Model = type[models.Model]
Rijen = dict[Model, set[int]]
#: Rooms whose rows about a person or household do not keep him: they say only who he is and what he asked.
HOUDT_NIET_VAST = frozenset({"personen", "privacy"})


def keys_of(model: Model) -> Iterator[Any]:
    """The foreign keys of a model."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            yield field


@cache
def all_models() -> tuple[Model, ...]:
    """Every table of the product, without those of former versions."""
    return tuple(own_models())


def extent(casus_ids: Collection[int]) -> Rijen:
    """Every row that goes with these cases, by model. Some hundred questions per case: for a command, not a page."""
    rows: Rijen = defaultdict(set)
    rows[Casus] = set(Casus.objects.filter(pk__in=casus_ids).values_list("pk", flat=True))
    _grow(rows)
    rows[Melding] |= _free(Melding, _named(rows, Melding), rows)
    _grow(rows)
    homes = _named(rows, Huishouden)
    rows[Huishouden] |= _free(Huishouden, homes, rows)
    people = _named(rows, Persoon) | _members(homes)
    people |= set(Persoon.objects.filter(samengevoegd_in__in=people).values_list("pk", flat=True))
    rows[Persoon] |= _free_people(people, rows)
    _grow(rows)
    return {model: ids for model, ids in rows.items() if ids}


def extent_again(gone: Mapping[Model, Collection[int]]) -> Rijen:
    """Every row that goes when these cases, people, households and meldingen go once more, by model.

    In a restored back-up something may refer to them that did not when they went. What cannot be without them goes
    along; but who a case or melding that stays cannot be without, stays.
    """
    rows = defaultdict(set, extent(gone.get(Casus, ())))
    for model, ids in gone.items():
        rows[model] |= set(ids)
    roots = (Casus, Melding, Huishouden, Persoon)
    needed = [(model, key) for model in roots for key in keys_of(model) if not key.null and key.related_model in roots]
    before = -1
    while before != (now := sum(map(len, rows.values()))):
        before = now
        for model, key in needed:
            staying = model._base_manager.filter(**{f"{key.attname}__in": list(rows[key.related_model])}).order_by()
            rows[key.related_model] -= set(
                staying.exclude(pk__in=list(rows[model])).values_list(key.attname, flat=True)
            )
    _grow(rows)
    return {model: ids for model, ids in rows.items() if ids}


def remove(rows: Mapping[Model, Collection[int]]) -> dict[str, int]:
    """Remove these rows, their former versions and every reference to them; how many of each table (label: number).

    One transaction of the caller. The database holds the foreign keys until its end, so the order does not matter.
    """
    counts: dict[str, int] = {}
    for model in all_models():
        for field in keys_of(model):
            gone = rows.get(field.related_model)
            if gone and field.null:
                left = model._base_manager.filter(**{f"{field.attname}__in": list(gone)})
                left.exclude(pk__in=list(rows.get(model, ()))).update(**{field.attname: None})
    for model, ids in rows.items():
        counts[model._meta.label_lower] = _delete(model._base_manager.filter(pk__in=list(ids)))
    for model in all_models():
        number = _remove_versions(model, rows)
        if number:
            counts[f"{model._meta.label_lower} (eerdere versies)"] = number
    return counts


def _remove_versions(model: Model, rows: Mapping[Model, Collection[int]]) -> int:
    manager = getattr(model, "history", None)
    if manager is None:
        return 0
    number = _delete(manager.model._base_manager.filter(id__in=list(rows[model]))) if rows.get(model) else 0
    return number + sum(_delete(found) for found in deleted_before(model, rows))


def deleted_before(model: Model, rows: Mapping[Model, Collection[int]]) -> Iterator[QuerySet[Any]]:
    """The former versions of rows that hung on what goes now, and were deleted already."""
    versions = model.history.model._base_manager  # type: ignore[attr-defined]
    alive = model._base_manager.values("pk")
    for field in keys_of(model):
        gone = rows.get(field.related_model)
        if gone and (not field.null or field.related_model is Casus):
            yield versions.filter(**{f"{field.attname}__in": list(gone)}).exclude(id__in=alive)


def _delete(found: QuerySet[Any]) -> int:
    """Delete without a signal, a cascade or a new version; returns how many."""
    query = found.order_by()
    number = query.count()
    if number:
        query._raw_delete(connection.alias)
    return number


def _grow(rows: Rijen) -> None:
    """Add what cannot be without what is there, until nothing is added."""
    before = -1
    while before != (now := sum(map(len, rows.values()))):
        before = now
        for model in all_models():
            for field in keys_of(model):
                ids = rows.get(field.related_model)
                if ids and (not field.null or field.related_model is Casus):
                    found = model._base_manager.filter(**{f"{field.attname}__in": list(ids)}).order_by()
                    rows[model] |= set(found.values_list("pk", flat=True))


def _named(rows: Rijen, target: Model) -> set[int]:
    """Which rows of `target` something that goes names."""
    found: set[int] = set()
    for model, ids in list(rows.items()):
        for field in keys_of(model):
            if ids and field.related_model is target:
                named = model._base_manager.filter(pk__in=list(ids)).exclude(**{field.attname: None}).order_by()
                found |= set(named.values_list(field.attname, flat=True))
    return found


def _free(target: Model, ids: Collection[int], rows: Rijen) -> set[int]:
    """Those of these to which nothing refers that stays."""
    left = set(ids)
    for model in all_models():
        if model._meta.app_label in HOUDT_NIET_VAST:
            continue
        for field in keys_of(model):
            if left and field.related_model is target:
                staying = model._base_manager.filter(**{f"{field.attname}__in": list(left)}).order_by()
                staying = staying.exclude(pk__in=list(rows.get(model, ())))
                left -= set(staying.values_list(field.attname, flat=True))
    return left


def _members(homes: Collection[int]) -> set[int]:
    members = apps.get_model("personen", "Huishoudlid")._base_manager.filter(huishouden__in=list(homes)).order_by()
    return set(members.values_list("persoon_id", flat=True))


def _free_people(people: Collection[int], rows: Rijen) -> set[int]:
    """Who is known from nothing that stays: no record, and no household that stays; merged records go together."""
    left = _free(Persoon, people, rows)
    elsewhere = apps.get_model("personen", "Huishoudlid")._base_manager.filter(persoon__in=list(left)).order_by()
    elsewhere = elsewhere.exclude(huishouden__in=list(rows[Huishouden]))
    left -= set(elsewhere.values_list("persoon_id", flat=True))
    lapsed = Persoon.objects.filter(pk__in=people).exclude(samengevoegd_in=None).order_by()
    merged: dict[int, int | None] = dict(lapsed.values_list("pk", "samengevoegd_in"))
    while True:
        stay = {pk for pk, into in merged.items() if (pk in left) != (into in left)}
        apart = {one for pk in stay for one in (pk, merged[pk])} & left
        if not apart:
            return left
        left -= apart
