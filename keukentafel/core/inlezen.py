"""Bring in many rows at once, each with its first version in the history.

Saving one by one takes milliseconds per row, this takes microseconds: PostgreSQL gets the rows with COPY, SQLite
with one prepared statement, and the history is copied inside the database. The rows are the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice, repeat
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.utils import timezone

from keukentafel.core import handelende
from keukentafel.core.models import Basismodel, history_statement
from keukentafel.core.muurregels import condition_of
from keukentafel.core.rijnummers import Rijgebonden, Rijvorm, reserve_ids
from keukentafel.core.sleutelbos import at_hand

M = TypeVar("M", bound=models.Model)
T = TypeVar("T")
Prepare = Callable[[Any], Any]
PORTIE = 5000  # rows at a time in the memory of SQLite's driver
VRAAG = 2000  # ids in one question
#: Fields whose values both drivers store as they are (a choice counts as the text that it is).
PLAIN = (models.CharField, models.IntegerField, models.BooleanField, models.ForeignKey, models.BinaryField)


@contextmanager
def found_by_index() -> Iterator[None]:
    """Inside, PostgreSQL looks rows up by their indexes, also in tables that were empty when the transaction began.

    What the planner knows of a table is gathered after a commit. Until then it takes a table for empty and reads the
    whole of it for every question: with 100,000 cases that cost ten minutes. For a transaction that brings many rows
    in; it asks only by key. SQLite has no such knowledge and does this by itself.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL jit TO DEFAULT")


def bulk_add(model: type[M], rijen: Sequence[M]) -> list[M]:
    """Insert these unsaved objects with their history, attributed to who acts now; they get their ids.

    Raises IntegrityError for a row that breaks a rule of the database; then nothing is written.
    """
    names = [field.attname for field in _writable(model)]
    stamps = [field.attname for field in _writable(model) if _is_stamp(field)]
    now = timezone.now()
    for row in rijen:
        for name in stamps:
            setattr(row, name, now)
    ids = bulk_rows(model, names, (tuple(getattr(row, name) for name in names) for row in rijen), len(rijen))
    for row, pk in zip(rijen, ids, strict=True):
        row.pk = pk
        row._state.adding, row._state.db = False, connection.alias
    return list(rijen)


def bulk_rows(
    model: type[models.Model], names: Sequence[str], values: Iterable[Sequence[Any]], number: int
) -> Sequence[int]:
    """Insert `number` rows and return their ids, in order: the fastest way in, without objects.

    `names` are fields as they are stored (a foreign key as `team_id`); `values` yields a tuple in that order for each
    row, without a question to the database (PostgreSQL is copying then, and would wait for ever). Fields that are not
    named get their default, the time now, and version 1. Raises ValueError when `values`
    is shorter or longer, IntegrityError for a row that breaks a rule of the database; then nothing is written.
    """
    if number == 0:
        return []
    with transaction.atomic():
        ids = reserve_ids(model, number)
        _insert(model, names, values, ids)
        if issubclass(model, Basismodel):
            _copy_to_history(model, ids)
        if connection.vendor == "postgresql":
            connection.check_constraints()  # foreign keys now, when we know whose they are; not at the commit
    return ids


def bulk_append(model: type[models.Model], names: Sequence[str], values: Iterable[Sequence[Any]], number: int) -> None:
    """Insert `number` rows of which nobody asks the ids, of a model without a history. See bulk_rows."""
    if issubclass(model, Basismodel):
        raise TypeError(f"{model.__name__} keeps its versions")
    if number:
        with transaction.atomic():
            _insert(model, names, values, None)


def bulk_change(
    model: type[Basismodel], names: Sequence[str], rijen: Iterable[tuple[int, Sequence[Any]]]
) -> Sequence[int]:
    """Give existing rows new values: (id, values in the order of `names`); each keeps its former version.

    `names` are fields as they are stored. Returns the ids. Raises IntegrityError for a row that breaks a rule of the
    database; then nothing is written.
    """
    rows = list(rijen)
    if not rows or not names:
        return []
    fields = {field.attname: field for field in _writable(model)}
    prepare = [_prepare(fields[name]) for name in names]
    quote, now = connection.ops.quote_name, connection.ops.adapt_datetimefield_value(timezone.now())
    sets = ", ".join(f"{quote(fields[name].column)} = %s" for name in names)
    statement = (
        f"UPDATE {quote(model._meta.db_table)} SET {sets}, versie = versie + 1, gewijzigd_op = %s "  # noqa: S608
        f"WHERE {quote(model._meta.pk.column or '')} = %s"
    )
    shape = Rijvorm(model, names, {})
    if shape:
        rows = list(zip((pk for pk, _values in rows), _bound_rows(shape, rows), strict=True))
    with transaction.atomic(), connection.cursor() as cursor, connection.wrap_database_errors:
        for start in range(0, len(rows), PORTIE):
            part = rows[start : start + PORTIE]
            cursor.executemany(statement, [(*_ready(values, prepare), now, pk) for pk, values in part])
        _copy_to_history(model, sorted(pk for pk, _values in rows), "~")
    return [pk for pk, _values in rows]


def _ready(values: Sequence[Any], prepare: Sequence[Prepare | None]) -> list[Any]:
    return [value if how is None or value is None else how(value) for value, how in zip(values, prepare, strict=True)]


def codes_of(model: type[models.Model], names: Iterable[str] = ()) -> dict[str, frozenset[Any]]:
    """Return the values that each field with choices allows (of these fields; default: of all)."""
    wanted, found = set(names), {}
    for field in _writable(model):
        if field.choices and (not wanted or field.attname in wanted):
            empty = [value for value, allowed in (("", field.blank), (None, field.null)) if allowed]
            found[field.attname] = frozenset([value for value, _label in field.flatchoices] + empty)
    return found


def wrong_code(row: object, codes: Mapping[str, frozenset[Any]]) -> str:
    """Return the name of the first field of `row` whose value is not a known code; '' when all are."""
    return next((name for name, known in codes.items() if getattr(row, name) not in known), "")


def _writable(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _is_stamp(field: Any) -> bool:
    return bool(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False))


def _insert(
    model: type[models.Model], names: Sequence[str], values: Iterable[Sequence[Any]], ids: Sequence[int] | None
) -> None:
    """Insert rows with these ids; without, the database numbers them."""
    quote, fields = connection.ops.quote_name, {field.attname: field for field in _writable(model)}
    rest = [field for name, field in fields.items() if name not in names]
    now = timezone.now()
    constant = tuple(_constant(field, now) for field in rest)
    stored = [*(fields[name].column for name in names), *(field.column for field in rest)]
    stored = stored if ids is None else [model._meta.pk.column, *stored]
    columns, table = ", ".join(map(quote, stored)), quote(model._meta.db_table)
    shape = Rijvorm(model, names, {field.attname: field.get_default() for field in rest})
    numbers: Iterable[int | None] = repeat(None) if ids is None else ids
    # Asks for keys: before COPY begins.
    bound = list(_bound_rows(shape, zip(numbers, values, strict=ids is not None))) if shape else values
    rows = _rows(bound, ids, [_prepare(fields[name]) for name in names], constant)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            _copy(cursor, table, columns, rows, beside=bool(condition_of(model)) and _walled(cursor, table))
            return
        statement = f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(stored))})"  # noqa: S608
        while part := list(islice(rows, PORTIE)):
            cursor.executemany(statement, part)


def _walled(cursor: Any, table: str) -> bool:
    """Whether row-level security holds for who asks; not for a role that may pass it (one that only brings data in)."""
    cursor.execute("SELECT row_security_active(%s)", [table.strip('"')])
    return bool(cursor.fetchone()[0])


def _copy(cursor: Any, table: str, columns: str, rows: Iterable[tuple[Any, ...]], *, beside: bool) -> None:
    """COPY into the table; where row-level security keeps COPY out, into one `beside` it, and from there in."""
    if beside:
        cursor.execute(f"CREATE TEMP TABLE aanvoer ON COMMIT DROP AS SELECT {columns} FROM {table} LIMIT 0")  # noqa: S608
    with cursor.copy(f"COPY {'aanvoer' if beside else table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    if beside:
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM aanvoer")  # noqa: S608
        cursor.execute("DROP TABLE aanvoer")


def _bound_rows(shape: Rijvorm, rijen: Iterable[tuple[int | None, Sequence[Any]]]) -> Iterator[Sequence[Any]]:
    """Yield the tuples with what depends on its row made for that row; the keys of their dossiers at once."""
    for part in in_portions(rijen):
        known = [shape.known(pk, row) for pk, row in part]
        with at_hand(shape.owners(known)):
            ready = [shape.ready(row, rij) for (_pk, row), rij in zip(part, known, strict=True)]
        yield from ready


def _rows(
    values: Iterable[Sequence[Any]],
    ids: Sequence[int] | None,
    prepare: Sequence[Prepare | None],
    constant: tuple[Any, ...],
) -> Iterator[tuple[Any, ...]]:
    """Yield whole rows as the driver takes them: id (unless the database numbers them), named fields, the rest."""
    odd = [(place, how) for place, how in enumerate(prepare) if how is not None]
    ready = (_made_ready(row, odd) for row in values) if odd else values
    if ids is None:
        for row in ready:
            yield (*row, *constant)
        return
    for pk, row in zip(ids, ready, strict=True):
        yield (pk, *row, *constant)


def _made_ready(row: Sequence[Any], odd: Sequence[tuple[int, Prepare]]) -> list[Any]:
    cells = list(row)
    for place, how in odd:
        if cells[place] is not None:
            cells[place] = how(cells[place])
    return cells


def _prepare(field: Any) -> Prepare | None:
    """Return how the values of a field are made ready for the driver; None when they are."""
    if isinstance(field, (Rijgebonden, *PLAIN)) or type(field) is models.TextField:
        return None  # the first: Rijvorm makes them ready
    if isinstance(field, models.DateField | models.TimeField) and connection.vendor == "postgresql":
        return None
    if type(field) is models.DateField:
        return str
    return lambda value: field.get_db_prep_save(value, connection)


def _constant(field: Any, now: datetime) -> Any:
    value = now if _is_stamp(field) else field.get_default()
    if isinstance(field, Rijgebonden):
        return field.get_prep_value(value)
    how = _prepare(field)
    return value if how is None or value is None else how(value)


def _copy_to_history(model: type[Basismodel], ids: Sequence[int], kind: str = "+") -> None:
    key = connection.ops.quote_name(model._meta.pk.column or "")
    statement = f"{history_statement(model)} WHERE {key} BETWEEN %s AND %s ORDER BY {key}"
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        for first, last in _runs(ids):
            cursor.execute(statement, [now, kind, handelende.current_user_id(), first, last])


def _runs(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the unbroken runs in ascending ids, as (first, last); another writer may have taken ids in between."""
    first = last = ids[0]
    for pk in ids[1:]:
        if pk != last + 1:
            yield first, last
            first = pk
        last = pk
    yield first, last


def in_portions(values: Iterable[T], size: int = VRAAG) -> Iterator[list[T]]:
    """Yield these values in lists of at most `size`: as many as one question to the database names."""
    source = iter(values)
    while part := list(islice(source, size)):
        yield part
