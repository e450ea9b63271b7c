"""Working on another database than the one of the settings for a while: a scratch one, in which a back-up is tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connections

from keukentafel.core import sleutelbos


@contextmanager
def elsewhere(database: Mapping[str, Any]) -> Iterator[None]:
    """Inside, the product works on this database: settings as in DATABASES, over those of now. Keys are read anew.

    For a command that has the process to itself: no other thread may be asking.
    """
    kept, settings_of_now = connections["default"], connections.databases["default"]
    connections.databases["default"] = {**settings_of_now, **database}
    connections["default"] = connections.create_connection("default")
    sleutelbos.forget()
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"], connections.databases["default"] = kept, settings_of_now
        sleutelbos.forget()
