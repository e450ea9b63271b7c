"""Queries of a fixed form: Django builds and compiles each once per process, later only the values are filled in.

Building a queryset and writing it out as SQL takes Django longer than PostgreSQL needs to answer it. A page asks the
same twenty questions every time, with other ids and another day; `compiled` keeps the written SQL of such a question.
On PostgreSQL a list of ids is one parameter (`= ANY`), so that a question has one text whatever the length of the list,
and its plan is kept as well.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from copy import copy
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import wraps
from itertools import count
from typing import Any, NoReturn, ParamSpec, TypeGuard, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import ForeignKey, IntegerField, Model, Prefetch, QuerySet
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.query import Query

P = ParamSpec("P")
Q = TypeVar("Q", bound=QuerySet[Any, Any])

HOOGSTENS = 64  # forms kept per question, and values in a list on SQLite: beyond that the question is built anew
_DAG = re.compile(r"\d{4}-\d\d-\d\d")


class GeenVasteVorm(RuntimeWarning):
    """This question has no fixed form: a value was changed, dropped or read from a clock while building it.

    Such a question is built anew each time, which is right but slow; in the tests the warning is an error.
    """


def compiled(build: Callable[P, Q]) -> Callable[P, Q]:
    """Decorate a function that returns a queryset and whose form depends on nothing but the kind of its arguments.

    Arguments are positional: int, str, date, datetime, or a collection of int; None, True, False, a member of an Enum
    and a frozenset of them belong to the form. Values must reach the database as they are given. What comes back can
    be read and counted, not be filtered or ordered further.

    Warns GeenVasteVorm the first time when a value does not arrive unchanged, or when a day or time that was not
    given stands in the query: such a question would answer for the wrong day tomorrow, and is built anew each time.
    """
    forms: dict[tuple[object, ...], _Form | None] = {}

    @wraps(build)
    def ask(*args: P.args, **kwargs: P.kwargs) -> Q:
        if kwargs:
            raise GeenVasteVorm(f"{build.__qualname__}: give the values in order, without names")
        if not all(map(_fits, args)):
            return build(*args, **kwargs)
        shape = (connection.vendor, *map(_shape_of, args))
        if shape not in forms and len(forms) < HOOGSTENS:
            forms[shape] = _form_of(cast(Callable[..., QuerySet[Any, Any]], build), args)
        form = forms.get(shape)
        return build(*args, **kwargs) if form is None else cast(Q, form.fill(args))

    return cast(Callable[P, Q], ask)


def only(rows: Q, ids: Collection[int] | None, key: str = "pk") -> Q:
    """Return these rows as they are (None), or those of them whose key is one of `ids`."""
    return rows if ids is None else rows.filter(**{f"{key}__in": list(ids)})


def _form_of(build: Callable[..., QuerySet[Any, Any]], args: Sequence[object]) -> _Form | None:
    """Return the form of this question; None when it has none, or asks nothing (an empty list)."""
    try:
        return _Form(build, args)
    except EmptyResultSet:
        return None
    except GeenVasteVorm as reason:
        warnings.warn(reason, stacklevel=3)
        return None


def _fits(value: object) -> bool:
    """A list with None in it is left to Django, and so is a long one that is written out value by value.

    So is a number that no column holds (typed in an address): Django finds nothing, the database would refuse it.
    """
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    if _is_fixed(value) or not _is_list(value):
        return True
    return None not in value and (_is_one_parameter(value) or len(value) <= HOOGSTENS)


def _is_one_parameter(value: Collection[object]) -> bool:
    """Whether this list is sent whole (see IntegerAny): whole numbers on PostgreSQL; other lists value by value."""
    return connection.vendor == "postgresql" and all(type(one) is int for one in value)


def _is_list(value: object) -> TypeGuard[Collection[object]]:
    return isinstance(value, Collection) and not isinstance(value, str)


def _is_fixed(value: object) -> bool:
    """What belongs to the form and not to the values."""
    if value is None or isinstance(value, bool | Enum):
        return True
    return isinstance(value, frozenset) and bool(value) and all(isinstance(one, Enum) for one in value)


def _shape_of(value: object) -> object:
    if _is_fixed(value):
        return ("vast", value)
    if _is_list(value):
        return ("lijst", bool(value)) if _is_one_parameter(value) else ("rij", *map(_shape_of, value))
    for kind in (int, str, datetime, date):
        if isinstance(value, kind):
            return kind
    raise GeenVasteVorm(f"a value of the kind {type(value).__name__} has no fixed form")


class _Form:
    """The SQL of one question, and which of its parameters comes from which value."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], args: Sequence[object]) -> None:
        one, other = _marks(args, 0), _marks(args, 1)
        self.queryset = build(*one)
        self.compiler: SQLCompiler = self.queryset.query.get_compiler(using=self.queryset.db)
        self.sql, first = self.compiler.as_sql()
        sql, second = build(*other).query.get_compiler(using=self.queryset.db).as_sql()
        if sql != self.sql:
            raise GeenVasteVorm(f"{build.__qualname__}: the SQL depends on a value")
        self.params = list(first)
        self.places = list(_places(build.__qualname__, self.params, list(second), one, other))
        for lookup in self.queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
            if isinstance(lookup, Prefetch) and lookup.queryset is not None:
                _refuse_days(build.__qualname__, lookup.queryset.query.get_compiler(using=self.queryset.db).as_sql()[1])
        fields = [column[0] for column in self.compiler.select[: self.compiler.col_count]]
        self.converters = self.compiler.get_converters(fields)
        self.composite = bool(self.compiler.has_composite_fields(fields))

    def fill(self, args: Sequence[Any]) -> QuerySet[Any, Any]:
        """Return the queryset for these values; it asks the database when it is read."""
        params = self.params.copy()
        for place, argument, element in self.places:
            value = args[argument]
            params[place] = _adapted(value if element is None else list(value)[element], params[place])
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (self.sql, params)  # type: ignore[assignment]
        compiler.get_converters = lambda _: self.converters  # type: ignore[assignment]
        compiler.has_composite_fields = lambda _: self.composite  # type: ignore[method-assign,assignment]
        query = _Fixed.__new__(_Fixed)
        query.__dict__ = self.queryset.query.__dict__ | {"filled": compiler}
        old: Any = self.queryset
        new = old.__class__(model=old.model, query=query, using=old._db, hints=old._hints)
        new._iterable_class, new._fields = old._iterable_class, old._fields
        new._prefetch_related_lookups = old._prefetch_related_lookups
        return cast(QuerySet[Any, Any], new)


class _Fixed(Query):
    """A query whose SQL is written already: it can be asked, not be changed."""

    filled: SQLCompiler

    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        """Return the compiler that has the SQL and the values."""
        return self.filled

    def clone(self) -> NoReturn:
        """Refuse: whatever is added would not be in the SQL."""
        raise GeenVasteVorm("a compiled question can be read, not be filtered or ordered further")

    chain = clone  # type: ignore[assignment]

    def get_count(self, using: str) -> int:
        """Count the rows of the question as it is written."""
        sql, params = self.filled.as_sql()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM ({sql}) AS rijen", params)  # noqa: S608 (written by Django)
            return int(cursor.fetchone()[0])


def _marks(args: Sequence[object], turn: int) -> list[object]:
    """Return values of the same kind that occur nowhere else, to see where each of them arrives."""
    number = count(1)

    def mark(value: object) -> object:
        if _is_fixed(value):
            return value
        if _is_list(value):
            return [mark(one) for one in value]
        place = next(number)
        if isinstance(value, datetime):
            return datetime(2500 + turn, 1, 1, tzinfo=UTC) + timedelta(days=place)
        if isinstance(value, date):
            return date(2500 + turn, 1, 1) + timedelta(days=place)
        if isinstance(value, int):
            return 1_000_000_007 + 500_000_001 * turn + place
        return f"\ue000{turn}-{place}"

    return [mark(value) for value in args]


def _places(
    name: str, first: list[Any], second: list[Any], one: Sequence[Any], other: Sequence[Any]
) -> Iterator[tuple[int, int, int | None]]:
    """Yield (place of the parameter, number of the argument, place in its list or None) for every value that varies."""
    sources: list[tuple[int, int | None, Any, Any]] = []
    for argument, (mark, again) in enumerate(zip(one, other, strict=True)):
        if mark == again:  # of the form
            continue
        sources.append((argument, None, mark, again))
        if isinstance(mark, list):
            sources += [(argument, place, a, b) for place, (a, b) in enumerate(zip(mark, again, strict=True))]
    used: set[int] = set()
    for place, (param, later) in enumerate(zip(first, second, strict=True)):
        found = [(a, e) for a, e, x, y in sources if _adapted(x, param) == param and _adapted(y, later) == later]
        if found:
            used.add(found[0][0])
            yield place, *found[0]
        elif param != later:
            raise GeenVasteVorm(f"{name}: a value is changed on its way to the database")
        else:
            _refuse_days(name, [param])
    missing = {argument for argument, _, _, _ in sources} - used
    if missing:
        raise GeenVasteVorm(f"{name}: argument {min(missing) + 1} does not arrive in the query")


def _refuse_days(name: str, params: Collection[Any]) -> None:
    for param in params:
        if isinstance(param, date) or (isinstance(param, str) and _DAG.match(param)):
            raise GeenVasteVorm(f"{name}: a day that is not one of the arguments would stay as it is today")


def _adapted(value: Any, param: Any) -> Any:
    """Return a value as the database library wants it, of the kind that this parameter had."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(param, list) and isinstance(value, Collection) and not isinstance(value, str):
        kind = type(param[0])
        return [kind(one) for one in value]
    if isinstance(param, int) and isinstance(value, int):
        return type(param)(value)
    return value


class _Any:
    """`in` with a list of whole numbers is one parameter on PostgreSQL: the same text and plan for every length."""

    def get_prep_lookup(self) -> Any:
        """Return what is looked for; whole numbers are what they are, and not each asked what it is."""
        lookup: Any = self
        if isinstance(lookup.rhs, list | tuple | set | frozenset) and set(map(type, lookup.rhs)) == {int}:
            return list(lookup.rhs)
        return super().get_prep_lookup()  # type: ignore[misc]

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> Any:
        """Return `column = ANY(list)`; a subquery or an expression stays what it was."""
        lookup: Any = self
        if not lookup.rhs_is_direct_value() or lookup.bilateral_transforms:
            return lookup.as_sql(compiler, connection)
        values = list(dict.fromkeys(value for value in lookup.rhs if value is not None))
        if not all(isinstance(value, int) for value in values):
            return lookup.as_sql(compiler, connection)
        if not values:
            raise EmptyResultSet
        left, params = lookup.process_lhs(compiler, connection)
        kind = type(connection.ops.adapt_integerfield_value(1, "BigIntegerField"))
        return f"{left} = ANY(%s)", [*params, list(map(kind, values))]


class IntegerAny(_Any, In):
    """`in` of a column of whole numbers."""


class RelatedAny(_Any, RelatedIn):
    """`in` of a foreign key to a table whose key is a whole number."""


def register_any() -> None:
    """Let every `in` with whole numbers be one parameter on PostgreSQL; called once, at start-up."""
    IntegerField.register_lookup(IntegerAny)
    ForeignKey.register_lookup(RelatedAny)


def keep_related(objects: Collection[Model], naam: str, rows: Iterable[Model]) -> None:
    """Give each object the rows that point to it, and each row its object, from rows that were read already.

    What prefetch_related does; `naam` is the reverse name on the objects, which are all of one model.
    """
    by_id: dict[object, list[Model]] = {one.pk: [] for one in objects}
    if not by_id:
        return
    whole = {one.pk: one for one in objects}
    field: Any = next(iter(objects))._meta.get_field(naam).remote_field
    for row in rows:
        key = getattr(row, field.attname)
        by_id[key].append(row)
        field.set_cached_value(row, whole[key])
    for one in objects:
        related: Any = getattr(one, naam).all()
        related._result_cache = by_id[one.pk]
        related._prefetch_done = True
        one.__dict__.setdefault("_prefetched_objects_cache", {})[naam] = related


def is_kept(one: Model, naam: str) -> bool:
    """True when the rows behind this reverse name were read already."""
    return naam in one.__dict__.get("_prefetched_objects_cache", {})
