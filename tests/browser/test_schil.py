"""The shell of every page: drafts that survive, one click one record, keys, scores, and a lock that keeps the text."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.models import Concept
from tests.browser.conftest import Desk
from tests.cast import Cast
from tests.chromium import PATIENCE

GALERIJ = "/componenten/"
VRAAG = "Wat is er gebeurd of afgesproken?"
WACHTWOORD = "een lang wachtwoord"
TEKST = "Het strijken gaat nu samen met Ans."
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(cast: Cast, desk: Desk) -> Page:
    """The gallery, opened by Noor."""
    page = desk(cast.noor)
    page.goto(GALERIJ)
    return page


def wait_for_draft(user: Gebruiker) -> Concept:
    """Wait until the server has a draft of this user."""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        if concept := Concept.objects.filter(gebruiker=user).first():
            return concept
        time.sleep(0.1)
    pytest.fail("nothing was kept")


def test_typed_text_is_kept_and_comes_back(page: Page, cast: Cast) -> None:
    with page.expect_response(lambda answer: "besluit" in (answer.request.post_data or "")):
        page.get_by_label(VRAAG).fill(TEKST)
        page.get_by_label("Besluit").check()
    wait_for_draft(cast.noor)
    expect(page.get_by_text(re.compile(r"^Bewaard om \d{1,2}\.\d\d$"))).to_be_visible()
    page.reload()
    expect(page.get_by_label(VRAAG)).to_have_value(TEKST)
    expect(page.get_by_label("Besluit")).to_be_checked()
    expect(page.get_by_text("Uw eerdere tekst staat er nog")).to_be_visible()


def test_without_connection_the_text_waits_here_and_follows_later(page: Page, cast: Cast) -> None:
    page.context.set_offline(True)
    page.get_by_label(VRAAG).fill(TEKST)
    expect(page.get_by_text("Geen verbinding. Uw tekst wordt bewaard.")).to_be_visible()
    expect(page.get_by_text("Bewaard op dit apparaat")).to_be_visible()
    page.get_by_label(VRAAG).press("Control+Enter")
    assert page.url.endswith(GALERIJ), "a form is not sent into the void"
    assert not Concept.objects.exists()
    page.context.set_offline(False)
    wait_for_draft(cast.noor)
    expect(page.get_by_text("Geen verbinding. Uw tekst wordt bewaard.")).to_be_hidden()
    page.wait_for_function("Object.keys(localStorage).every(k => !k.startsWith('concept:'))")


def test_log_out_leaves_nothing_in_the_browser(page: Page) -> None:
    page.evaluate("localStorage.setItem('concept:' + document.documentElement.dataset.ingelogd + ':x', '{}')")
    page.get_by_text("Noor", exact=True).first.click()
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url("**/login/**")
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('concept:'))") == []


def test_the_draft_of_another_user_of_this_browser_is_wiped(page: Page) -> None:
    page.evaluate('localStorage.setItem(\'concept:999:casus-1\', \'{"velden": {"tekst": ["van een ander"]}}\')')
    page.reload()
    page.wait_for_function("localStorage.getItem('concept:999:casus-1') === null")


def test_a_second_press_sends_nothing(page: Page) -> None:
    page.evaluate("""() => {
      const form = document.querySelector('form[data-composer]');
      window.sent = 0;
      form.addEventListener('submit', (event) => { if (!event.defaultPrevented) window.sent += 1; });
      form.action = '/gezond/';
      form.target = 'elders';
    }""")
    page.evaluate(
        "() => { const f = document.querySelector('form[data-composer]'); f.requestSubmit(); f.requestSubmit(); }"
    )
    assert page.evaluate("window.sent") == 1


def test_single_keys_work_outside_a_field_and_not_in_it(page: Page, cast: Cast) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(page.get_by_label(VRAAG)).to_be_focused()
    page.keyboard.type("j? n")
    expect(page.get_by_label(VRAAG)).to_have_value("j? n")
    expect(page.get_by_role("dialog", name="Sneltoetsen")).to_be_hidden()
    wait_for_draft(cast.noor)


def test_single_keys_can_be_switched_off(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_label("Sneltoetsen gebruiken op dit apparaat").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Sneltoetsen")).to_be_hidden()


def test_j_and_k_walk_through_the_list(page: Page) -> None:
    for _ in range(2):
        page.keyboard.press("j")
    second = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("k")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == second


def test_a_score_is_one_key_and_goes_on_to_the_next(page: Page) -> None:
    first, second = page.get_by_role("group", name="Huishouden"), page.get_by_role("group", name="Sociaal netwerk")
    first.get_by_label("volledig zelfredzaam").focus()
    page.keyboard.press("3")
    expect(first.get_by_label("beperkt zelfredzaam")).to_be_checked()
    page.keyboard.press("0")
    expect(second.get_by_label("niet besproken")).to_be_checked()


def test_a_locked_session_hides_the_page_and_keeps_the_text(cast: Cast, desk: Desk) -> None:
    cast.noor.set_password(WACHTWOORD)
    cast.noor.demo = False  # in the demo every password opens
    cast.noor.save(update_fields=["password", "demo"])
    page = desk(cast.noor)
    page.goto(GALERIJ)
    page.get_by_label(VRAAG).fill(TEKST)
    page.route("**/sessie/", lambda route: route.fulfill(json={"open": False, "seconden": 0}))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    slot = page.get_by_role("dialog", name="Bent u er nog?")
    expect(slot).to_be_visible()
    expect(page.locator("main")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(slot).to_be_visible()
    slot.get_by_label("Wachtwoord").fill("fout")
    slot.get_by_role("button", name="Verder").click()
    expect(slot.get_by_role("alert")).to_contain_text("Dit wachtwoord klopt niet")
    slot.get_by_label("Wachtwoord").fill(WACHTWOORD)
    slot.get_by_role("button", name="Verder").click()
    expect(slot).to_be_hidden()
    expect(page.get_by_label(VRAAG)).to_have_value(TEKST)
    wait_for_draft(cast.noor)


def test_colours_are_chosen_once(page: Page) -> None:
    page.get_by_text("Noor", exact=True).first.click()
    page.get_by_role("button", name="Donker").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.thema") == "donker"
    page.get_by_text("Noor", exact=True).first.click()
    page.get_by_role("button", name="Kleur zoals dit apparaat").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.thema ?? ''") == ""


def test_without_script_the_page_is_whole(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor, javascript=False)
    page.goto(GALERIJ)
    expect(page.get_by_label(VRAAG)).to_be_visible()
    expect(page.get_by_role("button", name="Vastleggen").first).to_be_visible()
    assert page.get_by_role("button", name="Sneltoetsen").count() == 0


@pytest.mark.parametrize("breedte", [360, 768, 1280])
def test_every_menu_opens_inside_the_screen(cast: Cast, desk: Desk, breedte: int) -> None:
    page = desk(cast.noor)
    page.set_viewport_size({"width": breedte, "height": 800})
    page.goto(f"/casussen/{cast.casus.pk}/")
    menus = page.locator("details[data-menu]")
    assert menus.count() >= 3
    for menu in menus.all():
        menu.locator("summary").click()
        first = menu.locator(".kt-menu__lijst :is(a, button)").first
        expect(first).to_be_in_viewport(ratio=1)
        box = menu.locator(".kt-menu__lijst").bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= breedte, menu.inner_text()
        page.keyboard.press("Escape")


def test_who_asks_too_often_hears_once_and_in_minutes_when_to_go_on(page: Page) -> None:
    for seconds in ("3540", "3539", "3538"):
        page.evaluate(
            """wacht => document.dispatchEvent(new CustomEvent('htmx:responseError',
            {detail: {xhr: {status: 429, getResponseHeader: () => wacht}}}))""",
            seconds,
        )
    page.wait_for_selector("#berichten .kt-toast")
    said = page.locator("#berichten .kt-toast").all_inner_texts()
    assert said == ["Dit ging te vaak achter elkaar. Over 59 minuten kunt u verder; wat u typte, staat er nog."]
