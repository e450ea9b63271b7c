"""The product as somebody meets it who is logged in: every address with its ids, who may open it, and its forms."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from keukentafel.toegang.matrix import OPENBAAR, load_matrix
from keukentafel.toegang.public import Gebruiker
from keukentafel.toegang.rechten import may_ever
from tests.aanval.formulieren import Formulier, posting
from tests.aanval.telling import Telling
from tests.cast import Cast
from tests.toegang.test_schermen import Loper, undone
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import BIBLIOTHEEK, Scherm, screens

WRITES = ("insert", "update", "delete", "replace")
#: Written by every request, or about the request itself.
ALTIJD = ("audit_", "django_session", "axes_", "toegang_teller")

#: Of a hundred screens that somebody may see: how many open, and how many forms there are, at least.
OPEN_MINSTENS, FORMULIEREN_MINSTENS = 75, 40


@dataclass
class Wereld:
    """The cast with an example of every id, and a client per user."""

    cast: Cast
    waarden: dict[str, Any]
    clients: dict[int, Loper]
    mis: list[str] = field(default_factory=list)  # exceptions of the last request
    open: list[tuple[Gebruiker, str]] = field(default_factory=list)  # pages that were shown to this user
    gevraagd: int = 0  # screens that somebody may see, and that were asked for

    def address(self, scherm: Scherm) -> str:
        """The address of this screen with the ids of the examples."""
        return reverse(scherm.naam, kwargs={name: self.waarden[name] for name in scherm.ids})

    def visitors(self, scherm: Scherm, methode: str) -> list[Gebruiker]:
        """The users whom the gate lets through to this screen, Noor first."""
        action = load_matrix().action_for(scherm.naam, methode)
        if action is None or action == OPENBAAR or scherm.naam.startswith(BIBLIOTHEEK):
            return [self.cast.noor] if action == OPENBAAR or scherm.naam.startswith(BIBLIOTHEEK) else []
        return [user for user in self.cast.gebruikers.values() if may_ever(user, action)]

    def ask(self, user: Gebruiker, methode: str, url: str, data: Any = None, **extra: Any) -> HttpResponse:
        """One request, of which `mis` tells the exceptions."""
        self.mis.clear()
        cache.clear()  # the counters that slow down guessing
        answer: HttpResponse = getattr(self.clients[user.pk], methode.lower())(url, data, **extra)
        return answer

    def raw(self, user: Gebruiker, methode: str, url: str, data: bytes = b"", **environ: Any) -> HttpResponse:
        """One request of which every byte is ours."""
        self.mis.clear()
        cache.clear()
        kind = environ.pop("content_type", "")
        answer: HttpResponse = self.clients[user.pk].generic(methode, url, data, kind, **environ)
        return answer


@contextmanager
def watched(wereld: Wereld) -> Iterator[None]:
    """Notes the exceptions of each request on `wereld.mis`."""

    def note(sender: object, **told: object) -> None:
        wrong = sys.exc_info()[1]
        trace = traceback.extract_tb(wrong.__traceback__ if wrong else None)
        places = [one for one in trace if "keukentafel" in one.filename]
        place = f"{places[-1].filename[-50:]}:{places[-1].lineno}" if places else "?"
        wereld.mis.append(f"{type(wrong).__name__} ({place})")

    got_request_exception.connect(note)
    try:
        yield
    finally:
        got_request_exception.disconnect(note)


def make_wereld(cast: Cast, als: Callable[[Gebruiker], Client]) -> Wereld:
    """A world with one example of every kind of id, in which everybody is logged in."""
    values = {name: make(cast) for name, make in VOORBEELDEN.items()}
    handler, clients = Client(raise_request_exception=False).handler, {}
    for user in cast.gebruikers.values():
        clients[user.pk] = Loper(raise_request_exception=False)
        clients[user.pk].handler, clients[user.pk].cookies = handler, als(user).cookies
    return Wereld(cast, values, clients)


@dataclass(frozen=True)
class Deur:
    """A form that this user found on this page."""

    scherm: Scherm
    gebruiker: Gebruiker
    pagina: str
    formulier: Formulier


def doors(wereld: Wereld, stap: int = 1) -> Iterator[Deur]:
    """Every form that posts, once per address and set of fields, with somebody who may see it.

    With `stap` only of every so many-th screen.
    """
    known: set[tuple[str, frozenset[str]]] = set()
    for scherm in screens()[::stap]:
        url, visitors = wereld.address(scherm), wereld.visitors(scherm, "GET")
        wereld.gevraagd += bool(visitors)
        for user in visitors:
            with undone():
                answer = wereld.ask(user, "GET", url)
            if answer.status_code == 200:
                wereld.open.append((user, url))
            if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
                continue
            for form in posting(answer.content.decode(), url):
                if form.adres.startswith("#"):
                    continue
                key = (view_of(form.adres), frozenset(form.velden))
                if key[0].startswith(BIBLIOTHEEK) or key in known:
                    continue
                known.add(key)
                yield Deur(scherm, user, url, form)
            break


def enough(wereld: Wereld, telling: Telling, forms: int) -> None:
    """Note a walk that met closed doors: of the screens that somebody may see most open, and half have a form."""
    telling.reached("bladzijden die opengaan", len(wereld.open), wereld.gevraagd * OPEN_MINSTENS // 100)
    telling.reached("formulieren", forms, wereld.gevraagd * FORMULIEREN_MINSTENS // 100)


def view_of(url: str) -> str:
    """The name of the screen behind an address."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return url


VOORBEELD = {
    "postcode": "6217AB",
    "huisnummer": "12",
    "bsn": "999993653",
    "gemeentecode": "0935",
    "code": "kanarie",
    "percentage": "5",
    "uren": "1",
    "fte": "1",
    "jaar": "2025",
    "maanden": "3",
    "dagen": "7",
    "telefoon": "0612345678",
}


def plausible(naam: str, soort: str) -> str:
    """What somebody would type in a field of this name and kind."""
    today = date.today()
    for part, value in VOORBEELD.items():
        if part in naam:
            return value
    if soort == "date" or re.search(r"datum|_op$|^op$|van$|tot$|dag$|voor$", naam):
        return today.isoformat()
    if soort == "time" or "tijd" in naam:
        return "14.30"
    if soort in ("number", "range") or re.search(r"aantal|bedrag|minuten|getal|waarde", naam):
        return "1"
    if soort == "email" or "mail" in naam:
        return "iemand@voorbeeld.invalid"
    return "Kanarie in de kamer"


@contextmanager
def writes() -> Iterator[list[tuple[str, tuple[Any, ...]]]]:
    """Collects what is written meanwhile, in a form that two runs share: without moments, keys and secrets."""
    found: list[tuple[str, tuple[Any, ...]]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        words = sql.lstrip()[:200].lower()
        if words.startswith(WRITES) and not any(table in words for table in ALTIJD):
            for row in params if many else [params or ()]:
                found.append((sql[:400], tuple(map(bare, row))))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


MOMENT = re.compile(r"(\d{4}-\d\d-\d\d[ T])?\d\d:\d\d:\d\d.*")
GEHEIM = re.compile(r"s\d+\.[0-9a-f]{32}\.|[a-z0-9_]+\$")  # an encrypted text, a password: other at each writing
SLEUTEL = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|[0-9a-f]{64}")
NUMMER = re.compile(r"[AK][A-HJ-NPR-TV-Z2-9]{6}")  # of a case or a request: drawn by lot


def bare(value: Any) -> Any:
    """A value as it is the same in two runs."""
    if isinstance(value, bytes | memoryview) or (isinstance(value, str) and GEHEIM.match(value)):
        return "geheim"
    if isinstance(value, datetime | time) or (isinstance(value, str) and MOMENT.fullmatch(value)):
        return "moment"
    if isinstance(value, str) and NUMMER.fullmatch(value):
        return "nummer"
    return "sleutel" if isinstance(value, str) and SLEUTEL.fullmatch(value) else value
