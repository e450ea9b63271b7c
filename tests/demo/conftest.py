"""The demo, loaded once for all tests of this directory and taken away after them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from keukentafel.audit.public import SYSTEEM, post_event
from keukentafel.casussen.public import Casus
from keukentafel.demo.laden import Demo, begin, load_demo
from keukentafel.meldingen.public import Melding
from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.taken.public import Taak
from keukentafel.tijdlijn.public import Contactmoment
from tests.leeg import empty_tables


@pytest.fixture(scope="package")
def geladen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Demo]:
    """The demo; on SQLite its first half was loaded before it and taken away again, and FIRST holds what that gave."""
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        if connection.vendor == "sqlite":  # the same dice are thrown before either database
            _load_first_half()
        with transaction.atomic():
            empty_tables()
            yield load_demo()
            transaction.set_rollback(True)


def _load_first_half() -> None:
    """Load the first half, keep its words in FIRST and take it away."""
    with transaction.atomic():
        empty_tables()
        with post_event("demo_geladen", by=SYSTEEM):
            begin(lambda _text: None)
        FIRST.update(fingerprint())
        transaction.set_rollback(True)
    cache.clear()


FIRST: dict[str, Counter[str]] = {}


def fingerprint() -> dict[str, Counter[str]]:
    """The words of the demo, counted."""
    return {
        "namen": Counter(persoon.naam for persoon in Persoon.objects.order_by("pk")),
        "huishoudens": Counter(Huishouden.objects.values_list("naam", flat=True).order_by("pk")),
        "samenvattingen": Counter(casus.samenvatting for casus in Casus.objects.order_by("pk")),
        "contacten": Counter(note.tekst for note in Contactmoment.objects.order_by("pk")),
        "meldingen": Counter(melding.omschrijving for melding in Melding.objects.order_by("pk")),
        "taken": Counter(Taak.objects.values_list("titel", flat=True).order_by("pk")),
    }
