from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "keukentafel.core"
    label = "core"

    def ready(self) -> None:
        """On PostgreSQL a list of ids is one parameter; after every migrate the keys are there, and the wall."""
        from keukentafel.core.muurbouw import build
        from keukentafel.core.opruimen import OPRUIMEN
        from keukentafel.core.opvragen import register_any
        from keukentafel.core.tellen import drop_old_counts

        register_any()
        OPRUIMEN.add("tellingen", drop_old_counts)
        post_migrate.connect(_make_keys, sender=self, dispatch_uid="core")
        post_migrate.connect(build, sender=self, dispatch_uid="muur")


def _make_keys(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Make the keys that the municipality does not have yet: none is made while a page is read."""
    from django.db import connections

    from keukentafel.core.models import Datasleutel
    from keukentafel.core.sleutelbos import assert_opens, forget

    if using == DEFAULT_DB_ALIAS and Datasleutel._meta.db_table in connections[using].introspection.table_names():
        forget()
        assert_opens()
