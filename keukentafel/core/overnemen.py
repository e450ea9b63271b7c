"""Rows delivered under a natural key: what is there by that key is brought up to date, not doubled."""

from collections.abc import Mapping, Sequence
from typing import Any

from keukentafel.core.inlezen import bulk_change, bulk_rows, in_portions
from keukentafel.core.models import Basismodel

PORTIE = 2000  # values in one question
EINDEN = ("tot", "geldig_tot")  # the last day of something that is known by a natural key
Rijen = Sequence[Sequence[Any]]


def bulk_adopt(model: type[Basismodel], names: Sequence[str], key: Sequence[str], rijen: Rijen) -> Sequence[int]:
    """Insert these rows and return their ids, in order; a row whose key is there already changes that object.

    `names` are fields as they are stored, `key` some of them, the first one a foreign key. A key that occurs twice in
    `rijen` is one object, with the values of the last; an end that its object has stays (`ends_kept`).
    Raises IntegrityError for a row that breaks a rule of the database; then nothing is written.
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
    bulk_change(model, names, ends_kept(model, names, known))
    found = {**there, **dict(zip(fresh, made, strict=True))} if there else dict(zip(fresh, made, strict=True))
    return [found[each] for each in keys]


def ends_kept(
    model: type[Basismodel], names: Sequence[str], rijen: Sequence[tuple[int, Sequence[Any]]]
) -> list[tuple[int, Sequence[Any]]]:
    """Return these rows (id, values in the order of `names`) with the end that their object has where they have none.

    Who delivers something for the first time never said that it ended, so an open row says nothing about an end that
    was put here; taken as it comes it would open what was closed (docs/adr/0011).
    """
    at = next((place for place, name in enumerate(names) if name in EINDEN), None)
    if at is None:
        return list(rijen)
    going_on, ended = [pk for pk, row in rijen if row[at] is None], dict[int, Any]()
    for part in in_portions(going_on, PORTIE):
        rows = model._default_manager.filter(pk__in=part, **{f"{names[at]}__isnull": False}).order_by()
        ended.update(rows.values_list("pk", names[at]))
    return [(pk, (*row[:at], ended[pk], *row[at + 1 :]) if pk in ended and row[at] is None else row)
            for pk, row in rijen]  # fmt: skip


def _there(model: type[Basismodel], key: Sequence[str], firsts: set[Any]) -> Mapping[tuple[Any, ...], int]:
    if not model._default_manager.exists():
        return {}
    wanted = sorted(firsts)
    found: dict[tuple[Any, ...], int] = {}
    for start in range(0, len(wanted), PORTIE):
        rows = model._default_manager.filter(**{f"{key[0]}__in": wanted[start : start + PORTIE]}).order_by("-pk")
        found.update((tuple(values), pk) for pk, *values in rows.values_list("pk", *key).iterator())
    return found
