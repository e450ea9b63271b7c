"""The neighbourhood service: what neighbours asked and offered the last months, what was matched, what they did."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from keukentafel.audit.public import SYSTEEM
from keukentafel.buurt.public import (
    Buurtaanbod,
    Buurtvraag,
    match_buurtvraag,
    record_activiteit,
    register_buurtaanbod,
    register_buurtvraag,
    withdraw_buurtaanbod,
    withdraw_buurtvraag,
)
from keukentafel.referentielijsten.public import Koppelingsoort, Vraagnamens
from keukentafel.socialekaart.public import Gebied

VRAGEN, AANBOD, WEDERKERIG, EENZIJDIG, TEAM = 42, 54, 14, 4, 3  # as the source had it: 42 asked, 14 mutual (T-27)
SOORTEN = (
    "vervoer naar het ziekenhuis", "boodschappen doen", "klus in huis", "tuin bijhouden", "hond uitlaten",
    "samen wandelen", "hulp met de computer", "strijken", "oppas", "post en formulieren", "Nederlands oefenen",
)  # fmt: skip
#: name, days ago (below zero: to come), how many came
ACTIVITEITEN = (
    ("Buurtlunch", 61, 23), ("Opknapdag speelveld", 33, 17), ("Koffieochtend", 12, 9), ("Repaircafé", 5, None),
    ("Straatdiner", -9, None),
)  # fmt: skip


def neighbours(gebieden: Sequence[Gebied], today: date) -> int:
    """Store requests, offers, matches and activities of the last four months; how many requests there are."""
    rng = random.Random(len(SOORTEN))  # noqa: S311 (no secret: the same demo for all, and nobody else's numbers move)
    vragen = [
        register_buurtvraag(
            by=SYSTEEM, datum=today - timedelta(days=rng.randint(1, 120)), soort=rng.choice(SOORTEN),
            gebied=rng.choice(gebieden),
            namens=Vraagnamens.PROFESSIONAL if place % 4 == 0 else Vraagnamens.ZELF,
        )
        for place in range(VRAGEN)
    ]  # fmt: skip
    aanbod = [
        register_buurtaanbod(
            by=SYSTEEM, datum=today - timedelta(days=rng.randint(1, 120)), soort=rng.choice(SOORTEN),
            gebied=rng.choice(gebieden),
        )
        for _ in range(AANBOD)
    ]  # fmt: skip
    _match(vragen, aanbod, today)
    for naam, ago, came in ACTIVITEITEN:
        day = today - timedelta(days=ago)
        record_activiteit(by=SYSTEEM, datum=day, naam=naam, gebied=rng.choice(gebieden), deelnemers=came)
    return len(vragen)


def _match(vragen: Sequence[Buurtvraag], aanbod: list[Buurtaanbod], today: date) -> None:
    """The oldest requests are met, each with an offer of the same kind when there is one; a few are withdrawn."""
    oldest = sorted(vragen, key=lambda vraag: vraag.datum)
    kinds = [Koppelingsoort.WEDERKERIG] * WEDERKERIG + [Koppelingsoort.EENZIJDIG] * EENZIJDIG
    left = list(aanbod)
    for vraag, soort in zip(oldest, kinds, strict=False):
        found = min(left, key=lambda other: (other.soort != vraag.soort, other.gebied_id != vraag.gebied_id))
        left.remove(found)
        day = min(max(vraag.datum, found.datum) + timedelta(days=4), today)
        match_buurtvraag(by=SYSTEEM, vraag=vraag, soort=soort, aanbod=found, datum=day)
    for vraag in oldest[len(kinds) : len(kinds) + TEAM]:
        day = min(vraag.datum + timedelta(days=10), today)
        match_buurtvraag(by=SYSTEEM, vraag=vraag, soort=Koppelingsoort.BUURTSERVICETEAM, datum=day)
    withdraw_buurtvraag(by=SYSTEEM, vraag=oldest[-1])
    withdraw_buurtaanbod(by=SYSTEEM, aanbod=left[0])
