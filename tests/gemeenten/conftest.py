"""Each demo municipality, loaded once by the real command into an empty database, and asked by the real command."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.leeg import empty_tables

Rapport = dict[str, Any]
Vragen = Callable[..., Rapport]


@contextmanager
def loaded(blocker: DjangoDbBlocker, naam: str) -> Iterator[str]:
    """This municipality in an empty database; taken away afterwards. Gives what the command said."""
    cache.clear()
    with blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        empty_tables()
        out = StringIO()
        call_command("demo", gemeente=naam, stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


def ask(naam: str, *vraag: str) -> Rapport:
    """`keukentafel report NAAM ... --format json`."""
    out = StringIO()
    call_command("report", naam, *vraag, "--format", "json", stdout=out)
    found: Rapport = json.loads(out.getvalue())
    return found


@pytest.fixture(scope="module")
def caberg(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Caberg-Malpertuis."""
    with loaded(django_db_blocker, "caberg-malpertuis") as said:
        yield said


@pytest.fixture(scope="module")
def midden_groningen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Midden-Groningen."""
    with loaded(django_db_blocker, "midden-groningen") as said:
        yield said


@pytest.fixture(scope="module")
def lopik(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Lopik."""
    with loaded(django_db_blocker, "lopik") as said:
        yield said
