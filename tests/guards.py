"""Guards over every test: what no page may do, whichever test renders it.

Loaded by tests/conftest.py. Each guard is seen red by tests/architectuur/test_guards.py.

- a variable in one of our templates that does not exist (Django would print nothing);
- a `for` over, or a page of, a queryset without an order (a list that jumps);
- a form that demands a field that docs/verplichte-velden.toml does not give a reason for (security.md A3);
- a page with inline script or style, a form that posts without a csrf token, an id used twice, or
  more than 100 KB of HTML.

After gip-inclusion/les-emplois, `tests/conftest.py`, in our own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from html.parser import HTMLParser
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.template.base import FilterExpression, Variable, VariableDoesNotExist
from django.template.context import Context
from django.template.defaulttags import ForNode, TemplateLiteral
from django.test.client import ClientHandler

from tests import verplicht

BIGGEST_PAGE = 100 * 1024
SESSION = "/toegang/"  # logging in and out has no effect on the work
TAG = re.compile(r"""<[!/]?[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
TELLING = re.compile(
    r"^</?(?:form|input|script|style)\b|\b(?:id|style|maxlength|on[a-z]+|hx-on|hx-vals-js)\b|javascript|&#",
    re.IGNORECASE,
)
FALLBACKS = {"default", "default_if_none"}  # filters that say: this one may be absent


class Slip(BaseException):
    """A page did what no page may do. Not an Exception: Django's `if` swallows those, and takes them for false."""


# Templates -------------------------------------------------------------------------------------------


def place(context: Context) -> str:
    """Return the file of the template that is being rendered."""
    template = getattr(context.render_context, "template", None) or context.template
    return str(template.origin.name) if template else "?"


def is_ours(context: Context) -> bool:
    """Return whether the template that is being rendered is one of this project, or made in a test."""
    return "site-packages" not in place(context)


def resolve_strictly(expression: FilterExpression, context: Context, ignore_failures: bool = False) -> Any:
    """Resolve like Django does, but refuse a variable that does not exist, unless it has a fallback."""
    if not expression.is_var or ignore_failures or not is_ours(context):
        return original_resolve(expression, context, ignore_failures)
    if has_fallback(expression):
        return original_resolve(expression, context, ignore_failures)
    before = expression.var
    try:
        value = before.resolve(context)
    except VariableDoesNotExist as error:
        raise Slip(f"no such variable: {{{{ {expression.token} }}}} in {place(context)}") from error
    return original_resolve(with_value(expression, value), context, ignore_failures)


def has_fallback(expression: FilterExpression) -> bool:
    """Return whether a filter says that the variable may be absent."""
    return any(function.__name__ in FALLBACKS for function, _ in expression.filters)


class Known:
    """Stands in for a variable that was resolved already, so that nothing is looked up twice."""

    def __init__(self, value: object) -> None:
        self.value = value

    def resolve(self, context: Context) -> object:
        """Return the value."""
        return self.value


def with_value(expression: FilterExpression, value: object) -> FilterExpression:
    """Return the expression with its variable already known; its filters still have to run."""
    known: FilterExpression = object.__new__(FilterExpression)
    known.token, known.filters, known.is_var = expression.token, expression.filters, True
    known.var = Known(value)
    return known


def eval_if(literal: TemplateLiteral, context: Context) -> Any:
    """Evaluate one name of an `if`: Django takes a misspelt name for false, we do not.

    A key that a dict has not is an honest question (`form.errors.wet`); a name that the context has not, or
    an attribute that an object has not, is a slip.
    """
    expression = literal.value
    guarded = isinstance(expression.var, Variable) and is_ours(context)
    if not guarded or has_fallback(expression):
        return original_eval(literal, context)
    try:
        value = expression.var.resolve(context)
    except VariableDoesNotExist as error:
        if not isinstance(holder_of(expression.var, context), Mapping):
            raise Slip(f"no such variable: {{% if {expression.token} %}} in {place(context)}") from error
        return original_eval(literal, context)
    return original_resolve(with_value(expression, value), context)


def holder_of(variable: Variable, context: Context) -> object:
    """Return the last part of `a.b.c` that exists; None when not even `a` does."""
    for length in range(len(variable.lookups) - 1, 0, -1):
        with suppress(VariableDoesNotExist):
            return Variable(".".join(variable.lookups[:length])).resolve(context)
    return None


class OrderedSequence:
    """The sequence of a `for`: it must exist, and have an order when it is a queryset."""

    def __init__(self, expression: FilterExpression) -> None:
        self.expression = expression

    def __str__(self) -> str:
        return str(self.expression.token)

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:
        """Resolve strictly and look at the order."""
        values = self.expression.resolve(context, ignore_failures=not is_ours(context))
        if isinstance(values, QuerySet) and not values.ordered and is_ours(context):
            over = f"{values.model.__name__} in {place(context)}"
            raise Slip(f"no order: for … in {self.expression.token} over {over}")
        return values


def render_for(node: ForNode, context: Context) -> Any:
    """Render a `for` with its sequence under guard."""
    if isinstance(node.sequence, FilterExpression):
        node.sequence = OrderedSequence(node.sequence)
    return original_render_for(node, context)


# Responses -------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Reads one page, from this path, and collects its slips."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.of_session = path.startswith(SESSION)
        self.slips: list[str] = []
        self.ids: set[str] = set()
        self.form: dict[str, bool] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        attributes = {name: value or "" for name, value in attrs}
        self.slips += [f"<{tag} {name}> is inline" for name in attributes if is_inline(name)]
        if tag == "style" or (tag == "script" and "src" not in attributes and not is_data(attributes)):
            self.slips.append(f"inline <{tag}>")
        if any(value.lower().lstrip().startswith("javascript:") for value in attributes.values()):
            self.slips.append(f"<{tag}> with a javascript: address")
        if (identity := attributes.get("id")) is not None:
            if identity in self.ids:
                self.slips.append(f'id="{identity}" is used twice')
            self.ids.add(identity)
        if (
            "maxlength" in attributes and attributes.get("name") != "q"
        ):  # a search box may be short: it shows what it asks
            self.slips.append(f"<{tag} maxlength>: a browser cuts what is pasted, without a word")
        if tag == "form":
            changes = attributes.get("method", "").lower() == "post" and attributes.get("role") != "search"
            self.form = {
                "post": attributes.get("method", "").lower() == "post",
                "token": False,
                "key": self.of_session or not changes or attributes.get("action", "").startswith(SESSION),
            }
        if tag == "input" and self.form and attributes.get("name") == "csrfmiddlewaretoken":
            self.form["token"] = True
        if tag == "input" and self.form and attributes.get("name", "").endswith("idempotentiesleutel"):
            self.form["key"] = True

    def handle_endtag(self, tag: str) -> None:
        """Close a form: did it have a token?"""
        if tag == "form" and self.form:
            if self.form["post"] and not self.form["token"]:
                self.slips.append("a form that posts without csrf token")
            if not self.form["key"]:
                self.slips.append("a form that posts without idempotency key: a double click has two effects")
            self.form = None


def is_inline(attribute: str) -> bool:
    """Return whether a strict Content-Security-Policy refuses this attribute."""
    return attribute == "style" or attribute == "hx-vals-js" or bool(re.match(r"on[a-z]+$|hx-on", attribute))


def is_data(attributes: dict[str, str]) -> bool:
    """Return whether a script element holds data, which is never executed."""
    return attributes.get("type") in {"application/json", "application/ld+json", "speculationrules"}


def telling(html: str) -> str:
    """Return the tags of a page that can hold a slip; the whole page where there is more than plain tags in it.

    Half of the time of reading every tag in full.
    """
    tags = TAG.findall(html)
    return "".join(tag for tag in tags if TELLING.search(tag)) if len(tags) == html.count("<") else html


def slips_of(html: str, path: str = "/") -> list[str]:
    """Return what is wrong with a page or a part of one."""
    page = Page(path)
    page.feed(telling(html))
    page.close()
    if (size := len(html.encode())) > BIGGEST_PAGE:
        page.slips.append(f"{size} bytes of HTML, at most {BIGGEST_PAGE}")
    return page.slips


def guarded_call(handler: ClientHandler, environ: dict[str, Any]) -> HttpResponse:
    """Answer a request of the test client, and look at the page before the test does (PostgreSQL has the same page)."""
    response = original_call(handler, environ)
    is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
    is_page = is_page and connection.vendor == "sqlite"
    if is_page and (slips := slips_of(response.content.decode(), environ["PATH_INFO"])):
        raise Slip(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}: {'; '.join(slips)}")
    return response


# Forms -----------------------------------------------------------------------------------------------


def clean_minimally(form: BaseForm) -> None:
    """Validate a form, of which each field that is demanded must be approved, also what is made on the way."""
    if slips := verplicht.unapproved(form):
        raise Slip(f"demanded without a reason: {', '.join(slips)}")
    original_clean(form)


# Switching on ----------------------------------------------------------------------------------------

original_resolve = FilterExpression.resolve
original_render_for = ForNode.render
original_eval = TemplateLiteral.eval
original_call = ClientHandler.__call__
original_clean = BaseForm.full_clean


def switch_on() -> None:
    """Put the guards in place for the whole test run."""
    FilterExpression.resolve = resolve_strictly
    ForNode.render = render_for
    TemplateLiteral.eval = eval_if
    ClientHandler.__call__ = guarded_call
    BaseForm.full_clean = clean_minimally


@contextmanager
def switched_off() -> Iterator[None]:
    """Work without guards, to show what Django does of itself."""
    FilterExpression.resolve, ForNode.render = original_resolve, original_render_for
    TemplateLiteral.eval, ClientHandler.__call__ = original_eval, original_call
    BaseForm.full_clean = original_clean
    try:
        yield
    finally:
        switch_on()
