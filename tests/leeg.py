"""An installation as a municipality starts with it: the shipped lists are there, nobody is in it."""

from django.apps import apps
from django.db import connection

BLIJFT = {
    "core",
    "referentielijsten",
    "audit",
    "contenttypes",
    "auth",
    "sessions",
}  # filled by migrations; the log


def empty_tables() -> None:
    """Delete every row but those, in the transaction of the test: foreign keys are looked at when that ends."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.managed and model._meta.app_label not in BLIJFT:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
