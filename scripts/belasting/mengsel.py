"""What each role does all day, and what must come back: a mix of reading and writing, one request at a time.

Whoever writes opens the form first, types (the page keeps a draft meanwhile) and sends it: three requests. Of a hundred
requests of a regisseur about eighty read and twenty write: notes, goals, drafts. Every answer is looked at: its status,
and that it holds what it should.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from scripts.belasting.bezetting import Collega
from scripts.bench.visitor import Answer, Visitor, read_form

MERK = "Belastingproef"  # stands in every text that is written: what was acknowledged is counted by it afterwards
GETYPT = ("jan jansen", "de vries", "jna jannsen", "jans", "fatima", "van den berg", "kowalski", "6217")
MELDING = "/meldingen/nieuw/"

#: Pages that show somebody whoever opens them: each of them leaves at least one line in the log.
INGEZIEN = frozenset({"casuslijst", "casuspagina", "tijdlijn", "plan", "zelfredzaamheid"})


class Pagina(NamedTuple):
    """A page to read: its address (`{}` is one of the colleague's cases), and words that stand on it."""

    adres: str
    woorden: str


PAGINAS = {
    "Vandaag": Pagina("/", "<main"),
    "casuslijst": Pagina("/casussen/", "/casussen/"),
    "casuspagina": Pagina("/casussen/{}/", "/casussen/{}/tijdlijn/"),
    "tijdlijn": Pagina("/casussen/{}/tijdlijn/", "/casussen/{}/tijdlijn/"),
    "plan": Pagina("/casussen/{}/plan/", "/casussen/{}/plan/"),
    "zelfredzaamheid": Pagina("/casussen/{}/zelfredzaamheid/", "/casussen/{}/"),
    "meldingen": Pagina("/meldingen/", "/meldingen/"),
    "teambord": Pagina("/teambord/", "<main"),
    "Inzicht": Pagina("/inzicht/", "<main"),
    "privacy": Pagina("/privacy/", "<main"),
}

#: Per role: kind -> weight. What is not a page is written out below (zoeken, melding, notitie, doel).
MENGSEL: dict[str, dict[str, int]] = {
    "regisseur": {
        "casuspagina": 34, "Vandaag": 16, "casuslijst": 8, "zoeken": 12, "tijdlijn": 6, "plan": 5,
        "zelfredzaamheid": 3, "notitie": 6, "doel": 1,
    },
    "teamleider": {"Vandaag": 20, "casuslijst": 20, "teambord": 10, "meldingen": 15, "casuspagina": 25, "zoeken": 10},
    "loketmedewerker": {"melding": 20, "zoeken": 40, "meldingen": 10},
    "beleidsanalist": {"Inzicht": 1},
    "privacy_officer": {"privacy": 1},
}  # fmt: skip

#: What a request with status 302 wrote, by kind: one row each.
BEVESTIGD = ("melding bewaren", "notitie bewaren", "doel bewaren")

Stappen = Iterator[tuple[str, Answer, str]]


class Werkplek:
    """One colleague at a desk; `step` does the next thing and says what came of it."""

    def __init__(self, collega: Collega, port: int, seed: int, merk: str = MERK) -> None:
        origin = f"10.{seed >> 16 & 255}.{seed >> 8 & 255}.{seed & 255}"
        headers = {
            "X-Forwarded-Proto": "https", "X-Forwarded-For": origin, "Referer": f"https://127.0.0.1:{port}/",
        }  # fmt: skip
        self.visitor = Visitor(port, collega.koekjes, headers)
        self.casussen, self.merk = collega.casussen, merk
        self.dice = random.Random(seed)  # noqa: S311 (which page somebody opens is no secret)
        weights = MENGSEL[collega.rol]
        self.soorten, self.gewichten = list(weights), list(weights.values())
        self.zoekvelden: list[tuple[str, str]] = []
        self.bezig: Stappen = iter(())
        self.nummer = seed * 100_000

    def step(self) -> tuple[str, Answer, str]:
        """Go on with what was begun, or begin something else."""
        for found in self.bezig:
            return found
        soort = self.dice.choices(self.soorten, self.gewichten)[0]
        self.bezig = SCHRIJFT[soort](self) if soort in SCHRIJFT else self.read(soort)
        return next(self.bezig)

    def read(self, soort: str) -> Stappen:
        """Open a page."""
        pagina, case = PAGINAS[soort], self.dice.choice(self.casussen or (0,))
        answer = self.visitor.get(pagina.adres.format(case))
        yield soort, answer, wrong(answer, 200, pagina.woorden.format(case))

    def search(self) -> Stappen:
        """Look somebody up; what is looked for goes in a form, never in an address."""
        if not self.zoekvelden:
            answer = self.visitor.get("/zoeken/")
            yield "zoekscherm", answer, (fout := wrong(answer, 200, 'name="q"'))
            if fout:
                return
            self.zoekvelden = [pair for pair in read_form(answer.body, {"q"}) if pair[0] != "q"]
        answer = self.visitor.post("/zoeken/", [*self.zoekvelden, ("q", self.dice.choice(GETYPT))])
        yield "zoeken", answer, wrong(answer, 200, "<main")

    def report(self) -> Stappen:
        """Take in a melding at the desk."""
        self.nummer += 1
        yield from self.write(
            "melding", MELDING, wie=f"Proef Persoon{self.nummer}", postcode=f"62{self.nummer % 100:02d}AB",
            omschrijving=f"{self.merk}. Kan het huishouden niet meer bijhouden en vraagt wie er mee kan denken.",
            huisnummer=str(self.nummer % 240 + 1),
        )  # fmt: skip

    def note(self) -> Stappen:
        """Write down a contact in a case."""
        path = f"/casussen/{self.dice.choice(self.casussen)}/contact/"
        yield from self.write("notitie", path, tekst=f"{self.merk}. Huisbezoek. Het gaat beter met slapen.")

    def goal(self) -> Stappen:
        """Add a goal to the plan of a case; where there is no plan yet, one reads that."""
        case = self.dice.choice(self.casussen)
        answer = self.visitor.get(PAGINAS["plan"].adres.format(case))
        yield "plan", answer, wrong(answer, 200, PAGINAS["plan"].woorden.format(case))
        path = f"/casussen/{case}/plan/doelen/nieuw/"
        if path in answer.body:
            yield from self.write("doel", path, omschrijving=f"{self.merk}. Ik wil weer zelf koken.")

    def write(self, soort: str, path: str, **typed: str) -> Stappen:
        """Open a form, let the page keep a draft, send it."""
        answer = self.visitor.get(path)
        yield f"{soort} openen", answer, (fout := wrong(answer, 200, "idempotentiesleutel"))
        if fout:
            return
        fields = read_form(answer.body, set(typed))
        token = dict(fields)["csrfmiddlewaretoken"]
        draft = {"sleutel": path, "velden": {name: [value] for name, value in typed.items()}, "pad": path}
        answer = self.visitor.post_json("/concept/", draft, token)
        yield "concept bewaren", answer, wrong(answer, 200, '"bewaard": true')
        whole = [(name, typed.get(name) or value) for name, value in fields]
        filled = [(name, value or "1") if name == "leefdomein" else (name, value) for name, value in whole]
        answer = self.visitor.post(path, filled)
        yield f"{soort} bewaren", answer, wrong(answer, 302, "")


SCHRIJFT: dict[str, Callable[[Werkplek], Stappen]] = {
    "zoeken": Werkplek.search,
    "melding": Werkplek.report,
    "notitie": Werkplek.note,
    "doel": Werkplek.goal,
}


def wrong(answer: Answer, status: int, words: str) -> str:
    """Return what is wrong with this answer: another status, or a page without what should stand on it."""
    if answer.status != status:
        return f"status {answer.status}"
    return "" if words in answer.body else "de inhoud ontbreekt"
