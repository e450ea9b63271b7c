"""Every page, link with a question and form that some colleagues meet: what a scanner is to try, each name once.

Of a thousand cases one says enough: addresses that differ only in their numbers are one kind, and a name in a question
or a form is tried at one address of a kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from scripts.bench.visitor import Visitor
from tests.aanval.formulieren import Formulier, forms_of

#: Not tried: what ends the session or the account that the scanner works with, and what belongs to the library.
NIET = re.compile(r"^/(toegang/|statisch/|static/|media/)|/(vergrendel|uitloggen|sessies?)/")
VAST = {"csrfmiddlewaretoken", "idempotentiesleutel", "versie"}  # not what somebody types
Soort = tuple[str, str, str]  # method, kind of address, name in the question or the form; "" for the address itself
BLADZIJDEN = 600  # of one colleague, at most
KEREN = 3  # addresses of a kind that are asked for until one of them opens


@dataclass(frozen=True)
class Vraag:
    """One request to try: an address without its question, what stands in the question, and what is posted."""

    pad: str
    vraag: tuple[tuple[str, str], ...] = ()
    velden: tuple[tuple[str, str], ...] = ()
    methode: str = "GET"

    @property
    def soorten(self) -> set[Soort]:
        """What is tried with it: the kind of its address, and each of its names there."""
        return {(self.methode, kind_of(self.pad), name) for name in ("", *self.te_proberen)}

    @property
    def adres(self) -> str:
        """The address with its question."""
        return f"{self.pad}?{urlencode(self.vraag)}" if self.vraag else self.pad

    @property
    def te_proberen(self) -> list[str]:
        """The names in it that somebody could fill in."""
        return sorted({name for name, _ in (*self.vraag, *self.velden)} - VAST)


def kind_of(path: str) -> str:
    """The address with a letter for each number, and for each code of figures."""
    return re.sub(r"(?<=/)[^/]*\d[^/]*(?=/|$)", "N", path)


def typed(naam: str, soort: str) -> str:
    """What somebody would type in a field."""
    if soort == "date" or re.search(r"datum|_op$|^op$|van$|tot$", naam):
        return "2025-03-12"
    return "1" if soort in ("number", "range") else "Kanarie"


def asked(form: Formulier, page: str) -> Vraag:
    """A form as somebody sends it in."""
    sent = tuple((name, value) for name, values in form.filled(typed).items() for value in values)
    parts = urlsplit(urljoin(page, form.adres))
    if form.methode == "post":
        return Vraag(parts.path, tuple(parse_qsl(parts.query)), sent, "POST")
    return Vraag(parts.path, sent)


def links(html: str, page: str) -> Iterator[Vraag]:
    """Where the links of a page lead, on this site."""
    for found in re.findall(r'(?:href|hx-get)="([^"#]+)', html):
        parts = urlsplit(urljoin(page, found.replace("&amp;", "&")))
        if not parts.netloc and parts.path.startswith("/"):
            yield Vraag(parts.path, tuple(parse_qsl(parts.query)))


def walk(port: int, cookies: Mapping[str, str], known: set[Soort]) -> Iterator[Vraag]:
    """Everything that holds something not known yet, breadth first from the first page; `known` learns it.

    What is known already is walked through all the same: behind it may lie what only this colleague meets.
    """
    visitor, waiting, pages, often = Visitor(port, dict(cookies)), [Vraag("/")], 0, Counter[frozenset[Soort]]()
    met: set[Soort] = set()
    while waiting and pages < BLADZIJDEN:
        here = waiting.pop(0)
        kinds = frozenset(here.soorten - met)
        if NIET.search(here.pad) or not kinds or often[kinds] == KEREN:
            continue
        often[kinds] += 1
        pages += 1
        answer = visitor.get(here.adres)
        if answer.status != 200:
            continue
        met |= kinds
        forms = [asked(form, here.pad) for form in forms_of(answer.body, here.pad)]
        waiting += [*links(answer.body, here.pad), *(one for one in forms if one.methode == "GET")]
        for one in (here, *(one for one in forms if one.methode == "POST" and not NIET.search(one.pad))):
            if one.soorten - known:
                known |= one.soorten
                yield one


def most_first(some: Iterable[Vraag]) -> list[Vraag]:
    """These requests without those that add no name, each kind of address once before any comes again."""
    known: set[Soort] = set()
    first, again = list[Vraag](), list[Vraag]()
    for one in sorted(some, key=lambda one: -len(one.te_proberen)):
        new = one.soorten - known
        known |= new
        if new:
            (first if any(not name for _method, _kind, name in new) else again).append(one)
    return first + again
