"""Templates carry no code or style, no form forgets its token, and none lies about unused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.architectuur.sources import (
    compressed,
    forms_without_token,
    inline_code,
    lost_addresses,
    product_texts,
    templates,
    unused,
)

MOST_JAVASCRIPT = 100 * 1024
MOST_CSS = 60 * 1024
# Loaded by name by Django or a package, not by us.
LOADED_ELSEWHERE = ("400.html", "403.html", "404.html", "500.html", "account/", "mfa/", "allauth/", "django/")


def texts() -> dict[str, str]:
    return {name: path.read_text(encoding="utf-8") for name, path in templates().items()}


def test_no_template_carries_script_or_style() -> None:
    assert {name: found for name, text in texts().items() if (found := inline_code(text))} == {}


def test_no_form_forgets_its_token() -> None:
    found = texts()
    assert [name for name, text in found.items() if forms_without_token(text, found)] == []


def test_nothing_is_marked_safe_in_a_template() -> None:
    wrong = [name for name, text in texts().items() if "|safe" in text or "autoescape off" in text]
    assert wrong == []


def test_no_template_is_unused() -> None:
    found = unused(templates(), product_texts())
    assert [name for name in found if not name.startswith(LOADED_ELSEWHERE)] == []


def test_javascript_and_css_stay_small() -> None:
    assert compressed(".js") <= MOST_JAVASCRIPT
    assert 0 < compressed(".css") <= MOST_CSS


def test_no_style_sheet_asks_for_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert lost_addresses() == []
    sheet = tmp_path / "kamer" / "static" / "kamer" / "a.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text('@font-face { src: url("letter.woff2") } b { background: url("data:,x") }')
    assert lost_addresses(tmp_path) == ["kamer/a.css: letter.woff2"]


@pytest.mark.parametrize(
    ("source", "slip"),
    [
        ('<p class="a" style="color: red">', "<p style>"),
        ('<a href="#" onclick="go()">', "<a onclick>"),
        ('<p {% if a %}data-a="{{ b }}"{% endif %} onload="x">', "<p onload>"),
        ('<p hx-on::after-request="x">', "<p hx-on::after-request>"),
        ("<script>\nlet a = 1;\n</script>", "<script>"),
        ("<style>p { color: red }</style>", "<style>"),
        ('<a href="javascript:go()">', "<a> javascript:"),
    ],
)
def test_a_planted_inline_is_seen(source: str, slip: str) -> None:
    assert inline_code(source) == [slip]


@pytest.mark.parametrize(
    "source",
    [
        '<p class="style" title="onclick=go">',
        "{# <style> #}<!-- <script> -->",
        '<script src="{% static "a.js" %}" type="module"></script>',
        '<script type="application/json">{}</script>',
    ],
)
def test_an_honest_template_is_left_alone(source: str) -> None:
    assert inline_code(source) == []


def test_a_planted_form_without_token_is_seen() -> None:
    form = '<form class="x" method="post">{body}</form>'
    assert forms_without_token(form, {}) == 1
    assert forms_without_token(form.replace("{body}", "{% csrf_token %}"), {}) == 0
    included = form.replace("{body}", '{% include "knoppen.html" %}')
    assert forms_without_token(included, {"knoppen.html": "{% csrf_token %}"}) == 0
    assert forms_without_token(included, {}) == 1
    assert forms_without_token('<form method="get"></form>', {}) == 0


def test_a_planted_unused_template_is_seen() -> None:
    text = 'render(request, "a/gebruikt.html"); part = f"a/delen/{name}.html"; call("knop")'
    names = ["a/gebruikt.html", "a/vergeten.html", "a/delen/knop.html", "a/delen/vergeten.html"]
    assert unused(names, [text]) == ["a/delen/vergeten.html", "a/vergeten.html"]


def test_a_planted_heavy_script_is_seen(tmp_path: Path) -> None:
    heavy = tmp_path / "room/static/room/heavy.js"
    heavy.parent.mkdir(parents=True)
    heavy.write_bytes(bytes(range(256)) * 10)
    light = compressed(".js", tmp_path)
    heavy.write_bytes(os.urandom(MOST_JAVASCRIPT))
    assert light < 1000
    assert compressed(".js", tmp_path) > MOST_JAVASCRIPT
