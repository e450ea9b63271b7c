"""U5: a week of realistic work in the log, with planted abuses; does the review find them, and how much besides?"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from keukentafel.privacy.logboek.controle_regels import Bevinding, Kijkfeiten, Kijkregel, review

WERKERS, PER_TEAM, CASUSSEN_PER_WERKER = 165, 15, 20
MAANDAG = datetime(2026, 3, 2, 0, 0)
ZELDZAAM_TOT = 4  # people with a surname, here of 16,000 people
NAMEN = 4000  # different surnames; the first ones are common, as in the Netherlands


@dataclass(slots=True)
class Wereld:
    """A municipality for a week: who works where, who lives where, and the log that comes of it."""

    pick: random.Random
    feiten: Kijkfeiten
    casusteam: dict[int, int] = field(default_factory=dict)  # case: team
    regisseur: dict[int, int] = field(default_factory=dict)
    leden: dict[int, list[str]] = field(default_factory=dict)  # case: pseudonyms
    gesloten: list[int] = field(default_factory=list)
    regels: list[Kijkregel] = field(default_factory=list)
    gepland: dict[int, str] = field(default_factory=dict)  # number of a planted line: which abuse

    def open(self, actor: int, casus: int, moment: datetime, grond: str, misbruik: str = "") -> None:
        """Somebody opens a case: one line per person in the household."""
        event = f"{self.pick.getrandbits(64):016x}"
        for who in self.leden[casus]:
            self.add(actor, moment, "lezen", "casus_inzien", grond, "", "casus", str(casus), who, event, misbruik)

    def add(self, actor: int, moment: datetime, soort: str, actie: str, grond: str, reden: str, object_soort: str,
            object_id: str, who: str, event: str = "", misbruik: str = "") -> None:  # fmt: skip
        """One line."""
        number = len(self.regels) + 1
        event = event or f"{self.pick.getrandbits(64):016x}"
        self.regels.append(
            Kijkregel(number, moment, event, soort, actie, grond, reden, actor, object_soort, object_id, who)
        )
        if misbruik:
            self.gepland[number] = misbruik

    def ground(self, actor: int, casus: int) -> str:
        """On what ground this worker opens this case on an ordinary day."""
        return "regisseur" if self.regisseur[casus] == actor else "zelfde_team"


def make_world(seed: int, workers: int = WERKERS) -> Wereld:
    """Workers in teams with cases of their own; surnames as common and as rare as they are."""
    pick, facts = random.Random(seed), Kijkfeiten()  # noqa: S311 (the same each time)
    world = Wereld(pick, facts)
    weights = [1 / (rank + 8) for rank in range(NAMEN)]
    for actor in range(1, workers + 1):
        facts.teams_van[actor] = {actor // PER_TEAM}
        facts.naam_van[actor] = f"naam{pick.choices(range(NAMEN), weights)[0]}"
        facts.postcode_van[actor] = f"pc{pick.randrange(40_000)}"
    count: Counter[str] = Counter()
    for casus in range(1, workers * CASUSSEN_PER_WERKER * 2):
        owner = casus % workers + 1
        team, closed = owner // PER_TEAM, casus > workers * CASUSSEN_PER_WERKER
        name, postcode = f"naam{pick.choices(range(NAMEN), weights)[0]}", f"pc{pick.randrange(1000) + 1000 * team}"
        members = [f"p{casus}-{number}" for number in range(pick.choice((1, 1, 2, 3, 4)))]
        world.casusteam[casus], world.regisseur[casus], world.leden[casus] = team, owner, members
        for who in members:
            facts.achternaam[who], facts.postcode[who], facts.teams[who] = name, postcode, {team}
            count[name] += 1
        if closed:
            world.gesloten.append(casus)
            facts.oud_client.update(members)
        elif casus % 400 == 0:
            facts.gevoelig.update(members)
    facts.zeldzaam = {name for name in facts.naam_van.values() if count[name] <= ZELDZAAM_TOT}
    return world


def work_a_week(world: Wereld, rows: int) -> None:
    """Fill the log with ordinary work until there are `rows` lines: own cases, those of colleagues, lists, searches."""
    workers = sorted(world.feiten.teams_van)
    own: dict[int, list[int]] = {actor: [] for actor in workers}
    by_team: dict[int, list[int]] = {}
    for casus, owner in world.regisseur.items():
        if casus < world.gesloten[0]:
            own[owner].append(casus)
            by_team.setdefault(world.casusteam[casus], []).append(casus)
    pick = world.pick
    while len(world.regels) < rows:
        actor = pick.choice(workers)
        moment = _working_moment(pick, actor)
        dice = pick.random()
        if dice < 0.62:
            casus = pick.choice(own[actor])
            world.open(actor, casus, moment, "regisseur")
        elif dice < 0.74:
            casus = pick.choice(by_team[world.casusteam[own[actor][0]]])
            world.open(actor, casus, moment, world.ground(actor, casus))
        elif dice < 0.80:
            page = pick.sample(by_team[world.casusteam[own[actor][0]]], 15)
            event = f"{pick.getrandbits(64):016x}"
            for casus in page:
                world.add(actor, moment, "lezen", "casuslijst_inzien", "rol", "", "", "", world.leden[casus][0], event)
        elif dice < 0.92:
            casus = pick.choice(own[actor])
            event = f"{pick.getrandbits(64):016x}"
            world.add(actor, moment, "zoeken", "persoon_gezocht", "rol", "3 gevonden", "", "", "", event)
            world.add(actor, moment, "lezen", "persoon_gezocht", "rol", "", "", "", world.leden[casus][0], event)
        elif dice < 0.98:
            casus = pick.choice(own[actor])
            world.add(
                actor,
                moment,
                "schrijven",
                "contactmoment_vastgelegd",
                "regisseur",
                "",
                "casus",
                str(casus),
                world.leden[casus][0],
            )
        else:
            world.add(actor, moment, "weigeren", "casus_inzien", "", "niet_in_de_matrix", "casus", "1", "")


def _working_moment(pick: random.Random, actor: int) -> datetime:
    """Office hours, one in fifty requests in the evening; who is on duty also at night and in the weekend."""
    day, hour = pick.randrange(5), pick.choice((8, 9, 9, 10, 10, 11, 12, 13, 13, 14, 14, 15, 16, 17))
    if pick.random() < 0.02:
        hour = pick.choice((19, 20, 21))
    if actor % 40 == 0 and pick.random() < 0.06:  # on duty for crises
        day, hour = pick.randrange(7), pick.choice((1, 3, 22, 23, 10, 15))
    return MAANDAG + timedelta(days=day, hours=hour, minutes=pick.randrange(60), seconds=pick.randrange(60))


Misbruik = Callable[[Wereld, int, str], None]


def _of_team(world: Wereld, actor: int, *, own: bool) -> list[int]:
    """Open cases of the actor's own team (not his own), or of other teams."""
    (team,) = world.feiten.teams_van[actor]
    return [
        casus for casus, owner in world.regisseur.items()
        if casus < world.gesloten[0] and owner != actor and (world.casusteam[casus] == team) == own
    ]  # fmt: skip


def _at(world: Wereld, day: int, hour: int) -> datetime:
    return MAANDAG + timedelta(days=day, hours=hour, minutes=world.pick.randrange(60), seconds=world.pick.randrange(60))


def namesake(world: Wereld, actor: int, name: str) -> None:
    """Looks once at somebody with the same rare surname."""
    casus = world.pick.choice(_of_team(world, actor, own=True))
    world.feiten.naam_van[actor] = f"zeldzaam{actor}"
    world.feiten.achternaam[world.leden[casus][0]] = f"zeldzaam{actor}"
    world.feiten.zeldzaam.add(f"zeldzaam{actor}")
    world.open(actor, casus, _at(world, 1, 11), "zelfde_team", name)


def neighbour(world: Wereld, actor: int, name: str) -> None:
    """Looks once at somebody in the own street."""
    casus = world.pick.choice(_of_team(world, actor, own=True))
    world.feiten.postcode[world.leden[casus][0]] = world.feiten.postcode_van[actor]
    world.open(actor, casus, _at(world, 2, 14), "zelfde_team", name)


def colleague(world: Wereld, actor: int, name: str) -> None:
    """Looks at a colleague who gets support himself."""
    casus = world.pick.choice(_of_team(world, actor, own=True))
    world.feiten.gebruiker[world.leden[casus][0]] = actor + 1
    world.open(actor, casus, _at(world, 3, 10), "zelfde_team", name)


def famous(world: Wereld, actor: int, name: str) -> None:
    """Looks at a dossier of which many are curious."""
    casus = world.pick.choice(_of_team(world, actor, own=True))
    world.feiten.gevoelig.add(world.leden[casus][0])
    world.open(actor, casus, _at(world, 0, 16), "zelfde_team", name)


def other_team(world: Wereld, actor: int, name: str) -> None:
    """Opens people whom another team helps."""
    for casus in world.pick.sample(_of_team(world, actor, own=False), 3):
        world.open(actor, casus, _at(world, 1, 9), "geen", name)


def former_client(world: Wereld, actor: int, name: str) -> None:
    """Looks how somebody fares whose case was closed long ago."""
    world.open(actor, world.pick.choice(world.gesloten), _at(world, 4, 12), "zelfde_team", name)


def at_night(world: Wereld, actor: int, name: str) -> None:
    """Reads dossiers of colleagues at night."""
    for casus in world.pick.sample(_of_team(world, actor, own=True), 7):
        world.open(actor, casus, _at(world, 2, 23), "zelfde_team", name)


def in_weekend(world: Wereld, actor: int, name: str) -> None:
    """Reads dossiers of colleagues on a Sunday."""
    for casus in world.pick.sample(_of_team(world, actor, own=True), 10):
        world.open(actor, casus, _at(world, 6, 15), "zelfde_team", name)


def in_bulk(world: Wereld, actor: int, name: str) -> None:
    """Opens one dossier after the other, to take them along."""
    for casus in world.pick.sample(_of_team(world, actor, own=True), 90):
        world.open(actor, casus, _at(world, 3, 13), "zelfde_team", name)


def break_glass(world: Wereld, actor: int, name: str) -> None:
    """Uses emergency access."""
    world.open(actor, world.pick.choice(_of_team(world, actor, own=False)), _at(world, 0, 20), "noodtoegang", name)


def shielded(world: Wereld, actor: int, name: str) -> None:
    """Tries whether a shielded dossier opens."""
    world.add(actor, _at(world, 1, 15), "weigeren", "casus_inzien", "", "afgeschermd", "casus", "77", "", "", name)


def numbers(world: Wereld, actor: int, name: str) -> None:
    """Tries one number after the other in the address."""
    for pk in range(30):
        world.add(
            actor,
            _at(world, 2, 10),
            "weigeren",
            "casus_inzien",
            "",
            "niet_in_de_matrix",
            "casus",
            str(pk),
            "",
            "",
            name,
        )


def again_and_again(world: Wereld, actor: int, name: str) -> None:
    """Follows one person without a task for him."""
    casus = world.pick.choice(_of_team(world, actor, own=True))
    for turn in range(14):
        world.open(actor, casus, _at(world, turn % 5, 9 + turn % 7), "zelfde_team", name)


def searches(world: Wereld, actor: int, name: str) -> None:
    """Searches one person over and over."""
    who = world.leden[world.pick.choice(_of_team(world, actor, own=False))][0]
    for turn in range(10):
        world.add(actor, _at(world, turn % 5, 12), "lezen", "persoon_gezocht", "rol", "", "", "", who, "", name)


MISBRUIK: dict[str, Misbruik] = {
    "naamgenoot": namesake, "naamgenoot 2": namesake, "buur": neighbour, "buur 2": neighbour, "collega": colleague,
    "gevoelig": famous, "gevoelig 2": famous, "ander team": other_team, "ander team 2": other_team,
    "oud client": former_client, "oud client 2": former_client, "nacht": at_night, "weekend": in_weekend,
    "veel": in_bulk, "noodtoegang": break_glass, "afgeschermd": shielded, "nummers proberen": numbers,
    "steeds dezelfde": again_and_again, "steeds gezocht": searches, "steeds gezocht 2": searches,
}  # fmt: skip


@dataclass(slots=True)
class Opbrengst:
    """What the review found of the planted abuses, and what it named besides."""

    regels: int
    werkdagen: int
    gevonden: set[str]
    gemist: set[str]
    vals: list[Bevinding]

    @property
    def vals_van_regels(self) -> float:
        """Share of the lines that stand in a false alarm."""
        return len({number for one in self.vals for number in one.volgnrs}) / self.regels

    @property
    def vals_van_werkdagen(self) -> float:
        """False alarms per day that somebody worked."""
        return len(self.vals) / self.werkdagen


def try_review(rows: int, *, seed: int, workers: int = WERKERS) -> Opbrengst:
    """Make a week of work with the twenty abuses in it and let the review loose on it."""
    world = make_world(seed, workers)
    for place, (name, misbruik) in enumerate(MISBRUIK.items()):
        misbruik(world, 1 + place * 7 % workers, name)
    work_a_week(world, rows)
    found = review(sorted(world.regels, key=lambda line: line.tijd), world.feiten)
    right = {world.gepland[number] for one in found for number in one.volgnrs if number in world.gepland}
    false = [one for one in found if not any(number in world.gepland for number in one.volgnrs)]
    days = {(line.actor, line.tijd.date()) for line in world.regels}
    return Opbrengst(len(world.regels), len(days), right, set(MISBRUIK) - right, false)
