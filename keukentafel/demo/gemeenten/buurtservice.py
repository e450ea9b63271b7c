"""The neighbourhood service of Caberg-Malpertuis: 42 requests, 14 matches both ways, 35 open offers (T-27)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from keukentafel.demo.gemeenten.pakketbouw import Pakketbouw

SOORTEN = ("tuin", "boodschappen", "klussen", "gezelschap", "vervoer", "strijken", "computer", "huisdier")
#: Requests by how they ended. Only `wederkerig` (14 of 42) was published; how the others fall is invented.
AFLOOP = ("wederkerig",) * 14 + ("eenzijdig",) * 4 + ("buurtserviceteam",) * 9 + ("open",) * 11 + ("ingetrokken",) * 4
OPEN_AANBOD, INGETROKKEN_AANBOD = 35, 3
ACTIVITEITEN = (("Open dag van de buurtservice", 46), ("Samen eten in de Malpertuis", 31))


def write_buurtservice(rng: random.Random, bouw: Pakketbouw, gebieden: Sequence[str], van: date, tot: date) -> None:
    """Requests, offers and matches from the day it opened."""
    outcomes = list(AFLOOP)
    rng.shuffle(outcomes)
    for outcome in outcomes:
        day, area, soort = _day(rng, van, tot), rng.choice(gebieden), rng.choice(SOORTEN)
        matched = outcome not in ("open", "ingetrokken")
        vraag = bouw.next_id("buurtvragen", "v")
        bouw.add(
            "buurtvragen", id=vraag, datum=day, gebied=area, soort=soort,
            namens="professional" if rng.random() < 0.3 else "zelf", status="gekoppeld" if matched else outcome,
        )  # fmt: skip
        if matched:
            met = min(day + timedelta(days=rng.randint(1, 25)), tot)
            offer = "" if outcome == "buurtserviceteam" else _offer(bouw, _day(rng, van, day), area, soort, "gekoppeld")
            bouw.add("buurtkoppelingen", vraag=vraag, aanbod=offer, soort=outcome, datum=met)
    for status, number in (("open", OPEN_AANBOD), ("ingetrokken", INGETROKKEN_AANBOD)):
        for _offered in range(number):
            _offer(bouw, _day(rng, van, tot), rng.choice(gebieden), rng.choice(SOORTEN), status)
    for place, (naam, deelnemers) in enumerate(ACTIVITEITEN):
        bouw.add(
            "activiteiten", id=bouw.next_id("activiteiten", "a"), datum=date(2014, 6 + 3 * place, 14), naam=naam,
            gebied=gebieden[place], deelnemers=deelnemers,
        )  # fmt: skip


def _offer(bouw: Pakketbouw, dag: date, gebied: str, soort: str, status: str) -> str:
    key = bouw.next_id("buurtaanbod", "b")
    bouw.add("buurtaanbod", id=key, datum=dag, gebied=gebied, soort=soort, status=status)
    return key


def _day(rng: random.Random, van: date, tot: date) -> date:
    return van + timedelta(days=rng.randint(0, (tot - van).days))
