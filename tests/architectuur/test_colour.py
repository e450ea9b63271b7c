"""The formulas themselves: against published pairs, and against the palette that everyone chooses first."""

from __future__ import annotations

import pytest

from tests.architectuur.colour import VISION, Lab, ciede2000, contrast, seen_as, smallest_difference

# Sharma, Wu, Dalal (2005), table 1: pairs 1, 4, 7, 9, 13, 17, 20, 25, 33.
PUBLISHED = [
    (Lab(50, 2.6772, -79.7751), Lab(50, 0, -82.7485), 2.0425),
    (Lab(50, -1.3802, -84.2814), Lab(50, 0, -82.7485), 1.0000),
    (Lab(50, 0, 0), Lab(50, -1, 2), 2.3669),
    (Lab(50, 2.4900, -0.0010), Lab(50, -2.4900, 0.0009), 7.1792),
    (Lab(50, -0.0010, 2.4900), Lab(50, 0.0009, -2.4900), 4.8045),
    (Lab(50, 2.5, 0), Lab(73, 25, -18), 27.1492),
    (Lab(50, 2.5, 0), Lab(58, 24, 15), 19.4535),
    (Lab(60.2574, -34.0099, 36.2677), Lab(60.4626, -34.1751, 39.4387), 1.2644),
    (Lab(6.7747, -0.2908, -2.4247), Lab(5.8714, -0.0985, -2.2286), 0.6377),
]


@pytest.mark.parametrize(("one", "other", "expected"), PUBLISHED)
def test_ciede2000_agrees_with_the_published_pairs(one: Lab, other: Lab, expected: float) -> None:
    assert ciede2000(one, other) == pytest.approx(expected, abs=0.0001)
    assert ciede2000(other, one) == pytest.approx(expected, abs=0.0001)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


def test_white_is_white_for_everyone() -> None:
    for vision in VISION:
        assert ciede2000(seen_as("#ffffff", vision), Lab(100, 0, 0)) < 0.1


def test_traffic_light_colours_fall_together_for_the_colour_blind() -> None:
    naive = ["#006400", "#90ee90", "#ffa500", "#ff0000", "#8b0000"]
    assert smallest_difference(naive, "normal") > 20
    assert smallest_difference(naive, "protanopia") < 4
    assert smallest_difference(naive, "deuteranopia") < 4
