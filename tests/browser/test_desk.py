"""The desk itself is seen red: it watches every page for errors of scripts and breaches of the policy."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.conftest import watch


def test_a_planted_error_is_seen(chromium: Browser) -> None:
    faults: list[str] = []
    page = chromium.new_page()
    watch(page, faults)
    page.set_content("<script>throw new Error('geplant')</script>")
    page.wait_for_timeout(50)
    page.close()
    assert ["geplant" in fault for fault in faults] == [True]


def test_a_planted_breach_of_the_policy_is_seen(chromium: Browser) -> None:
    faults: list[str] = []
    page = chromium.new_page()
    watch(page, faults)
    policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'self'\">"
    page.set_content(f"<!doctype html><head>{policy}</head><body><script>alert(1)</script></body>")
    page.wait_for_timeout(50)
    page.close()
    assert any("Content Security Policy" in fault for fault in faults)
