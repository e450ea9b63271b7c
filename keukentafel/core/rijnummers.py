"""The id of a row before the row is there: for many rows at once, and for a value that is bound to its row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection, models


class Rijgebonden(models.Field):  # type: ignore[type-arg]
    """A field of which the stored value depends on the row that it stands in (an encrypted one).

    `stored` gives an object that goes through `get_prep_value`.
    """

    def stored(self, value: Any, rij: Mapping[str, Any]) -> Any:
        """Return `value` as it is stored in this row (attribute names, "id" among them)."""
        raise NotImplementedError

    def plain_of(self, value: Any, rij: Mapping[str, Any]) -> Any:
        """Return what a query gave of this row as it was before `stored`."""
        raise NotImplementedError

    def owner_of(self, rij: Mapping[str, Any]) -> str:
        """Return the dossier under whose key a value of this row lies, '' for none of its own."""
        raise NotImplementedError

    def is_secret(self, value: Any, rij: Mapping[str, Any]) -> bool:
        """Return whether this value lies encrypted in this row."""
        raise NotImplementedError

    def hangt_af_van(self) -> frozenset[str]:
        """The attributes, besides the id, without which nobody can say how a value is stored."""
        raise NotImplementedError

    def needs_row(self, instance: models.Model) -> bool:
        """True when the value of this object can only be stored once the id of its row is known."""
        raise NotImplementedError


@cache
def row_bound(model: type[models.Model]) -> tuple[Rijgebonden, ...]:
    """Return the fields of `model` whose stored value depends on the row."""
    return tuple(field for field in model._meta.local_fields if isinstance(field, Rijgebonden))


def needs_row(instance: models.Model) -> bool:
    """True when a value of this new object can only be stored once its id is known."""
    return any(field.needs_row(instance) for field in row_bound(type(instance)))


def store_anew(instance: models.Model, changed: Collection[str]) -> set[str]:
    """Return the fields whose stored value follows from one of these fields (a note that becomes a safety note).

    What lies there is read first: it may be stored in another way from now on.
    """
    names = set()
    for field in row_bound(type(instance)):
        if any(name in changed or name.removesuffix("_id") in changed for name in field.hangt_af_van()):
            getattr(instance, field.attname)
            names.add(field.name)
    return names


class Rijvorm:
    """How tuples of `names` become rows of `model` when some of its values depend on the row they stand in.

    Raises TypeError when what such a value depends on is not among `names` and `vast` (the values of other fields).
    """

    def __init__(self, model: type[models.Model], names: Sequence[str], vast: Mapping[str, Any]) -> None:
        bound = {field.attname: field for field in row_bound(model)}
        self._names, self._fixed = tuple(names), vast
        self._odd = [(place, bound[name]) for place, name in enumerate(names) if name in bound]
        for _place, field in self._odd:
            if missing := field.hangt_af_van() - {*names, *vast}:
                raise TypeError(f"{model.__name__}.{field.attname} kan niet zonder {', '.join(sorted(missing))}")

    def __bool__(self) -> bool:
        return bool(self._odd)

    def known(self, pk: int | None, values: Sequence[Any]) -> Mapping[str, Any]:
        """Return what is known of the row `pk` that gets these values."""
        return {**self._fixed, **dict(zip(self._names, values, strict=True)), "id": pk}

    def owners(self, rijen: Iterable[Mapping[str, Any]]) -> set[str]:
        """Return the dossiers under whose keys these rows are written."""
        owned = [field for _place, field in self._odd if getattr(field, "dossier", "")]
        if not owned:
            return set()
        return {field.owner_of(r) for r in rijen for field in owned if field.is_secret(r[field.attname], r)} - {""}

    def ready(self, values: Sequence[Any], rij: Mapping[str, Any]) -> Sequence[Any]:
        """Return `values` with those that depend on the row as they are stored in it; `rij` as `known` gives it."""
        cells: list[Any] | None = None
        for place, field in self._odd:
            if values[place] is not None and values[place] != "":
                cells = list(values) if cells is None else cells
                cells[place] = field.get_prep_value(field.stored(values[place], rij))
        return values if cells is None else cells


def reserve_ids(model: type[models.Model], number: int) -> Sequence[int]:
    """Take so many ids, in a transaction; nobody else gets them."""
    table, quote = model._meta.db_table, connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            if number == 1:
                cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [quote(table), model._meta.pk.column])
                return [cursor.fetchone()[0]]
            # The name first: asked for in the same question it would be looked up again for each id.
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quote(table), model._meta.pk.column])
            (sequence,) = cursor.fetchone()
            cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, number])
            return [pk for (pk,) in cursor.fetchall()]
        # The write lock is ours since the transaction began (IMMEDIATE); explicit ids move the sequence on.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last: int = (cursor.fetchone() or (0,))[0]
    return range(last + 1, last + 1 + number)
