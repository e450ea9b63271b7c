"""The stories of the demo as typed data (texts: data/verhalen.toml), and filling them in for a household."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from keukentafel.demo.huizen import Huis, age_of, words_for
from keukentafel.personen.public import Persoon
from keukentafel.referentielijsten.public import Contactsoort, UitvoerderSoort

_FILE = Path(__file__).with_name("data") / "verhalen.toml"
CONTACT = {
    "t": Contactsoort.TELEFOON, "k": Contactsoort.KEUKENTAFELGESPREK, "h": Contactsoort.HUISBEZOEK,
    "o": Contactsoort.OVERLEG, "m": Contactsoort.E_MAIL, "b": Contactsoort.KANTOOR,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Zin:
    """One contact moment as a sentence, and what kind of contact it was."""

    soort: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Binnenkomst:
    """How the question came in: by whom ("zelf", "ander", or an organisation of werkers.py), who that was, and what."""

    door: str
    wie: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Afspraak:
    """Who does what under a goal."""

    wie_soort: str
    wie_naam: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Doeltekst:
    """A goal in the resident's words, with its agreements."""

    woorden: str
    domein: str
    soort: str
    resultaat: str
    afspraken: tuple[Afspraak, ...]


@dataclass(frozen=True, slots=True)
class Steun:
    """Support that was there, or that the team added."""

    aard: str
    kring: str
    wie_soort: str
    domein: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Verhaal:
    """One story, filled in for one household or still with its blanks."""

    code: str
    thema: str
    wet: str
    zwaarte: str
    vraagtype: str
    casustype: str
    past_bij: frozenset[str]
    leeftijd_kind: tuple[int, int]
    veiligheid: bool
    expertise: tuple[str, ...]
    product: str
    melding: tuple[Binnenkomst, ...]
    samenvatting: str
    let_op: str
    doelen: tuple[Doeltekst, ...]
    inzet: tuple[Steun, ...]
    domeinen: dict[str, tuple[int, int]]
    ouderschap: dict[str, tuple[int, int]]
    contacten: dict[str, tuple[Zin, ...]] = field(default_factory=dict)
    intern: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def load_verhalen() -> tuple[dict[str, Any], ...]:
    """The stories as they stand in the file, blanks included."""
    return tuple(tomllib.loads(_FILE.read_text(encoding="utf-8"))["verhaal"])


def stories_for(huis: Huis, today: date) -> list[str]:
    """Codes of the stories that can be true of this household."""
    return [
        story["code"]
        for story in load_verhalen()
        if huis.soorten & set(story["past_bij"])
        and (not about_child(story["code"]) or child_for(story["code"], huis, today))
    ]


def stories_that_fit(soorten: frozenset[str], leeftijden: Sequence[int]) -> list[str]:
    """Codes of the stories for a home of one of these kinds, with children of these ages (whole years)."""
    found = []
    for story in load_verhalen():
        low, high = story.get("leeftijd_kind", (0, 0))
        fits = "leeftijd_kind" not in story or any(low <= age <= high for age in leeftijden)
        if fits and soorten & set(story["past_bij"]):
            found.append(story["code"])
    return found


def child_ages(code: str) -> tuple[int, int]:
    """How old the child of this story may be, in whole years. Raises KeyError for an unknown code."""
    low, high = _raw(code).get("leeftijd_kind", (0, 17))
    return low, high


def child_for(code: str, huis: Huis, today: date) -> Persoon | None:
    """The child that the story is about: the first of a fitting age."""
    low, high = child_ages(code)
    return next((kind for kind in huis.kinderen if low <= age_of(kind, today) <= high), None)


def tell(code: str, huis: Huis, today: date) -> Verhaal:
    """Fill a story in for a household. Raises KeyError for an unknown code."""
    return tell_with(code, words_for(huis, child_for(code, huis, today)))


def tell_with(code: str, words: dict[str, str]) -> Verhaal:
    """Fill a story in with these words (those of huizen.words_for). Raises KeyError for an unknown code."""
    raw = _raw(code)

    def fill(text: str) -> str:
        said = text.format(**words)
        return said[:1].upper() + said[1:]

    return Verhaal(
        code=code, thema=raw["thema"], wet=raw["wet"], zwaarte=raw["zwaarte"], vraagtype=raw["vraagtype"],
        casustype=raw["casustype"], past_bij=frozenset(raw["past_bij"]),
        leeftijd_kind=tuple(raw.get("leeftijd_kind", (0, 17))), veiligheid=raw.get("veiligheid", False),
        expertise=tuple(raw["expertise"]), product=raw.get("product", ""),
        melding=tuple(_came_in(line, words) for line in raw["melding"]), samenvatting=fill(raw["samenvatting"]),
        let_op=fill(raw["let_op"]),
        doelen=tuple(read_goal(goal, words) for goal in raw["doelen"]),
        inzet=tuple(read_support(line, words) for line in raw["inzet"]),
        domeinen={name: (pair[0], pair[1]) for name, pair in raw["domeinen"].items()},
        ouderschap={name: (pair[0], pair[1]) for name, pair in raw.get("ouderschap", {}).items()},
        contacten={
            phase: tuple(Zin(CONTACT[line[0]], fill(line[2:])) for line in raw[phase])
            for phase in ("aanmelding", "vraagverheldering", "uitvoering", "volgen")
        },
        intern=tuple(fill(text) for text in raw["intern"]),
    )  # fmt: skip


def _raw(code: str) -> dict[str, Any]:
    for story in load_verhalen():
        if story["code"] == code:
            return story
    raise KeyError(code)


def about_child(code: str) -> bool:
    """Whether this story is about a child at home. Raises KeyError for an unknown code."""
    return "leeftijd_kind" in _raw(code)


def _came_in(line: str, words: dict[str, str]) -> Binnenkomst:
    by, _, text = line.partition("|")
    source, _, who = by.partition(":")
    said = text.format(**words)
    return Binnenkomst(source, who, said[:1].upper() + said[1:])


def read_goal(goal: dict[str, Any], words: dict[str, str]) -> Doeltekst:
    """A goal as it stands in a file, its blanks filled with `words`."""
    agreements = []
    for line in goal["acties"]:
        who, _, text = line.format(**words).partition("|")
        kind, _, name = who.partition(":")
        agreements.append(Afspraak(UitvoerderSoort(kind), name, text))
    said = goal["woorden"].format(**words)
    return Doeltekst(said, goal["domein"], goal["soort"], goal["resultaat"].format(**words), tuple(agreements))


def read_support(line: str, words: dict[str, str]) -> Steun:
    """A line of support as it stands in a file, its blanks filled with `words`."""
    aard, kring, who, domein, text = line.split("|")
    said = text.format(**words)
    return Steun(aard, kring, who, domein, said[:1].upper() + said[1:])
