"""The colours of the data can be told apart by everyone, and read (docs of the formulas: colour.py).

Only the levels of self-reliance and the kringen: text and links are held by tests/core/test_tokens.py.
A screen never relies on colour alone, the digit or word is always in the block; this keeps the colour of use.
"""

from __future__ import annotations

import re

import pytest

from tests.architectuur.colour import VISION, contrast, smallest_difference
from tests.architectuur.house import PACKAGE

TOKENS = PACKAGE / "core/static/core/css/tokens.css"
PAPER, READABLE, VISIBLE = "#ffffff", 4.5, 3.0  # WCAG 2.2: 1.4.3 and 1.4.11


def tokens(start: str, css: str | None = None) -> dict[str, str]:
    """Return the colours of tokens.css whose name starts so, by the rest of their name."""
    source = css if css is not None else TOKENS.read_text(encoding="utf-8")
    return dict(re.findall(rf"--keukentafel-{start}-([\w-]+):\s*(#[0-9a-fA-F]{{3,6}});", source))


def blocks(start: str) -> dict[str, str]:
    """Return the fills, without the colours of text and border on them."""
    return {name: c for name, c in tokens(start).items() if not name.endswith(("tekst", "rand"))}


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(("start", "number", "least"), [("niveau", 5, 20), ("kring", 4, 18)])
def test_colours_differ_for_everyone(start: str, number: int, least: float, vision: str) -> None:
    colours = list(blocks(start).values())
    assert len(colours) == number
    assert smallest_difference(colours, vision) >= least


@pytest.mark.parametrize("start", ["niveau", "kring"])
def test_the_text_on_a_block_can_be_read(start: str) -> None:
    found = tokens(start)
    for name, colour in blocks(start).items():
        assert contrast(colour, found[f"{name}-tekst"]) >= READABLE, name


def test_kringen_stand_out_on_paper_and_levels_by_their_border() -> None:
    assert all(contrast(colour, PAPER) >= VISIBLE for colour in blocks("kring").values())
    assert contrast(tokens("niveau")["rand"], PAPER) >= VISIBLE


def test_a_planted_palette_is_refused() -> None:
    css = "--keukentafel-niveau-1: #8b0000; --keukentafel-niveau-2: #ff0000; --keukentafel-niveau-3: #ffa500;"
    assert smallest_difference(list(tokens("niveau", css).values()), "deuteranopia") < 20
