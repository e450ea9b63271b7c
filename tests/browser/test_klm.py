"""The counter itself: known work gives the known figure, and every operator counts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser import klm

FORM = "<!doctype html><label>Naam <input></label><label>Plaats <input></label><button>Klaar</button>"


def test_the_operators_add_up(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(FORM)
    with klm.task(page) as hand:
        hand.type(page.get_by_label("Naam"), "Jan")  # M P B H 3K
        hand.tab_type("Oost")  # K M 4K
        hand.click(page.get_by_role("button", name="Klaar"))  # H M P B
    count = hand.count
    assert (count.clicks, count.fields, count.chars, count.keys, count.hands, count.steps) == (2, 2, 7, 1, 2, 3)
    assert count.seconds == pytest.approx(2 * (1.1 + 0.2) + 8 * 0.28 + 2 * 0.4 + 3 * 1.35, abs=0.05)
    assert page.get_by_label("Plaats").input_value() == "Oost"
    page.close()
