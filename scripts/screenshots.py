#!/usr/bin/env python3
"""Take the pictures of scripts/screens.toml from a running demo; called by scripts/screenshots.sh."""

from __future__ import annotations

import io
import os
import re
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "scripts/screens.toml"
PICTURES = ROOT / "docs/screens"
WIDTHS = (1280, 768, 360)
TALLEST = 4000  # pixels; the foot of a longer page says nothing new
COLOURS = 128  # keeps a picture around 50 KB, and nobody sees it


class NotThere(Exception):
    """A screen of screens.toml cannot be reached in the demo."""


class Screen(NamedTuple):
    """One screen of screens.toml."""

    name: str
    title: str
    user: str  # name on a button of the login page; empty: not logged in
    path: str
    follow: tuple[str, ...]  # texts of the links to open from there, one after the other
    dark: bool


def read_screens(path: Path = SCREENS) -> list[Screen]:
    """Return the screens of the file, in its order."""
    return [
        Screen(
            row["name"],
            row["title"],
            row.get("as", ""),
            row["path"],
            tuple(row.get("follow", ())),
            row.get("dark", False),
        )
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["screen"]
    ]


def log_in(browser: Browser, base: str, user: str) -> BrowserContext:
    """Open a window on which this user of the demo is logged in."""
    context = browser.new_context(base_url=base, locale="nl-NL", timezone_id="Europe/Amsterdam")
    if user:
        page = context.new_page()
        page.goto("/toegang/login/")
        page.get_by_role("button", name=re.compile(re.escape(user))).first.click()
        page.close()
    return context


def open_screen(page: Page, screen: Screen) -> None:
    """Go to the screen as its user would: an address, then links by their text. Raises NotThere."""
    answer = page.goto(screen.path)
    for text in screen.follow:
        links = page.locator("main, .kt-kop").get_by_role("link", name=re.compile(text))
        if links.count() == 0:
            raise NotThere(f"{screen.name}: no link «{text}» on {page.url}")
        with page.expect_navigation() as navigation:
            links.first.click()
        answer = navigation.value
    if answer is None or answer.status != 200:
        raise NotThere(f"{screen.name}: {page.url} answers {answer.status if answer else 'nothing'}")


def picture(page: Page, width: int) -> bytes:
    """Return a small PNG of the whole page at this width."""
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(100)
    image = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled", caret="initial")))
    image = image.convert("RGB").crop((0, 0, image.width, min(image.height, TALLEST)))
    small = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


def write_index(screens: list[Screen]) -> None:
    """Write docs/screens/README.md: every screen, wide, with links to the narrower pictures."""
    lines = ["# Schermen", "", "Gemaakt met `make screenshots` uit de demo; alle mensen zijn verzonnen.", ""]
    for screen in screens:
        links = " · ".join(f"[{width} px]({screen.name}-{width}.png)" for width in WIDTHS)
        who = f"Gezien door {screen.user}. " if screen.user else ""
        shown = f"![{screen.title}]({screen.name}-{WIDTHS[0]}.png)"
        lines += [f"## {screen.title}", "", f"{who}{links}", "", shown, ""]
    (PICTURES / "README.md").write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    """Take all pictures, or those named on the command line."""
    base, wanted = sys.argv[1], set(sys.argv[2:])
    screens = read_screens()
    if unknown := wanted - {screen.name for screen in screens}:
        sys.exit(f"not in {SCREENS.relative_to(ROOT)}: {', '.join(sorted(unknown))}")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        contexts: dict[str, BrowserContext] = {}
        missing = []
        for screen in screens:
            if wanted and screen.name not in wanted:
                continue
            context = contexts.get(screen.user) or contexts.setdefault(screen.user, log_in(browser, base, screen.user))
            page = context.new_page()
            page.set_default_timeout(15_000)
            page.emulate_media(color_scheme="dark" if screen.dark else "light")
            try:
                open_screen(page, screen)
            except NotThere as reason:
                missing.append(str(reason))
                continue
            for width in WIDTHS:
                (PICTURES / f"{screen.name}-{width}.png").write_bytes(picture(page, width))
            print(f"{screen.name}: {page.url.removeprefix(base)}", flush=True)
            page.close()
        browser.close()
    write_index([screen for screen in screens if (PICTURES / f"{screen.name}-{WIDTHS[0]}.png").exists()])
    if missing:
        sys.exit("\n".join(missing))


if __name__ == "__main__":
    main()
