"""The list of cases by keyboard, and on a telephone: the filters fold, what is set stays in sight."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Desk
from tests.browser.eyes import sticks_out, violations
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("key", "where"), [("a", "/casussen/samen/toewijzen/"), ("v", "/casussen/samen/volgen/")])
def test_walk_choose_and_act_with_single_keys(cast: Cast, desk: Desk, key: str, where: str) -> None:
    page = desk(cast.sanne)
    page.goto("/casussen/?stand=open&sorteer=naam")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Gezin De Wit")).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="De heer B. Buur")).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox", name="Kies De heer B. Buur")).to_be_checked()
    page.keyboard.press(key)
    page.wait_for_url(f"**{where}")
    expect(page.get_by_text("De heer B. Buur")).to_be_visible()  # the preview names what will change
    expect(page.get_by_text("Gezin De Wit")).to_have_count(0)


def test_on_a_telephone_the_filters_fold_and_what_is_set_stays_in_sight(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor, width=360)
    page.goto("/casussen/?wie=mij")
    expect(page.get_by_label("Regisseur", exact=True)).to_be_hidden()
    expect(page.get_by_role("link", name="Van mij niet meer filteren")).to_be_visible()
    expect(page.get_by_role("link", name="Gezin De Wit")).to_be_in_viewport()
    page.locator("summary").filter(has_text="Filters").click()
    page.get_by_label("Stand", exact=True).select_option("volgen")
    page.get_by_role("button", name="Toon").click()
    page.wait_for_url("**stand=volgen**")
    assert not sticks_out(page) and not violations(page)


def test_on_a_wide_screen_the_filters_are_always_there(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor)
    page.goto("/casussen/?wie=mij")
    expect(page.get_by_label("Regisseur", exact=True)).to_be_visible()
    expect(page.locator("summary").filter(has_text="Filters")).to_be_hidden()
