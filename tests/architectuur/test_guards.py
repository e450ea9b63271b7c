"""Every guard of tests/guards.py is seen red once, on a planted fault."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.test import Client, override_settings
from django.urls import path

from tests.guards import BIGGEST_PAGE, Slip, slips_of, switched_off

ENGINE = Engine(libraries={}, builtins=["django.template.defaultfilters"])


def render(source: str, **variables: object) -> str:
    """Render a template that a colleague could have written."""
    return ENGINE.from_string(source).render(Context(variables))


@pytest.mark.parametrize(
    "source",
    [
        "{{ nam }}",
        "{{ naam.voornaam }}",
        "{{ nam|upper }}",
        "{% for x in nam %}{{ x }}{% endfor %}",
        "{% with x=nam %}{{ x }}{% endwith %}",
        "{% if nam %}x{% endif %}",
        "{% if not naam.voornaam and nam == 1 %}x{% endif %}",
        "{% if naam.voornaam %}x{% endif %}",
    ],
)
def test_a_variable_that_does_not_exist_is_refused(source: str) -> None:
    with pytest.raises(Slip, match="no such variable"):
        render(source, naam="Mieke")
    with switched_off():
        assert render(source, naam="Mieke") == ""


def test_a_dict_may_be_asked_for_what_it_has_not() -> None:
    assert render("{% if fouten.wet.0 %}x{% else %}geen{% endif %}", fouten={}) == "geen"


def test_a_variable_may_be_absent_when_the_template_says_so() -> None:
    assert render('{{ nam|default:"onbekend" }} {% if nam|default:0 %}x{% endif %}') == "onbekend "


def test_a_variable_is_looked_up_once() -> None:
    calls: list[int] = []
    source = "{{ f|length }}{% for x in f %}{{ x }}{% endfor %}"
    assert render(source, f=lambda: calls.append(1) or "ab") == "2ab"
    assert len(calls) == 2


@pytest.mark.django_db
def test_a_list_without_order_is_refused() -> None:
    unordered = ContentType.objects.all()
    assert not unordered.ordered
    with pytest.raises(Slip, match="no order"):
        render("{% for x in types %}{{ x.pk }}{% endfor %}", types=unordered)
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(unordered, 10).page(1)
    assert render("{% for x in types %}.{% endfor %}", types=unordered.order_by("pk"))


@pytest.mark.parametrize(
    ("html", "slip"),
    [
        ('<p style="color:red">', "<p style> is inline"),
        ('<button onclick="x()">', "<button onclick> is inline"),
        ('<p hx-on:click="x()">', "<p hx-on:click> is inline"),
        ("<style>p{}</style>", "inline <style>"),
        ("<script>x()</script>", "inline <script>"),
        ('<a href=" JavaScript:x()">', "javascript: address"),
        ('<form method="POST"><input></form>', "without csrf token"),
        ('<form method="post"><input name="csrfmiddlewaretoken"></form>', "without idempotency key"),
        ('<p id="a"><p id="a">', 'id="a" is used twice'),
        ('<textarea maxlength="10">', "<textarea maxlength>"),
        ('<input name="naam" maxlength="10">', "<input maxlength>"),
        ("x" * (BIGGEST_PAGE + 1), "bytes of HTML"),
    ],
)
def test_a_planted_slip_in_a_page_is_seen(html: str, slip: str) -> None:
    assert any(slip in found for found in slips_of(html))


def test_an_honest_page_has_no_slips() -> None:
    page = """<!doctype html><title>x</title><script src="/x.js"></script>
        <script type="application/json">1</script>
        <form method="get"></form>
        <form method="post"><input name="csrfmiddlewaretoken"><input name="idempotentiesleutel"></form>
        <form method="post" action="/toegang/uit/"><input name="csrfmiddlewaretoken"></form>
        <form method="post" role="search"><input name="csrfmiddlewaretoken"></form>
        <p id="a"><p id="b">
        <input type="search" name="q" maxlength="120">
        <svg><style-guide></style-guide></svg>"""
    assert slips_of(page) == []


def inline(request: HttpRequest) -> HttpResponse:
    """A view with a planted slip."""
    return HttpResponse("<script>alert(1)</script>")


urlpatterns = [path("", inline)]


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_the_test_client_refuses_such_a_page() -> None:
    with pytest.raises(Slip, match="inline <script>"):
        Client().get("/")
    with switched_off():
        assert Client().get("/").status_code == 200
