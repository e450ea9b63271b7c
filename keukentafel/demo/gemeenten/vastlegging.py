"""What is written down on a case: how the resident fares, and the plan with its goals and support.

Themes are those of data/ondersteuning.toml; each scheme has its own code for a theme. How many items and goals of a
kind there are is dealt out by the municipality (`deal`); which theme they are about follows the story and the weights.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from keukentafel.demo.gemeenten.casusloop import Loop
from keukentafel.demo.gemeenten.pakketbouw import Pakketbouw

T = TypeVar("T")
_FILE = Path(__file__).parents[1] / "data" / "ondersteuning.toml"
#: Theme to domain, per scheme; a theme that a scheme does not know is left out.
THEMAS: Mapping[str, Mapping[str, str]] = {
    "maastricht1": {
        "geld": "inkomen_en_werk", "werk": "inkomen_en_werk", "huishouden": "adl_huishouden",
        "lichaam": "fysieke_gezondheid", "psychisch": "mentale_gezondheid", "netwerk": "sociaal_netwerk_participatie",
        "regie": "regievoering", "opvoeden": "opvoeden", "wonen": "wonen",
    },
    "maastricht2": {
        "geld": "financien", "werk": "werk_opleiding_dagbesteding", "huishouden": "adl_huishouden",
        "lichaam": "fysieke_gezondheid", "psychisch": "mentale_gezondheid", "netwerk": "sociaal_netwerk_participatie",
        "regie": "zelfregie", "opvoeden": "opvoeden", "wonen": "wonen", "veiligheid": "veiligheid",
    },
    "zrm2013": {
        "geld": "financien", "werk": "dagbesteding", "huishouden": "adl", "lichaam": "lichamelijke_gezondheid",
        "psychisch": "geestelijke_gezondheid", "netwerk": "sociaal_netwerk", "regie": "maatschappelijke_participatie",
        "opvoeden": "huiselijke_relaties", "wonen": "huisvesting", "veiligheid": "justitie",
    },
}  # fmt: skip
#: Domain of a story (zrm2013) to theme.
UIT_VERHAAL = {
    "financien": "geld", "dagbesteding": "werk", "adl": "huishouden", "lichamelijke_gezondheid": "lichaam",
    "geestelijke_gezondheid": "psychisch", "verslaving": "psychisch", "sociaal_netwerk": "netwerk",
    "maatschappelijke_participatie": "netwerk", "huiselijke_relaties": "opvoeden", "huisvesting": "wonen",
    "justitie": "veiligheid",
}  # fmt: skip
OUDERSCHAP = {  # domain to the share of parents with a problem there (source 002, paragraph 5.3)
    "lichamelijke_verzorging": 0.06, "sociaal_emotionele_ondersteuning": 0.46, "scholing": 0.1, "opvang": 0.12,
}  # fmt: skip
UITVOERDERS = {
    "eigen_kracht": ("inwoner",), "sociaal_netwerk": ("netwerk", "netwerk", "vrijwilliger"),
    "algemeen": ("eerste_lijn", "team", "buurt"), "maatwerk": ("tweede_lijn",),
}  # fmt: skip
PROBLEEM_TOT = 3  # a level up to here is a problem
REDENEN = ("niet_relevant", "niet_besproken", "niet_besproken", "wil_niet", "onbekend")
ALLEEN_HIER = {"begeleide_achteruitgang": ("huishouden", "lichaam", "psychisch")}  # themes that have such a goal


@dataclass(frozen=True, slots=True)
class Beeld:
    """What a municipality is like: weights per theme. `problemen`: the share of residents with a problem there."""

    problemen: Mapping[str, float]
    was: Mapping[str, float]
    kwam: Mapping[str, float]
    doel: Mapping[str, float]
    aanbieders: Sequence[str]
    ander_plan: float = 0.0  # the share of households in which an organisation has a plan of its own too


@dataclass(slots=True)
class Opdracht:
    """What a plan holds: circles of support that was there and that came, kinds of goals, and how these are counted."""

    stelsel: str
    was: list[str] = field(default_factory=list)
    kwam: list[str] = field(default_factory=list)
    doelen: list[str] = field(default_factory=list)
    telwijze: str = "interventie"
    kosten: bool = False
    problemen: list[str] = field(default_factory=list)  # themes in which there is a problem: goals go there first


@cache
def _texts() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def deal(rng: random.Random, stapel: Sequence[T], handen: int) -> list[list[T]]:
    """Deal a pile over so many hands, as evenly as it goes, who gets one more by chance."""
    shuffled, order = list(stapel), list(range(handen))
    rng.shuffle(shuffled)
    rng.shuffle(order)
    hands: list[list[T]] = [[] for _hand in range(handen)]
    for place, card in enumerate(shuffled):
        hands[order[place % handen]].append(card)
    return hands


def write_measurements(rng: random.Random, bouw: Pakketbouw, loop: Loop, stelsel: str, beeld: Beeld) -> list[str]:
    """How the resident fares at the talk and later on; of a child's case the parent answers about parenthood.

    Returns the themes in which there is a problem.
    """
    if loop.gesprek is None:
        return []
    found = ["opvoeden"] if loop.persoon.kind else []
    later = _later_day(rng, loop)
    if not loop.persoon.kind:
        themes = {domein: thema for thema, domein in THEMAS[stelsel].items() if thema != "opvoeden"}
        start = {domein: _level(rng, beeld.problemen[thema]) for domein, thema in themes.items()}
        found += [themes[domein] for domein, level in start.items() if level <= PROBLEEM_TOT]
        _measure(rng, bouw, loop, loop.persoon.id, stelsel, start, later)
    if loop.thuis.kinderen:
        parent = {domein: _level(rng, share) for domein, share in OUDERSCHAP.items()}
        _measure(rng, bouw, loop, loop.thuis.vrager.id, "ouderschap2013", parent, later)
    return found


def _later_day(rng: random.Random, loop: Loop) -> tuple[date, str] | None:
    if loop.plan is None or loop.gesprek is None:
        return None
    if loop.afgesloten is not None:
        return (loop.afgesloten, "eind") if loop.afgesloten > loop.gesprek and rng.random() < 0.7 else None
    day = loop.plan + timedelta(days=90 + rng.randint(0, 20))
    return (day, "tussen") if day <= loop.peildatum and rng.random() < 0.5 else None


def _measure(
    rng: random.Random, bouw: Pakketbouw, loop: Loop, persoon: str, instrument: str, start: Mapping[str, int],
    later: tuple[date, str] | None,
) -> None:  # fmt: skip
    moments = [(loop.gesprek, "start", start)]
    if later is not None:
        moments.append((*later, {domein: _on(rng, level) for domein, level in start.items()}))
    unscored = {domein: rng.choice(REDENEN) for domein in start if rng.random() < 0.18}
    for day, moment, levels in moments:
        key = bouw.next_id("metingen", "z")
        bouw.add(
            "metingen", id=key, casus=loop.id, persoon=persoon, instrument=instrument, datum=day, moment=moment,
            bron="professional",
        )  # fmt: skip
        for domein, level in levels.items():
            why = unscored.get(domein)
            bouw.add(
                "scores", meting=key, domein=domein, niveau=None if why else level, reden_niet_gescoord=why or "",
            )  # fmt: skip


def _level(rng: random.Random, share: float) -> int:
    """A level; with this chance a problem (1 to 3)."""
    return rng.choices((3, 2, 1), (60, 32, 8))[0] if rng.random() < share else rng.choice((4, 4, 5))


def _on(rng: random.Random, level: int) -> int:
    """The level some time later: mostly a bit better where it was low."""
    step = rng.choices((-1, 0, 1, 2), (6, 44, 40, 10) if level <= PROBLEEM_TOT else (10, 75, 15, 0))[0]
    return max(1, min(5, level + step))


def write_plan(rng: random.Random, bouw: Pakketbouw, loop: Loop, beeld: Beeld, opdracht: Opdracht) -> str:
    """Write the plan of a case that has one, with all that was ordered; return why the case closed, when it did."""
    if loop.plan is None:
        return "op_verzoek_inwoner"
    last = loop.laatste
    talked = min(loop.plan + timedelta(days=rng.randint(0, 7)), last)
    given = min(talked + timedelta(days=rng.randint(0, 4)), last) if rng.random() < 0.82 else None
    agreed = rng.choices(("akkoord", "niet_akkoord", "niet_gewenst", ""), (84, 4, 3, 9))[0]
    plan = bouw.next_id("plannen", "n")
    bouw.add(
        "plannen", id=plan, huishouden=loop.thuis.id, casus=loop.id, opgesteld_op=loop.plan, besproken_op=talked,
        verstrekt_op=given, akkoord=agreed, beeindigd_op=loop.afgesloten,
    )  # fmt: skip
    _plan_of_others(rng, bouw, loop, beeld)
    about = [UIT_VERHAAL[domein] for domein in loop.verhaal.domeinen]
    goals, states = dict[str, str](), list[str]()
    for soort in opdracht.doelen:
        first = [thema for thema in opdracht.problemen if thema not in goals]
        thema = _theme(rng, beeld.doel, first, opdracht.stelsel, ALLEEN_HIER.get(soort), 12)
        goals[thema] = bouw.next_id("doelen", "d")
        states.append(_goal(rng, bouw, loop, plan, thema, soort, opdracht))
    for aard, kringen, weights in (("bestaand", opdracht.was, beeld.was), ("nieuw", opdracht.kwam, beeld.kwam)):
        for kring in kringen:
            thema = _theme(rng, weights, about, opdracht.stelsel)
            _support(rng, bouw, loop, plan, aard, kring, thema, goals.get(thema, ""), beeld, opdracht)
    return _reason(rng, states)


def _plan_of_others(rng: random.Random, bouw: Pakketbouw, loop: Loop, beeld: Beeld) -> None:
    """Now and then an organisation has its own plan in the household, made before the team's (R-001)."""
    if loop.plan is None or rng.random() >= beeld.ander_plan:
        return
    made = loop.aangemeld - timedelta(days=rng.randint(20, 300))
    bouw.add(
        "plannen", id=bouw.next_id("plannen", "n"), huishouden=loop.thuis.id, casus=loop.id,
        eigenaar=rng.choice(beeld.aanbieders), opgesteld_op=made,
    )  # fmt: skip


def _theme(
    rng: random.Random, weights: Mapping[str, float], about: Sequence[str], stelsel: str,
    alleen: Sequence[str] | None = None, telt: int = 2,
) -> str:  # fmt: skip
    """A theme by its weight; one that it is about counts more."""
    names = [thema for thema in weights if thema in THEMAS[stelsel] and (alleen is None or thema in alleen)]
    return rng.choices(names, [weights[thema] * (telt if thema in about else 1) for thema in names])[0]


def _goal(
    rng: random.Random, bouw: Pakketbouw, loop: Loop, plan: str, thema: str, soort: str, opdracht: Opdracht
) -> str:
    """Write one goal; return its status. A closed case has a result for every goal."""
    made = loop.plan or loop.aangemeld
    if loop.afgesloten is not None:
        chances = (("behaald", "deels_behaald", "niet_behaald", "vervallen"), (56, 30, 10, 4))
        status, on = rng.choices(*chances)[0], loop.afgesloten
    elif rng.random() < 0.15 and made < loop.peildatum:
        status, on = "behaald", made + (loop.peildatum - made) / 2
    else:
        status, on = "open", None
    texts = _texts()[thema].get(soort) or _texts()[thema]["verbetering"]
    bouw.add(
        "doelen", id=bouw.next_id("doelen", "d"), plan=plan, persoon=loop.persoon.id,
        domein=THEMAS[opdracht.stelsel][thema], telwijze=opdracht.telwijze, soort=soort,
        omschrijving=rng.choice(texts), streefdatum=made + timedelta(days=rng.choice((60, 90, 120, 180))),
        status=status, status_op=on,
    )  # fmt: skip
    return status


def _support(
    rng: random.Random, bouw: Pakketbouw, loop: Loop, plan: str, aard: str, kring: str, thema: str, doel: str,
    beeld: Beeld, opdracht: Opdracht,
) -> None:  # fmt: skip
    made, new, tailored = loop.plan or loop.aangemeld, aard == "nieuw", kring == "maatwerk"
    if new:
        van = min(made + timedelta(days=rng.randint(0, 21)), loop.laatste)
        tot = loop.afgesloten if rng.random() < 0.4 else None
    else:
        van = loop.aangemeld - timedelta(days=rng.randint(60, 1500))
        tot = min(made + timedelta(days=rng.randint(10, 90)), loop.laatste) if rng.random() < 0.25 else None
    texts = _texts()[thema]["kwam" if new else "was"][kring]
    bouw.add(
        "inzet", id=bouw.next_id("inzet", "i"), plan=plan, doel=doel if new else "", persoon=loop.persoon.id,
        domeinstelsel=opdracht.stelsel, domein=THEMAS[opdracht.stelsel][thema], kring=kring, aard=aard,
        uitvoerder_soort=rng.choice(UITVOERDERS[kring]), uitvoerder=rng.choice(beeld.aanbieders) if tailored else "",
        omschrijving=rng.choice(texts).format(naam=loop.thuis.vrager.voornaam), zonder_indicatie=not tailored,
        kosten=50 * rng.randint(6, 120) if opdracht.kosten and tailored and new else None, van=van, tot=tot,
    )  # fmt: skip


def _reason(rng: random.Random, states: Sequence[str]) -> str:
    if states and all(status == "behaald" for status in states):
        return "doelen_bereikt"
    return rng.choices(("deels_bereikt", "overgedragen", "op_verzoek_inwoner", "verhuisd"), (70, 15, 10, 5))[0]
