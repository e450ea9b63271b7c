"""Which household has which story, with whom, and how far along: the plan of the demo, before anything is stored."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from keukentafel.casussen.public import Casus
from keukentafel.demo.huizen import Huis
from keukentafel.demo.verhalen import Verhaal, stories_for, tell
from keukentafel.demo.werkers import Bezetting
from keukentafel.teams.public import Medewerker


class Fase(StrEnum):
    """How far a case of the demo is."""

    AANMELDING = "aanmelding"
    VRAAGVERHELDERING = "vraagverheldering"
    PLAN = "plan"
    UITVOERING = "uitvoering"
    STIL = "stil"  # in uitvoering, and nobody spoke to them for too long
    VOLGEN = "volgen"
    AFGESLOTEN = "afgesloten"


#: What a worker has in hand: Noor's eighteen, and the smaller loads of the others.
NOOR = (
    [Fase.AANMELDING] * 2 + [Fase.VRAAGVERHELDERING] * 2 + [Fase.PLAN] * 2 + [Fase.UITVOERING] * 6
    + [Fase.STIL] * 2 + [Fase.VOLGEN] * 2 + [Fase.AFGESLOTEN] * 7
)  # fmt: skip
ANDEREN = (
    [Fase.AANMELDING, Fase.VRAAGVERHELDERING, Fase.VRAAGVERHELDERING, Fase.PLAN] + [Fase.UITVOERING] * 5
    + [Fase.STIL, Fase.VOLGEN, Fase.VOLGEN] + [Fase.AFGESLOTEN] * 6
)  # fmt: skip
#: Days ago that a case was reported: from, to.
LEEFTIJD = {
    Fase.AANMELDING: (2, 9), Fase.VRAAGVERHELDERING: (14, 40), Fase.PLAN: (35, 60), Fase.UITVOERING: (60, 260),
    Fase.STIL: (120, 300), Fase.VOLGEN: (140, 380), Fase.AFGESLOTEN: (200, 520),
}  # fmt: skip
BIJ_NOOR = "Noor Haan"
ZONDER_REGISSEUR = 3  # cases per team that still wait for somebody


@dataclass
class Geval:
    """A case in the making: whose, which story, in whose hands, and its days."""

    huis: Huis
    verhaal: Verhaal
    fase: Fase
    medewerker: Medewerker | None
    aangemeld_op: date
    vraagverheldering_op: date | None = None
    plan_op: date | None = None
    volgen_vanaf: date | None = None
    afgesloten_op: date | None = None
    casus: Casus | None = None

    @property
    def stored(self) -> Casus:
        """The case once it is stored."""
        assert self.casus is not None  # noqa: S101 (laden.py stores every case before it asks)
        return self.casus

    def last_day(self, today: date) -> date:
        """The last day on which something happened: the closing, a while ago, or about now."""
        if self.afgesloten_op is not None:
            return self.afgesloten_op
        quiet = 55 if self.fase is Fase.STIL else 1
        return max(self.vraagverheldering_op or self.aangemeld_op, today - timedelta(days=quiet))


@dataclass
class Verdeling:
    """How the households are divided: cases, and those that have only just reported or needed only advice."""

    gevallen: list[Geval]
    over: dict[str, list[Huis]]


def divide(rng: random.Random, staff: Bezetting, homes: Sequence[Huis], today: date) -> Verdeling:
    """Give every worker of the three teams cases from the own area; what is left reports at the door."""
    by_team: dict[str, list[Huis]] = {}
    for huis in homes:
        by_team.setdefault(huis.team, []).append(huis)
    used: dict[str, int] = {}
    cases: list[Geval] = []
    for team in sorted(by_team):
        pool = by_team[team]
        rng.shuffle(pool)
        for worker, phase in _slots(staff, team):
            if pool:
                cases.append(_case(rng, pool.pop(), phase, worker, used, today))
    return Verdeling(cases, by_team)


def _slots(staff: Bezetting, team: str) -> Iterable[tuple[Medewerker | None, Fase]]:
    """Whose turn it is, one by one, so that a team that runs out of households stays in balance."""
    workers = staff.per_team[team]
    for _ in range(ZONDER_REGISSEUR):
        yield None, Fase.AANMELDING
    loads = {worker.naam: list(NOOR if worker.naam == BIJ_NOOR else ANDEREN) for worker in workers}
    for place in range(max(len(load) for load in loads.values())):
        for worker in workers:
            load = loads[worker.naam]
            if place < len(load):
                yield worker, load[place]


def _case(
    rng: random.Random, huis: Huis, fase: Fase, worker: Medewerker | None, used: dict[str, int], today: date
) -> Geval:
    """The story that fits and was told least often, so that neighbours on a list differ."""
    fitting = stories_for(huis, today) or ["huishouden_lukt_niet"]
    code = min(fitting, key=lambda one: (used.get(one, 0) + rng.random() * 2, one))
    used[code] = used.get(code, 0) + 1
    low, high = LEEFTIJD[fase]
    reported = today - timedelta(days=rng.randint(low, high))
    case = Geval(huis, tell(code, huis, today), fase, worker, reported)
    if fase is Fase.AANMELDING:
        return case
    case.vraagverheldering_op = reported + timedelta(days=rng.randint(3, 12))
    if fase is Fase.VRAAGVERHELDERING:
        return case
    case.plan_op = case.vraagverheldering_op + timedelta(days=rng.randint(8, 20))
    if fase is Fase.VOLGEN:
        case.volgen_vanaf = today - timedelta(days=rng.randint(10, 60))
    if fase is Fase.AFGESLOTEN:
        case.afgesloten_op = max(case.plan_op + timedelta(days=60), today - timedelta(days=rng.randint(12, 170)))
        case.afgesloten_op = min(case.afgesloten_op, today - timedelta(days=3))
    return case
