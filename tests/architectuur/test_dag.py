"""The day of the run does not end before the run does."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings
from django.utils import timezone

from tests import dag

DAYS = (date(2026, 12, 31), date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29))  # the clock changes on two


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("hour", range(24))
def test_no_run_sees_midnight(day: date, hour: int) -> None:
    home = ZoneInfo("Europe/Amsterdam")
    with override_settings(TIME_ZONE="Europe/Amsterdam"):
        begin = datetime(day.year, day.month, day.day, hour, 59, tzinfo=home)
        zone = ZoneInfo(dag.zone_for(begin))
    assert begin.astimezone(zone).date() == (begin + timedelta(hours=2)).astimezone(zone).date() == day


def test_this_run_is_held() -> None:
    assert timezone.localtime().hour <= dag.LAST_HOUR + 2
    assert date.today() == timezone.localdate()


def test_all_who_ask_for_the_day_follow() -> None:
    evening = datetime(2026, 12, 31, 23, 58, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with override_settings(TIME_ZONE=dag.MIDDAY):
        assert timezone.localtime(evening).hour == time.localtime(evening.timestamp()).tm_hour == 14
