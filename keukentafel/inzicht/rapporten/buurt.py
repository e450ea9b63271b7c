"""What the neighbourhood does: requests, offers, matches, activities (R-090, R-093; T-25)."""

from __future__ import annotations

from dataclasses import asdict

from keukentafel.buurt.public import make_buurtcijfers
from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, literal, table, union
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import HUIDIGE_WAARDE
from keukentafel.inzicht.vraag import Vraag

KENMERK = {"buurtvragen": "status", "buurtkoppelingen": "soort", "buurtaanbod": "status", "activiteiten": "gebied"}


def compute_buurt(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the counts up to the peildatum; matches as a share of the requests. The team plays no part."""
    counts: dict[str, dict[str, int]] = {naam: {} for naam in KENMERK}
    for row in motor.asked(_count_all, vraag):
        counts[row["wat"]][row["kenmerk"] or ""] = row["aantal"]
    figures = make_buurtcijfers(
        aanvragen=sum(counts["buurtvragen"].values()),
        koppelingen=counts["buurtkoppelingen"],
        openstaand_aanbod=counts["buurtaanbod"].get("open", 0),
        activiteiten=sum(counts["activiteiten"].values()),
    )
    rows = [asdict(figure) for figure in figures]
    return Uitkomst(figures[0].aantal, 0, rows, {}, [HUIDIGE_WAARDE.format("status van een aanbod")])


def _count_all(vraag: Vraag) -> Uitdrukking:
    """Count each of the four tables up to the peildatum, by what tells its rows apart."""

    def of_table(naam: str, kenmerk: str) -> Uitdrukking:
        rows = table(naam)
        seen = rows.filter(rows.datum <= vraag.peildatum).select(wat=literal(naam), kenmerk=kenmerk)
        return seen.group_by("wat", "kenmerk").aggregate(aantal=DIT.count())

    return union(*(of_table(naam, kenmerk) for naam, kenmerk in KENMERK.items()))
