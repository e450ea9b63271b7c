"""Caberg-Malpertuis: people with whom the reports give the figures of the evaluation of January 2015 (source 002).

Published: how many cases, persons and reviews there are and how they divide (T-13 to T-29). Invented: everybody, and
how the counts that were not published fall. Source per figure: docs/demogemeenten.md.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from keukentafel.demo.gemeenten.bevolking import Bevolking, Thuis, Wens
from keukentafel.demo.gemeenten.binnenkomst import (
    ANDER,
    PROFESSIONAL,
    ZELF,
    Melder,
    write_melding_at_the_door,
    write_melding_of_case,
)
from keukentafel.demo.gemeenten.buurtservice import write_buurtservice
from keukentafel.demo.gemeenten.casusloop import (
    Loop,
    Tempo,
    set_out,
    story_of,
    write_case,
    write_contacts,
    write_roles,
)
from keukentafel.demo.gemeenten.pakketbouw import Pakketbouw
from keukentafel.demo.gemeenten.personeel import Dienst, Personeel, shares
from keukentafel.demo.gemeenten.terugblik import Terugblikken, write_reviews
from keukentafel.demo.gemeenten.vastlegging import Beeld, Opdracht, deal, write_measurements, write_plan

PEILDATUM = date(2014, 12, 3)
OMSLAG = date(2014, 7, 1)  # the new team, the new version of the system and its domains
BEGIN = date(2013, 1, 1)
TEAM = "sociaal-team"
#: Cases per month; 98 in 2013, 82 in the first half of 2014, 68 from July to 3 December (T-14).
PER_MAAND = {
    2013: (3, 4, 5, 6, 7, 8, 6, 7, 12, 14, 14, 12),
    2014: (13, 14, 14, 15, 13, 13, 12, 11, 14, 15, 14, 2),
}
GEBIEDEN = (  # code, name, team served from (the decision of February 2014 widened the area)
    ("caberg", "Caberg", BEGIN), ("malpertuis", "Malpertuis", BEGIN),
    ("brusselse-poort-west", "Brusselse Poort West", BEGIN), ("malberg", "Malberg", date(2014, 3, 1)),
    ("oud-caberg", "Oud-Caberg", date(2014, 3, 1)),
)  # fmt: skip
ORGANISATIES = (
    ("gemeente", "Gemeente Maastricht", "gemeente"), ("envida", "Envida", "moederorganisatie"),
    ("trajekt", "Trajekt", "moederorganisatie"), ("mee", "MEE", "moederorganisatie"),
    ("radar", "Radar", "moederorganisatie"), ("mondriaan", "Mondriaan", "moederorganisatie"),
    ("bjz", "Bureau Jeugdzorg", "moederorganisatie"), ("mosae", "Mosae Zorggroep", "moederorganisatie"),
    ("leger-des-heils", "Leger des Heils", "partner"), ("ribw", "RIBW", "partner"), ("sgl", "SGL", "partner"),
    ("koraal", "Koraalgroep", "partner"), ("groene-kruis", "GroeneKruisDomicura-Vivre", "partner"),
    ("huisartsen", "ZIO en de huisartsen", "partner"), ("buurtservice", "Buurtservice", "vrijwilligersorganisatie"),
)  # fmt: skip
#: Kind of work and mother organisation of the sixteen; the first nine stay (T-29).
TEAMLEDEN = (
    ("volwassenen", "envida"), ("volwassenen", "trajekt"), ("volwassenen", "gemeente"), ("volwassenen", "mee"),
    ("jeugd", "radar"), ("volwassenen", "mondriaan"), ("jeugd", "bjz"), ("volwassenen", "mosae"),
    ("opbouwwerk", "trajekt"), ("volwassenen", "trajekt"), ("volwassenen", "envida"), ("volwassenen", "mosae"),
    ("volwassenen", "leger-des-heils"), ("volwassenen", "sgl"), ("volwassenen", "ribw"), ("jeugd", "koraal"),
)  # fmt: skip
BLIJVEN, FTE = 9, "5.9"
#: Ages (low, high, cases before, cases from July 2014): after July more of 0-19 and of 60 and over (T-17).
LEEFTIJDEN = ((6, 17, 9, 8), (20, 39, 75, 21), (40, 59, 72, 22), (60, 69, 15, 11), (70, 79, 9, 6))
ALLEEN, KINDEREN = (72, 27), (72, 27)  # of 180 and 68: 40% lives alone, in 40% there are children (T-18)
MAN, VROUW, ONBEKEND = 98, 147, 3  # T-16
#: T-22: 200 items whose shares all end in ,5, so that whole percentages add up to 102.
NIEUW = {"eigen_kracht": 37, "sociaal_netwerk": 31, "algemeen": 77, "maatwerk": 55}
BESTAAND = (  # T-20: 58% tailored; T-21: from July much more own strength. T-23: nothing new was recorded then
    {"eigen_kracht": 34, "sociaal_netwerk": 32, "algemeen": 60, "maatwerk": 174},
    {"eigen_kracht": 46, "sociaal_netwerk": 20, "algemeen": 20, "maatwerk": 34},
)  # fmt: skip
DOELEN = (  # T-24: two thirds improve, a third stabilises, few decline; first per arrangement, then per intervention
    {"verbetering": 0.66, "stabilisering": 0.315, "begeleide_achteruitgang": 0.025},
    {"verbetering": 0.66, "stabilisering": 0.32, "begeleide_achteruitgang": 0.02},
)  # fmt: skip
REDENEN_ZONDER_CASUS = ("informatie_advies",) * 7 + ("in_voorbereiding",) * 2 + ("ingetrokken",) * 2 + ("dubbel",)
BUITEN_SYSTEEM = (("2013-04", 1), ("2013-10", 3), ("2014-02", 2), ("2014-05", 3), ("2014-09", 4), ("2014-11", 1))
KOSTEN = {2013: 94_500, 2014: 116_000}  # T-12
_ZWAAR = {"geld": 6.0, "werk": 4.0, "psychisch": 3.5, "regie": 3.0, "huishouden": 2.5}
_LICHT = {"netwerk": 1.2, "lichaam": 1.0, "opvoeden": 0.8, "wonen": 0.8, "veiligheid": 0.3}
BEELD = Beeld(
    problemen={
        "geld": 0.72, "werk": 0.7, "netwerk": 0.66, "psychisch": 0.68, "regie": 0.64, "huishouden": 0.3,
        "lichaam": 0.34, "wonen": 0.24, "veiligheid": 0.14,
    },
    was={**_LICHT, **_ZWAAR},
    kwam={**_LICHT, "regie": 7.0, "psychisch": 5.0, "geld": 1.2, "werk": 1.0, "huishouden": 1.5},
    doel={**_LICHT, "geld": 4.0, "werk": 4.5, "psychisch": 2.0, "regie": 1.5, "huishouden": 1.5},
    aanbieders=("envida", "mondriaan", "mosae", "radar", "mee"),
    ander_plan=0.06,
)  # fmt: skip
BEOORDEELD = Terugblikken(  # T-25: 53 reviews; per question ja and n, the rest without an answer (trap 5)
    aantal=53,
    antwoorden={
        "wijkt_af": (41, 53), "ander_arrangement": (34, 52), "tijdwinst": (11, 50), "wijkkracht": (10, 53),
        "voldoende_ondersteuning": (42, 45), "tevreden": (42, 42),
    },
)  # fmt: skip


def make(bouw: Pakketbouw) -> None:
    """Write the whole municipality into this package; the same every time."""
    rng = random.Random(248)  # noqa: S311 (no secret: the same demo for all)
    personeel = _staff(rng, bouw)
    people = Bevolking(rng, bouw, "6200")
    loops = [_open(rng, personeel, place, home) for place, home in enumerate(_homes(rng, people), start=1)]
    _record(rng, bouw, personeel, loops)
    write_reviews(rng, bouw, [loop for loop in loops if loop.plan], BEOORDEELD, OMSLAG, PEILDATUM)
    _without_case(rng, bouw, people)
    for maand, aantal in BUITEN_SYSTEEM:
        bouw.add("buiten_systeem", team=TEAM, maand=maand, aantal=aantal)
    for jaar, euro in KOSTEN.items():
        bouw.add_reeks(
            "budget", "kosten-proeftuin", "Kosten van de proeftuin", "euro", "Evaluatie Proeftuin, januari 2015",
            van=date(jaar, 1, 1), tot=date(jaar, 12, 31), team=TEAM, waarde=euro,
        )  # fmt: skip
    write_buurtservice(rng, bouw, [code for code, _naam, _van in GEBIEDEN], date(2014, 6, 2), PEILDATUM)


def _staff(rng: random.Random, bouw: Pakketbouw) -> Personeel:
    """Areas, organisations, the team; sixteen workers until July 2014, then nine with 5,9 fte."""
    for key, naam, soort in ORGANISATIES:
        bouw.add("organisaties", id=key, naam=naam, soort=soort)
    bouw.add("teams", id=TEAM, naam="Sociaal Team Caberg-Malpertuis", geldig_van=BEGIN)
    for code, naam, van in GEBIEDEN:
        bouw.add("gebieden", code=code, naam=naam, soort="buurt")
        bouw.add("team_gebieden", team=TEAM, gebied=code, van=van)
    personeel = Personeel(rng, bouw)
    fte: Sequence[Decimal | None] = shares(rng, FTE, BLIJVEN)
    for place, (soort, moeder) in enumerate(TEAMLEDEN):
        worker = personeel.hire(Dienst(TEAM, soort, None, BEGIN, OMSLAG - timedelta(days=1)), moeder)
        if place < BLIJVEN:
            personeel.place(worker, Dienst(TEAM, soort, fte[place], OMSLAG))
    return personeel


def _homes(rng: random.Random, people: Bevolking) -> list[Thuis]:
    """The 248 households in order of their case: age, sex and home as published, per period."""
    days = _days(rng)
    wishes: list[tuple[date, int, str]] = []
    for period in (0, 1):
        mine = [day for day in days if (day >= OMSLAG) == bool(period)]
        wishes += zip(mine, *zip(*_ages_and_homes(rng, period), strict=True), strict=True)
    order = sorted(range(len(wishes)), key=lambda place: rng.random() - 0.3 * (wishes[place][2] == "eenouder"))
    sexes = dict(zip(order, ["vrouw"] * VROUW + ["man"] * MAN + [""] * ONBEKEND, strict=True))
    found = []
    for place, (day, age, vorm) in enumerate(wishes):
        areas = [code for code, _naam, van in GEBIEDEN if van <= day]
        found.append(people.settle(Wens(age, sexes[place], vorm, day, rng.choice(areas))))
    return found


def _days(rng: random.Random) -> list[date]:
    """The days of aanmelding, in order."""
    found = []
    for year, counts in PER_MAAND.items():
        for month, count in enumerate(counts, start=1):
            last = 3 if (year, month) == (2014, 12) else 28
            found += [date(year, month, rng.randint(1, last)) for _case in range(count)]
    return sorted(found)


def _ages_and_homes(rng: random.Random, period: int) -> list[tuple[int, str]]:
    """Age and kind of home of the cases of a period, shuffled. Who is young or old decides who lives with children."""
    ages = [rng.randint(row[0], row[1]) for row in LEEFTIJDEN for _case in range(row[2 + period])]
    young = [age for age in ages if age < 20]
    parents = [age for age in ages if 22 <= age <= 54]
    rng.shuffle(parents)
    with_children = parents[: KINDEREN[period] - len(young)]
    rest = sorted((*(age for age in ages if not (age < 20 or 22 <= age <= 54)), *parents[len(with_children) :]))
    rng.shuffle(rest)
    found = [(age, rng.choice(("gezin", "eenouder"))) for age in (*young, *with_children)]
    found += [(age, "alleen" if place < ALLEEN[period] else "samen") for place, age in enumerate(rest)]
    rng.shuffle(found)
    return found


def _open(rng: random.Random, personeel: Personeel, number: int, home: Thuis) -> Loop:
    """A case from its day of aanmelding on. The first half year was typed in later, in two batches (T-13)."""
    day = home.op
    typed = day
    if day < date(2013, 9, 1) and rng.random() < 0.85:
        typed = date(2013, 9, rng.randint(2, 27))
    elif date(2014, 1, 1) <= day < date(2014, 4, 1) and rng.random() < 0.6:
        typed = date(2014, 4, rng.randint(1, 25))
    loop = Loop(
        id=f"c{number}", thuis=home, team=TEAM, verhaal=story_of(rng, home), peildatum=PEILDATUM,
        ontvangen=day - timedelta(days=rng.choice((0, 0, 0, 1, 2, 4)) if day > BEGIN + timedelta(days=4) else 0),
        aangemeld=day, geregistreerd=typed,
    )  # fmt: skip
    if day < OMSLAG:  # who came before July is seen, and has a plan, in the old scheme
        return set_out(rng, loop, Tempo(gesprek=(2, 16), plan=(4, 24)), personeel)
    return set_out(rng, loop, Tempo(looptijd=(40, 160)), personeel)


def _record(rng: random.Random, bouw: Pakketbouw, personeel: Personeel, loops: Sequence[Loop]) -> None:
    """Everything that was written down, per period with its own scheme and its own counts."""
    for period in (0, 1):
        mine = [loop for loop in loops if (loop.aangemeld >= OMSLAG) == bool(period)]
        planned = [loop for loop in mine if loop.plan]
        goals = _goals(rng, period, len(planned))
        dealt = zip(
            deal(rng, _pile(BESTAAND[period]), len(planned)),
            deal(rng, [] if period else _pile(NIEUW), len(planned)),
            goals,
            strict=True,
        )
        scheme = ("maastricht1", "maastricht2")[period]
        orders = {
            loop.id: Opdracht(scheme, was, kwam, kinds, ("arrangement", "interventie")[period])
            for loop, (was, kwam, kinds) in zip(planned, dealt, strict=True)
        }
        for loop in mine:
            _write(rng, bouw, personeel, loop, orders.get(loop.id, Opdracht(scheme)))


def _write(rng: random.Random, bouw: Pakketbouw, personeel: Personeel, loop: Loop, opdracht: Opdracht) -> None:
    melding = write_melding_of_case(rng, bouw, loop, _reporter(rng), loop.thuis.gebied)
    write_roles(rng, bouw, personeel, loop)
    write_contacts(rng, bouw, loop)
    opdracht.problemen = write_measurements(rng, bouw, loop, opdracht.stelsel, BEELD)
    reason = write_plan(rng, bouw, loop, BEELD, opdracht)
    write_case(rng, bouw, loop, melding, reason)


def _pile(counts: dict[str, int]) -> list[str]:
    return [word for word, count in counts.items() for _item in range(count)]


def _goals(rng: random.Random, period: int, plans: int) -> list[list[str]]:
    """Before July one goal for each arrangement; since then one per intervention, two for most plans."""
    total = plans if period == 0 else 2 * plans - plans // 4
    counts = {soort: round(share * total) for soort, share in DOELEN[period].items()}
    counts["verbetering"] += total - sum(counts.values())
    return deal(rng, _pile(counts), plans)


def _reporter(rng: random.Random) -> Melder:
    soort = rng.choices((ZELF, ANDER, PROFESSIONAL), (40, 20, 40))[0]
    kanaal = rng.choices(("telefoon", "wijkservicepunt", "partneroverleg", "huisbezoek"), (50, 20, 20, 10))[0]
    return Melder(soort, kanaal, rng.choice(("huisartsen", "trajekt", "gemeente")) if soort == PROFESSIONAL else "")


def _without_case(rng: random.Random, bouw: Pakketbouw, people: Bevolking) -> None:
    """Twelve persons for whom no case was made, and the melding that most of them came with (R-004)."""
    for reden in REDENEN_ZONDER_CASUS:
        day = date(2013, 9, 2) + timedelta(days=rng.randint(0, 440))
        wish = Wens(rng.randint(22, 74), rng.choice(("man", "vrouw")), "alleen", day, rng.choice(GEBIEDEN[:3])[0])
        person = people.single(wish, reden)
        how = {"informatie_advies": "informatie_advies", "ingetrokken": "ingetrokken", "dubbel": "dubbel"}.get(reden)
        if how is not None:
            write_melding_at_the_door(
                rng, bouw, op=day, peildatum=PEILDATUM, team=TEAM, gebied=wish.gebied, melder=_reporter(rng),
                afhandeling=how, persoon=person,
            )  # fmt: skip
