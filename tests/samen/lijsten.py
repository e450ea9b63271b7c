"""Many writers append to few lists; afterwards each acknowledged entry must be in its list, once, in order (D5).

A list is the note of a plan. It holds how many entries it has and a hash that runs through all of them, so that a
million entries ask no room: entry n is acknowledged with the hash that it made of the one before. Two that were
acknowledged at one place, or one that the end does not follow from, is a lost update.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from tests.samen.werk import SOORTEN, Gezien, load, save

PLAN = SOORTEN["plan"]
BEGIN = "0 "


class Bevestigd(NamedTuple):
    """An entry that the product said it kept: which list, the how manieth it became, and what was added."""

    lijst: int
    plaats: int
    wat: str


class Schrijver:
    """Somebody who appends: looks, adds to what he saw, saves; and looks again when another was first."""

    def __init__(self, naam: str, lijsten: Sequence[int], seed: int) -> None:
        self.naam, self._lists, self._dice = naam, lijsten, random.Random(seed)
        self._seen: Gezien | None = None
        self._list, self._number = lijsten[0], 0
        self.geweigerd = self.gelezen = 0

    def step(self) -> Bevestigd | None:
        """Look or save, whichever is next; what was acknowledged, if anything."""
        if self._seen is None:
            self._list = self._dice.choice(self._lists)
            self._seen = load(PLAN, self._list)
            self.gelezen += 1
            return None
        seen, self._seen = self._seen, None
        what = f"{self.naam}.{self._number}"
        place, text = appended(seen.tekst, what)
        if not save(PLAN, seen, text):
            self.geweigerd += 1
            return None
        self._number += 1
        return Bevestigd(self._list, place, what)


def appended(tekst: str, what: str) -> tuple[int, str]:
    """The place and the text of a list with one entry more."""
    number, _, digest = (tekst or BEGIN).partition(" ")
    return int(number) + 1, f"{int(number) + 1} {sha256(f'{digest} {what}'.encode()).hexdigest()}"


def run_steps(schrijvers: Sequence[Schrijver], operations: int, seed: int) -> Iterator[Bevestigd]:
    """Let the writers take turns by lot until this many entries were acknowledged."""
    dice, done = random.Random(seed), 0
    while done < operations:
        kept = dice.choice(schrijvers).step()
        if kept is not None:
            done += 1
            yield kept


def ends(lijsten: Sequence[int]) -> dict[int, str]:
    """What stands in each list now, in plain text."""
    return {plan.pk: plan.interne_notitie for plan in PLAN.model.objects.filter(pk__in=lijsten)}


def faults(kept: Iterable[Bevestigd], ends: dict[int, str]) -> list[str]:
    """In words, what is lost or twice: `ends` is what stands in each list now."""
    found, by_list, kept = [], dict[int, dict[int, str]](), list(kept)
    twice = Counter((each.lijst, each.plaats) for each in kept)
    found += [f"lijst {pk}: plaats {place} is {n} keer bevestigd" for (pk, place), n in twice.items() if n > 1]
    for each in kept:
        by_list.setdefault(each.lijst, {})[each.plaats] = each.wat
    for pk, end in ends.items():
        text = ""
        for place in sorted(by_list.get(pk, {})):
            _number, text = appended(text, by_list[pk][place])
        if text != (end if end != BEGIN else ""):
            found.append(f"lijst {pk}: wat er staat volgt niet uit wat bevestigd is")
    return found
