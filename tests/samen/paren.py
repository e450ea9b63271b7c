"""Two colleagues open and save the same object, in every order in which that can go (D6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import permutations

from tests.samen.werk import SOORTEN, Gezien, load, save

STAPPEN = (("a", "open"), ("a", "bewaar"), ("b", "open"), ("b", "bewaar"))
#: Every order of the four steps in which each opens before he saves: six.
VOLGORDEN = tuple(
    order
    for order in permutations(STAPPEN)
    if all(order.index((wie, "open")) < order.index((wie, "bewaar")) for wie in "ab")
)


@dataclass
class Uitslag:
    """How many pairs were tried and what came of it; `stil` are overwritings that nobody was told of."""

    paren: int = 0
    bewaard: int = 0
    geweigerd: int = 0
    stil: int = 0
    fouten: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.paren} paren, {self.bewaard} keer bewaard, {self.geweigerd} keer geweigerd, want een ander was "
            f"eerder, {self.stil} keer stil overschreven, {len(self.fouten)} andere fouten"
        )


def try_pairs(ids: Mapping[str, int], number: int, found: Uitslag | None = None) -> Uitslag:
    """Try this many pairs more, kind by kind (id by name of SOORTEN) and order by order."""
    found, names = found or Uitslag(), sorted(ids)
    for turn in range(found.paren, found.paren + number):
        name = names[turn // len(VOLGORDEN) % len(names)]
        _pair(name, ids[name], VOLGORDEN[turn % len(VOLGORDEN)], turn, found)
        found.paren += 1
    return found


def _pair(name: str, pk: int, order: tuple[tuple[str, str], ...], turn: int, found: Uitslag) -> None:
    """One pair. Whoever saves over something he has not seen, and is let, overwrote it in silence."""
    soort = SOORTEN[name]
    seen: dict[str, Gezien] = {}
    stands = load(soort, pk)
    kept = soort.model.history.filter(id=pk).count()
    accepted = 0
    for wie, wat in order:
        if wat == "open":
            seen[wie] = load(soort, pk)
            continue
        mine = f"{wie} schrijft {turn}"
        done = save(soort, seen[wie], mine)
        fresh = load(soort, pk)
        if done:
            accepted += 1
            found.bewaard += 1
            found.stil += seen[wie].tekst != stands.tekst
            if fresh.tekst != mine or fresh.versie != stands.versie + 1:
                found.fouten.append(f"{name} {turn}: bevestigd en er staat iets anders")
        else:
            found.geweigerd += 1
            if seen[wie].versie == stands.versie:
                found.fouten.append(f"{name} {turn}: geweigerd zonder dat een ander eerder was")
            if (fresh.tekst, fresh.versie) != (stands.tekst, stands.versie):
                found.fouten.append(f"{name} {turn}: geweigerd en toch veranderd")
        stands = fresh
    if soort.model.history.filter(id=pk).count() != kept + accepted:
        found.fouten.append(f"{name} {turn}: de geschiedenis heeft niet elke bewaarde versie")
