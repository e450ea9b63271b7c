"""In a real Chromium nothing that stands in the rows runs: no canary in the page, no breach of the policy reported."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests import guards
from tests.aanval.kanaries import fill
from tests.aanval.ladingen import XSS
from tests.aanval.telling import Telling
from tests.cast import Cast

pytestmark = pytest.mark.browser
TEKSTEN = 5  # of the rows, on a page, on average, at least
SAMEN = 25  # payloads in one text
LUISTER = """window.ktbreuk = [];
document.addEventListener('securitypolicyviolation', breuk => window.ktbreuk.push(breuk.violatedDirective));"""
KIJK = """() => ({liep: window.ktkanarie === undefined ? 0 : 1, breuken: window.ktbreuk,
  elementen: document.querySelectorAll('kt-kanarie, base, iframe, object, embed, marquee').length,
  teksten: document.body.innerText.split('[kt-').length - 1})"""


def pages(cast: Cast) -> list[str]:
    """The pages on which most of what is written stands."""
    pk, home = cast.casus.pk, cast.gezin.pk
    return [
        "/",
        "/casussen/",
        f"/casussen/{pk}/",
        f"/casussen/{pk}/tijdlijn/",
        f"/casussen/{pk}/plan/",
        f"/huishoudens/{home}/",
        f"/huishoudens/{home}/personen/{cast.mieke.pk}/",
        "/meldingen/",
        "/taken/",
        "/wie/",
        f"/casussen/{pk}/plan/afdruk/",
    ]


def test_nothing_runs_in_a_browser(cast: Cast, desk: Callable[..., Page], telling: Telling, aantal: int | None) -> None:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    page, shown = desk(cast.noor), 0
    page.add_init_script(LUISTER)
    with guards.switched_off():
        for at in range(0, len(XSS) if aantal else SAMEN, SAMEN):
            part = " ".join(XSS[at : at + SAMEN]).replace("\0", "")
            filled = fill(lambda name, part=part: f"[kt-{name}] {part}")  # type: ignore[misc]
            assert filled
            for url in pages(cast) if aantal else pages(cast)[2:6]:
                answer = page.goto(url)
                assert answer is not None
                if answer.status >= 500:
                    telling.fout(f"{url} {answer.status}", part[:60])
                found = page.evaluate(KIJK)
                shown += found["teksten"]
                telling.tried("lading op een bladzijde", SAMEN * found["teksten"])
                if found["liep"] or found["breuken"] or found["elementen"]:
                    telling.bevinding(f"{url}: {found}", part[:60])
    telling.reached(
        "teksten op de bladzijden", shown, TEKSTEN * (len(pages(cast)) * len(XSS) // SAMEN if aantal else 1)
    )
    telling.close()
