"""The people of the demo: families of official test persons, and invented households without a BSN."""

import random
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from keukentafel.personen.public import (
    Huishoudenrij,
    Lidrij,
    Persoongegevens,
    Proefpersoon,
    Relatierij,
    load_gezinnen,
)
from keukentafel.referentielijsten.public import Geslacht, Leefeenheidrol, Relatiesoort

DATA = Path(__file__).with_name("data")
WOONPLAATS = "Voorbeeld"
POSTCODES = ("6201", "6202", "6203", "6204", "6205", "6206")  # one per neighbourhood of werkers.GEBIEDEN
STRATEN = (
    "Kadeweg", "Touwslagerspad", "Eikenlaan", "Dorpsstraat", "Stationsplein", "Spoorlaan", "Molenweg",
    "Korenstraat", "Hoefslag", "De Gaarde", "Parklaan", "Vijverweg", "Zuiderdiep", "Weverstraat",
)  # fmt: skip
VOLWASSEN = 18
LANGSTE_NAAM = 60  # characters; the strangest names of the test set are for tests, not for a demo
VORMEN = (
    ("gezin", 28), ("eenouder", 20), ("alleen", 34), ("oudere", 26), ("oud_paar", 12), ("samen", 12),
    ("drie_generaties", 5), ("jongere", 12),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Buitenrelatie:
    """A relation between two test persons of different households, by their numbers in the test set."""

    a: int
    b: int
    soort: str


@dataclass(frozen=True, slots=True)
class Proefgezin:
    """A household of test persons: the row to import and the number of each member in the test set."""

    rij: Huishoudenrij
    nummers: tuple[int, ...]


def household_rows(rng: random.Random, today: date, aantal: int) -> list[Huishoudenrij]:
    """`aantal` invented households of all kinds; the same list for the same `rng`."""
    shapes = [name for name, weight in VORMEN for _ in range(weight)]
    return [_invent(rng, today, rng.choice(shapes)) for _ in range(aantal)] + [_long_name(rng, today)]


def test_families(today: date, hoogstens: int) -> tuple[list[Proefgezin], list[Buitenrelatie]]:
    """At most `hoogstens` households of test persons, larger ones first, and the relations between them."""
    homes: list[list[Proefpersoon]] = []
    for family in load_gezinnen():
        homes += _homes(family, today)
    usable = [home for home in homes if all(_fits(person) for person in home)]
    usable.sort(key=lambda home: (-min(len(home), 3), home[0].nummer))
    chosen = sorted(usable[:hoogstens], key=lambda home: home[0].nummer)
    made = [Proefgezin(_row(home, today), tuple(person.nummer for person in home)) for home in chosen]
    where = {number: index for index, home in enumerate(made) for number in home.nummers}
    people = {person.nummer: person for home in chosen for person in home}
    return made, [
        relation
        for person in people.values()
        for relation in _relations_of(person)
        if relation.a in where and relation.b in where and where[relation.a] != where[relation.b]
    ]


def _fits(person: Proefpersoon) -> bool:
    name = f"{person.voornamen} {person.tussenvoegsel} {person.achternaam}"
    return len(name) <= LANGSTE_NAAM and "<" not in name and len(person.achternaam) > 2


def _homes(family: Sequence[Proefpersoon], today: date) -> list[list[Proefpersoon]]:
    """Who live together: the same address; without one, with the partner or (a child) with a parent."""
    homes: dict[str, list[Proefpersoon]] = {}
    place: dict[int, str] = {}
    for person in family:
        if person.postcode:
            place[person.nummer] = f"{person.postcode} {person.huisnummer}{person.huisletter}{person.toevoeging}"
    for person in family:
        near = (person.partner, *person.ouders) if _age(person, today) < 27 else (person.partner,)
        found = place.get(person.nummer) or next((place[n] for n in near if n in place), None)
        if found is not None:
            homes.setdefault(found, []).append(person)
    return [
        home
        for home in homes.values()
        if any(person.overleden_op is None and _age(person, today) >= VOLWASSEN for person in home)
    ]


def _age(person: Proefpersoon, today: date) -> int:
    return (today - person.geboortedatum).days // 365 if person.geboortedatum else VOLWASSEN


def _row(home: Sequence[Proefpersoon], today: date) -> Huishoudenrij:
    address = next(person for person in home if person.postcode)
    members = tuple(_test_member(person, address, today) for person in home)
    index = {person.nummer: place for place, person in enumerate(home)}
    relations = tuple(
        Relatierij(index[relation.a], index[relation.b], relation.soort)
        for person in home
        for relation in _relations_of(person)
        if relation.a in index and relation.b in index
    )
    return Huishoudenrij(members, relations)


def _test_member(person: Proefpersoon, address: Proefpersoon, today: date) -> Lidrij:
    born = person.geboortedatum
    since = max(born or date.min, today - timedelta(days=365 * (2 + person.nummer % 9)))
    data = Persoongegevens(
        voornamen=person.voornamen, tussenvoegsel=person.tussenvoegsel, achternaam=person.achternaam,
        geboortedatum=born, geslacht=person.geslacht, straat=address.straat,
        huisnummer=f"{address.huisnummer or ''}{address.huisletter}{address.toevoeging}", postcode=address.postcode,
        woonplaats=address.woonplaats or WOONPLAATS, geheim_adres=person.geheim_adres,
        overleden_op=person.overleden_op, bsn=person.bsn or None,
    )  # fmt: skip
    role = Leefeenheidrol.VOLWASSENE if _age(person, today) >= VOLWASSEN else Leefeenheidrol.KIND
    end = person.overleden_op
    return Lidrij(data, role, min(since, end) if end else since, end)


def _relations_of(person: Proefpersoon) -> Iterable[Buitenrelatie]:
    """The relations of this person, each once: to the partner with the higher number, from both parents."""
    if person.partner is not None and person.partner > person.nummer:
        yield Buitenrelatie(person.nummer, person.partner, Relatiesoort.PARTNER)
    for parent in person.ouders:
        yield Buitenrelatie(parent, person.nummer, Relatiesoort.OUDER)


@lru_cache(maxsize=1)
def name_lists() -> dict[str, Any]:
    """Return the first names and surnames of data/namen.toml, per background."""
    return tomllib.loads((DATA / "namen.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _Familie:
    """One invented family in the making: whose names, at which address."""

    namen: dict[str, Any]
    tussenvoegsel: str
    achternaam: str
    adres: Persoongegevens


def _invent(rng: random.Random, today: date, vorm: str) -> Huishoudenrij:
    family = _family(rng)
    since = today - timedelta(days=rng.randint(500, 5000))
    woman = rng.random() < 0.5

    def adult(low: int, high: int, vrouw: bool) -> Lidrij:
        return _member(rng, today, family, rng.randint(low, high), vrouw, since)

    if vorm == "oudere":
        return Huishoudenrij((adult(67, 91, rng.random() < 0.65),))
    if vorm == "jongere":
        return Huishoudenrij((adult(18, 26, woman),))
    if vorm == "alleen":
        return Huishoudenrij((adult(27, 64, woman),))
    if vorm in {"oud_paar", "samen"}:
        low, high = (68, 88) if vorm == "oud_paar" else (24, 60)
        return _pair(adult(low, high, True), adult(low, high, False))
    if vorm == "drie_generaties":
        mother, child, grandmother = adult(34, 44, True), _child(rng, today, family, since), adult(66, 76, True)
        upwards = (Relatierij(0, 1, Relatiesoort.OUDER), Relatierij(2, 0, Relatiesoort.OUDER))
        return Huishoudenrij((mother, child, grandmother), upwards)
    parents = [adult(29, 47, woman)]
    if vorm == "gezin":
        parents.append(adult(30, 50, not woman))
    children = [_child(rng, today, family, since) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
    relations = tuple(
        Relatierij(parent, len(parents) + child, Relatiesoort.OUDER)
        for parent in range(len(parents))
        for child in range(len(children))
    )
    pair = (Relatierij(0, 1, Relatiesoort.PARTNER),) if len(parents) == 2 else ()
    return Huishoudenrij((*parents, *children), pair + relations)


def _pair(a: Lidrij, b: Lidrij) -> Huishoudenrij:
    return Huishoudenrij((a, b), (Relatierij(0, 1, Relatiesoort.PARTNER),))


def _family(rng: random.Random) -> _Familie:
    everything = name_lists()["achtergrond"]
    names = rng.choices(everything, [entry["aandeel"] for entry in everything])[0]
    prefix, _, surname = rng.choice(names["achternamen"]).rpartition("|")
    letters = "ABCDEGHJKLMNPRTVWXZ"
    address = Persoongegevens(
        straat=rng.choice(STRATEN), huisnummer=str(rng.randint(1, 180)), woonplaats=WOONPLAATS,
        postcode=rng.choice(POSTCODES) + rng.choice(letters) + rng.choice(letters),
    )  # fmt: skip
    return _Familie(names, prefix, surname, address)


def _member(rng: random.Random, today: date, family: _Familie, age: int, vrouw: bool, since: date) -> Lidrij:
    prefix, surname = family.tussenvoegsel, family.achternaam
    if vrouw and rng.random() < 0.5:  # half of the women bear another surname than the man at home
        prefix, _, surname = rng.choice(family.namen["achternamen"]).rpartition("|")
    given = rng.choice(family.namen["vrouwen" if vrouw else "mannen"])
    born = today - timedelta(days=age * 365 + rng.randint(1, 360))
    return Lidrij(
        replace(
            family.adres, voornamen=given, tussenvoegsel=prefix, achternaam=surname, geboortedatum=born,
            geslacht=Geslacht.VROUW if vrouw else Geslacht.MAN, telefoon=_telephone(rng),
        ),
        Leefeenheidrol.VOLWASSENE,
        since,
    )  # fmt: skip


def _telephone(rng: random.Random) -> str:
    """A number in the range that nobody has: 06 0."""
    return f"06 0{rng.randint(0, 9999999):07d}" if rng.random() < 0.8 else ""


def _child(rng: random.Random, today: date, family: _Familie, since: date) -> Lidrij:
    girl = rng.random() < 0.5
    born = today - timedelta(days=rng.randint(200, 17 * 365))
    data = replace(
        family.adres, voornamen=rng.choice(family.namen["meisjes" if girl else "jongens"]),
        tussenvoegsel=family.tussenvoegsel, achternaam=family.achternaam, geboortedatum=born,
        geslacht=Geslacht.VROUW if girl else Geslacht.MAN,
    )  # fmt: skip
    return Lidrij(data, Leefeenheidrol.KIND, max(born, since))


def _long_name(rng: random.Random, today: date) -> Huishoudenrij:
    family = _family(rng)
    member = _member(rng, today, family, 79, True, today - timedelta(days=4000))
    return Huishoudenrij((replace(member, gegevens=replace(member.gegevens, **name_lists()["lang"])),))
