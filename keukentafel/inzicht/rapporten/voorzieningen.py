"""Requests for provisions: granted, refused, waiting, how long it took and the trend (R-139; T-31, T-32)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from keukentafel.inzicht.kostenbron import VOORZIENINGEN
from keukentafel.inzicht.motor import Motor, Rij, Uitdrukking, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.kosten import TOEGEKEND, quarter_of
from keukentafel.inzicht.rapporten.selecties import HUIDIGE_WAARDE, ONBEKEND, in_period, known_cases
from keukentafel.inzicht.rekenen import median, p80, share
from keukentafel.inzicht.vraag import Vraag

AFGEWEZEN, INGETROKKEN, WACHT = "afgewezen", "ingetrokken", "wacht"
KOLOMMEN = ("aanvraag", "wet", "product", "uitslag", "afwijsreden", "ingediend_op", "besluit_op", "hulp_gestart_op")
STAPPEN = (("aanvraag_besluit", "ingediend_op", "besluit_op"), ("besluit_start", "besluit_op", "hulp_gestart_op"))


def compute_toekenningen(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return what came of the requests of the period, why they were refused, how long it took, and per quarter."""
    found = motor.of_team(requests_of, vraag)
    seen = [(row, outcome_on(row, vraag.peildatum)) for row in found]
    counted = Counter((row["wet"] or ONBEKEND, row["product"] or ONBEKEND, outcome) for row, outcome in seen)
    groups = Counter((row["wet"] or ONBEKEND, row["product"] or ONBEKEND) for row in found)
    told = [
        {"wet": wet, "product": product, "uitslag": outcome, "aantal": n, "percentage": share(n, groups[wet, product])}
        for (wet, product, outcome), n in sorted(counted.items())
    ]
    reasons = Counter(row["afwijsreden"] or ONBEKEND for row, outcome in seen if outcome == AFGEWEZEN)
    extras = {
        "redenen": [{"afwijsreden": reason, "aantal": n} for reason, n in sorted(reasons.items())],
        "doorlooptijd": [_step(found, vraag.peildatum, *step) for step in STAPPEN],
        "trend": _trend(seen),
    }
    waiting = sum(outcome == WACHT for _row, outcome in seen)
    return Uitkomst(len(found), waiting, told, extras, [HUIDIGE_WAARDE.format("team en ingetrokken")])


def requests_of(vraag: Vraag) -> Uitdrukking:
    """Return the requests of the period of cases that exist on the peildatum, with the team of their case."""
    rows, cases = table(VOORZIENINGEN), known_cases(vraag).select("team", case_id="id")
    asked = rows.filter(in_period(rows.ingediend_op, vraag)).inner_join(cases, [("casus", "case_id")])
    return asked.select("team", *KOLOMMEN)


def outcome_on(row: Rij, op: date) -> str:
    """Return what came of a request on this day. A decision has its day; that it was withdrawn is known as of now."""
    if row["besluit_op"] is not None and row["besluit_op"] <= op:
        return AFGEWEZEN if row["uitslag"] == AFGEWEZEN else TOEGEKEND
    return INGETROKKEN if row["uitslag"] == INGETROKKEN and row["besluit_op"] is None else WACHT


def _step(rows: Sequence[Rij], op: date, naam: str, van: str, tot: str) -> Rij:
    days = Counter(
        (row[tot] - row[van]).days for row in rows if row[van] is not None and row[tot] is not None and row[tot] <= op
    )
    return {"stap": naam, "n": sum(days.values()), "mediaan": median(days), "p80": p80(days)}


def _trend(seen: Sequence[tuple[Rij, str]]) -> list[Rij]:
    counted = Counter((quarter_of(row["ingediend_op"]), outcome) for row, outcome in seen)
    quarters = Counter(quarter_of(row["ingediend_op"]) for row, _outcome in seen)
    return [
        {"kwartaal": quarter, "aangevraagd": quarters[quarter], "toegekend": counted[quarter, TOEGEKEND],
         "afgewezen": counted[quarter, AFGEWEZEN]}
        for quarter in sorted(quarters)
    ]  # fmt: skip
