"""The rules of the log review, as data, and what they find in lines of the log; pure.

The regulator fined hospitals that kept a log and did not look at it (security.md A10); these rules say where to look.
They find no guilt: each finding goes to the privacy officer with the reason in words.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).parents[1] / "data" / "controle.toml"
TELLINGEN = ("regels", "objecten", "verzoeken", "dagen")
PERIODEN = ("dag", "week")
NACHT_VAN, NACHT_TOT = 22, 6  # hours of the clock
BEWAARDE_REGELS = 20  # line numbers kept with a finding


class Regelbestandsfout(ValueError):
    """The file with the rules is not right; says which rule and why."""


@dataclass(frozen=True, slots=True)
class Controleregel:
    """One rule: which lines count, what is counted within which period, from how many on it is a finding."""

    code: str
    naam: str
    waarom: str
    als: frozenset[str]
    tel: str
    per: str
    vanaf: int
    behalve: frozenset[str] = frozenset()
    dossier: bool = False


@dataclass(slots=True)
class Kijkregel:
    """One line of the log as the rules read it; `tijd` in the local time of the municipality."""

    volgnr: int
    tijd: datetime
    gebeurtenis: str
    soort: str
    actie: str
    grond: str
    reden: str
    actor: int
    object_soort: str
    object_id: str
    betrokkene: str


@dataclass(slots=True)
class Kijkfeiten:
    """What is known of data subjects (by pseudonym) and of users (by id), for the marks of a line."""

    achternaam: dict[str, str] = field(default_factory=dict)
    postcode: dict[str, str] = field(default_factory=dict)
    teams: dict[str, set[int]] = field(default_factory=dict)  # of the cases of this person, ever
    gebruiker: dict[str, int] = field(default_factory=dict)  # this person is a user himself
    gevoelig: set[str] = field(default_factory=set)
    oud_client: set[str] = field(default_factory=set)
    zeldzaam: set[str] = field(default_factory=set)  # surnames that few people have
    naam_van: dict[int, str] = field(default_factory=dict)
    postcode_van: dict[int, str] = field(default_factory=dict)
    teams_van: dict[int, set[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Bevinding:
    """What a rule found: of which user, on which day (the first of the period), and in which lines."""

    regel: Controleregel
    actor: int
    dag: date
    aantal: int
    volgnrs: Sequence[int]

    @property
    def waarom(self) -> str:
        """The reason in words."""
        return self.regel.waarom.format(aantal=self.aantal)


@cache
def load_regels() -> tuple[Controleregel, ...]:
    """The rules that are shipped. Raises Regelbestandsfout."""
    return tuple(parse_regels(tomllib.loads(PATH.read_text(encoding="utf-8"))))


def parse_regels(data: Mapping[str, Any]) -> Iterator[Controleregel]:
    """Rules from TOML, checked. Raises Regelbestandsfout."""
    seen: set[str] = set()
    for entry in data["regel"]:
        try:
            rule = Controleregel(
                **{**entry, "als": frozenset(entry["als"]), "behalve": frozenset(entry.get("behalve", ()))}
            )
        except (TypeError, KeyError) as error:
            raise Regelbestandsfout(f"{entry.get('code')}: {error}") from error
        if rule.tel not in TELLINGEN or rule.per not in PERIODEN or rule.vanaf < 1 or rule.code in seen:
            raise Regelbestandsfout(f"{rule.code}: tel, per, vanaf of code klopt niet")
        seen.add(rule.code)
        yield rule


def marks_of(line: Kijkregel, facts: Kijkfeiten) -> set[str]:
    """All that the rules may ask of one line."""
    marks = {f"soort:{line.soort}", f"actie:{line.actie}", f"grond:{line.grond}", f"reden:{line.reden}"}
    hour = line.tijd.hour
    if hour >= NACHT_VAN or hour < NACHT_TOT:
        marks.add("nacht")
    if line.tijd.weekday() > 4:
        marks.add("weekend")
    if line.betrokkene and line.soort in ("lezen", "schrijven"):
        if line.object_id:
            marks.add("gericht")
        marks.update(_person_marks(line.actor, line.betrokkene, facts))
    return marks


def _person_marks(actor: int, who: str, facts: Kijkfeiten) -> Iterator[str]:
    name, postcode = facts.achternaam.get(who, ""), facts.postcode.get(who, "")
    if name and name == facts.naam_van.get(actor):
        yield "zelfde_achternaam"
        if name in facts.zeldzaam:
            yield "zeldzame_naam"
    if postcode and postcode == facts.postcode_van.get(actor):
        yield "zelfde_postcode"
    if facts.gebruiker.get(who, actor) != actor:
        yield "collega"
    if who in facts.gevoelig:
        yield "gevoelig"
    if who in facts.oud_client:
        yield "oud_client"
    own, theirs = facts.teams_van.get(actor), facts.teams.get(who)
    if own and theirs and not own & theirs:
        yield "buiten_team"


def review(
    lines: Iterable[Kijkregel], facts: Kijkfeiten, rules: Sequence[Controleregel] | None = None
) -> list[Bevinding]:
    """What the rules find in these lines, in the order of the rules; a line of the system itself counts for none."""
    rules = load_regels() if rules is None else rules
    groups: dict[tuple[int, int, date, tuple[str, str]], dict[object, list[int]]] = defaultdict(dict)
    asked = [(place, rule) for place, rule in enumerate(rules)]
    for line in lines:
        marks = marks_of(line, facts)
        for place, rule in asked:
            if rule.als <= marks and not rule.behalve & marks:
                whose = (line.object_soort, line.object_id or line.betrokkene) if rule.dossier else ("", "")
                key = (place, line.actor, _first_day(line.tijd.date(), rule.per), whose)
                groups[key].setdefault(_counted(line, rule.tel), []).append(line.volgnr)
    found = []
    for (place, actor, day, _whose), things in sorted(groups.items(), key=lambda item: item[0][:3]):
        if len(things) >= rules[place].vanaf:
            numbers = sorted(number for some in things.values() for number in some)
            found.append(Bevinding(rules[place], actor, day, len(things), numbers))
    return found


def _first_day(day: date, per: str) -> date:
    return day if per == "dag" else day - timedelta(days=day.weekday())


def _counted(line: Kijkregel, tel: str) -> object:
    """What makes a line another thing than the line before, for counting."""
    if tel == "objecten":
        return line.object_soort, line.object_id
    if tel == "verzoeken":
        return line.gebeurtenis
    return line.tijd.date() if tel == "dagen" else line.volgnr
