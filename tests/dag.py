"""A day that does not end while the tests run: many of them ask twice what day it is.

Late in the evening the run is held in another time zone, where it is the middle of that same day. All who ask for the
day follow: Python, Django, the databases and Chromium. At any other hour the product's own zone stands, so that the
first hours of a day (yesterday in UTC) and the days on which the clock changes are tested as they come.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.test import override_settings
from django.utils import timezone

LAST_HOUR = 21  # a run that begins later might see midnight
MIDDAY = "Etc/GMT+8"  # eight hours behind UTC: there the late evening of the Netherlands is still early afternoon


def zone_for(now: datetime) -> str:
    """Return the zone in which a run that begins at this moment is held."""
    return MIDDAY if now.astimezone(ZoneInfo(settings.TIME_ZONE)).hour > LAST_HOUR else settings.TIME_ZONE


def hold() -> None:
    """Hold the run in that zone; call it before anything asks what day it is."""
    zone = zone_for(timezone.now())
    if zone != settings.TIME_ZONE:
        override_settings(TIME_ZONE=zone).enable()
