"""Rows delivered under a natural key: what is there by that key is brought up to date, not doubled."""

from collections.abc import Mapping, Sequence
from typing import Any

from keukentafel.core.inlezen import bulk_change, bulk_rows
from keukentafel.core.models import Basismodel

PORTIE = 2000  # values in one question
Rijen = Sequence[Sequence[Any]]


def bulk_adopt(model: type[Basismodel], names: Sequence[str], key: Sequence[str], rijen: Rijen) -> Sequence[int]:
    """Insert these rows and return their ids, in order; a row whose key is there already changes that object.

    `names` are fields as they are stored, `key` some of them, the first one a foreign key. A key that occurs twice in
    `rijen` is one object, with the values of the last. Raises IntegrityError for a row that breaks a rule of the
    database; then nothing is written.
    """
    places = [names.index(name) for name in key]
    keys = [tuple(row[place] for place in places) for row in rijen]
    there = _there(model, key, {each[0] for each in keys})
    fresh: dict[tuple[Any, ...], Sequence[Any]] = {}
    known: list[tuple[int, Sequence[Any]]] = []
    for each, row in zip(keys, rijen, strict=True):
        if each in there:
            known.append((there[each], row))
        else:
            fresh[each] = row
    made = bulk_rows(model, names, fresh.values(), len(fresh))
    bulk_change(model, names, known)
    found = {**there, **dict(zip(fresh, made, strict=True))} if there else dict(zip(fresh, made, strict=True))
    return [found[each] for each in keys]


def _there(model: type[Basismodel], key: Sequence[str], firsts: set[Any]) -> Mapping[tuple[Any, ...], int]:
    if not model._default_manager.exists():
        return {}
    wanted = sorted(firsts)
    found: dict[tuple[Any, ...], int] = {}
    for start in range(0, len(wanted), PORTIE):
        rows = model._default_manager.filter(**{f"{key[0]}__in": wanted[start : start + PORTIE]}).order_by("-pk")
        found.update((tuple(values), pk) for pk, *values in rows.values_list("pk", *key).iterator())
    return found
