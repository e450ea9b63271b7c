"""Measuring in a real browser: eleven domains by keyboard, a repeat with two changes, with and without script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from keukentafel.referentielijsten.public import domains_of
from keukentafel.zelfredzaamheid.models import Meting
from keukentafel.zelfredzaamheid.public import latest_scores
from tests.browser import klm
from tests.browser.conftest import Desk
from tests.browser.eyes import sticks_out, violations
from tests.cast import Cast
from tests.zelfredzaamheid.test_meten import VANDAAG, choose, measure
from tests.zelfredzaamheid.test_schermen import url

pytestmark = pytest.mark.django_db(transaction=True)


def all_codes() -> list[str]:
    return [domein.code for domein in domains_of("zrm2013")]


def test_eleven_domains_by_keyboard(cast: Cast, desk: Desk) -> None:
    """screens.md 2.6: 12 keys, 20 s; the budget is 120 s."""
    choose(cast, *all_codes())
    page = desk(cast.noor)
    page.goto(url("scoren", cast.casus.pk, cast.mieke.pk))
    with klm.task(page, "ZRM, elf leefdomeinen met het toetsenbord") as hand:
        for digit in "54354354350":
            hand.key(digit)
        hand.key("Enter")
        page.wait_for_url("**/zelfredzaamheid/")
    assert [s.niveau for s in latest_scores(cast.casus)] == [5, 4, 3, 5, 4, 3, 5, 4, 3, 5, None]
    assert latest_scores(cast.casus)[-1].reden == "niet_besproken"
    assert hand.count.keys == 12
    assert hand.count.seconds <= 25


def test_a_digit_before_the_focus_is_placed_counts_for_the_first_open_score(cast: Cast, desk: Desk) -> None:
    """A slow machine places the focus after the first key; a score that is not taken would be lost without a word."""
    choose(cast, "adl", "financien")
    page = desk(cast.noor)
    page.goto(url("scoren", cast.casus.pk, cast.mieke.pk))
    page.wait_for_function("document.activeElement !== document.body")
    for digit in "24":
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press(digit)
    assert page.locator("fieldset:has([data-score]) input:checked").count() == 2
    page.keyboard.press("Enter")
    page.wait_for_url("**/zelfredzaamheid/")
    assert sorted(s.niveau or 0 for s in latest_scores(cast.casus)) == [2, 4]


def test_eleven_domains_by_touch(cast: Cast, desk: Desk) -> None:
    choose(cast, *all_codes())
    page = desk(cast.noor, width=768, has_touch=True)
    page.goto(url("scoren", cast.casus.pk, cast.mieke.pk))
    with klm.task(page, "ZRM, elf leefdomeinen aanwijzen") as hand:
        for group in page.locator("fieldset:has([data-score])").all():
            hand.click(group.get_by_role("radio", name="Voldoende zelfredzaam"))
        hand.click(page.get_by_role("button", name="Vastleggen", exact=True))
        page.wait_for_url("**/zelfredzaamheid/")
    assert {s.niveau for s in latest_scores(cast.casus)} == {4}
    assert hand.count.seconds < 120


def test_repeat_with_two_of_eleven_changed(cast: Cast, desk: Desk) -> None:
    """From the tab to recorded: "opnieuw meten", the choice as it was, two scores, the rest confirmed. Under 40 s."""
    measure(cast, VANDAAG - timedelta(days=90), **dict.fromkeys(all_codes(), 3))
    page = desk(cast.noor)
    page.goto(url("overzicht", cast.casus.pk))
    with klm.task(page, "ZRM, herhaalmeting met twee van elf gewijzigd") as hand:
        hand.click(page.get_by_role("link", name="Opnieuw meten"))
        hand.click(page.get_by_role("button", name="Verder naar de scores"))
        page.wait_for_url("**/scoren/*/")
        hand.key("4")
        hand.key("2")
        hand.click(page.get_by_role("button", name="Rest ongewijzigd, vastleggen"))
        page.wait_for_url("**/zelfredzaamheid/")
    scores = Meting.objects.recorded().first().scores.order_by("leefdomein__volgorde")
    assert [s.niveau for s in scores] == [4, 2] + [3] * 9
    assert [s.bevestigd for s in scores] == [False, False] + [True] * 9
    assert hand.count.seconds < 40


def test_a_note_is_offered_for_three_and_lower_and_stays_with_its_text(cast: Cast, desk: Desk) -> None:
    choose(cast, "adl")
    page = desk(cast.noor)
    page.goto(url("scoren", cast.casus.pk, cast.mieke.pk))
    note = page.get_by_label("Toelichting bij ADL")
    expect(note).to_be_hidden()
    page.get_by_role("radio", name="Voldoende zelfredzaam").click()
    expect(note).to_be_hidden()
    page.get_by_role("radio", name="Beperkt zelfredzaam").click()
    note.fill("Kan niet bukken")
    page.get_by_role("radio", name="Volledig zelfredzaam").click()
    expect(note).to_be_visible()


def test_without_script_it_works_too(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor, javascript=False)
    page.goto(url("kiezen", cast.casus.pk, cast.mieke.pk))
    page.get_by_role("checkbox", name="Financiën").click()
    page.get_by_label("Waarom heeft de vraag").fill("Schulden")
    page.get_by_role("button", name="Verder naar de scores").click()
    page.get_by_role("radio", name="Niet zelfredzaam").click()
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    page.wait_for_url("**/zelfredzaamheid/")
    assert [(s.domein, s.niveau) for s in latest_scores(cast.casus)] == [("financien", 2)]


def look(page: Page, address: str) -> None:
    """axe-core finds nothing and nothing sticks out, wide and at 320 px."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        assert violations(page) == []
        assert sticks_out(page) <= 0


def test_the_full_screens_are_for_everyone(cast: Cast, desk: Desk) -> None:
    measure(cast, VANDAAG - timedelta(days=90), adl=1, financien=3, justitie=4)
    measure(cast, VANDAAG - timedelta(days=9), adl=3, huisvesting=5)
    choose(cast, *all_codes())
    page = desk(cast.noor)
    look(page, url("overzicht", cast.casus.pk))
    look(page, url("scoren", cast.casus.pk, cast.mieke.pk))
    look(page, url("meekijken", cast.casus.pk, cast.mieke.pk))
    page.goto(url("overzicht", cast.casus.pk))
    for summary in page.locator("main summary").all():
        summary.click()
    assert violations(page) == []
