"""Forms of a page as a browser sees them: where they go, which fields they have, and how somebody fills them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

Tekstmaker = Callable[[str, str], str]  # name and kind of a field to what is typed in it
VAST = {"csrfmiddlewaretoken", "idempotentiesleutel", "versie"}


@dataclass
class Veld:
    """A field: `soort` is the type of the input, `tekst`, `keuze` or `meer`; `waarde` is what it shows."""

    naam: str
    soort: str
    waarde: str = ""
    opties: list[str] = field(default_factory=list)
    gekozen: list[str] = field(default_factory=list)
    hoogstens: int | None = None


@dataclass
class Formulier:
    """A form of a page; `velden` by name, `knoppen` the named buttons with their values."""

    adres: str
    methode: str
    velden: dict[str, Veld] = field(default_factory=dict)
    knoppen: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, typed: Tekstmaker, *, vinkjes: bool = False) -> dict[str, list[str]]:
        """What a browser sends when somebody fills in every field: hidden ones as they were, of choices the first.

        A tick on its own is set only with `vinkjes`: some forms ask for it, others for one of two things.
        """
        sent: dict[str, list[str]] = {}
        for veld in self.velden.values():
            if veld.soort == "file":
                continue
            if veld.soort in ("radio", "checkbox", "keuze", "meer"):
                if veld.soort == "checkbox" and len(veld.opties) == 1 and not (vinkjes or veld.gekozen):
                    continue
                some = [option for option in veld.opties if option] or [""]
                sent[veld.naam] = [option for option in veld.gekozen if option] or some[:1]
            elif veld.soort == "hidden" or veld.naam in VAST:
                sent[veld.naam] = [veld.waarde]
            else:
                sent[veld.naam] = [veld.waarde if veld.waarde.strip() else typed(veld.naam, veld.soort)]
        if self.knoppen:
            name, value = self.knoppen[0]
            sent[name] = [value]
        return sent


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.forms: list[Formulier] = []
        self.open: Formulier | None = None
        self.list: Veld | None = None
        self.area: Veld | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Formulier(told.get("action") or self.path, told.get("method", "get").lower())
            self.forms.append(self.open)
        if self.open is None:
            return
        if tag == "option" and self.list is not None:
            self.list.opties.append(told.get("value", ""))
            if "selected" in told:
                self.list.gekozen.append(told.get("value", ""))
        name = told.get("name", "")
        if not name or "disabled" in told:
            return
        if tag == "button" and told.get("type", "submit") == "submit":
            self.open.knoppen.append((name, told.get("value", "")))
        elif tag == "select":
            self.list = self.open.velden.setdefault(name, Veld(name, "meer" if "multiple" in told else "keuze"))
        elif tag == "textarea":
            self.area = self.open.velden.setdefault(name, Veld(name, "tekst"))
        elif tag == "input":
            self._input(self.open, name, told)

    def _input(self, form: Formulier, name: str, told: dict[str, str]) -> None:
        kind, value = told.get("type", "text"), told.get("value", "")
        veld = form.velden.setdefault(name, Veld(name, kind))
        if kind in ("radio", "checkbox"):
            value = told.get("value", "on")
            veld.opties.append(value)
            if "checked" in told:
                veld.gekozen.append(value)
        else:
            veld.waarde = value
            veld.hoogstens = int(told["maxlength"]) if told.get("maxlength", "").isdigit() else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.list = None
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area.waarde += data


def forms_of(html: str, path: str) -> list[Formulier]:
    """The forms of this page, in order."""
    reader = _Reader(path)
    reader.feed(html)
    return reader.forms


def posting(html: str, path: str) -> Iterator[Formulier]:
    """The forms of this page that change something."""
    yield from (form for form in forms_of(html, path) if form.methode == "post")
