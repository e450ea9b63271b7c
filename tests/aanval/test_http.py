"""Every screen and every form, through the whole stack, as every kind of user, offered what no browser sends.

Never an answer 5xx, nothing written without a POST, and no text that comes back as HTML.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any
from urllib.parse import quote, quote_plus

from django.apps import apps
from django.http import HttpResponse
from django.test import Client

from keukentafel.toegang.public import Gebruiker
from tests.aanval.invoer import typed
from tests.aanval.ladingen import ADRESSEN, XSS
from tests.aanval.telling import Telling
from tests.aanval.wereld import Deur, Wereld, doors, enough, make_wereld, plausible, watched, writes
from tests.architectuur.house import PACKAGE
from tests.cast import Cast
from tests.toegang.test_schermen import undone
from tests.toegang.wandeling import screens

KORT, STAP = 30, 40  # inputs, and every how many-th screen, in `make test`
FORM = "application/x-www-form-urlencoded"
SOORTEN = (
    FORM,
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/json",
    "text/plain",
    "text/xml",
    "",
    f"{FORM}; charset=utf-16",
    f"{FORM}; charset=onzin",
    "\u00e9",
    "application/x-www-form-urlencoded;;;",
)
METHODEN = ("PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "FOUT", "_")
KOPPEN = (
    "HTTP_COOKIE",
    "HTTP_TRACEPARENT",
    "HTTP_HX_REQUEST",
    "HTTP_HX_CURRENT_URL",
    "HTTP_HX_TARGET",
    "HTTP_HX_PROMPT",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT",
    "HTTP_HOST",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_REFERER",
    "HTTP_ORIGIN",
    "HTTP_USER_AGENT",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_RANGE",
    "HTTP_AUTHORIZATION",
    "HTTP_X_HTTP_METHOD_OVERRIDE",
    "HTTP_X_CSRFTOKEN",
    "REMOTE_ADDR",
    "HTTP_HX_CURRENT_URL_URI_AUTOENCODED",
    "HTTP_HX_TRIGGER",
    "HTTP_HX_HISTORY_RESTORE_REQUEST",
)
ZADEN = ("1", "", "2026-03-12", "12-3-2026", "14.30", "ja", "999993653", "6217AB", "wit", "algemeen", "on", "Kanarie")


@cache
def asked_names() -> tuple[str, ...]:
    """Every name that a view asks of an address or of a body, and every field of every form."""
    found = {"next", "page", "q", "_method", "csrfmiddlewaretoken"}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                first = node.args[0]
                if (
                    node.func.attr in ("get", "getlist")
                    and isinstance(first, ast.Constant)
                    and isinstance(first.value, str)
                ):
                    found.add(first.value)
    return tuple(sorted(found))


@cache
def model_fields() -> tuple[str, ...]:
    """The name of every column of every model, and what Django would take for one."""
    names = {f.name for m in apps.get_models() for f in m._meta.get_fields()}
    names |= {f.attname for m in apps.get_models() for f in m._meta.concrete_fields}
    return tuple(sorted(names | {"is_superuser", "is_staff", "_state", "__class__", "pk", "id"}))


def hostile(chance: Random) -> str:
    """One value."""
    how = chance.random()
    if how < 0.2:
        return chance.choice(XSS)
    return chance.choice(ADRESSEN) if how < 0.25 else typed(chance, ZADEN)


def body(data: dict[str, list[str]]) -> bytes:
    """The fields as a form sends them; a lone surrogate goes as the bytes it would be."""
    return "&".join(f"{enc(name)}={enc(value)}" for name, values in data.items() for value in values).encode()


def enc(text: str) -> str:
    return quote_plus(text.encode("utf-8", "surrogatepass"))


class Aanvaller:
    """Sends one input after the other, from a seed."""

    def __init__(self, wereld: Wereld, deuren: list[Deur], telling: Telling) -> None:
        self.wereld, self.deuren, self.telling = wereld, deuren, telling
        self.chance = Random(telling.zaad)
        self.users = list(wereld.cast.gebruikers.values())
        self.pages = [wereld.address(scherm) for scherm in screens()]
        self.kinds: list[Callable[[], tuple[str, str, HttpResponse]]] = [
            self.one_field,
            self.one_field,
            self.one_field,
            self.all_fields,
            self.more_fields,
            self.twice,
            self.other_form,
            self.question,
            self.question,
            self.headers,
            self.method,
            self.address,
        ]

    def send(self) -> None:
        """One input, of which nothing stays; what is wrong with the answer is noted."""
        kind = self.chance.choice(self.kinds)
        answer: HttpResponse | None = None
        with undone(), writes() as written:
            method, url, answer = kind()
            content = b"" if answer.streaming else answer.content
        assert answer is not None
        self.telling.tried(f"{kind.__name__} {answer.status_code}")
        where = f"{method} {url:.80} {self.last:.300}"
        if answer.status_code >= 500:
            self.telling.fout(f"{answer.status_code} {(self.wereld.mis or ['?'])[0]}", where)
        if method.upper() != "POST" and written:
            self.telling.bevinding(f"schrijft zonder POST: {written[0][0][:60]}", where)
        if answer.get("Content-Type", "").startswith("text/html") and b"<kt-kanarie" in content:
            self.telling.bevinding("een tekst komt terug als HTML", where)

    last = ""

    def post(self, deur: Deur, data: dict[str, list[str]], **extra: Any) -> tuple[str, str, HttpResponse]:
        user = deur.gebruiker if self.chance.random() < 0.85 else self.chance.choice(self.users)
        self.last, extra = body(data).decode(), {"content_type": FORM, **extra}
        url = deur.formulier.adres
        return "POST", url, self.wereld.raw(user, "POST", url, body(data), **extra)

    def page(self) -> tuple[Gebruiker, str]:
        """Mostly a page that this user may read, now and then any page and any user."""
        if self.wereld.open and self.chance.random() < 0.8:
            return self.chance.choice(self.wereld.open)
        return self.chance.choice(self.users), self.chance.choice(self.pages)

    def filled(self) -> tuple[Deur, dict[str, list[str]]]:
        deur = self.chance.choice(self.deuren)
        return deur, deur.formulier.filled(plausible, vinkjes=self.chance.random() < 0.5)

    def one_field(self) -> tuple[str, str, HttpResponse]:
        """One field holds something hostile, also a hidden one or a choice."""
        deur, data = self.filled()
        data[self.chance.choice(list(data) or ["x"])] = [hostile(self.chance)]
        return self.post(deur, data)

    def all_fields(self) -> tuple[str, str, HttpResponse]:
        """All fields that a person types in hold something hostile."""
        deur, data = self.filled()
        free = [
            v.naam for v in deur.formulier.velden.values() if v.soort not in ("hidden", "radio", "keuze", "checkbox")
        ]
        return self.post(deur, data | {name: [hostile(self.chance)] for name in free})

    def more_fields(self) -> tuple[str, str, HttpResponse]:
        """Fields that the form has not: columns of models, lists and objects, up to ten thousand."""
        deur, data = self.filled()
        often = self.chance.choice((1, 5, 40, 40, 400, 10_000)) if self.chance.random() < 0.3 else 5
        names = [self.chance.choice(model_fields()) for _ in range(often)]
        wild = ("{}", "{}[]", "{}[0]", "{}.x", "{}__in", "-{}", "{}\0", "form-0-{}", "{}_sleutel", "__{}__", "{}_id")
        return self.post(deur, data | {self.chance.choice(wild).format(name): [hostile(self.chance)] for name in names})

    def twice(self) -> tuple[str, str, HttpResponse]:
        """A field that comes several times, and in the address as well."""
        deur, data = self.filled()
        name = self.chance.choice(list(data) or ["x"])
        data[name] = [*data.get(name, []), *(hostile(self.chance) for _ in range(self.chance.choice((1, 2, 50))))]
        return self.post(deur, data, QUERY_STRING=f"{enc(name)}={enc(hostile(self.chance))}")

    def other_form(self) -> tuple[str, str, HttpResponse]:
        """A body of another kind than it says, or a broken one."""
        deur, data = self.filled()
        kind, raw = self.chance.choice(SOORTEN), body(data)
        made = self.chance.choice(
            (
                raw,
                b"",
                b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
                raw[: len(raw) // 2],
                b'{"a": ' * 200,
                b"\xff\xfe" + raw,
                b"--x\r\n\r\n--x--",
                hostile(self.chance).encode("utf-8", "replace"),
            )
        )
        user, url = deur.gebruiker, deur.formulier.adres
        self.last = f"{kind} {made[:200]!r}"
        return "POST", url, self.wereld.raw(user, "POST", url, made, content_type=kind)

    def question(self) -> tuple[str, str, HttpResponse]:
        """An address with hostile answers to what views ask of it."""
        user, url = self.page()
        names = [self.chance.choice(asked_names()) for _ in range(self.chance.choice((1, 2, 4, 12)))]
        asked = "&".join(f"{enc(name)}={enc(hostile(self.chance))}" for name in names)
        self.last = asked
        return "GET", url, self.wereld.raw(user, "GET", url, QUERY_STRING=asked)

    def headers(self) -> tuple[str, str, HttpResponse]:
        """Hostile headers: cookies, trace, host, language and what a script would send."""
        user, url = self.page()
        told = {
            self.chance.choice(KOPPEN): hostile(self.chance).encode("utf-8", "replace").decode("latin-1")
            for _ in range(2)
        }
        self.last = repr(told)
        return "GET", url, self.wereld.raw(user, "GET", url, **told)

    def method(self) -> tuple[str, str, HttpResponse]:
        """A method that the screen does not know."""
        user, url = self.page()
        method, raw = self.chance.choice(METHODEN), hostile(self.chance).encode("utf-8", "replace")
        self.last = repr(raw)
        return method, url, self.wereld.raw(user, method, url, raw, content_type=FORM)

    def address(self) -> tuple[str, str, HttpResponse]:
        """An address that was changed somewhere."""
        user, url = self.page()
        path = "/" + quote_path(typed(self.chance, [url]))
        self.last = path
        return "GET", path, self.wereld.raw(user, "GET", path)


def quote_path(text: str) -> str:
    """The path as a browser writes it."""
    return quote(text.lstrip("/").encode("utf-8", "surrogatepass"), safe="/")


def test_no_input_breaks_a_screen(
    cast: Cast, als: Callable[[Gebruiker], Client], quiet: None, telling: Telling, aantal: int | None
) -> None:
    wereld = make_wereld(cast, als)
    with watched(wereld):
        found = list(doors(wereld, 1 if aantal else STAP))
        aanvaller = Aanvaller(wereld, found, telling)
        for _ in range(aantal or KORT):
            aanvaller.send()
    print(f"{len(aanvaller.pages)} adressen, {len(model_fields())} kolommen")
    enough(wereld, telling, len(found))
    telling.reached("soorten invoer", len({one.split(" ")[0] for one in telling.invoer}), len({*aanvaller.kinds}) // 2)
    telling.close()
