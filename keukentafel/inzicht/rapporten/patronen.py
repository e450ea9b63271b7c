"""Which problems come together, and where: domain by area, beside how many people live there (screens.md 4.3; T-16)."""

from __future__ import annotations

from fractions import Fraction

from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, cases, coalesce, table
from keukentafel.inzicht.rapport import Rij as Gerapporteerd
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.metingen import PROBLEEM_TOT, scores_of
from keukentafel.inzicht.rapporten.selecties import ONBEKEND, cases_in_period
from keukentafel.inzicht.rapporten.zelfredzaamheid import start_of
from keukentafel.inzicht.rekenen import rounded
from keukentafel.inzicht.vraag import Vraag

BEVOLKING, INWONERS = "bevolking", "inwoners"


def compute_patronen(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return per area and domain how many cases have a problem; `gebieden` the areas, `samen` pairs of domains."""
    people = _inhabitants(vraag, motor)
    areas = {row["gebied"]: row["aantal"] for row in motor.counted(_count_areas, vraag, "aantal")}
    rows = [
        {**row, "per_1000": _per_thousand(row["aantal"], people.get(row["gebied"]))}
        for row in motor.counted(_count_problems, vraag, "n", "aantal")
    ]
    extras = {
        "gebieden": [{"gebied": code, "aantal": n, "inwoners": people.get(code)} for code, n in sorted(areas.items())],
        "samen": sorted(motor.counted(_count_pairs, vraag, "n", "aantal", "eerste", "tweede"), key=_order),
    }
    return Uitkomst(sum(areas.values()), areas.get(ONBEKEND, 0), sorted(rows, key=_order), extras)


def _order(row: Gerapporteerd) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in ("gebied", "instrument", "domein", "ander") if name in row)


def _per_thousand(aantal: int, inwoners: int | None) -> float | None:
    return float(rounded(Fraction(1000 * aantal, inwoners), 2)) if inwoners else None


def _inhabitants(vraag: Vraag, motor: Motor) -> dict[str, int]:
    """Return the inhabitants per area: the last point of the series up to the peildatum, else the area's own."""
    day = Vraag(vraag.laatste)
    found = {row["code"]: row["inwoners"] for row in motor.asked(_areas, day)}
    for row in sorted(motor.asked(_population, day), key=lambda row: row["van"]):
        found[row["gebied"]] = int(row["waarde"])
    return found


def _areas(vraag: Vraag) -> Uitdrukking:
    areas = table("gebieden")
    return areas.filter(areas.inwoners.notnull()).select("code", "inwoners")


def _population(vraag: Vraag) -> Uitdrukking:
    series = table("reekspunten")
    own = series.filter((series.onderwerp == BEVOLKING) & (series.reeks == INWONERS) & series.uitsplitsing.isnull())
    own = own.filter(own.gebied.notnull() & own.waarde.notnull() & (own.van <= vraag.peildatum))
    return own.select("gebied", "van", "waarde")


def _with_area(found: Uitdrukking) -> Uitdrukking:
    personen = table("personen").select(persoon_id="id", gebied="gebied")
    joined = found.select("id", "team", "persoon").left_join(personen, [("persoon", "persoon_id")])
    return joined.select("id", "team", gebied=coalesce(joined.gebied, ONBEKEND))


def _count_areas(vraag: Vraag) -> Uitdrukking:
    return _with_area(cases_in_period(vraag)).group_by("team", "gebied").aggregate(aantal=DIT.count())


def _scored(vraag: Vraag) -> Uitdrukking:
    """Per case, instrument and domain whether its first start measurement shows a problem; none without a level."""
    scores = scores_of(start_of(cases_in_period(vraag), vraag))
    known = scores.filter(scores.niveau.notnull())
    problem = cases((known.niveau <= PROBLEEM_TOT, 1), else_=0)
    return known.select("team", "casus", "instrument", "domein", probleem=problem)


def scored_by_area(vraag: Vraag) -> Uitdrukking:
    """Return per case, instrument and domain whether it shows a problem (`probleem` 1), with its area."""
    areas = _with_area(cases_in_period(vraag)).select("gebied", casus_id="id")
    return _scored(vraag).inner_join(areas, [("casus", "casus_id")])


def _count_problems(vraag: Vraag) -> Uitdrukking:
    rows = scored_by_area(vraag)
    keys = ["team", "gebied", "instrument", "domein"]
    return rows.group_by(keys).aggregate(n=DIT.count(), aantal=DIT.probleem.sum())


def _count_pairs(vraag: Vraag) -> Uitdrukking:
    """Of those who were scored in both: how many have both problems, and each of the two."""
    return (
        scored_pairs(vraag)
        .group_by("team", "instrument", "domein", "ander")
        .aggregate(
            n=DIT.count(), aantal=(DIT.probleem * DIT.beide).sum(), eerste=DIT.probleem.sum(), tweede=DIT.beide.sum()
        )
    )


def scored_pairs(vraag: Vraag) -> Uitdrukking:
    """Return the cases with each pair of domains in which they were scored: 1 in `probleem` and `beide` for a problem
    in the first and in the other."""
    one = _scored(vraag)
    other = _scored(vraag).select(ander_casus="casus", ander_instrument="instrument", ander="domein", beide="probleem")
    both = one.inner_join(other, [("casus", "ander_casus"), ("instrument", "ander_instrument")])
    return both.filter(both.domein < both.ander)
