"""How residents develop, from the start to the latest measurement (R-050; T-17)."""

from __future__ import annotations

from collections import defaultdict

from keukentafel.inzicht.motor import DIT, Motor, Rij, Uitdrukking, descending, first_of
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.metingen import LATER, of_cases, scores_of
from keukentafel.inzicht.rapporten.selecties import cases_in_period, count_in_period
from keukentafel.inzicht.vraag import Vraag

PAAR = ["casus", "persoon", "instrument"]


def compute_ontwikkeling(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return per instrument and domain the pairs of levels, start and latest later one, and what they add up to."""
    counted = motor.counted(_count_pairs, vraag, "aantal")
    counted.sort(key=lambda row: (row["instrument"], row["domein"], row["van"], row["naar"]))
    population, paired = motor.total(count_in_period, vraag), motor.total(_count_paired, vraag)
    return Uitkomst(population, population - paired, counted, {"samenvatting": _summary(counted)})


def _count_pairs(vraag: Vraag) -> Uitdrukking:
    pairs, _last = pairs_of(cases_in_period(vraag), vraag)
    return pairs.group_by("team", "instrument", "domein", "van", "naar").aggregate(aantal=DIT.count())


def _count_paired(vraag: Vraag) -> Uitdrukking:
    """How many cases have a later measurement after their start."""
    _pairs, last = pairs_of(cases_in_period(vraag), vraag)
    return last.group_by("team").aggregate(aantal=DIT.casus.nunique())


def pairs_of(cases: Uitdrukking, vraag: Vraag) -> tuple[Uitdrukking, Uitdrukking]:
    """Return per case (with its team), person, instrument and domain the levels `van` and `naar`; and the later
    measurements."""
    metingen = of_cases(cases, vraag, own_person=False)
    start = first_of(metingen.filter(metingen.moment == "start"), per=PAAR, by=["datum", "id"])
    begun = start.select(*PAAR, begonnen="datum")
    later = metingen.filter(metingen.moment.isin(LATER)).inner_join(begun, PAAR)
    last = first_of(later.filter(later.datum > later.begonnen), per=PAAR, by=[descending("datum"), descending("id")])
    from_, to = (
        scored.filter(scored.niveau.notnull()).select(*PAAR, "domein", **columns)
        for scored, columns in (
            (scores_of(start), {"team": "team", "van": "niveau"}),
            (scores_of(last), {"naar": "niveau"}),
        )
    )
    return from_.inner_join(to, [*PAAR, "domein"]), last


def _summary(counted: list[Rij]) -> list[Rij]:
    found: dict[tuple[str, str], Rij] = defaultdict(lambda: {"n": 0, "verbeterd": 0, "gelijk": 0, "verslechterd": 0})
    for row in counted:
        way = "gelijk" if row["naar"] == row["van"] else "verbeterd" if row["naar"] > row["van"] else "verslechterd"
        total = found[row["instrument"], row["domein"]]
        total["n"] += row["aantal"]
        total[way] += row["aantal"]
    return [{"instrument": instrument, "domein": domein, **total} for (instrument, domein), total in found.items()]
