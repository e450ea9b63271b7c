"""Invented households: who lives there follows from the person whose question it is, and every age fits its role."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from keukentafel.demo.gemeenten.pakketbouw import Pakketbouw
from keukentafel.demo.huizen import JONG, NIEUWKOMERS, OUD, VOLWASSEN
from keukentafel.demo.mensen import name_lists

OUDERVERSCHIL = (20, 36)  # years between a parent and a child
LETTERS = "ABCDEGHJKLMNPRTVWXZ"
Geboren = Callable[..., "Mens"]  # age, sex, and a first name when that is given


@dataclass(frozen=True, slots=True)
class Mens:
    """One invented person; `geslacht` is '' where nobody filled it in."""

    id: str
    voornaam: str
    geslacht: str
    geboren: date
    kind: bool

    def age_on(self, dag: date) -> int:
        """Age in whole years."""
        return age_on(self.geboren, dag)


@dataclass(frozen=True, slots=True)
class Wens:
    """A household to invent: its person has this age (whole years) on day `op`. `vorm`: alleen, samen, gezin, eenouder.

    Who is a child lives in a gezin or with an eenouder.
    """

    leeftijd: int
    geslacht: str
    vorm: str
    op: date
    gebied: str
    voornaam: str = ""


@dataclass(frozen=True, slots=True)
class Thuis:
    """A household as it was invented: whose question it is, who else lives there, which kinds of home it is."""

    id: str
    persoon: Mens
    volwassenen: tuple[Mens, ...]
    kinderen: tuple[Mens, ...]
    gebied: str
    soorten: frozenset[str]
    op: date

    @property
    def vrager(self) -> Mens:
        """Who speaks: the person, or the first adult when the person is a child."""
        return self.volwassenen[0] if self.persoon.kind else self.persoon


@dataclass
class Bevolking:
    """Invents people into a package. `postcode`: four digits, one for the whole municipality; streets are not known."""

    rng: random.Random
    bouw: Pakketbouw
    postcode: str
    _lijsten: list[Any] = field(default_factory=lambda: name_lists()["achtergrond"])

    def settle(self, wens: Wens) -> Thuis:
        """Invent one household and write it down."""
        rng = self.rng
        names = rng.choices(self._lijsten, [entry["aandeel"] for entry in self._lijsten])[0]
        surname = rng.choice(names["achternamen"])
        place = f"{self.postcode}{rng.choice(LETTERS)}{rng.choice(LETTERS)}", str(rng.randint(1, 180))
        home, since = self.bouw.next_id("huishoudens", "h"), wens.op - timedelta(days=rng.randint(400, 4000))

        def born(age: int, sex: str, given: str = "") -> Mens:
            return self._person(names, surname, age, sex, wens, place, given)

        if wens.leeftijd < VOLWASSEN:
            adults, children = self._parents_of(wens, born)
            person = children[0]
        else:
            adults, children = self._adults_of(wens, born)
            person = adults[0]
        family = f"Gezin {_written(surname)}" if children else f"Huishouden {_written(surname)}"
        self.bouw.add("huishoudens", id=home, naam=family)
        for one in (*adults, *children):
            role = "kind" if one.kind else "volwassene"
            self.bouw.add("huishoudleden", huishouden=home, persoon=one.id, rol=role, van=max(since, one.geboren))
        self._relate(adults, children)
        kinds = _kinds(adults, children, surname, wens.op)
        return Thuis(home, person, tuple(adults), tuple(children), wens.gebied, kinds, wens.op)

    def single(self, wens: Wens, reden: str) -> Mens:
        """Invent a person who is known here, for this reason without a case (R-004)."""
        names = self.rng.choice(self._lijsten)
        surname = self.rng.choice(names["achternamen"])
        place = f"{self.postcode}{self.rng.choice(LETTERS)}{self.rng.choice(LETTERS)}", str(self.rng.randint(1, 180))
        found = self._person(names, surname, wens.leeftijd, wens.geslacht, wens, place, "")
        self.bouw.rijen["personen"][-1]["reden_zonder_casus"] = reden
        return found

    def _adults_of(self, wens: Wens, born: Geboren) -> tuple[list[Mens], list[Mens]]:
        rng, age = self.rng, wens.leeftijd
        adults = [born(age, wens.geslacht, wens.voornaam)]
        if wens.vorm in ("samen", "gezin"):
            other = "man" if wens.geslacht == "vrouw" else "vrouw"
            adults.append(born(max(VOLWASSEN + 1, age + rng.randint(-5, 5)), other))
        children: list[Mens] = []
        if wens.vorm in ("gezin", "eenouder"):
            youngest = min(one.age_on(wens.op) for one in adults)
            high = max(0, min(VOLWASSEN - 1, youngest - OUDERVERSCHIL[0]))
            low = min(high, max(0, youngest - OUDERVERSCHIL[1] - 8))
            number = rng.choice((1, 1, 2, 2, 3))
            children = [born(rng.randint(low, high), self._sex()) for _ in range(number)]
        return adults, children

    def _parents_of(self, wens: Wens, born: Geboren) -> tuple[list[Mens], list[Mens]]:
        rng = self.rng
        child = born(wens.leeftijd, wens.geslacht, wens.voornaam)
        first = wens.leeftijd + rng.randint(*OUDERVERSCHIL)
        adults = [born(first, "vrouw")]
        if wens.vorm == "gezin":
            adults.append(born(max(wens.leeftijd + OUDERVERSCHIL[0], first + rng.randint(-4, 6)), "man"))
        others = [max(0, wens.leeftijd + step) for step in rng.sample((-4, -3, -2, 2, 3), rng.choice((0, 1, 1, 2)))]
        young = [age for age in others if age < VOLWASSEN and min(one.age_on(wens.op) for one in adults) - age >= 18]
        return adults, [child, *(born(age, self._sex()) for age in young)]

    def _sex(self) -> str:
        return self.rng.choice(("man", "vrouw"))

    def _person(
        self, names: Any, surname: str, age: int, sex: str, wens: Wens, place: tuple[str, str], given: str
    ) -> Mens:
        """Write one person down; a child bears the name of its family, half of the women at home another."""
        rng, kind = self.rng, age < VOLWASSEN
        list_of = ("meisjes", "jongens") if kind else ("vrouwen", "mannen")
        word = given or rng.choice(names[list_of[0] if (sex or self._sex()) == "vrouw" else list_of[1]])
        own = rng.choice(names["achternamen"]) if sex == "vrouw" and not kind and rng.random() < 0.5 else surname
        prefix, _, last = own.rpartition("|")
        found = Mens(self.bouw.next_id("personen", "p"), word, sex, _birth(rng, age, wens.op), kind)
        self.bouw.add(
            "personen", id=found.id, voornamen=word, tussenvoegsel=prefix, achternaam=last, geslacht=sex,
            geboortedatum=found.geboren, postcode=place[0], huisnummer=place[1], gebied=wens.gebied,
        )  # fmt: skip
        return found

    def _relate(self, adults: list[Mens], children: list[Mens]) -> None:
        if len(adults) > 1:
            self.bouw.add("relaties", persoon_a=adults[0].id, persoon_b=adults[1].id, soort="partner")
        for adult in adults:
            for child in children:
                self.bouw.add("relaties", persoon_a=adult.id, persoon_b=child.id, soort="ouder")


def age_on(geboren: date, dag: date) -> int:
    """Return the age in whole years on a day."""
    return dag.year - geboren.year - ((dag.month, dag.day) < (geboren.month, geboren.day))


def _birth(rng: random.Random, age: int, op: date) -> date:
    """A day of birth with exactly this age on day `op`."""
    birthday = op.replace(year=op.year - age, day=min(op.day, 28))
    return birthday - timedelta(days=rng.randint(0, 360) if age else rng.randint(0, 300))


def _written(surname: str) -> str:
    """The surname as it begins a line: De Wit."""
    text = surname.replace("|", " ").strip()
    return text[:1].upper() + text[1:]


def _kinds(adults: list[Mens], children: list[Mens], surname: str, op: date) -> frozenset[str]:
    """The kinds of home that the stories know (huizen.Huis.soorten)."""
    kinds = {"nieuwkomer"} if surname.rpartition("|")[2] in NIEUWKOMERS else set[str]()
    ages = [one.age_on(op) for one in adults]
    if children:
        return frozenset(kinds | {"gezin" if len(adults) > 1 else "eenouder"})
    if len(adults) > 1:
        return frozenset(kinds | {"oud_paar" if min(ages) >= OUD else "samen"})
    return frozenset(kinds | {"oudere" if ages[0] >= OUD else "jongere" if ages[0] < JONG else "alleen"})
