"""An installation as a municipality starts with it: the lists filled, nobody in it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

BLIJFT = {"referentielijsten", "audit", "contenttypes", "auth", "sessions"}  # what migrations fill, and the log


def empty_rooms() -> None:
    """Empty the tables of the rooms, in the transaction of the test; foreign keys are looked at when it ends."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.app_label not in BLIJFT and model._meta.managed:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


@pytest.fixture
def leeg(db: None) -> None:
    """An empty installation, whatever the tests before left."""
    empty_rooms()
