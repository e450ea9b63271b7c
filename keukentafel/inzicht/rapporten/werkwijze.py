"""Did we act differently than we used to: the short review per case (R-070; T-22 to T-24)."""

from __future__ import annotations

from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, cases, descending, first_of, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import count_known, in_period, known_cases
from keukentafel.inzicht.rekenen import share
from keukentafel.inzicht.vraag import Vraag

VRAGEN = ("wijkt_af", "ander_arrangement", "tijdwinst", "wijkkracht", "voldoende_ondersteuning", "tevreden")
ANTWOORDEN = {"ja": True, "nee": False}


def compute_werkwijze(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return per question how often yes, no and nothing was answered; in `redenen` why."""
    reviews = motor.total(_count_answers, vraag, "reviews")
    rows = []
    for name in VRAGEN:
        ja, nee = (motor.total(_count_answers, vraag, f"{name}_{word}") for word in ANTWOORDEN)
        rows.append({
            "vraag": name, "ja": ja, "nee": nee, "ontbrekend": reviews - ja - nee, "n": ja + nee,
            "percentage": share(ja, ja + nee),
        })  # fmt: skip
    redenen = motor.counted(_count_reasons, vraag, "aantal")
    redenen.sort(key=lambda row: (-row["aantal"], row["code"]))
    n = motor.total(count_known, vraag)
    return Uitkomst(n, n - reviews, rows, {"redenen": redenen})


def last_reviews(vraag: Vraag) -> Uitdrukking:
    """Return the last review of each case in the period, with its team."""
    reviews, known = table("werkwijze_reviews"), known_cases(vraag).select("team", casus_id="id")
    found = reviews.filter(in_period(reviews.datum, vraag)).inner_join(known, [("casus", "casus_id")])
    return first_of(found, per=["casus"], by=[descending("datum")])


def _count_answers(vraag: Vraag) -> Uitdrukking:
    last = last_reviews(vraag)
    sums = {f"{name}_{word}": cases((last[name] == value, 1), else_=0).sum()
            for name in VRAGEN for word, value in ANTWOORDEN.items()}  # fmt: skip
    return last.group_by("team").aggregate(reviews=DIT.count(), **sums)


def named_reasons(vraag: Vraag) -> Uitdrukking:
    """Return the reasons that the last review of each case names, each once: team, casus, code."""
    last = last_reviews(vraag)
    codes = last.filter(last.redenen.notnull()).select("team", "casus", code=DIT.redenen.split(" ").unnest())
    return codes.filter(codes.code != "").distinct()


def _count_reasons(vraag: Vraag) -> Uitdrukking:
    return named_reasons(vraag).group_by("team", "code").aggregate(aantal=DIT.count())
