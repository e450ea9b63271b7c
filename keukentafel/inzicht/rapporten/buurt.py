"""What the neighbourhood does: requests, offers, matches, activities (R-090, R-093; T-25)."""

from __future__ import annotations

from dataclasses import asdict

from keukentafel.buurt.public import make_buurtcijfers
from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import HUIDIGE_WAARDE
from keukentafel.inzicht.vraag import Vraag


def compute_buurt(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the counts up to the peildatum; matches as a share of the requests. The team plays no part."""

    def until_then(naam: str) -> Uitdrukking:
        rows = table(naam)
        return rows.filter(rows.datum <= vraag.peildatum)

    counted = until_then("buurtkoppelingen").group_by("soort").aggregate(aantal=DIT.count())
    offers = until_then("buurtaanbod")
    figures = make_buurtcijfers(
        aanvragen=motor.number(until_then("buurtvragen")),
        koppelingen={row["soort"]: row["aantal"] for row in motor.rows(counted)},
        openstaand_aanbod=motor.number(offers.filter(offers.status == "open")),
        activiteiten=motor.number(until_then("activiteiten")),
    )
    rows = [asdict(figure) for figure in figures]
    return Uitkomst(figures[0].aantal, 0, rows, {}, [HUIDIGE_WAARDE.format("status van een aanbod")])
