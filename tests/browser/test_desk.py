"""The desk itself is seen red: it watches every page for errors of scripts and breaches of the policy."""

from __future__ import annotations

import time
from threading import Thread

from playwright.sync_api import Browser, Page

from tests.browser.conftest import watch
from tests.chromium import PATIENCE, wait_for_silence


def wait_for_fault(page: Page, faults: list[str]) -> None:
    """Wait until something was seen; the browser tells it in its own time."""
    until = time.monotonic() + PATIENCE / 1000
    while not faults and time.monotonic() < until:
        page.wait_for_timeout(20)


def test_a_planted_error_is_seen(chromium: Browser) -> None:
    faults: list[str] = []
    page = chromium.new_page()
    watch(page, faults)
    page.set_content("<script>throw new Error('geplant')</script>")
    wait_for_fault(page, faults)
    page.close()
    assert ["geplant" in fault for fault in faults] == [True]


def test_a_planted_breach_of_the_policy_is_seen(chromium: Browser) -> None:
    faults: list[str] = []
    page = chromium.new_page()
    watch(page, faults)
    policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'self'\">"
    page.set_content(f"<!doctype html><head>{policy}</head><body><script>alert(1)</script></body>")
    wait_for_fault(page, faults)
    page.close()
    assert any("Content Security Policy" in fault for fault in faults)


def test_a_request_that_was_abandoned_is_not_waited_for() -> None:
    gone = Thread(target=lambda: None)
    gone.start()
    gone.join()
    begin = time.monotonic()
    wait_for_silence({gone})
    assert time.monotonic() - begin < PATIENCE / 1000
