"""What comes in at the front door, how fast, and whether reporters hear back (R-021 to R-027)."""

from __future__ import annotations

from collections import Counter

from keukentafel.inzicht.motor import DIT, Motor, Rij, Uitdrukking, cases, coalesce, days_between, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import ONBEKEND, distribution, in_period, of_team, spread, until
from keukentafel.inzicht.rekenen import median, p80, share
from keukentafel.inzicht.vraag import Vraag
from keukentafel.meldingen.public import BINNEN_DAGEN, KENMERKEN


def compute_meldingen(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the meldingen in the period per kenmerk, the days to the first contact, and the answers given."""
    combined = motor.counted(_count_kinds, vraag, "aantal")
    n = sum(row["aantal"] for row in combined)
    rows: list[Rij] = []
    for kenmerk in KENMERKEN:
        counts = Counter[str]()
        for row in combined:
            counts[row[kenmerk]] += row["aantal"]
        rows += [
            {"kenmerk": kenmerk, "waarde": waarde, "aantal": aantal, "percentage": share(aantal, n)}
            for waarde, aantal in sorted(counts.items(), key=lambda item: (item[0] == ONBEKEND, item[0]))
        ]
    missing = sum(row["aantal"] for row in combined if ONBEKEND in (row[kenmerk] for kenmerk in KENMERKEN))
    days = distribution(_spread_contact, vraag, motor)
    speed = {"n": sum(days.values()), "mediaan": median(days), "p80": p80(days)}
    return Uitkomst(n, missing, rows, {"snelheid": speed, "terugkoppeling": _answers(vraag, motor)})


def _answers(vraag: Vraag, motor: Motor) -> Rij:
    """How many professionals who reported heard back, and how many in time."""
    days = distribution(_spread_answers, vraag, motor)
    in_time = sum(aantal for day, aantal in days.items() if day <= BINNEN_DAGEN)
    asked = motor.total(_count_professionals, vraag)
    return {"n": asked, "gedaan": sum(days.values()), "binnen_14_dagen": in_time}


def found_in_period(vraag: Vraag) -> Uitdrukking:
    """Return the meldingen that were received in the period."""
    meldingen = table("meldingen")
    return of_team(meldingen.filter(in_period(meldingen.ontvangen_op, vraag)), vraag)


def kinds_of(vraag: Vraag) -> Uitdrukking:
    """Return the meldingen in the period with their id, team and features; what is not known is `onbekend`."""
    found = found_in_period(vraag)
    later = found.afgehandeld_op.notnull() & (found.afgehandeld_op > vraag.peildatum)
    afhandeling = cases((later, ONBEKEND), else_=coalesce(found.afhandeling, ONBEKEND))
    known = {naam: coalesce(found[naam], ONBEKEND) for naam in KENMERKEN[:-1]}
    return found.select("id", "team", **known, afhandeling=afhandeling)


def _count_kinds(vraag: Vraag) -> Uitdrukking:
    return kinds_of(vraag).group_by("team", *KENMERKEN).aggregate(aantal=DIT.count())


def _spread_contact(vraag: Vraag) -> Uitdrukking:
    reached = found_in_period(vraag).filter(until(DIT.eerste_contact_op, vraag))
    return spread(reached.select("team", dagen=days_between(reached.eerste_contact_op, reached.ontvangen_op)))


def _professionals(vraag: Vraag) -> Uitdrukking:
    return found_in_period(vraag).filter(DIT.melder_soort == "professional")


def _count_professionals(vraag: Vraag) -> Uitdrukking:
    return _professionals(vraag).group_by("team").aggregate(aantal=DIT.count())


def _spread_answers(vraag: Vraag) -> Uitdrukking:
    done = _professionals(vraag).filter(until(DIT.terugkoppeling_op, vraag))
    return spread(done.select("team", dagen=days_between(done.terugkoppeling_op, done.ontvangen_op)))
