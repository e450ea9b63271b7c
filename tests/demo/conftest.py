"""The demo, loaded once for all tests of this directory and taken away after them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from keukentafel.casussen.public import Casus
from keukentafel.demo.laden import Demo, load_demo
from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.plannen.public import Doel
from keukentafel.taken.public import Taak
from keukentafel.tijdlijn.public import Contactmoment


@pytest.fixture(scope="package")
def geladen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Demo]:
    """The demo, loaded for the second time: `first_print` holds what the first time gave."""
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        with transaction.atomic():
            load_demo()
            FIRST.update(fingerprint())
            transaction.set_rollback(True)
        cache.clear()
        with transaction.atomic():
            yield load_demo()
            transaction.set_rollback(True)


FIRST: dict[str, list[str]] = {}


def fingerprint() -> dict[str, list[str]]:
    """Everything of the demo that can be read, in an order that does not depend on ids."""
    return {
        "namen": sorted(persoon.naam for persoon in Persoon.objects.order_by("pk")),
        "huishoudens": sorted(Huishouden.objects.values_list("naam", flat=True).order_by("pk")),
        "samenvattingen": sorted(Casus.objects.values_list("samenvatting", flat=True).order_by("pk")),
        "contacten": sorted(Contactmoment.objects.values_list("tekst", flat=True).order_by("pk")),
        "doelen": sorted(Doel.objects.values_list("omschrijving", flat=True).order_by("pk")),
        "taken": sorted(Taak.objects.values_list("titel", flat=True).order_by("pk")),
    }
