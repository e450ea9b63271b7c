"""Midden-Groningen: the teams and the front door of the evaluation of July 2018 (source 000).

Published: formatie per team and kind of work (T-01, T-02), who reports and how (T-03, T-04). Invented: everybody, all
days, how many meldingen and cases there are, and the areas' numbers of inhabitants. Sources: docs/demogemeenten.md.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

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
from keukentafel.demo.gemeenten.pakketbouw import Pakketbouw
from keukentafel.demo.gemeenten.personeel import Dienst, Personeel, shares
from keukentafel.demo.gemeenten.vastlegging import Beeld, Opdracht, write_measurements, write_plan

EERSTE, PEILDATUM = date(2017, 7, 1), date(2018, 5, 1)  # the two days of T-01
BEGIN = date(2017, 1, 1)
OMSLAG = date(2018, 1, 1)  # when the placements of T-02 begin
#: Team to fte and heads in July 2017 (T-01). Of Oost in May 2018 neither is known.
JULI_2017 = {
    "oost": ("15.78", 20), "west": ("16.54", 21), "zuid": ("11.63", 17), "menterwolde": ("14.68", 19),
    "slochteren": ("11.24", 18),
}  # fmt: skip
#: Team to kind of work to fte (T-02) and heads. Only the heads of a whole team were published (T-01).
MEI_2018 = {
    "west": {
        "volwassenen": ("8.81", 11), "jeugd": ("4.82", 6), "werk_en_inkomen": ("0.58", 1), "opbouwwerk": ("1", 2),
        "teamleiding": ("0.78", 1), "loket": ("0.86", 1),
    },
    "zuid": {
        "volwassenen": ("6.04", 7), "jeugd": ("4.13", 6), "werk_en_inkomen": ("0.89", 1), "opbouwwerk": ("0.67", 1),
        "teamleiding": ("0.78", 1), "loket": ("0.89", 2),
    },
    "menterwolde": {
        "volwassenen": ("6.6", 8), "jeugd": ("6.17", 8), "opbouwwerk": ("0.58", 1), "teamleiding": ("0.78", 1),
        "administratie": ("0.94", 2),
    },
    "slochteren": {
        "volwassenen": ("4.88", 6), "jeugd": ("3.22", 4), "jongerenwerk": ("0.89", 1), "teamleiding": ("1", 1),
        "ggz_aardbevingsproblematiek": ("2", 2), "onderwijsbegeleiding": ("1.28", 2),
    },
}  # fmt: skip
#: Workers who left with 2017: Slochteren had two more heads then, with less fte.
VERTROKKEN = {"slochteren": 3}
BOVEN_DE_TEAMS = (("volwassenen", "1"), ("volwassenen", "0.89"), ("jeugd", "0.78"), ("overig", "0.6"))  # 3,27 fte
GEBIEDEN = {  # code to name, kind, team, inhabitants; the numbers are invented
    "hoogezand-oost": ("Hoogezand-Oost", "wijk", "oost", 13100),
    "hoogezand-west": ("Hoogezand-West", "wijk", "west", 12400),
    "hoogezand-zuid": ("Hoogezand-Zuid", "wijk", "zuid", 8900),
    "menterwolde": ("Menterwolde", "kern", "menterwolde", 12100),
    "slochteren": ("Slochteren", "kern", "slochteren", 9800),
}
ORGANISATIES = (
    ("gemeente", "Gemeente Midden-Groningen", "gemeente"),
    ("kwartier", "Kwartier Zorg en Welzijn", "moederorganisatie"), ("mee", "MEE", "moederorganisatie"),
    ("bwri", "BWRI", "moederorganisatie"), ("huisartsen", "Huisartsen", "partner"), ("scholen", "Scholen", "partner"),
    ("politie", "Politie", "partner"), ("jeugdzorg", "Aanbieder jeugdzorg", "aanbieder"),
    ("thuiszorg", "Aanbieder begeleiding en thuiszorg", "aanbieder"),
)  # fmt: skip
#: Reporters of 400 meldingen: 35, 35 and 25 per cent; of the last 5 the source does not say (T-03).
MELDERS = (PROFESSIONAL,) * 140 + (ZELF,) * 140 + (ANDER,) * 100 + ("",) * 20
#: Channels of 400 meldingen: most come by telephone (T-04); the numbers are invented.
KANALEN = ("telefoon",) * 236 + ("loket",) * 64 + ("digitaal",) * 44 + ("e_mail",) * 30 + ("partneroverleg",) * 26
AFLOOP = (
    ("casus",) * 190
    + ("informatie_advies",) * 120
    + ("doorverwezen",) * 52
    + ("dubbel",) * 14
    + ("buiten_gebied",) * 10
    + ("ingetrokken",) * 14
)
BMC = "BMC, evaluatie sociale teams, juli 2018"
#: What workers miss (T-05), whether their load is in order (T-06), in per cent; 25 home visits (T-09).
PEILINGEN = (
    ("medewerkers", "ontbrekende-expertise", "Onvoldoende beschikbare expertise in het team", "procent",
     (("opbouwwerk", "22"), ("verslavingszorg", "19"), ("GGZ volwassenen", "12"))),
    ("medewerkers", "belasting", "Belasting van het werk (twee derde op orde)", "procent",
     (("op orde", "66.7"), ("te hoog", "33.3"))),
    ("ervaring", "huisbezoeken", "Inwoners die thuis zijn bezocht", "inwoners", (("", "25"),)),
)  # fmt: skip
#: Care use per area and year: invented, as the source keeps its figures in a dashboard (T-07).
ZORGGEBRUIK = {
    "hulp-bij-huishouden": ("Hulp bij het huishouden", (231, 214), (223, 219), (168, 161), (240, 233), (190, 192)),
    "jeugdhulp-ambulant": ("Ambulante jeugdhulp", (142, 155), (128, 139), (97, 97), (118, 126), (101, 112)),
}
BEELD = Beeld(
    problemen={
        "geld": 0.45, "werk": 0.42, "netwerk": 0.46, "psychisch": 0.5, "regie": 0.4, "huishouden": 0.42,
        "lichaam": 0.4, "wonen": 0.22, "veiligheid": 0.16,
    },
    was=dict.fromkeys(("geld", "werk", "huishouden", "lichaam", "psychisch", "netwerk", "regie", "wonen"), 1.0),
    kwam=dict.fromkeys(("geld", "werk", "huishouden", "lichaam", "psychisch", "netwerk", "regie", "opvoeden"), 1.0),
    doel=dict.fromkeys(("geld", "werk", "huishouden", "lichaam", "psychisch", "netwerk", "regie", "opvoeden"), 1.0),
    aanbieders=("jeugdzorg", "thuiszorg"),
    ander_plan=0.15,
)  # fmt: skip


def make(bouw: Pakketbouw) -> None:
    """Write the whole municipality into this package; the same every time."""
    _elsewhere(bouw)
    rng = random.Random(73)  # noqa: S311 (no secret: the same demo for all)
    personeel = _staff(rng, bouw)
    people = Bevolking(rng, bouw, "9600")
    piles = [list(pile) for pile in (MELDERS, KANALEN, AFLOOP)]
    for pile in piles:
        rng.shuffle(pile)
    days = sorted(BEGIN + timedelta(days=rng.randint(0, (PEILDATUM - BEGIN).days - 12)) for _melding in MELDERS)
    for number, (day, soort, kanaal, outcome) in enumerate(zip(days, *piles, strict=True), start=1):
        area = rng.choice([*GEBIEDEN])
        organisatie = rng.choice(("huisartsen", "scholen", "politie", "gemeente")) if soort == PROFESSIONAL else ""
        melder, team = Melder(soort, kanaal, organisatie), GEBIEDEN[area][2]
        if outcome == "casus":
            _case(rng, bouw, personeel, people, number, day, area, team, melder)
        else:
            write_melding_at_the_door(
                rng, bouw, op=day, peildatum=PEILDATUM, team=team, gebied=area, melder=melder, afhandeling=outcome,
            )  # fmt: skip


def _elsewhere(bouw: Pakketbouw) -> None:
    """What other systems counted: surveys of the evaluation, and care use per area."""
    for onderwerp, reeks, naam, eenheid, parts in PEILINGEN:
        for part, value in parts:
            bouw.add_reeks(
                onderwerp, reeks, naam, eenheid, BMC, van=date(2018, 2, 1), tot=date(2018, 4, 30), uitsplitsing=part,
                waarde=Decimal(value),
            )  # fmt: skip
    for reeks, (naam, *areas) in ZORGGEBRUIK.items():
        for code, years in zip(GEBIEDEN, areas, strict=True):
            for jaar, people in zip((2016, 2017), years, strict=True):
                bouw.add_reeks(
                    "zorggebruik", reeks, naam, "personen", "Verzonnen voor de demo", van=date(jaar, 1, 1),
                    tot=date(jaar, 12, 31), gebied=code, waarde=people,
                )  # fmt: skip


def _case(
    rng: random.Random, bouw: Pakketbouw, personeel: Personeel, people: Bevolking, number: int, day: date,
    area: str, team: str, melder: Melder,
) -> None:  # fmt: skip
    """A melding that became a case, with all that was written down on it."""
    age, vorm = _who(rng)
    home = people.settle(Wens(age, rng.choice(("vrouw", "vrouw", "man")), vorm, day, area))
    accepted = day + timedelta(days=rng.choice((0, 1, 2, 4, 7)))
    loop = Loop(f"c{number}", home, team, story_of(rng, home), PEILDATUM, day, accepted, accepted)
    set_out(rng, loop, Tempo(plan=(6, 40), looptijd=(60, 300), sluit=0.7), personeel)
    circles = ("eigen_kracht", "sociaal_netwerk", "algemeen", "maatwerk")
    order = Opdracht(
        "zrm2013", rng.choices(circles, (2, 3, 3, 5), k=rng.randint(1, 3)),
        rng.choices(circles, (2, 2, 2, 6), k=rng.randint(1, 3)),
        rng.choices(("verbetering", "stabilisering"), (7, 3), k=rng.randint(1, 2)), kosten=True,
    )  # fmt: skip
    melding = write_melding_of_case(rng, bouw, loop, melder, area)
    write_roles(rng, bouw, personeel, loop)
    write_contacts(rng, bouw, loop)
    order.problemen = write_measurements(rng, bouw, loop, order.stelsel, BEELD)
    write_case(rng, bouw, loop, melding, write_plan(rng, bouw, loop, BEELD, order))


def _who(rng: random.Random) -> tuple[int, str]:
    """Age and kind of home of a resident."""
    vorm = rng.choices(("alleen", "samen", "gezin", "eenouder", "kind"), (34, 16, 18, 14, 18))[0]
    if vorm == "kind":
        return rng.randint(3, 17), rng.choice(("gezin", "eenouder"))
    if vorm in ("gezin", "eenouder"):
        return rng.randint(24, 52), vorm
    return rng.choices((rng.randint(20, 59), rng.randint(60, 88)), (55, 45))[0], vorm


def _staff(rng: random.Random, bouw: Pakketbouw) -> Personeel:
    """Areas, organisations, five teams, and who works where: in 2017 and from 2018 on."""
    for key, naam, soort in ORGANISATIES:
        bouw.add("organisaties", id=key, naam=naam, soort=soort)
    for team in JULI_2017:
        bouw.add("teams", id=team, naam=f"Sociaal team {team.capitalize()}", geldig_van=BEGIN)
    for code, (naam, soort, team, inwoners) in GEBIEDEN.items():
        bouw.add("gebieden", code=code, naam=naam, soort=soort, inwoners=inwoners)
        bouw.add("team_gebieden", team=team, gebied=code, van=BEGIN)
    personeel = Personeel(rng, bouw)
    for team in JULI_2017:
        _staff_team(rng, personeel, team)
    for soort, fte in BOVEN_DE_TEAMS:
        personeel.hire(Dienst("", soort, shares(rng, fte, 1)[0], BEGIN), "gemeente")
    return personeel


def _staff_team(rng: random.Random, personeel: Personeel, team: str) -> None:
    """The heads of 2017 with the fte of then; most go on in 2018 with the fte of that table, others come or go."""
    last = OMSLAG - timedelta(days=1)
    som, heads = JULI_2017[team]
    before = shares(rng, som, heads)
    after = [
        (soort, fte) for soort, (part, mensen) in MEI_2018.get(team, {}).items() for fte in shares(rng, part, mensen)
    ]
    stay = heads - VERTROKKEN.get(team, 0)
    kinds = [soort for soort, _fte in after[:stay]] or _mixture(heads)
    kinds += ["volwassenen"] * (heads - len(kinds))
    for place, fte in enumerate(before):
        soort = kinds[place]
        worker = personeel.hire(Dienst(team, soort, fte, BEGIN, last), _employer(soort, place))
        if not after:
            personeel.place(worker, Dienst(team, soort, None, OMSLAG))
        elif place < min(stay, len(after)):
            personeel.place(worker, Dienst(team, soort, after[place][1], OMSLAG))
    for place, (soort, fte) in enumerate(after[stay:]):
        personeel.hire(Dienst(team, soort, fte, OMSLAG), _employer(soort, place))


def _mixture(heads: int) -> list[str]:
    """Kinds of work in a team of which no table says them."""
    return ["teamleiding", "loket", *["volwassenen"] * (heads - 8), *["jeugd"] * 6]


def _employer(soort: str, place: int) -> str:
    return {"werk_en_inkomen": "bwri", "loket": "gemeente"}.get(soort, "mee" if place % 6 == 3 else "kwartier")
