"""Random worlds by the hundred: many users around the same cases, made at once; for Z6 in large numbers.

A world is one user with his roles, placements and ties, and the cases among which he stands. Hypothesis makes and
shrinks one world at a time (test_zichtbaar, some 200 ms each); here a batch of them is written with one statement per
table, so that what is left is the two questions that are compared.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from keukentafel.casussen.models import Opschaling
from keukentafel.casussen.public import Casus, Casusrol, Meelezing, Uitnodiging
from keukentafel.personen.models import Afschermlid, Belang, EigenPersoon
from keukentafel.personen.public import Huishouden, Huishoudlid, Persoon
from keukentafel.referentielijsten.public import Casusrolsoort, Wet
from keukentafel.teams.public import Medewerker, Plaatsing
from keukentafel.toegang.models import Roltoekenning
from keukentafel.toegang.public import Gebruiker, Label, Rol
from tests.cast import Cast

CASUSSEN, MENSEN = 12, 100  # of one batch: twelve cases, a hundred users around them
TODAY = date.today()
LATER = (None, None, None, -2, -1, 0, 1)  # days from today on which something ends, inclusive; None: open
BIJ_EEN_CASUS = [Rol.WIJKTEAMLID, Rol.REGISSEUR, Rol.TEAMLEIDER, Rol.WERKBEGELEIDER, Rol.MAATWERKSPECIALIST]
TAKEN = [soort for soort in Casusrolsoort if soort != Casusrolsoort.REGISSEUR]


@dataclass(frozen=True, slots=True)
class Partij:
    """One batch: its users, as the next request would load them, and its cases with their households."""

    mensen: Sequence[Gebruiker]
    casussen: Sequence[Casus]


def make_batch(cast: Cast, dobbel: random.Random) -> Partij:
    """Write a batch of worlds; the caller takes it away again."""
    cases = _cases(cast, dobbel)
    users = Gebruiker.objects.bulk_create(
        Gebruiker(email=f"wereld{n}@voorbeeld.invalid", naam=f"Wereld {n}", demo=True, password="!")
        for n in range(MENSEN)
    )
    workers = Medewerker.objects.bulk_create(Medewerker(gebruiker=user, naam=user.naam) for user in users)
    rows: dict[type[Model], list[Any]] = {}
    for user, worker in zip(users, workers, strict=True):
        for row in _life(cast, dobbel, user, worker, cases):
            rows.setdefault(type(row), []).append(row)
    for model, made in rows.items():
        model._default_manager.bulk_create(made)
    _lead(dobbel, workers, cases)
    fresh = list(Gebruiker.objects.filter(pk__in=[user.pk for user in users]).order_by("pk"))
    for one in fresh:
        one.tweede_factor = True  # type: ignore[attr-defined]
    return Partij(fresh, list(Casus.objects.select_related("huishouden").order_by("pk")))


def _cases(cast: Cast, dobbel: random.Random) -> list[Casus]:
    homes = Huishouden.objects.bulk_create(
        Huishouden(
            naam=f"Huis {n}", label=dobbel.choice((Label.NORMAAL, Label.NORMAAL, Label.GEVOELIG, Label.AFGESCHERMD)),
            beperkt=dobbel.random() < 0.2,
        )
        for n in range(CASUSSEN)
    )  # fmt: skip
    people = Persoon.objects.bulk_create(Persoon(achternaam=f"Wereld {n}") for n in range(CASUSSEN))
    since = TODAY - timedelta(days=9)
    Huishoudlid.objects.bulk_create(
        Huishoudlid(huishouden=home, persoon=one, rol="volwassene", van=since)
        for home, one in zip(homes, people, strict=True)
    )
    made = Casus.objects.bulk_create(
        Casus(
            nummer=f"W-{n}", huishouden=homes[n], persoon=people[n], team=dobbel.choice((cast.noord, cast.zuid)),
            wet=dobbel.choice(Wet.values), aangemeld_op=TODAY, geregistreerd_op=TODAY,
        )
        for n in range(CASUSSEN)
    )  # fmt: skip
    Opschaling.objects.bulk_create(  # without words: those are encrypted one by one, and decide nothing
        Opschaling(casus=casus, niveau="3", besluit_door="Tom", op=TODAY) for casus in made if dobbel.random() < 0.3
    )
    return made


def _life(
    cast: Cast, dobbel: random.Random, user: Gebruiker, worker: Medewerker, cases: Sequence[Casus]
) -> Iterable[Model]:
    """Everything that says what this user may see, but for leading a case."""
    for rol in sorted({dobbel.choice(BIJ_EEN_CASUS), *dobbel.sample(list(Rol), dobbel.choice((0, 0, 1, 2)))}):
        yield Roltoekenning(gebruiker=user, rol=rol, **_period(dobbel))
    for team in dobbel.sample((cast.noord, cast.zuid, None), dobbel.choice((0, 1, 1, 1, 2))):
        yield Plaatsing(medewerker=worker, team=team, medewerkertype="volwassenen", **_period(dobbel))
    for casus in dobbel.sample(list(cases), 2):
        yield from _role(cast, dobbel, worker, casus)
    for casus in dobbel.sample(list(cases), 4):
        home = casus.huishouden
        if dobbel.random() < 0.5:
            yield Afschermlid(huishouden=home, gebruiker=user)
        if dobbel.random() < 0.3:
            until = TODAY + timedelta(days=dobbel.choice((-1, 0, 1)))
            yield Belang(gebruiker=user, huishouden=home, gemeld_op=TODAY - timedelta(days=2), tot=until)
        if dobbel.random() < 0.3:
            yield Uitnodiging(casus=casus, medewerker=worker, van=TODAY, tot=TODAY)
        if dobbel.random() < 0.3:
            yield Meelezing(casus=casus, medewerker=worker, van=TODAY, tot=TODAY)
    if dobbel.random() < 0.1:
        yield EigenPersoon(gebruiker=user, persoon=dobbel.choice(cases).persoon)


def _role(cast: Cast, dobbel: random.Random, worker: Medewerker, casus: Casus) -> Iterable[Casusrol]:
    """He holds a role, or looks after a case for another until a day; or nothing."""
    how, until = dobbel.choice(("houder", "waarnemer", "")), dobbel.choice(LATER)
    if how:
        yield Casusrol(
            casus=casus, rol=dobbel.choice(TAKEN), medewerker=worker if how == "houder" else cast.medewerkers["zeno"],
            waarnemer=worker if how == "waarnemer" else None,
            waarneming_tot=None if until is None else TODAY + timedelta(days=until), **_period(dobbel),
        )  # fmt: skip


def _lead(dobbel: random.Random, workers: Sequence[Medewerker], cases: Sequence[Casus]) -> None:
    """A case has one regisseur at a time."""
    Casusrol.objects.bulk_create(
        Casusrol(casus=casus, rol=Casusrolsoort.REGISSEUR, medewerker=dobbel.choice(workers), van=TODAY)
        for casus in cases
        if dobbel.random() < 0.7
    )


def _period(dobbel: random.Random) -> dict[str, date | None]:
    begin, end = dobbel.choice((-3, -2, -1, -1, 0, 0, 1)), dobbel.choice(LATER)
    last = None if end is None else TODAY + timedelta(days=max(begin, end))
    return {"van": TODAY + timedelta(days=begin), "tot": last}
