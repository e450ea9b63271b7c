"""The keystroke-level model (Card, Moran and Newell): what a practised worker needs, without reading and talking.

    with klm.task(page) as hand:
        hand.type(page.get_by_label("Naam"), "Truus")   # goes there by mouse, then types
        hand.tab_type("12-3-51")                         # Tab to the next field, then types
        hand.click(page.get_by_role("button", name="Opslaan"))
    assert hand.count.seconds < 60

Real keys and real clicks in a real browser; the counter only adds up what was done. Operators in seconds:
K a key, P point with the mouse, B press and release its button, H a hand to the other device, M think of the
next step. One M per step (a click, or a field to fill), one H each time the hand changes device. A Tab is a K and
has its M with the field that it leads to.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

from tests.chromium import placed

K, P, B, H, M = 0.28, 1.1, 0.2, 0.4, 1.35
MOUSE, KEYS = "mouse", "keys"


@dataclass
class Count:
    """What was done: clicks, keys that are not text, characters of text, fields filled, hand changes, steps."""

    clicks: int = 0
    keys: int = 0
    chars: int = 0
    fields: int = 0
    hands: int = 0
    steps: int = 0
    names: list[str] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The estimate, in seconds."""
        typed = (self.keys + self.chars) * K
        return round(self.clicks * (P + B) + typed + self.hands * H + self.steps * M, 1)

    def __str__(self) -> str:
        return (
            f"{self.seconds} s: {self.clicks} clicks, {self.fields} fields, {self.chars} characters, "
            f"{self.keys} keys, {self.hands} hand changes, {self.steps} steps"
        )


class Hand:
    """Does what a person does on a page, and counts it. Begins with the hand on the mouse."""

    def __init__(self, page: Page, begin: str = MOUSE) -> None:
        self.page, self.on, self.count = page, begin, Count()

    def click(self, target: Locator) -> None:
        """Point at it and click."""
        self._to(MOUSE)
        self.count.clicks += 1
        self.count.steps += 1
        target.click()

    def type(self, target: Locator, text: str) -> None:
        """Click into a field and type."""
        self.click(target)
        self.count.steps -= 1  # going to a field and filling it is one step
        self._fill(text)

    def tab_type(self, text: str, tabs: int = 1) -> None:
        """Tab on to a field, `tabs` times, and type."""
        self.key("Tab", tabs)
        self._fill(text)

    def type_here(self, text: str) -> None:
        """Type where the focus is already, or where the page places it when it opens."""
        placed(self.page)
        self._fill(text)

    def key(self, name: str, times: int = 1) -> None:
        """Press a key that is not text; Enter and a short-cut are a step of their own, a Tab or an arrow is not."""
        self._to(KEYS)
        for _ in range(times):
            self.page.keyboard.press(name)
        self.count.keys += times
        if name not in {"Tab", "Shift+Tab", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"}:
            self.count.steps += 1

    def _fill(self, text: str) -> None:
        self._to(KEYS)
        self.count.fields += 1
        self.count.steps += 1
        self.count.chars += len(text)
        self.page.keyboard.type(text)

    def _to(self, device: str) -> None:
        if self.on != device:
            self.count.hands += 1
            self.on = device


@contextmanager
def task(page: Page, name: str = "") -> Iterator[Hand]:
    """Count one task; prints the figures (pytest -s shows them)."""
    hand = Hand(page)
    yield hand
    print(f"KLM {name or 'task'}: {hand.count}")
