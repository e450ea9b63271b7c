"""Invented people for the demo and for measuring: the same seed gives the same people. None has a BSN.

Surnames follow the skew of real ones (a few very common, a long tail); the tail is put together from
syllables, so that a city has tens of thousands of them.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from keukentafel.personen.gegevens import Persoongegevens

_COMMON = (
    "de Jong", "Jansen", "de Vries", "van den Berg", "Bakker", "van Dijk", "Visser", "Janssen", "Smit", "Meijer",
    "de Boer", "Mulder", "de Groot", "Bos", "Vos", "Peters", "Hendriks", "van Leeuwen", "Dekker", "Brouwer",
    "de Wit", "Dijkstra", "Smits", "de Graaf", "van der Meer", "Kok", "Jacobs", "Vermeulen", "van den Heuvel",
    "van der Veen", "de Bruin", "Schouten", "van Beek", "Willems", "van Vliet", "Hoekstra", "Maas", "Verhoeven",
    "Koster", "van Dam", "Prins", "Blom", "Huisman", "Peeters", "Kuipers", "van Veen", "Yilmaz", "El Amrani",
    "Özdemir", "Nguyen", "Kowalski", "Ben Ali", "da Silva", "'t Hart", "in 't Veld", "van 't Hof", "D'Angelo",
)  # fmt: skip
_GIVEN = {
    "vrouw": (
        "Maria", "Anna", "Johanna", "Mieke", "Fatima", "Emma", "Sophie", "Linda", "Petra", "Monique", "Ayşe",
        "Renée", "Ingrid", "Noor", "Sanne", "Yara", "Trijntje", "Wilhelmina", "Zoë", "Marie-Louise", "Ans",
    ),
    "man": (
        "Johannes", "Jan", "Piet", "Mohamed", "Daan", "Sem", "Kees", "Henk", "Willem", "Ahmed", "Jeroen", "Bram",
        "Thijs", "Mehmet", "Rob", "Peter-Jan", "Cornelis", "Sjoerd", "Lucas", "Björn", "IJsbrand", "Ben",
    ),
}  # fmt: skip
_BEGIN = (
    "b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "br", "dr", "gr",
    "kr", "sch", "st", "vr", "sl", "kn",
)  # fmt: skip
_VOWEL = (
    "a", "e", "i", "o", "u", "aa", "ee", "oo", "ie", "oe", "ui", "ij", "eu", "ou",
)  # fmt: skip
_MIDDLE = (
    "ll", "nn", "rd", "st", "mm", "kk", "rs", "ng", "nk", "ld", "p", "t", "d",
)  # fmt: skip
_END = (
    "stra", "ma", "man", "sen", "s", "inga", "huis", "veld", "berg", "dijk", "mans", "ink", "kamp", "hof",
    "horst", "beek", "meijer", "sma",
)  # fmt: skip
_STREETS = ("Dorpsstraat", "Kerkstraat", "Molenweg", "Schoolstraat", "Parklaan", "Stationsweg", "Beukenlaan")
_TAIL = 30_000


@lru_cache(maxsize=1)
def surnames() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return all surnames, the most common first, with the running total of their weights (1/rank)."""
    rng = random.Random(1809)  # noqa: S311 (invented names need no secrecy)
    tail: dict[str, None] = {}
    while len(tail) < _TAIL:
        word = rng.choice(_BEGIN) + rng.choice(_VOWEL)
        if rng.random() < 0.6:
            word += rng.choice(_MIDDLE) + rng.choice(_VOWEL)
        tail[(word + rng.choice(_END)).capitalize()] = None
    names = (*_COMMON, *tail)
    total, running = 0.0, []
    for rank in range(len(names)):
        total += 1 / (rank + 12)
        running.append(total)
    return names, tuple(running)


def make_people(seed: int, today: date) -> Iterator[tuple[Persoongegevens, ...]]:
    """Yield households without end: one to five people, adults first, at one address; children are under 18."""
    rng = random.Random(seed)  # noqa: S311
    names, weights = surnames()
    while True:
        adults = rng.choices((1, 2), (5, 6))[0]
        children = rng.choices((0, 1, 2, 3), (12, 4, 4, 2))[0]
        family = rng.choices(names, cum_weights=weights)[0]
        place = _address(rng)
        people = [_person(rng, family if rng.random() < 0.7 else rng.choices(names, cum_weights=weights)[0],
                          today, (19, 88), place) for _ in range(adults)]  # fmt: skip
        people += [_person(rng, family, today, (0, 17), place) for _ in range(children)]
        yield tuple(people)


def _address(rng: random.Random) -> tuple[str, str, str]:
    letters = "".join(rng.choices("ABCDEFGHJKLMNPRTVWXZ", k=2))
    return rng.choice(_STREETS), str(rng.randint(1, 240)), f"{rng.randint(6200, 6299)}{letters}"


def _person(
    rng: random.Random, surname: str, today: date, ages: tuple[int, int], place: tuple[str, str, str]
) -> Persoongegevens:
    gender = rng.choice(("vrouw", "man"))
    street, number, postcode = place
    return Persoongegevens(
        voornamen=rng.choice(_GIVEN[gender]),
        achternaam=surname,
        geslacht=gender if rng.random() < 0.95 else "",
        geboortedatum=today - timedelta(days=rng.randint(ages[0] * 365 + 30, ages[1] * 365 + 300)),
        straat=street,
        huisnummer=number,
        postcode=postcode,
        woonplaats="Voorbeeldstad",
    )
