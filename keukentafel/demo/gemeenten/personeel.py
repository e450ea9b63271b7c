"""Who works in the teams of a demo municipality: placements whose fte add up to what a table says."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from keukentafel.demo.gemeenten.pakketbouw import Pakketbouw
from keukentafel.demo.mensen import name_lists

CENT = Decimal("0.01")
#: Kinds of work that lead a case.
REGIE = frozenset({"volwassenen", "jeugd", "jongerenwerk", "ggz_aardbevingsproblematiek"})


@dataclass(frozen=True, slots=True)
class Dienst:
    """One placement; `fte` None is unknown, `team` '' is all teams, `tot` None still holds. Both days inclusive."""

    team: str
    soort: str
    fte: Decimal | None
    van: date
    tot: date | None = None


@dataclass(slots=True)
class Werker:
    """A worker with all placements, in order of time."""

    id: str
    diensten: list[Dienst] = field(default_factory=list)

    def there(self, team: str, dag: date) -> bool:
        """Whether this worker has a placement in the team on this day."""
        return any(one.team == team and one.van <= dag and (one.tot is None or one.tot >= dag) for one in self.diensten)

    def leaves(self) -> date | None:
        """The last day of the last placement; None for who is still there."""
        return self.diensten[-1].tot

    def leads(self) -> bool:
        """Whether this kind of work takes the lead in cases."""
        return any(one.soort in REGIE for one in self.diensten)


class Personeel:
    """The workers of a municipality."""

    def __init__(self, rng: random.Random, bouw: Pakketbouw) -> None:
        self._rng, self._bouw = rng, bouw
        self.werkers: list[Werker] = []
        self._names: set[str] = set()

    def hire(self, dienst: Dienst, moeder: str) -> Werker:
        """Take someone on with this placement, employed by this organisation."""
        worker = Werker(self._bouw.next_id("medewerkers", "m"))
        registered = dienst.soort == "jeugd"
        number = f"9{len(self.werkers):07d}" if registered else ""
        self._bouw.add(
            "medewerkers", id=worker.id, naam=self._name(), moederorganisatie=moeder, skj_nummer=number,
            skj_geldig_tot=dienst.van.replace(year=dienst.van.year + 4) if registered else None,
        )  # fmt: skip
        self.werkers.append(worker)
        self.place(worker, dienst)
        return worker

    def place(self, werker: Werker, dienst: Dienst) -> None:
        """Give a worker a further placement."""
        werker.diensten.append(dienst)
        self._bouw.add(
            "plaatsingen", medewerker=werker.id, team=dienst.team, medewerkertype=dienst.soort, fte=dienst.fte,
            van=dienst.van, tot=dienst.tot,
        )  # fmt: skip

    def on_duty(self, team: str, dag: date) -> list[Werker]:
        """Return who can lead a case of this team on this day. Raises ValueError when nobody can."""
        found = [werker for werker in self.werkers if werker.there(team, dag) and werker.leads()]
        if not found:
            raise ValueError(f"nobody leads in {team} on {dag}")
        return found

    def _name(self) -> str:
        everything = name_lists()["achtergrond"]
        while True:
            names = self._rng.choices(everything, [entry["aandeel"] for entry in everything])[0]
            given = self._rng.choice(names[self._rng.choice(("vrouwen", "mannen"))])
            name = f"{given} {self._rng.choice(names['achternamen']).replace('|', ' ')}"
            if name not in self._names:
                self._names.add(name)
                return name


def shares(rng: random.Random, som: str, mensen: int) -> list[Decimal]:
    """Return fte (two decimals) for this many people that add up to `som` exactly; nobody has more than 1 or under 0.3.

    Raises ValueError when that cannot be.
    """
    total = Decimal(som)
    if not Decimal("0.3") * mensen <= total <= mensen:
        raise ValueError(f"{som} fte for {mensen} people")
    parts: list[Decimal] = []
    for left in range(mensen, 0, -1):
        rest = total - sum(parts, Decimal(0))
        mean = (rest / left).quantize(CENT)
        room = min(Decimal("0.22"), Decimal(1) - mean, mean - Decimal("0.3"))
        step = Decimal(rng.randint(0, int(room / CENT))) * CENT * rng.choice((1, -1)) if left > 1 else Decimal(0)
        parts.append(rest if left == 1 else mean + step)
    if not all(Decimal("0.3") <= part <= 1 for part in parts):
        return shares(rng, som, mensen)
    return parts


def lead_periods(
    rng: random.Random, personeel: Personeel, team: str, van: date, tot: date | None, tot_en_met: date
) -> Sequence[tuple[Werker, date, date | None]]:
    """Return who leads a case when, from `van` to `tot` (None: still): one at a time, the next begins a day later.

    Who leaves the team hands over; `tot_en_met` is the last day that is known.
    """
    found: list[tuple[Werker, date, date | None]] = []
    day, last = van, tot or tot_en_met
    while True:
        worker = rng.choice(personeel.on_duty(team, day))
        end = worker.leaves()
        if end is None or end >= last:
            found.append((worker, day, tot))
            return found
        found.append((worker, day, end))
        day = date.fromordinal(end.toordinal() + 1)
