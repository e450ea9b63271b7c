"""An empty municipality inside a transaction, for tests that begin before anyone is known."""

from django.apps import apps
from django.db import connection

BLIJFT = {"audit", "referentielijsten"}  # the log cannot be emptied, the shipped lists are part of the product


def empty_tables() -> None:
    """Delete every row of the rooms; foreign keys are checked at commit only, and the test rolls back."""
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("keukentafel.") and model._meta.app_label not in BLIJFT
    ]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
