"""What the neighbourhood does: requests, offers, matches, activities (R-090, R-093; T-25)."""

from __future__ import annotations

from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import HUIDIGE_WAARDE
from keukentafel.inzicht.rekenen import share
from keukentafel.inzicht.vraag import Vraag

KOPPELINGEN = ("wederkerig", "eenzijdig", "buurtserviceteam")


def compute_buurt(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the counts up to the peildatum; matches as a share of the requests. The team plays no part."""

    def until_then(naam: str) -> Uitdrukking:
        rows = table(naam)
        return rows.filter(rows.datum <= vraag.peildatum)

    aanvragen = motor.number(until_then("buurtvragen"))
    counted = until_then("buurtkoppelingen").group_by("soort").aggregate(aantal=DIT.count())
    matches = {row["soort"]: row["aantal"] for row in motor.rows(counted)}
    offers = until_then("buurtaanbod")
    rows: list[tuple[str, int, float | None]] = [("aanvragen", aanvragen, None)]
    for soort in KOPPELINGEN:
        aantal = matches.get(soort, 0)
        rows.append((f"koppelingen_{soort}", aantal, share(aantal, aanvragen)))
    rows.append(("openstaand_aanbod", motor.number(offers.filter(offers.status == "open")), None))
    rows.append(("activiteiten", motor.number(until_then("activiteiten")), None))
    named = [{"sleutel": key, "aantal": aantal, "percentage": percentage} for key, aantal, percentage in rows]
    return Uitkomst(aanvragen, 0, named, {}, [HUIDIGE_WAARDE.format("status van een aanbod")])
