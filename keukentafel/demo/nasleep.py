"""After closing: how it was closed, the review of the way of working, and the aftercare that was done or is due."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse

from keukentafel.audit.public import SYSTEEM
from keukentafel.demo.gevallen import Geval
from keukentafel.nazorg.public import (
    Afsluiting,
    Antwoord,
    Nazorg,
    Werkwijzereview,
    Woordvan,
    bulk_register_nazorg,
    reopen_casus,
)
from keukentafel.referentielijsten.public import (
    Afwijking,
    AnderArrangement,
    Effect,
    Nazorgresultaat,
    RedenNietAnders,
    aftercare_days,
)
from keukentafel.taken.public import Taakrij, bulk_create_taken

ZINNEN = (
    "Genoeg rust in huis om het zelf verder te doen.",
    "De doelen zijn gehaald, het netwerk neemt het over.",
    "Het gezin wil zelf verder en weet ons te vinden.",
    "Er is nu andere hulp, overgedragen met een gesprek.",
    "Niet alles is gelukt; wat er staat is voor nu goed.",
    "Afgerond met een taartje aan de keukentafel.",
)
TERUGBLIK = (
    "Gaat goed, de afspraken werken nog.", "Kleine vraag over een brief, meteen beantwoord.",
    "Vond dat er goed geluisterd was.", "Het maatje komt nog steeds elke week.",
    "Had liever eerder op papier gehad wie wat deed.",
)  # fmt: skip
HEROPENDE = 3  # cases that were closed too early and are open again


def look_after(rng: random.Random, gevallen: Sequence[Geval], today: date) -> int:
    """Closings, reviews and aftercare of every closed case; some are reopened. Returns how many were closed."""
    closed = [geval for geval in gevallen if geval.afgesloten_op is not None]
    closings = [_closing(rng, geval) for geval in closed]
    bulk_register_nazorg(by=SYSTEEM, afsluitingen=closings)
    reviews = [_review(rng, geval, one) for geval, one in zip(closed, closings, strict=True) if rng.random() < 0.8]
    checks = [_check(rng, geval, one, today) for geval, one in zip(closed, closings, strict=True)]
    bulk_register_nazorg(by=SYSTEEM, reviews=reviews, nazorgen=checks)
    due = [(check, geval) for check, geval in zip(checks, closed, strict=True) if not check.resultaat]
    bulk_create_taken(by=SYSTEEM, rijen=[_task(check, geval) for check, geval in due])
    for _check_row, geval in due[:HEROPENDE]:
        reopen_casus(by=SYSTEEM, casus=geval.stored)
    return len(closed)


def _closing(rng: random.Random, geval: Geval) -> Afsluiting:
    casus, closed = geval.stored, geval.last_day(date.max)
    return Afsluiting(
        casus=casus, wet=casus.wet, op=closed, reden=casus.afsluitreden, zin=rng.choice(ZINNEN),
        inwoner_geinformeerd=True, melder_geinformeerd=rng.choice((True, True, None)),
        nazorg_gewenst=rng.choice((True, True, True, None)), medewerker=geval.medewerker,
    )  # fmt: skip


def _yes(rng: random.Random, share: float, known: float = 0.9) -> bool | None:
    return None if rng.random() > known else rng.random() < share


def _review(rng: random.Random, geval: Geval, closing: Afsluiting) -> Werkwijzereview:
    """The six answers; each may have been skipped."""
    differs, other = _yes(rng, 0.7), _yes(rng, 0.6)
    reasons: list[str] = []
    if differs is True:
        reasons += [rng.choice(Effect.values), rng.choice(Afwijking.values)]
    elif differs is False:
        reasons.append(rng.choice(RedenNietAnders.values))
    if other is True:
        reasons.append(rng.choice(AnderArrangement.values))
    content = _yes(rng, 0.9, 0.8)
    return Werkwijzereview(
        casus=geval.stored, afsluiting=closing, wet=geval.stored.wet, datum=closing.op, wijkt_af=differs,
        ander_arrangement=other, tijdwinst=_yes(rng, 0.3, 0.7), wijkkracht=_yes(rng, 0.25),
        voldoende_ondersteuning=_yes(rng, 0.9), tevreden=content,
        woord_van="" if content is None else rng.choice(Woordvan.values),
        redenen=sorted(set(reasons)), respondent=geval.medewerker,
    )  # fmt: skip


def _check(rng: random.Random, geval: Geval, closing: Afsluiting, today: date) -> Nazorg:
    """Planned after the days of its case type; done when that day is past, but for some that were put aside."""
    planned = closing.op + timedelta(days=aftercare_days(geval.stored.casustype) or 42)
    check = Nazorg(casus=geval.stored, afsluiting=closing, wet=geval.stored.wet, gepland_op=planned)
    if planned > today - timedelta(days=12):
        return check
    results = (
        Nazorgresultaat.GAAT_GOED, Nazorgresultaat.VRAAG_BEANTWOORD, Nazorgresultaat.NIET_BEREIKT,
        Nazorgresultaat.NIET_GEWENST,
    )  # fmt: skip
    outcome = rng.choices(results, (60, 20, 12, 8))[0]
    reached = outcome in {Nazorgresultaat.GAAT_GOED, Nazorgresultaat.VRAAG_BEANTWOORD}
    check.resultaat, check.gedaan_op = outcome, planned + timedelta(days=rng.randint(0, 10))
    check.medewerker = geval.medewerker
    if reached:
        check.goed_ingezet = rng.choice((Antwoord.JA, Antwoord.JA, Antwoord.NEE, Antwoord.ONBEKEND))
        check.gelijkwaardig = rng.choice((Antwoord.JA, Antwoord.JA, Antwoord.JA, Antwoord.ONBEKEND))
        check.toelichting = rng.choice(TERUGBLIK)
    return check


def _task(check: Nazorg, geval: Geval) -> Taakrij:
    return Taakrij(
        titel="Nazorg: vraag hoe het gaat", soort="nazorg", team_id=geval.stored.team_id,
        medewerker_id=geval.medewerker.pk if geval.medewerker else None, casus_id=geval.stored.pk,
        vervalt_op=check.gepland_op, bron=f"nazorg:{check.pk}", url=reverse("nazorg:nazorg", args=[geval.stored.pk]),
    )  # fmt: skip
