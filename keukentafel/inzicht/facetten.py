"""Exploring the cases of one team: facets that narrow each other, and what is left. Pure, without engine or database.

Values of one facet widen (this or that), facets narrow (this and that). The count beside a value says how many cases
there are with it under the choices in the other facets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

NAAR = "naar"  # in an address: by which facet to divide what is left


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to divide cases: `waarden` are (code, words); `rijen` says per case which places of those it has."""

    code: str
    naam: str
    waarden: Sequence[tuple[str, str]]
    rijen: Sequence[Sequence[int]]

    def as_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {"code": self.code, "naam": self.naam, "waarden": [*map(list, self.waarden)],
                "rijen": [*map(list, self.rijen)]}  # fmt: skip

    @classmethod
    def of_dict(cls, data: Mapping[str, Any]) -> Facet:
        """Return the facet that `as_dict` gave."""
        return cls(data["code"], data["naam"], [(code, words) for code, words in data["waarden"]], data["rijen"])

    def words(self, code: str) -> str:
        """Return the words of a value."""
        return dict(self.waarden).get(code, code)


@dataclass(frozen=True, slots=True)
class Keuze:
    """What was asked in the address: per facet its chosen values, and by which facet to divide."""

    gekozen: Mapping[str, tuple[str, ...]]
    naar: str

    def query(self, vast: Iterable[tuple[str, str]] = (), **anders: str) -> str:
        """Return the address of this choice: always the same for the same choice. `vast`: what it hangs on."""
        naar = anders.get(NAAR, self.naar)
        pairs = [(facet, value) for facet in sorted(self.gekozen) for value in sorted(self.gekozen[facet])]
        return "?" + urlencode([*vast, *pairs, *([(NAAR, naar)] if naar else [])])

    def without(self, facet: str, waarde: str) -> Keuze:
        """Return the choice with one value less."""
        left = tuple(value for value in self.gekozen.get(facet, ()) if value != waarde)
        return Keuze({**self.gekozen, facet: left}, self.naar)

    def along(self, facet: str, waarde: str) -> Keuze:
        """Return the choice with only this value of the facet."""
        return Keuze({**self.gekozen, facet: (waarde,)}, self.naar)


def read_choice(asked: Mapping[str, Sequence[str]], facetten: Sequence[Facet]) -> Keuze:
    """Read an address (name → values); what is no facet or value is left out."""
    chosen = {}
    for facet in facetten:
        known = {code for code, _words in facet.waarden}
        if values := tuple(sorted({value for value in asked.get(facet.code, ()) if value in known})):
            chosen[facet.code] = values
    wanted = next(iter(asked.get(NAAR, ())), "")
    codes = [facet.code for facet in facetten]
    return Keuze(chosen, wanted if wanted in codes else next(iter(codes), ""))


def matching(facetten: Sequence[Facet], keuze: Keuze, zonder: str = "") -> list[int]:
    """Return the places of the cases that fit the choice; `zonder`: as if nothing were chosen in that facet."""
    if not facetten:
        return []
    left: Iterable[int] = range(len(facetten[0].rijen))
    for facet in facetten:
        values = keuze.gekozen.get(facet.code, ())
        if values and facet.code != zonder:
            places = {place for place, (code, _words) in enumerate(facet.waarden) if code in values}
            left = [row for row in left if not places.isdisjoint(facet.rijen[row])]
    return list(left)


def counts_of(facet: Facet, rijen: Iterable[int]) -> dict[str, int]:
    """Return how many of these cases have each value of the facet, noughts too."""
    found = Counter(place for row in rijen for place in facet.rijen[row])
    return {code: found[place] for place, (code, _words) in enumerate(facet.waarden)}
