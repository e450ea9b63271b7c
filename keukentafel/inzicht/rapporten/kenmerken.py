"""Who the residents are: sex, age, household (R-006; T-14)."""

from __future__ import annotations

from typing import Any

from keukentafel.inzicht.motor import DIT, Motor, Rij, Uitdrukking, cases, coalesce, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import ONBEKEND, cases_in_period, persons_without_case
from keukentafel.inzicht.rekenen import share
from keukentafel.inzicht.vraag import Vraag

NIET_INGEVULD = "niet_ingevuld"
GEEN_CASUS = "geen_casus"
BANDEN = ((0, 19), (20, 39), (40, 59), (60, 69))
OUDEREN = "70+"
WAARDEN = {
    "geslacht": ("man", "vrouw", "anders", NIET_INGEVULD),
    "leeftijd": (*(f"{low}-{high}" for low, high in BANDEN), OUDEREN, ONBEKEND),
    "leefeenheid": ("alleen", "samen", ONBEKEND),
    "kinderen": ("met_kinderen", "zonder_kinderen", ONBEKEND),
}


def compute_kenmerken(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the cases in the period by sex, age and household of their person."""
    combined = motor.counted(_count_kinds, vraag, "aantal")
    rows: list[Rij] = []
    for kenmerk, waarden in WAARDEN.items():
        counts = dict.fromkeys(waarden, 0)
        for row in combined:
            counts[row[kenmerk]] += row["aantal"]
        known = sum(aantal for waarde, aantal in counts.items() if waarde not in (ONBEKEND, NIET_INGEVULD))
        rows += [_row(kenmerk, waarde, aantal, known) for waarde, aantal in counts.items()]
        if kenmerk == "geslacht" and not vraag.heeft_periode:
            without = None if vraag.team else motor.number(persons_without_case(vraag))
            rows.append({"kenmerk": kenmerk, "waarde": GEEN_CASUS, "aantal": without, "percentage": None})
    missing = sum(
        row["aantal"] for row in combined if {row[kenmerk] for kenmerk in WAARDEN} & {ONBEKEND, NIET_INGEVULD}
    )
    return Uitkomst(sum(row["aantal"] for row in combined), missing, rows)


def _count_kinds(vraag: Vraag) -> Uitdrukking:
    return describe_cases(cases_in_period(vraag)).group_by("team", *WAARDEN).aggregate(aantal=DIT.count())


def _row(kenmerk: str, waarde: str, aantal: int, known: int) -> Rij:
    unknown = waarde in (ONBEKEND, NIET_INGEVULD)
    return {
        "kenmerk": kenmerk,
        "waarde": waarde,
        "aantal": aantal,
        "percentage": None if unknown else share(aantal, known),
    }


def describe_cases(found: Uitdrukking) -> Uitdrukking:
    """Return of each case its id, its team and the four values."""
    personen = table("personen").select(persoon_id="id", geslacht="geslacht", geboortedatum="geboortedatum")
    joined = found.select("id", "team", "huishouden", "persoon", "aangemeld_op")
    joined = joined.left_join(personen, joined.persoon == personen.persoon_id)
    households = _households(found)
    joined = joined.left_join(households, joined.id == households.casus_id)
    members = coalesce(joined.leden, 0)
    return joined.select(
        "id",
        "team",
        geslacht=coalesce(joined.geslacht, NIET_INGEVULD),
        leeftijd=_band(joined),
        leefeenheid=cases((members == 0, ONBEKEND), (members == 1, "alleen"), else_="samen"),
        kinderen=cases((members == 0, ONBEKEND), (joined.kinderen > 0, "met_kinderen"), else_="zonder_kinderen"),
    )


def _band(joined: Any) -> Uitdrukking:
    """The age in whole years on the day of aanmelding, as a band; before the birth it is unknown."""
    born, day = joined.geboortedatum, joined.aangemeld_op
    before_birthday = (day.month() < born.month()) | ((day.month() == born.month()) & (day.day() < born.day()))
    age = day.year() - born.year() - cases((before_birthday, 1), else_=0)
    bands = [((age <= high), f"{low}-{high}") for low, high in BANDEN]
    return cases((born.isnull() | (age < 0), ONBEKEND), *bands, else_=OUDEREN)


def _households(found: Uitdrukking) -> Uitdrukking:
    """Return of each case how many members and children its household had on the day of aanmelding."""
    leden = table("huishoudleden").select(lid_van="huishouden", lid="persoon", rol="rol", van="van", tot="tot")
    casussen = found.select(casus_id="id", huishouden="huishouden", aangemeld_op="aangemeld_op")
    joined = casussen.inner_join(leden, casussen.huishouden == leden.lid_van)
    there = (joined.van <= joined.aangemeld_op) & (joined.tot.isnull() | (joined.tot >= joined.aangemeld_op))
    kind = cases((DIT.rol == "kind", 1), else_=0)
    return joined.filter(there).group_by("casus_id").aggregate(leden=DIT.lid.nunique(), kinderen=kind.sum())
