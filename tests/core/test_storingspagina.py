"""What is shown when nothing else can be: in Dutch, in the look of the house, with what to do, without a database."""

import re

import pytest
from django.contrib.staticfiles.finders import find
from django.template.loader import render_to_string


@pytest.mark.parametrize("template", ["core/400.html", "core/413.html", "core/500.html", "audit/niet_vastgelegd.html"])
def test_it_says_what_to_do_and_that_nothing_typed_is_lost(template: str) -> None:
    page = render_to_string(template)
    words = " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())
    assert "staat er nog" in words and "wat u typte" in words.lower()
    assert re.search(r"opnieuw|kleiner", words)
    assert page.count("<h1>") == 1 and '<html lang="nl">' in page and 'href="/"' in page
    sheets = re.findall(r'rel="stylesheet" href="/static/([^"?]+)"', page)
    assert len(sheets) == 2 and all(find(sheet) for sheet in sheets)
    assert " style=" not in page and "<script" not in page
