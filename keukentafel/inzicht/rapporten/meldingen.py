"""What comes in at the front door, how fast, and whether reporters hear back (R-021 to R-027)."""

from __future__ import annotations

from collections import Counter

from keukentafel.inzicht.motor import DIT, Motor, Rij, Uitdrukking, cases, coalesce, days_between, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import ONBEKEND, distribution, in_period, of_team, until
from keukentafel.inzicht.rekenen import median, p80, share
from keukentafel.inzicht.vraag import Vraag
from keukentafel.meldingen.public import BINNEN_DAGEN, KENMERKEN


def compute_meldingen(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the meldingen in the period per kenmerk, the days to the first contact, and the answers given."""
    meldingen = table("meldingen")
    found = of_team(meldingen.filter(in_period(meldingen.ontvangen_op, vraag)), vraag)
    later = found.afgehandeld_op.notnull() & (found.afgehandeld_op > vraag.peildatum)
    afhandeling = cases((later, ONBEKEND), else_=coalesce(found.afhandeling, ONBEKEND))
    known = {naam: coalesce(found[naam], ONBEKEND) for naam in KENMERKEN[:-1]}
    named = found.select(**known, afhandeling=afhandeling)
    combined = motor.rows(named.group_by(list(KENMERKEN)).aggregate(aantal=DIT.count()))
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
    reached = found.filter(until(found.eerste_contact_op, vraag))
    days = distribution(
        reached.select(dagen=days_between(reached.eerste_contact_op, reached.ontvangen_op)), "dagen", motor
    )
    speed = {"n": sum(days.values()), "mediaan": median(days), "p80": p80(days)}
    return Uitkomst(n, missing, rows, {"snelheid": speed, "terugkoppeling": _answers(found, vraag, motor)})


def _answers(found: Uitdrukking, vraag: Vraag, motor: Motor) -> Rij:
    """How many professionals who reported heard back, and how many in time."""
    asked = found.filter(found.melder_soort == "professional")
    done = asked.filter(until(asked.terugkoppeling_op, vraag))
    days = distribution(done.select(dagen=days_between(done.terugkoppeling_op, done.ontvangen_op)), "dagen", motor)
    in_time = sum(aantal for day, aantal in days.items() if day <= BINNEN_DAGEN)
    return {"n": motor.number(asked), "gedaan": sum(days.values()), "binnen_14_dagen": in_time}
