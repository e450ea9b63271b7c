"""Text can be read in both themes: every pair that is put on another has enough contrast (WCAG 2.2, 1.4.3, 1.4.11)."""

import re

import pytest

from tests.architectuur.colour import contrast
from tests.architectuur.house import PACKAGE

CSS = PACKAGE / "core/static/core/css"
TEXT, VISIBLE = 4.5, 3.0

# What is written on what; every pair is used in basis.css, componenten.css or schermen.css.
INKS = ("inkt", "inkt-zacht", "accent", "accent-diep", "gevaar", "goed")
TEXT_PAIRS = [
    *((ink, paper) for ink in INKS for paper in ("papier", "vlak")),
    *((ink, "accent-zacht") for ink in ("inkt", "inkt-zacht", "accent", "accent-diep")),
    *((ink, "notitie") for ink in ("inkt", "inkt-zacht", "accent")),
    *((ink, "gevaar-zacht") for ink in ("inkt", "gevaar")),
    ("inkt", "goed-zacht"),
    ("op-accent", "accent"), ("op-accent", "accent-diep"), ("op-inkt", "inkt"), ("op-gevaar", "gevaar"),
    ("balk-tekst", "balk"), ("balk-zacht", "balk"), ("balk-tekst", "balk-veld"), ("balk-zacht", "balk-veld"),
    ("balk", "balk-tekst"), ("balk", "balk-zacht"),
]  # fmt: skip
# Borders that say "here you write" or "this one is chosen", and the focus ring on its own edge.
VISIBLE_PAIRS = [
    ("lijn-sterk", "vlak"), ("lijn-sterk", "papier"), ("accent", "papier"), ("balk-zacht", "balk"),
    ("gevaar", "vlak"), ("focus", "focus-rand"), ("focus", "balk"),
]  # fmt: skip


def block(selector: str, css: str) -> dict[str, str]:
    """Return the colours in the rule that starts with this selector."""
    found = re.search(rf"{re.escape(selector)}\s*\{{([^}}]*)\}}", css)
    assert found, selector
    return dict(re.findall(r"--keukentafel-([\w-]+):\s*(#[0-9a-fA-F]{6})(?:[0-9a-fA-F]{2})?;", found[1]))


@pytest.fixture(scope="module")
def css() -> str:
    return (CSS / "tokens.css").read_text(encoding="utf-8")


THEMES = [":root", ':root[data-thema="donker"]']


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "paper"), TEXT_PAIRS)
def test_text_can_be_read(theme: str, ink: str, paper: str, css: str) -> None:
    colours = block(theme, css)
    assert contrast(colours[ink], colours[paper]) >= TEXT, f"{ink} on {paper}"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("line", "paper"), VISIBLE_PAIRS)
def test_borders_can_be_seen(theme: str, line: str, paper: str, css: str) -> None:
    colours = block(theme, css)
    assert contrast(colours[line], colours[paper]) >= VISIBLE, f"{line} on {paper}"


def test_dark_is_the_same_whether_chosen_or_taken_from_the_device(css: str) -> None:
    assert block(':root[data-thema="donker"]', css) == block(':root:not([data-thema="licht"])', css)
    assert block(":root", css).keys() == block(':root[data-thema="donker"]', css).keys()


def test_colours_live_in_the_tokens_only() -> None:
    allowed = {"#fff", "#ffffff", "#000", "#333", "#bbb", "#555"}  # print, and the white ground of forced colours
    for path in sorted(CSS.glob("*.css")):
        if path.name == "tokens.css":
            continue
        source = re.sub(r"@media (print|\(forced-colors: active\)).*", "", path.read_text(encoding="utf-8"), flags=re.S)
        found = set(re.findall(r"(?<![\w-])#[0-9a-fA-F]{3,8}\b", source)) - allowed
        assert found == set(), path.name


def test_every_token_that_is_used_exists() -> None:
    sources = {path.name: path.read_text(encoding="utf-8") for path in CSS.glob("*.css")}
    known = set(re.findall(r"(--[\w-]+):", "".join(sources.values())))
    used = set(re.findall(r"var\((--[\w-]+)", "".join(sources.values())))
    assert used - known == set()
    tokens = set(re.findall(r"(--(?:utrecht|denhaag|keukentafel)-[\w-]+):", sources["tokens.css"]))
    assert tokens - used == set(), "a token that nothing listens to deceives who makes a theme"
