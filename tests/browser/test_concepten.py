"""Nothing that was typed is lost: every form keeps a draft, and gives it back after whatever went wrong."""

import re
import time
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, Route, expect

from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.models import Concept
from tests.browser.conftest import Desk, session_of
from tests.browser.eyes import without_draft
from tests.cast import Cast
from tests.chromium import PATIENCE

DOEL = "Ik wil weer zelf koken"


@pytest.fixture
def goal(transactional_db: None, cast: Cast, desk: Desk) -> Page:
    """The form for a new goal, with Noor; nobody gave this form a draft by name."""
    page = desk(cast.noor)
    page.goto(f"/casussen/{cast.casus.pk}/plan/doelen/nieuw/")
    return page


def kept(user: Gebruiker) -> Concept:
    """Wait until the server has a draft of this user, and return it."""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        if concept := Concept.objects.filter(gebruiker=user).first():
            return concept
        time.sleep(0.1)
    pytest.fail("nothing was kept")


def words(page: Page) -> str:
    """What stands in the field for the goal."""
    return page.locator("textarea").first.input_value()


def test_a_form_that_nobody_thought_of_keeps_its_text(goal: Page, cast: Cast) -> None:
    goal.locator("textarea").first.fill(DOEL)
    kept(cast.noor)
    goal.reload()
    expect(goal.locator("textarea").first).to_have_value(DOEL)
    expect(goal.get_by_text("Uw eerdere tekst staat er nog")).to_be_visible()


def test_text_survives_a_session_that_is_gone(goal: Page, cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    back = goal.url
    goal.locator("textarea").first.fill(DOEL)
    goal.context.clear_cookies(name="sessionid")
    goal.locator("form:has(textarea) button[type=submit]").first.click()
    goal.wait_for_url("**/login/**")
    goal.context.add_cookies([{"url": back, **session_of(als(cast.noor))}])  # type: ignore[list-item]
    goal.goto(back)
    expect(goal.locator("textarea").first).to_have_value(DOEL)


def test_text_survives_a_server_that_falls_while_it_is_sent(goal: Page) -> None:
    back = goal.url
    goal.locator("textarea").first.fill(DOEL)
    goal.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.fallback())
    with goal.expect_event("requestfailed", lambda it: it.resource_type == "document" or "hx-request" in it.headers):
        goal.locator("form:has(textarea) button[type=submit]").first.click()
    goal.unroute("**/*")
    goal.goto(back)
    expect(goal.locator("textarea").first).to_have_value(DOEL)


def test_what_waits_in_the_browser_is_sealed_and_opens_with_its_own_key_only(goal: Page) -> None:
    """ASVS 14.3.3: the text itself lies in no storage of the browser."""
    place = goal.evaluate("() => `concept:${document.documentElement.dataset.ingelogd}:x`")
    vault = f"async ([wat, tekst]) => (await import('/static/core/js/kluis.js'))[wat]('{place}', tekst)"
    goal.evaluate(vault, ["leg", {"velden": DOEL}])
    assert place in goal.evaluate("() => Object.keys(localStorage)")
    assert DOEL not in goal.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    assert goal.evaluate(vault, ["neem", None]) == {"velden": DOEL}
    goal.route("**/doelen/nieuw/", lambda route: _with_key(route, "A" * 43 + "="))
    goal.goto(goal.url)
    assert goal.evaluate(vault, ["neem", None]) is None
    assert place not in goal.evaluate("() => Object.keys(localStorage)")


def _with_key(route: Route, key: str) -> None:
    """The page as the server gives it, with another key."""
    answer = route.fetch()
    said = re.sub(r'data-conceptsleutel="[^"]*"', f'data-conceptsleutel="{key}"', answer.text())
    route.fulfill(response=answer, body=said)


def test_a_draft_of_an_older_version_shows_both(goal: Page, cast: Cast) -> None:
    page = goal
    page.goto(f"/casussen/{cast.casus.pk}/samenvatting/")
    page.locator("textarea").first.fill("Uit mijn concept")
    kept(cast.noor)
    cast.casus.refresh_from_db()
    cast.casus.change(samenvatting="Van een ander")
    page.goto(page.url)
    expect(page.locator("textarea").first).to_have_value("Uit mijn concept")
    page.locator("form:has(textarea) button[type=submit]").first.click()
    expect(page.get_by_text("Van een ander").first).to_be_visible()
    cast.casus.refresh_from_db()
    assert cast.casus.samenvatting == "Van een ander"


def test_what_was_saved_does_not_come_back(goal: Page, cast: Cast) -> None:
    back = f"/casussen/{cast.casus.pk}/samenvatting/"
    goal.goto(back)
    goal.locator("textarea").first.fill("Kort en bondig")
    kept(cast.noor)
    goal.locator("form:has(textarea) button[type=submit]").first.click()
    goal.wait_for_url(re.compile(r"/casussen/\d+/$"))
    goal.wait_for_function("() => Object.keys(localStorage).every(k => !k.startsWith('concept:'))")
    assert not Concept.objects.filter(gebruiker=cast.noor).exists()


def test_the_guard_sees_a_form_without_a_draft(goal: Page) -> None:
    assert without_draft(goal) == []
    goal.evaluate("document.querySelector('form:has(textarea)').removeAttribute('data-concept')")
    assert len(without_draft(goal)) == 1
