"""The course of one case, from the melding to the aftercare: days in order, everything on or before the peildatum."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from keukentafel.demo.gemeenten.bevolking import Mens, Thuis
from keukentafel.demo.gemeenten.pakketbouw import Pakketbouw
from keukentafel.demo.gemeenten.personeel import Personeel, Werker, lead_periods
from keukentafel.demo.verhalen import Verhaal, Zin, child_ages, stories_that_fit, tell_with
from keukentafel.referentielijsten.public import Contactsoort

DUUR = {
    Contactsoort.TELEFOON: (5, 25), Contactsoort.KEUKENTAFELGESPREK: (50, 90), Contactsoort.HUISBEZOEK: (30, 70),
    Contactsoort.OVERLEG: (30, 60), Contactsoort.KANTOOR: (30, 60), Contactsoort.E_MAIL: (5, 10),
}  # fmt: skip
STRAKS = (
    "Afgerond, met een goed gevoel. Over zes weken bellen we nog eens.",
    "Teruggekeken op het plan en de casus samen gesloten.",
    "Laatste gesprek. De afspraken blijven thuis liggen.",
)
GEEN_VERHAAL = "eenzaam_na_verlies"  # fits anybody who lives alone
Regie = Sequence[tuple[Werker, date, date | None]]


@dataclass(frozen=True, slots=True)
class Tempo:
    """How long steps take, in days (low, high), and how often a case follows a road, as a share of cases."""

    gesprek: tuple[int, int] = (2, 18)
    plan: tuple[int, int] = (5, 30)
    looptijd: tuple[int, int] = (50, 260)
    sluit: float = 0.85
    volgt: float = 0.35
    trekt_in: float = 0.04


@dataclass(slots=True)
class Loop:
    """One case; a day that was not reached by the peildatum is None."""

    id: str
    thuis: Thuis
    team: str
    verhaal: Verhaal
    peildatum: date
    ontvangen: date
    aangemeld: date
    geregistreerd: date
    gesprek: date | None = None
    plan: date | None = None
    volgen: date | None = None
    afgesloten: date | None = None
    regie: Regie = field(default_factory=list)

    @property
    def persoon(self) -> Mens:
        """Whose case it is."""
        return self.thuis.persoon

    @property
    def laatste(self) -> date:
        """The last day on which something can happen."""
        return self.afgesloten or self.peildatum

    def worker_on(self, dag: date) -> str:
        """The id of who leads on this day."""
        return next(worker.id for worker, van, tot in self.regie if van <= dag and (tot is None or dag <= tot))


def set_out(rng: random.Random, loop: Loop, tempo: Tempo, personeel: Personeel) -> Loop:
    """Let the days of a case fall, and who leads it when."""
    last = loop.peildatum

    def reached(day: date) -> date | None:
        return day if day <= last else None

    loop.gesprek = reached(loop.aangemeld + timedelta(days=rng.randint(*tempo.gesprek)))
    if loop.gesprek is not None and rng.random() < tempo.trekt_in:
        loop.afgesloten = reached(loop.gesprek + timedelta(days=rng.randint(1, 20)))
    elif loop.gesprek is not None:
        loop.plan = reached(loop.gesprek + timedelta(days=rng.randint(*tempo.plan)))
    if loop.plan is not None:
        end = loop.plan + timedelta(days=rng.randint(*tempo.looptijd))
        ends, follows = rng.random() < tempo.sluit, rng.random() < tempo.volgt
        loop.afgesloten = reached(end) if ends else None
        loop.volgen = reached(end - (end - loop.plan) / 4) if follows else None
    loop.regie = lead_periods(rng, personeel, loop.team, loop.aangemeld, loop.afgesloten, last)
    return loop


def story_of(rng: random.Random, thuis: Thuis) -> Verhaal:
    """Return a story that can be true of this household, filled in. A story about a child is one of its age."""
    op = thuis.op
    ages = [kind.age_on(op) for kind in thuis.kinderen]
    fitting = stories_that_fit(thuis.soorten, ages)
    own = [code for code in fitting if child_ages(code)[0] <= thuis.persoon.age_on(op) <= child_ages(code)[1]]
    code = rng.choice((own if thuis.persoon.kind else fitting) or fitting or [GEEN_VERHAAL])
    low, high = child_ages(code)
    child = next((kind for kind in thuis.kinderen if low <= kind.age_on(op) <= high), None)
    return tell_with(code, words_for(thuis, thuis.persoon if thuis.persoon.kind else child))


def words_for(thuis: Thuis, kind: Mens | None) -> dict[str, str]:
    """The words that fill a story for this household (as huizen.words_for)."""
    who, he = thuis.vrager, thuis.vrager.geslacht == "man"
    others = [one for one in thuis.volwassenen if one is not who]
    return {
        "naam": who.voornaam,
        "zij": "hij" if he else "zij",
        "Zij": "Hij" if he else "Zij",
        "haar": "zijn" if he else "haar",
        "hem": "hem" if he else "haar",
        "kind": kind.voornaam if kind else "het kind",
        "ander": others[0].voornaam if others else "de familie",
    }


def write_roles(rng: random.Random, bouw: Pakketbouw, personeel: Personeel, loop: Loop) -> None:
    """Who leads, and who came along to the first talk (R-012)."""
    for worker, van, tot in loop.regie:
        bouw.add("casusrollen", casus=loop.id, medewerker=worker.id, rol="regisseur", van=van, tot=tot)
    if loop.gesprek is not None and rng.random() < 0.4:
        second = rng.choice(personeel.on_duty(loop.team, loop.gesprek))
        if second.id != loop.worker_on(loop.gesprek):
            last = min(loop.plan or loop.gesprek, second.leaves() or loop.peildatum)
            bouw.add(
                "casusrollen", casus=loop.id, medewerker=second.id, rol="mede_intaker", van=loop.gesprek,
                tot=max(loop.gesprek, last),
            )  # fmt: skip


def write_contacts(rng: random.Random, bouw: Pakketbouw, loop: Loop) -> None:
    """What was said and done, each sentence in its phase and once."""
    lines, last = loop.verhaal.contacten, loop.laatste
    _spread(rng, bouw, loop, lines["aanmelding"], 1, loop.aangemeld, loop.gesprek or last)
    if loop.gesprek is not None:
        number = rng.randint(1, 3)
        _spread(rng, bouw, loop, lines["vraagverheldering"], number, loop.gesprek, loop.plan or last)
    if loop.plan is not None:
        end = loop.volgen or last
        number = max(1, (end - loop.plan).days // 30)
        _spread(rng, bouw, loop, lines["uitvoering"], number, loop.plan, end)
    if loop.volgen is not None:
        _spread(rng, bouw, loop, lines["volgen"], 1, loop.volgen, last)
    if loop.afgesloten is not None and loop.plan is not None:
        _contact(rng, bouw, loop, Zin(Contactsoort.TELEFOON, rng.choice(STRAKS)), loop.afgesloten)


def _spread(
    rng: random.Random, bouw: Pakketbouw, loop: Loop, lines: Sequence[Zin], number: int, van: date, tot: date
) -> None:
    chosen = rng.sample(lines, min(number, len(lines)))
    days = sorted(van + (tot - van) * rng.random() for _line in chosen)
    for line, day in zip(chosen, days, strict=True):
        _contact(rng, bouw, loop, line, day)


def _contact(rng: random.Random, bouw: Pakketbouw, loop: Loop, zin: Zin, dag: date) -> None:
    low, high = DUUR[Contactsoort(zin.soort)]
    bouw.add(
        "contactmomenten", casus=loop.id, medewerker=loop.worker_on(dag), datum=dag, soort=zin.soort,
        duur_minuten=5 * rng.randint(low // 5, high // 5), tekst=zin.tekst,
    )  # fmt: skip


def write_case(
    rng: random.Random, bouw: Pakketbouw, loop: Loop, melding: str, reden: str = "", casustype: str = ""
) -> None:
    """The case itself with its closing and, six weeks later, the aftercare."""
    done = loop.afgesloten
    talked = done + timedelta(days=42 + rng.randint(-4, 9)) if done else None
    if talked is not None and (talked > loop.peildatum or loop.plan is None):
        talked = None
    result = rng.choices(("gaat_goed", "vraag_beantwoord", "niet_bereikt"), (80, 12, 8))[0] if talked else ""
    bouw.add(
        "casussen", id=loop.id, huishouden=loop.thuis.id, persoon=loop.persoon.id, melding=melding, team=loop.team,
        casustype=casustype or loop.verhaal.casustype, vraagtype=loop.verhaal.vraagtype, zwaarte=loop.verhaal.zwaarte,
        veiligheid=loop.verhaal.veiligheid, aangemeld_op=loop.aangemeld, geregistreerd_op=loop.geregistreerd,
        vraagverheldering_op=loop.gesprek, plan_op=loop.plan, volgen_vanaf=loop.volgen, afgesloten_op=done,
        afsluitreden=reden if done else "", nazorg_op=talked, nazorg_resultaat=result,
        nazorg_gelijkwaardig=rng.random() < 0.9 if result == "gaat_goed" else None,
    )  # fmt: skip
