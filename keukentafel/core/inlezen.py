"""Bring in many rows at once, each with its first version in the history."""

from collections.abc import Sequence
from typing import TypeVar

from django.db import connection, transaction
from django.utils import timezone

from keukentafel.core import handelende
from keukentafel.core.models import Basismodel

M = TypeVar("M", bound=Basismodel)
PORTIE = 500  # rows per statement; SQLite takes 999 parameters, so Django divides the inserts further


def bulk_add(model: type[M], rijen: Sequence[M]) -> list[M]:
    """Insert these unsaved objects with their history, attributed to who acts now; they get their ids.

    The same rows as saving them one by one, at a fraction of the time: the history is copied inside the
    database. Nothing is written when one of them fails.
    """
    with transaction.atomic():
        made = model._default_manager.bulk_create(rijen, batch_size=PORTIE)
        for start in range(0, len(made), PORTIE):
            _copy_to_history(model, [row.pk for row in made[start : start + PORTIE]])
    return made


def _copy_to_history(model: type[M], ids: Sequence[int]) -> None:
    history = model.history.model
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or "") for field in history.tracked_fields)
    places, key = ", ".join(["%s"] * len(ids)), quote(model._meta.pk.column or "")
    statement = (
        f"INSERT INTO {quote(history._meta.db_table)} ({columns}, history_date, history_type, history_user_id) "  # noqa: S608
        f"SELECT {columns}, %s, '+', %s FROM {quote(model._meta.db_table)} "
        f"WHERE {key} IN ({places})"
    )
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(statement, [now, handelende.current_user_id(), *ids])
