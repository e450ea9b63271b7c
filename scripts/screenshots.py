#!/usr/bin/env python3
"""Take the pictures of docs/screens from a running demo; called by scripts/screenshots.sh.

First the screens that scripts/screens.toml and screens_inzicht.toml name, in their order. Then every other screen that
a user of the demo can reach by following links from his first page, so that a new screen is pictured without anyone
thinking of it. What cannot be reached so stands in screens_niet_te_zien.toml with its reason;
tests/architectuur/test_screens.py holds the index to the permission matrix.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import select
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import django
from django.urls import Resolver404, resolve
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SCREENS = (ROOT / "scripts/screens.toml", ROOT / "scripts/screens_inzicht.toml")
PICTURES = ROOT / "docs/screens"
WIDTHS = (1280, 768, 360)
TALLEST = 3000  # pixels; the foot of a longer page says nothing new
COLOURS = 64  # keeps a picture around 30 KB, and nobody sees it
SAME_SCREEN = 3  # so many addresses of one screen are followed per user: another state may have other links
TAKE, WALK, USERS = "take", "walk", "users"  # what a Taker can be asked
PATIENCE = {TAKE: 60, WALK: 180, USERS: 60}  # seconds
SERVE = "--serve"
ATTEMPTS = 3
AT_TABLE = "meekijken"  # a session that looks along opens nothing else afterwards


class NotThere(Exception):
    """A screen of screens.toml cannot be reached in the demo."""


class Screen(NamedTuple):
    """One screen to picture."""

    name: str  # of the picture's files
    title: str
    user: str  # name on a button of the login page; empty: not logged in
    path: str
    follow: tuple[str, ...] = ()  # texts of the links to open from there, one after the other
    press: str = ""  # then press the button of this text
    dark: bool = False


class Taken(NamedTuple):
    """One screen that was pictured: what it is, and the name of its address in the matrix."""

    screen: Screen
    view: str


def read_screens(paths: Iterable[Path] = SCREENS) -> list[Screen]:
    """Return the screens of the files, in their order."""
    return [
        Screen(
            row["name"],
            row["title"],
            row.get("as", ""),
            row["path"],
            tuple(row.get("follow", ())),
            row.get("press", ""),
            row.get("dark", False),
        )
        for path in paths
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["screen"]
    ]


def view_of(url: str) -> str:
    """Return the name in the matrix of this address, or nothing when it is not one of ours."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def log_in(browser: Browser, base: str, user: str) -> BrowserContext:
    """Open a window on which this user of the demo is logged in."""
    context = browser.new_context(base_url=base, locale="nl-NL", timezone_id="Europe/Amsterdam")
    context.set_default_timeout(20_000)
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
        answer = page.goto(links.first.get_attribute("href") or "")
    if screen.press:
        with page.expect_navigation() as navigation:
            page.locator("main").get_by_role("button", name=re.compile(screen.press)).first.click()
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


class Desks:
    """One window per user, on which he is logged in."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.browser, self.base = browser, base
        self._of = dict[str, BrowserContext]()

    def of(self, user: str) -> BrowserContext:
        """Return the window of this user."""
        if user not in self._of:
            self._of[user] = log_in(self.browser, self.base, user)
        return self._of[user]

    def close(self, *users: str) -> None:
        """Close these windows, or all."""
        for user in users or tuple(self._of):
            if context := self._of.pop(user, None):
                context.close()


def take(desks: Desks, screen: Screen) -> Taken:
    """Picture one screen at every width. Raises NotThere."""
    page = desks.of(screen.user).new_page()
    page.emulate_media(color_scheme="dark" if screen.dark else "light")
    open_screen(page, screen)
    view, title = view_of(page.url), screen.title or page.title().split(" · ")[0]
    for width in WIDTHS:
        (PICTURES / f"{screen.name}-{width}.png").write_bytes(picture(page, width))
    page.close()
    if AT_TABLE in view:
        desks.close(screen.user)
    return Taken(screen._replace(title=title), view)


def users(browser: Browser, base: str) -> list[str]:
    """Return the names on the login page of the demo, in its order."""
    page = browser.new_page(base_url=base)
    page.goto("/toegang/login/")
    names = page.locator("form[action*=demo] button").all_inner_texts()
    page.close()
    return names


def walk(desks: Desks, user: str) -> Iterator[Screen]:
    """Yield each screen that this user reaches by links, once per name, breadth first."""
    context = desks.of(user)
    page = context.new_page()
    waiting, seen, times = ["/"], {"/"}, dict[str, int]()
    while waiting:
        path = waiting.pop(0)
        view = view_of(path)
        times[view] = times.get(view, 0) + 1
        if not view or times[view] > SAME_SCREEN:
            continue
        if AT_TABLE in view:
            yield Screen(view.replace(":", "-"), "", user, path)
            continue
        answer = context.request.get(path)
        if answer.status != 200 or "<html" not in answer.text()[:300].lower():
            continue
        page.set_content(answer.text(), wait_until="commit")
        hrefs = page.locator("a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        if times[view] == 1:
            yield Screen(view.replace(":", "-"), "", user, path)
        fresh = [href for href in hrefs if href.startswith("/") and href not in seen]
        seen.update(fresh)
        waiting += fresh
    page.close()


class Taker:
    """A process with a Chromium of its own that does one task after another.

    Chromium now and then stops answering without an error; then the process is ended and another tries.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, task: str, word: str = "") -> Any:
        """Have it done and return the answer. Raises NotThere with the reason of the last attempt."""
        reason = ""
        for _attempt in range(ATTEMPTS):
            answer = self._answer(task, word)
            if answer is None:
                self.end()
                reason = f"{task} {word}: no answer in {PATIENCE[task]} s"
            elif "reason" in answer:
                reason = answer["reason"]
            else:
                return answer["done"]
        raise NotThere(reason)

    def _answer(self, task: str, word: str) -> dict[str, Any] | None:
        """Return the line it answers with, or None when none comes in time."""
        if self.process is None:
            self.process = subprocess.Popen(  # noqa: S603 (ourselves)
                [sys.executable, __file__, self.base, SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                start_new_session=True, bufsize=0,
            )  # fmt: skip
        process = self.process
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(json.dumps([task, word]).encode() + b"\n")
        except BrokenPipeError:
            return None
        line, until = b"", time.monotonic() + PATIENCE[task]
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([process.stdout], [], [], max(0.0, until - time.monotonic()))
            if not ready or not (part := process.stdout.read(65536)):
                return None
            line += part
        return dict(json.loads(line))

    def end(self) -> None:
        """End the process and its Chromium."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()
            self.process = None


def serve(base: str) -> None:
    """Do the tasks that come in as lines of JSON, and answer each with one: what was done, or the reason why not."""
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--lang=nl-NL"]
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=options)
        desks = Desks(browser, base)
        for line in sys.stdin:
            task, word = json.loads(line)
            try:
                answer = {"done": do_task(desks, task, word)}
            except (NotThere, Error) as reason:  # Error: of the browser
                desks.close()
                answer = {"reason": str(reason).splitlines()[0]}
            print(json.dumps(answer), flush=True)


def do_task(desks: Desks, task: str, word: str) -> object:
    """Do what `Taker.ask` asks, in this process; the answer can be written as JSON."""
    if task == TAKE:
        screen, view = take(desks, as_screen(json.loads(word)))
        return screen.title, view
    if task == WALK:
        return list(walk(desks, word))
    return users(desks.browser, desks.base)


def section(taken: Taken) -> str:
    """The section of one screen in the index: wide, with links to the narrower pictures."""
    screen, view = taken
    links = " · ".join(f"[{width} px]({screen.name}-{width}.png)" for width in WIDTHS)
    who = f"Gezien door {screen.user}. " if screen.user else ""
    shown = f"![{screen.title}]({screen.name}-{WIDTHS[0]}.png)"
    return "\n".join([f"## {screen.title}", "", f"{who}{links} · `{view}`", "", shown, ""])


def write_index(taken: list[Taken], kept: Mapping[str, str]) -> None:
    """Write docs/screens/README.md: the screens that were kept, by name, each new one in its place or after them."""
    head = "# Schermen\n\nGemaakt met `make screenshots` uit de demo; alle mensen zijn verzonnen.\n"
    sections = {**kept, **{one.screen.name: section(one) for one in taken}}
    (PICTURES / "README.md").write_text("\n".join([head, *sections.values()]), encoding="utf-8")


def read_index() -> dict[str, str]:
    """Return the sections of docs/screens/README.md by the name of their screen."""
    _head, *rest = (PICTURES / "README.md").read_text(encoding="utf-8").split("\n## ")
    named = re.compile(rf"\(([\w-]+)-{WIDTHS[0]}\.png\)")
    found = dict[str, str]()
    for text in rest:
        if match := named.search(text):
            found[match[1]] = f"## {text.rstrip()}\n"
    return found


def take_these(taker: Taker, screens: Iterable[Screen]) -> tuple[list[Taken], list[str]]:
    """Take these screens; return what was taken and what could not be reached."""
    taken, missing = list[Taken](), list[str]()
    for screen in screens:
        try:
            title, view = taker.ask(TAKE, json.dumps(screen))
        except NotThere as reason:
            missing.append(str(reason))
            continue
        taken.append(Taken(screen._replace(title=title), view))
        print(f"{screen.name}: {view}", flush=True)
    return taken, missing


def take_all(taker: Taker) -> tuple[list[Taken], list[str]]:
    """Take the screens of the file, then the rest; return what was taken and what could not be reached."""
    taken, missing = take_these(taker, read_screens())
    views = {view for _screen, view in taken}
    for user in taker.ask(USERS):
        fresh = dict[str, Screen]()
        for words in taker.ask(WALK, user):
            screen = as_screen(words)
            fresh.setdefault(view_of(screen.path), screen)
        more, gone = take_these(taker, [screen for view, screen in fresh.items() if view not in views])
        views |= set(fresh)
        taken, missing = taken + more, missing + gone
    return taken, missing


def as_screen(words: list[object]) -> Screen:
    """Return the screen that travelled as JSON."""
    name, title, user, path, follow, press, dark = words
    return Screen(str(name), str(title), str(user), str(path), tuple(map(str, follow)), str(press), bool(dark))  # type: ignore[call-overload]


def main() -> None:
    """Take all pictures and write their index; or only those named on the command line, and put them in the index."""
    base, *words = sys.argv[1:]
    django.setup()
    PICTURES.mkdir(parents=True, exist_ok=True)
    if words == [SERVE]:
        serve(base)
        return
    named = [screen for screen in read_screens() if screen.name in words]
    if unknown := set(words) - {screen.name for screen in named}:
        sys.exit(f"not in scripts/screens*.toml: {', '.join(sorted(unknown))}")
    taker = Taker(base)
    try:
        if named:
            taken, missing = take_these(taker, named)
            write_index(taken, read_index())
            if missing:
                sys.exit("\n".join(missing))
            return
        for old in PICTURES.glob("*.png"):
            old.unlink()
        taken, missing = take_all(taker)
    finally:
        taker.end()
    write_index(taken, {})
    if missing:
        sys.exit("\n".join(missing))


if __name__ == "__main__":
    main()
