"""The demo is loaded while the day ends: it begins anew, and everything counts from the new day."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from keukentafel.audit.public import record
from keukentafel.core.fouten import Regelfout
from keukentafel.demo import laden
from keukentafel.demo.laden import Demo, load_demo
from keukentafel.personen.public import Persoon
from tests.leeg import empty_tables

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
GISTEREN, VANDAAG = "Etc/GMT+12", "Etc/GMT-12"  # a day apart, at any hour


@pytest.mark.parametrize("refused", [True, False])
def test_a_demo_that_meets_midnight_is_of_the_new_day(refused: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    later, told = override_settings(TIME_ZONE=VANDAAG), list[str]()

    def load(tell: Callable[[str], None]) -> Demo:
        """One person for the whole municipality; the first time the day ends halfway."""
        demo = Demo(None, timezone.localdate(), random.Random(1))  # type: ignore[arg-type]
        Persoon.objects.create(achternaam=demo.vandaag.isoformat())
        if not told:
            later.enable()
            if refused:
                raise Regelfout("Deze dag is al voorbij.")
        record("demo_geladen", None)
        return demo

    monkeypatch.setattr(laden, "_load", load)
    with override_settings(DEMO=True, TIME_ZONE=GISTEREN), transaction.atomic():
        empty_tables()
        before = timezone.localdate()
        try:
            demo = load_demo(told.append)
            assert len(told) == 1 and "middernacht" in told[0]
            assert demo.vandaag == timezone.localdate() > before
        finally:
            later.disable()
        assert [one.achternaam for one in Persoon.objects.all()] == [demo.vandaag.isoformat()]
        transaction.set_rollback(True)


def test_what_is_wrong_on_one_day_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_tell: Callable[[str], None]) -> Demo:
        raise Regelfout("Dit kan niet.")

    monkeypatch.setattr(laden, "_load", load)
    with override_settings(DEMO=True), transaction.atomic():
        empty_tables()
        with pytest.raises(Regelfout, match="Dit kan niet"):
            load_demo()
        transaction.set_rollback(True)
