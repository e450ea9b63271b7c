"""In the demo too a figure on a screen is the figure in the report."""

from datetime import timedelta

import pytest

from keukentafel.demo.laden import Demo
from keukentafel.inzicht.motor import Motor
from tests.inzicht.beide import pairs

pytestmark = pytest.mark.django_db


def test_screens_and_reports_say_the_same(geladen: Demo) -> None:
    for days in (0, 45):
        op = geladen.vandaag - timedelta(days=days)
        both = list(pairs(Motor(), op, op - timedelta(days=180)))
        assert [one for one in both if one[1] != one[2]] == [], op
        assert len(both) > 60
