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
from tests.architectuur.test_screens import pictured
from tests.browser.conftest import Desk
from tests.browser.eyes import AXE, DRAWN, RULES, settle, sticks_out, tab_stops, violations, without_draft
from tests.cast import WIE, Cast
from tests.guards import switched_off
from tests.toegang.test_schermen import Loper
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import at_the_gate, screens

#: Pictured in docs/screens, and no page for the cast: each with the reason.
NIET_HIER = {
    "account_login": "whoever is logged in is brought on",
    "nazorg:heropenen": "the case of the cast is open",
    "zelfredzaamheid:scoren": "the measurement of the cast is scored; on to the overview",
}
NARROW, WIDE = 320, 1280


class Seen(NamedTuple):
    """One screen, and who of the cast opens it."""

    name: str
    url: str
    user: Gebruiker


def at_table(name: str) -> bool:
    """Whether this screen lies on the table: the session that shows it opens nothing else after."""
    return "meekijken" in name


def walker(client: Client) -> Loper:
    """One who knocks for this client and keeps nothing of what is answered."""
    walks = Loper()
    walks.handler, walks.cookies = client.handler, client.cookies
    return walks


def whole_pages(cast: Cast, als: Callable[[Gebruiker], Client]) -> Iterator[Seen]:
    """Yield each screen that is a whole page for someone of the cast; who is refused at the gate need not knock."""
    values = {name: make(cast) for name, make in VOORBEELDEN.items()}
    clients = {naam: walker(als(user)) for naam, user in cast.gebruikers.items()}
    for screen in screens():
        url = reverse(screen.naam, kwargs={name: values[name] for name in screen.ids})
        for naam, (rol, _team, _soort) in WIE.items():
            if at_the_gate(screen, "GET", rol):
                continue
            user = cast.gebruikers[naam]
            response = (walker(als(user)) if at_table(screen.naam) else clients[naam]).get(url)
            start = response.getvalue()[:300].lower()  # to its end, a file too: only then the server is silent
            if response.status_code == 200 and response["Content-Type"].startswith("text/html") and b"<html" in start:
                yield Seen(screen.naam, url, user)
                break


def look(page: Page, seen: Seen, narrow: list[str]) -> list[str]:
    """Return what is wrong with one screen, wide and by light; and by these rules narrow and in the dark."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto(seen.url)
    found = violations(page)
    found += [f"keeps no draft of a form: {form}" for form in without_draft(page)]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": NARROW, "height": 900})
    settle(page)
    found += [f"in the dark at {NARROW} px: {violation}" for violation in violations(page, narrow)]
    if (out := sticks_out(page)) > 0:
        found.append(f"sticks out {out} px at {NARROW} px")
    return [f"{seen.name} ({seen.user.naam}): {problem}" for problem in found]


def test_every_screen_is_for_everyone(
    transactional_db: None, cast: Cast, als: Callable[[Gebruiker], Client], desk: Desk
) -> None:
    wrong: list[str] = []
    pages: dict[Gebruiker, Page] = {}

    def sit(user: Gebruiker) -> Page:
        page = desk(user)
        page.add_init_script(AXE)  # from its second page on, the browser need not read all of axe again
        return page

    with switched_off():  # the walk of tests/toegang holds these pages against the guards
        seen_by = list(whole_pages(cast, als))
    for seen in seen_by:
        first = at_table(seen.name) or seen.user not in pages
        page = sit(seen.user) if first else pages[seen.user]
        if not at_table(seen.name):
            pages[seen.user] = page
        wrong += look(page, seen, RULES if first else DRAWN)  # the rest is the same in every width
    print(f"{len(seen_by)} screens")
    assert pictured() - {seen.name for seen in seen_by} == set(NIET_HIER)  # it looked at whatever is a page
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
    if problem in DRAWN:
        assert any(problem in violation for violation in violations(page, DRAWN))


def test_a_planted_wide_page_and_a_planted_hidden_focus_are_seen(desk: Desk) -> None:
    page = desk(None, width=NARROW)
    page.set_content('<p style="width: 1000px">breed</p>')
    assert sticks_out(page) > 600
    page.set_content('<button style="outline: none">onzichtbaar</button>')
    with pytest.raises(AssertionError, match="cannot be seen"):
        tab_stops(page)
