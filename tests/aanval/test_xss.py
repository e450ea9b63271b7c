"""What is in the rows stays text on every page that shows it, whoever reads it (security.md 6.2, stored XSS)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.test import Client
from django.utils.html import escape

from keukentafel.toegang.public import Gebruiker
from tests import guards
from tests.aanval.kanaries import fill, with_rows
from tests.aanval.ladingen import XSS
from tests.aanval.telling import Telling
from tests.aanval.wereld import Wereld, make_wereld, watched
from tests.cast import Cast
from tests.toegang.test_schermen import Terugdraaien, undone
from tests.toegang.wandeling import screens

KORT, STAP, SAMEN = 1, 24, 10  # rounds and every how many-th screen in `make test`; payloads in one text
SAMEN_LANG = 50  # payloads in one text of `make attack`: ten rounds offer every payload in every field
GEZIEN, OPEN = 50, 70  # of a hundred: fields seen on a page, and screens that open, at least
BUITEN = ("base", "iframe", "object", "embed", "math", "marquee", "kt-kanarie", "video")


NAAR = ("href", "src", "action", "formaction")


class Oog(HTMLParser):
    """Reads a page as a browser would, and notes what our own pages never have."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.gezien: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element and its attributes."""
        told = {name: value or "" for name, value in attrs}
        if tag in BUITEN or (tag == "meta" and told.get("http-equiv", "").lower() == "refresh"):
            self.gezien.append(f"<{tag}>")
        if tag == "script" and "src" not in told and not guards.is_data(told):
            self.gezien.append("<script>")
        for name, value in told.items():
            active = value.strip().lower().startswith(("javascript:", "data:text/html", "//kanarie"))
            if (
                guards.is_inline(name)
                or "kanarie" in name
                or (active and name in ("href", "src", "action", "formaction"))
            ):
                self.gezien.append(f"<{tag} {name}>")


def seen(html: str, part: Sequence[str]) -> list[str]:
    """What a page has that no page of ours has, and which of these texts stand in it as they are."""
    oog = Oog()
    oog.feed(html)
    return oog.gezien + [f"{lading!r:.60} zelf" for lading in part if "<" in lading and lading in html]


def read_all(wereld: Wereld, telling: Telling, part: list[str], stap: int) -> tuple[set[str], int]:
    """Every page by whoever may read it; which marks of fields were met on them, and how many pages there were."""
    marks, pages = set[str](), 0
    for scherm in screens()[::stap]:
        url, visitors = wereld.address(scherm), wereld.visitors(scherm, "GET")
        wereld.gevraagd += bool(visitors)
        for user in visitors:
            with undone():
                answer = wereld.ask(user, "GET", url)
                content = b"" if answer.streaming else answer.content
            if answer.status_code >= 500:
                telling.fout(f"{scherm.naam} {(wereld.mis or ['?'])[0]}", f"{part[0]!r:.80}")
            if answer.status_code != 200:
                continue
            pages += 1
            if answer.get("Content-Type", "").startswith("text/html"):
                html = content.decode()
                marks |= {piece.partition("]")[0] for piece in html.split("[kt-")[1:]}
                for wrong in dict.fromkeys(seen(html, part)):
                    telling.bevinding(f"{scherm.naam} heeft {wrong}", f"{part[0]!r:.80}")
            break
    return marks, pages


def test_a_text_stays_text_on_every_page(
    cast: Cast, als: Callable[[Gebruiker], Client], quiet: None, telling: Telling, aantal: int | None
) -> None:
    wereld, shown, pages = make_wereld(cast, als), set[str](), 0
    filled: dict[str, int] = {}
    samen = SAMEN if aantal is None else SAMEN_LANG
    rounds = KORT if aantal is None else min(len(XSS) // samen, max(1, aantal // 100_000))
    with watched(wereld):
        for number in range(rounds):
            at = (number + telling.zaad) * samen % len(XSS)
            part = list(XSS[at : at + samen])
            with pytest.raises(Terugdraaien), transaction.atomic():
                filled = fill(lambda name, part=part: f"[kt-{name}] {' '.join(part)}".replace("\0", ""))  # type: ignore[misc]
                telling.tried("lading in een veld", sum(filled.values()) * len(part))
                marks, often = read_all(wereld, telling, part, 1 if aantal else STAP)
                shown, pages = shown | marks, pages + often
                raise Terugdraaien
            print(f"ronde {number + 1} van {rounds}: {len(telling.bevindingen)} bevindingen", flush=True)
    telling.reached("velden die gevuld zijn", len(filled), with_rows() * 95 // 100)
    telling.reached("velden gezien op een bladzijde", len(shown), len(filled) * GEZIEN // 100 if aantal else 1)
    telling.reached("bladzijden", pages, wereld.gevraagd * OPEN // 100)
    telling.close()


def test_the_eye_sees_what_is_not_escaped() -> None:
    for lading in (lading for lading in XSS if "<" in lading):
        assert seen(f"<p>{lading}</p>", [lading]), lading
        assert not seen(f"<p title='{escape(lading)}'>{escape(lading)}</p>", [lading]), lading
