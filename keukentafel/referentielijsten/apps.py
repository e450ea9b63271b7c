"""Start of the room: the shipped lists are there after every migrate, and requests read them once."""

from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate


class ReferentielijstenConfig(AppConfig):
    name = "keukentafel.referentielijsten"
    label = "referentielijsten"

    def ready(self) -> None:
        from keukentafel.referentielijsten.momentopname import watch_requests

        watch_requests()
        post_migrate.connect(_load, sender=self, dispatch_uid="referentielijsten")


def _load(using: str = DEFAULT_DB_ALIAS, verbosity: int = 0, stdout: Any = None, **_: Any) -> None:
    """Bring in the shipped lists and say what that did; not while this room's or the log's tables are gone."""
    from django.db import connections

    from keukentafel.referentielijsten.laden import load_reference_lists
    from keukentafel.referentielijsten.models import Lijststand

    if using != DEFAULT_DB_ALIAS:
        return
    tables = set(connections[using].introspection.table_names())
    if {Lijststand._meta.db_table, "audit_regel"} <= tables:
        report = load_reference_lists()
        if verbosity and stdout is not None and report.aantal:
            stdout.write(f"Meegeleverde lijsten: {report}")
            stdout.writelines(f"  eigen naam blijft: {name}" for name in report.gelaten)
