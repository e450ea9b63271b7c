"""Every screen of the matrix in a real browser: axe-core finds nothing, nothing sticks out at 320 px.

The screens are those of the permission matrix, opened by the first of the cast who may; a new screen is looked at
without anyone thinking of it. Fragments (an answer that is no whole page) are skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from keukentafel.toegang.public import Gebruiker
from tests.browser.conftest import Desk
from tests.browser.eyes import AXE, settle, sticks_out, tab_stops, violations, without_draft
from tests.cast import WIE, Cast
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import at_the_gate, screens

NARROW, WIDE = 320, 1280


class Seen(NamedTuple):
    """One screen, and who of the cast opens it."""

    name: str
    url: str
    user: Gebruiker


def at_table(name: str) -> bool:
    """Whether this screen lies on the table: the session that shows it opens nothing else after."""
    return "meekijken" in name


def whole_pages(cast: Cast, als: Callable[[Gebruiker], Client]) -> Iterator[Seen]:
    """Yield each screen that is a whole page for someone of the cast; who is refused at the gate need not knock."""
    values = {name: make(cast) for name, make in VOORBEELDEN.items()}
    clients = {naam: als(user) for naam, user in cast.gebruikers.items()}
    for screen in screens():
        url = reverse(screen.naam, kwargs={name: values[name] for name in screen.ids})
        for naam, (rol, _team, _soort) in WIE.items():
            if at_the_gate(screen, "GET", rol):
                continue
            user = cast.gebruikers[naam]
            response = (als(user) if at_table(screen.naam) else clients[naam]).get(url)
            start = response.getvalue()[:300].lower()  # to its end, a file too: only then the server is silent
            if response.status_code == 200 and response["Content-Type"].startswith("text/html") and b"<html" in start:
                yield Seen(screen.naam, url, user)
                break


def look(page: Page, seen: Seen) -> list[str]:
    """Return what is wrong with one screen, wide and narrow, by light and in the dark."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto(seen.url)
    found = violations(page)
    found += [f"keeps no draft of a form: {form}" for form in without_draft(page)]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": NARROW, "height": 900})
    settle(page)
    found += [f"in the dark at {NARROW} px: {violation}" for violation in violations(page)]
    if (out := sticks_out(page)) > 0:
        found.append(f"sticks out {out} px at {NARROW} px")
    return [f"{seen.name} ({seen.user.naam}): {problem}" for problem in found]


def test_every_screen_is_for_everyone(
    transactional_db: None, cast: Cast, als: Callable[[Gebruiker], Client], desk: Desk
) -> None:
    wrong: list[str] = []
    pages: dict[Gebruiker, Page] = {}
    looked = 0

    def sit(user: Gebruiker) -> Page:
        page = desk(user)
        page.add_init_script(AXE)  # from its second page on, the browser need not read all of axe again
        return page

    for seen in list(whole_pages(cast, als)):
        page = (
            sit(seen.user)
            if at_table(seen.name)
            else pages.get(seen.user) or pages.setdefault(seen.user, sit(seen.user))
        )
        wrong += look(page, seen)
        looked += 1
    print(f"{looked} screens")
    assert looked > 5
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ('<main><h1>x</h1><input type="text"></main>', "label"),
        ('<main><h1>x</h1><p style="color:#999">bleek</p></main>', "color-contrast"),
        ('<main><h1>x</h1><img src="data:,"></main>', "image-alt"),
    ],
)
def test_a_planted_violation_is_seen(desk: Desk, html: str, problem: str) -> None:
    page = desk(None)
    page.set_content(f'<!doctype html><html lang="nl"><head><title>x</title></head><body>{html}</body></html>')
    assert any(problem in violation for violation in violations(page))


def test_a_planted_wide_page_and_a_planted_hidden_focus_are_seen(desk: Desk) -> None:
    page = desk(None, width=NARROW)
    page.set_content('<p style="width: 1000px">breed</p>')
    assert sticks_out(page) > 600
    page.set_content('<button style="outline: none">onzichtbaar</button>')
    with pytest.raises(AssertionError, match="cannot be seen"):
        tab_stops(page)
