"""Lopik: one Breed Sociaal Loket, nine months old, as the practice scan of document 004 describes it.

Published: that everybody is helped fast, that there is no waiting list and no complaint, that all re-indications were
done before 1 October (T-33), and what one wants to know: meldingen, outcomes, roads and costs (T-31, T-32). The source
has no counts: all numbers here are invented. Sources: docs/demogemeenten.md.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from keukentafel.demo.gemeenten.bevolking import Bevolking, Wens
from keukentafel.demo.gemeenten.binnenkomst import (
    ANDER,
    PROFESSIONAL,
    ZELF,
    Melder,
    write_melding_at_the_door,
    write_melding_of_case,
)
from keukentafel.demo.gemeenten.casusloop import (
    Loop,
    Tempo,
    set_out,
    story_of,
    write_case,
    write_contacts,
    write_roles,
)
from keukentafel.demo.gemeenten.midden_groningen import BEELD as GEMIDDELD
from keukentafel.demo.gemeenten.pakketbouw import Pakketbouw
from keukentafel.demo.gemeenten.personeel import Dienst, Personeel, shares
from keukentafel.demo.gemeenten.vastlegging import Beeld, Opdracht, write_measurements, write_plan

BEGIN, PEILDATUM = date(2015, 1, 1), date(2015, 10, 1)
TEAM = "bsl"
MELDINGEN = 260
GEBIEDEN = {"lopik": ("Lopik", 7400), "kern-oost": ("Kern Oost", 2100), "kern-west": ("Kern West", 3600)}
ORGANISATIES = (
    ("gemeente", "Gemeente Lopik", "gemeente"), ("welzijn", "Welzijnsorganisatie", "moederorganisatie"),
    ("jeugd", "Jeugdhulpaanbieder", "aanbieder"), ("thuiszorg", "Thuiszorg", "aanbieder"),
    ("huisarts", "Huisartsen", "partner"), ("school", "Scholen", "partner"), ("kerk", "Kerken", "informeel"),
)  # fmt: skip
FORMATIE = (("volwassenen", "3.4", 4), ("jeugd", "2.3", 3), ("werk_en_inkomen", "1.6", 2), ("loket", "1.3", 2))
AFLOOP = {"casus": 44, "informatie_advies": 34, "doorverwezen": 14, "ingetrokken": 4, "dubbel": 4}  # of a hundred
#: What there was none of (T-33). Nought is a figure here, and its source says so.
NIETS = (
    ("wachtlijst", "Inwoners op een wachtlijst", "inwoners"), ("klachten", "Klachten", "klachten"),
    ("herindicaties", "Herindicaties die nog moeten", "herindicaties"),
)  # fmt: skip
BEELD = Beeld(GEMIDDELD.problemen, GEMIDDELD.was, GEMIDDELD.kwam, GEMIDDELD.doel, ("jeugd", "thuiszorg"))


def make(bouw: Pakketbouw) -> None:
    """Write the whole municipality into this package; the same every time."""
    for reeks, naam, eenheid in NIETS:
        source = "RadarAdvies, praktijkscan sociaal wijkteam, tussenstand Lopik"
        bouw.add_reeks("overig", reeks, naam, eenheid, source, van=PEILDATUM, waarde=0)
    rng = random.Random(4)  # noqa: S311 (no secret: the same demo for all)
    personeel = _staff(rng, bouw)
    people = Bevolking(rng, bouw, "3410")
    days = sorted(BEGIN + timedelta(days=rng.randint(4, 272)) for _melding in range(MELDINGEN))
    for number, day in enumerate(days, start=1):
        soort = rng.choices((ZELF, ANDER, PROFESSIONAL), (50, 20, 30))[0]
        kanaal = rng.choices(("loket", "telefoon", "digitaal", "partneroverleg"), (45, 35, 10, 10))[0]
        melder = Melder(soort, kanaal, rng.choice(("huisarts", "school", "kerk")) if soort == PROFESSIONAL else "")
        area, outcome = rng.choice([*GEBIEDEN]), rng.choices([*AFLOOP], [*AFLOOP.values()])[0]
        if outcome == "casus":
            _case(rng, bouw, personeel, people, number, day, area, melder)
        else:
            write_melding_at_the_door(
                rng, bouw, op=day, peildatum=PEILDATUM, team=TEAM, gebied=area, melder=melder, afhandeling=outcome,
                vraagtype=rng.choices(("enkelvoudig", "meervoudig"), (80, 20))[0],
            )  # fmt: skip


def _case(
    rng: random.Random, bouw: Pakketbouw, personeel: Personeel, people: Bevolking, number: int, day: date,
    area: str, melder: Melder,
) -> None:  # fmt: skip
    """A case that went fast: a first contact within days, support soon after the plan."""
    vorm = rng.choices(("alleen", "samen", "gezin", "eenouder", "kind"), (34, 20, 20, 10, 16))[0]
    age = {"kind": (4, 17), "gezin": (25, 50), "eenouder": (25, 48)}.get(vorm, (21, 86))
    home = people.settle(
        Wens(rng.randint(*age), rng.choice(("vrouw", "man")), "gezin" if vorm == "kind" else vorm, day, area)
    )
    loop = Loop(f"c{number}", home, TEAM, story_of(rng, home), PEILDATUM, day, day, day)
    set_out(rng, loop, Tempo((1, 7), (2, 12), (30, 150), sluit=0.8, volgt=0.3, trekt_in=0.02), personeel)
    circles = ("eigen_kracht", "sociaal_netwerk", "algemeen", "maatwerk")
    order = Opdracht(
        "zrm2013", rng.choices(circles, (3, 3, 3, 4), k=rng.randint(1, 2)),
        rng.choices(circles, (3, 3, 4, 4), k=rng.randint(1, 3)),
        rng.choices(("verbetering", "stabilisering"), (7, 3), k=rng.randint(1, 2)), kosten=True,
    )  # fmt: skip
    melding = write_melding_of_case(rng, bouw, loop, melder, area)
    write_roles(rng, bouw, personeel, loop)
    write_contacts(rng, bouw, loop)
    order.problemen = write_measurements(rng, bouw, loop, order.stelsel, BEELD)
    write_case(rng, bouw, loop, melding, write_plan(rng, bouw, loop, BEELD, order))


def _staff(rng: random.Random, bouw: Pakketbouw) -> Personeel:
    for key, naam, soort in ORGANISATIES:
        bouw.add("organisaties", id=key, naam=naam, soort=soort)
    bouw.add("teams", id=TEAM, naam="Breed Sociaal Loket", geldig_van=BEGIN)
    for code, (naam, inwoners) in GEBIEDEN.items():
        bouw.add("gebieden", code=code, naam=naam, soort="kern", inwoners=inwoners)
        bouw.add("team_gebieden", team=TEAM, gebied=code, van=BEGIN)
    personeel = Personeel(rng, bouw)
    for soort, som, heads in FORMATIE:
        for fte in shares(rng, som, heads):
            personeel.hire(Dienst(TEAM, soort, fte, BEGIN), "gemeente" if soort != "volwassenen" else "welzijn")
    return personeel
