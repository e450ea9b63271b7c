"""Who (@) and what (#) can be named in a note of a case: words made of names. The text is kept as it is."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone

from keukentafel.casussen.public import Casus, Casustoegang, roles_of, worker_may_see
from keukentafel.core.register import Register
from keukentafel.teams.public import Medewerker, workers_of_team
from keukentafel.tijdlijn.vermeldingen import parse_mentions


@dataclass(frozen=True, slots=True)
class Noembaar:
    """Something that can be named: the word that is typed behind the sign, and what it stands for in words."""

    woord: str
    naam: str


# Filled by plannen: (name of the domain, words of the goal) of each goal that this reader may see, in a fixed order.
DOELBRONNEN: Register[Callable[[Casustoegang], list[tuple[str, str]]]] = Register("doelen die met # te noemen zijn")


def slug(tekst: str) -> str:
    """Lower case letters and digits without accents, other signs a hyphen: "Geestelijke gezondheid" as one word."""
    plain = unicodedata.normalize("NFKD", tekst).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-")


def _numbered(words: Iterable[str]) -> list[str]:
    """The same words, the second and later of a kind with its number behind it."""
    seen: Counter[str] = Counter()
    found = []
    for word in words:
        seen[word] += 1
        found.append(word if seen[word] == 1 else f"{word}-{seen[word]}")
    return found


def goals_to_name(toegang: Casustoegang) -> list[Noembaar]:
    """The goals behind #: the domain as word, what it is in words."""
    pairs = [pair for source in DOELBRONNEN for pair in source(toegang)]
    words = _numbered(slug(domein) for domein, _ in pairs)
    return [Noembaar(word, f"{domein}: {woorden}") for word, (domein, woorden) in zip(words, pairs, strict=True)]


def names_goal(tekst: str, woord: str) -> bool:
    """True when this goal (its word of goals_to_name) is named in this text, as people type it: #Eten, #éten."""
    return "#" in tekst and any(slug(named) == woord for named in parse_mentions(tekst).doelen)


def colleagues_to_name(casus: Casus) -> dict[str, Medewerker]:
    """By word behind @: who works in the team or has a role now; first name, or all of it when two share that."""
    today = timezone.localdate()
    people = {worker.pk: worker for worker in workers_of_team(casus.team_id)}
    people |= {role.medewerker_id: role.medewerker for role in roles_of(casus) if role.holds_on(today)}
    first = Counter(slug(worker.naam.split()[0]) for worker in people.values())
    ordered = sorted(people.values(), key=lambda worker: (worker.naam, worker.pk))
    names = [
        slug(worker.naam if first[slug(worker.naam.split()[0])] > 1 else worker.naam.split()[0]) for worker in ordered
    ]
    return dict(zip(_numbered(names), ordered, strict=True))


def named_colleagues(casus: Casus, tekst: str) -> list[Medewerker]:
    """Who is named with @ in this text and may see the case; words that name nobody are left alone."""
    words = {slug(word) for word in parse_mentions(tekst).collegas}
    if not words:
        return []
    return [w for word, w in colleagues_to_name(casus).items() if word in words and worker_may_see(w, casus)]
