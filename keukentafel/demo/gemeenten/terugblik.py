"""The short reviews of the way of working: as many answers per question as were published, reasons that fit them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from keukentafel.demo.gemeenten.casusloop import Loop
from keukentafel.demo.gemeenten.pakketbouw import Pakketbouw

#: The codes of the contract (exchange package, werkwijze_reviews.redenen), by what they answer.
NIET_ANDERS = ("noodzaak_tweede_lijn", "niet_redzaam", "geen_netwerk", "geen_alternatief", "keuze_inwoner")
LEIDDE_TOT = (
    "verminderde_hulpvraag", "escalatie_voorkomen", "preventief", "eigen_verantwoordelijkheid", "zonder_indicatie",
)  # fmt: skip
WAARIN = (
    "regie_bij_inwoner", "eigen_netwerk", "juiste_partners", "netwerk_functioneert", "netwerken_verbonden",
)  # fmt: skip
ARRANGEMENT = ("meer_inwoner_minder_professional", "minder_indicatie_meer_netwerk", "meer_mantelzorg")
#: Questions whose yes needs the yes of another: a different arrangement is a different way, content needs enough.
VOLGT = {"ander_arrangement": "wijkt_af", "tevreden": "voldoende_ondersteuning"}


@dataclass(frozen=True, slots=True)
class Terugblikken:
    """How many reviews, and per question how often ja and how many answers."""

    aantal: int
    antwoorden: Mapping[str, tuple[int, int]]


def write_reviews(
    rng: random.Random, bouw: Pakketbouw, loops: Sequence[Loop], blik: Terugblikken, van: date, tot: date
) -> None:
    """Write the reviews of as many cases, each on a day after its plan within the period."""
    able = [loop for loop in loops if loop.plan is not None and loop.laatste >= max(van, loop.plan)]
    chosen = sorted(rng.sample(able, blik.aantal), key=lambda loop: int(loop.id[1:]))
    answers: dict[str, list[bool | None]] = {}
    for vraag, (ja, n) in blik.antwoorden.items():
        answers[vraag] = _answers(rng, ja, n, blik.aantal, answers.get(VOLGT.get(vraag, ""), []))
    for place, loop in enumerate(chosen):
        begin = max(van, loop.plan or van)
        end = min(tot, loop.laatste + timedelta(days=14))
        mine = {vraag: given[place] for vraag, given in answers.items()}
        bouw.add(
            "werkwijze_reviews", casus=loop.id, datum=begin + (end - begin) * rng.random(),
            redenen=" ".join(_reasons(rng, mine)), **mine,
        )  # fmt: skip


def _answers(rng: random.Random, ja: int, n: int, aantal: int, needs: Sequence[bool | None]) -> list[bool | None]:
    """`ja` times yes and the other of n answers no, in some order; yes only where `needs` says yes."""
    places = list(range(aantal))
    rng.shuffle(places)
    places.sort(key=lambda place: needs[place] is not True if needs else False)
    values = [True] * ja + [False] * (n - ja) + [None] * (aantal - n)
    return [value for _place, value in sorted(zip(places, values, strict=True), key=lambda pair: pair[0])]


def _reasons(rng: random.Random, mine: Mapping[str, bool | None]) -> list[str]:
    found: list[str] = []
    if mine["wijkt_af"] is True:
        found += [rng.choice(LEIDDE_TOT), rng.choice(WAARIN)]
    elif mine["wijkt_af"] is False:
        found.append(rng.choice(NIET_ANDERS))
    if mine["ander_arrangement"] is True:
        found.append(rng.choice(ARRANGEMENT))
    return found
