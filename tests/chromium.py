"""A real Chromium for the journeys, shared by tests/browser and tests/journeys: see tests/browser/conftest.py."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread, current_thread

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from keukentafel.toegang.public import Gebruiker

# The sync API of playwright runs an event loop in this thread; Django then refuses its ORM unless told.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Chromium's own words for an answer of 4xx or 5xx, and for a connection that a journey takes away.
EXPECTED = (
    "Failed to load resource: the server responded with a status of",
    "Failed to load resource: net::ERR_INTERNET_",
)
PATIENCE = 30_000  # milliseconds that something may take to appear, on a machine that has more to do
expect.set_options(timeout=PATIENCE)
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")  # as in scripts/system.sh
Desk = Callable[..., Page]
# A message with its button goes away after ten seconds (core/js/scherm.js): too soon for a machine that is busy.
STAYS = """{ const set = setTimeout;
  window.setTimeout = (act, ms, ...rest) => set(act, ms === 10000 ? 600000 : ms, ...rest); }"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not path:
        pytest.fail("no Chromium: set CHROMIUM, or run make test as root on Debian")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def desk(chromium: Browser, live_server: LiveServer, als: Callable[[Gebruiker], Client]) -> Iterator[Desk]:
    """`desk(user, width=1280, javascript=True, …)` opens a page on which this user (None: nobody) is logged in."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def sit(user: Gebruiker | None, width: int = 1280, javascript: bool = True, **options: object) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale="nl-NL",
            timezone_id=settings.TIME_ZONE,
            reduced_motion="reduce",  # no colour is halfway when it is looked at
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        context.add_init_script(STAYS)
        if user is not None:
            context.add_cookies([{"url": live_server.url, **session_of(als(user))}])  # type: ignore[list-item]
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        watch(page, faults)
        return page

    with requests_under_way() as under_way:
        yield sit
        for context in contexts:
            context.close()
        wait_for_silence(under_way)
    assert faults == []


@contextmanager
def answered(page: Page) -> Iterator[None]:
    """Wait until the form that this block sends was answered: only then is it in the database.

    A click alone does not wait for that, and leaving the page too soon takes the form back. Drafts do not count. Where
    the answer is another page, that page is there at the end: what comes next does not find the old one.
    """
    loaded: list[Page] = []

    def comes(another: Page) -> None:
        loaded.append(another)

    page.on("load", comes)

    def is_form(answer: Response) -> bool:
        asked = answer.request
        return asked.method == "POST" and (asked.resource_type == "document" or "hx-request" in asked.headers)

    try:
        with page.expect_response(is_form, timeout=PATIENCE) as answer:
            yield
        if answer.value.request.resource_type == "document" and not loaded:
            page.wait_for_event("load", timeout=PATIENCE)
    finally:
        page.remove_listener("load", comes)


def placed(page: Page) -> Page:
    """Wait until the page has placed its focus, and return it: what is typed before that goes nowhere.

    The browser places it with the first picture that it draws, on a busy machine well after the page was loaded.
    """
    page.wait_for_function("document.activeElement !== null && document.activeElement !== document.body")
    return page


def there(target: Locator) -> Locator:
    """Wait until the page of this element is there with its scripts, and return the element.

    `force=True` does not wait for a question that a script shows, and a key before the script does nothing.
    """
    target.wait_for(state="attached")
    target.page.wait_for_load_state()
    return target


@contextmanager
def requests_under_way() -> Iterator[set[Thread]]:
    """The threads of the server that are answering now: a page that closes may still save its draft."""
    busy: set[Thread] = set()

    def begins(**_: object) -> None:
        busy.add(current_thread())

    def ends(**_: object) -> None:
        busy.discard(current_thread())

    request_started.connect(begins)
    request_finished.connect(ends)
    try:
        yield busy
    finally:
        request_started.disconnect(begins)
        request_finished.disconnect(ends)


def wait_for_silence(under_way: set[Thread]) -> None:
    """Wait until nothing was under way for 50 ms, so that the next test finds the database to itself.

    A thread whose browser left halfway ends without a word; it is not waited for.
    """
    deadline, quiet = time.monotonic() + PATIENCE / 1000, 0
    while quiet < 5:
        assert time.monotonic() < deadline, "the server is still answering"
        quiet = 0 if any(thread.is_alive() for thread in under_way.copy()) else quiet + 1
        time.sleep(0.01)


def session_of(client: Client) -> dict[str, str]:
    """Return the session cookie of a client that is logged in."""
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}


def watch(page: Page, faults: list[str]) -> None:
    """Collect every error of a script and every breach of the policy on this page."""
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))

    def console(text: str, kind: str) -> None:
        if "Content Security Policy" in text or (kind == "error" and not text.startswith(EXPECTED)):
            faults.append(f"{page.url}: {text}")

    page.on("console", lambda message: console(message.text, message.type))
