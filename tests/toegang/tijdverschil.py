"""Z5: does it take longer to be told that nothing is there, when something is there that may not be known?

Each door is asked twice, in turn: for a dossier that does not exist, and for one that is shielded from the reader (or
closed to him by a tie). What counts is the middle of the differences in milliseconds: of the processor time of this
thread, and of the clock, which on PostgreSQL holds the work of the database too but says little on a busy machine.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from keukentafel.casussen.public import Casus
from keukentafel.personen.models import Afschermlid, Belang, Huishouden, Persoon
from keukentafel.personen.zoekindex import index_personen, refresh_bereik
from tests.cast import Cast
from tests.toegang.test_verwisseld import elsewhere

GRENS_MS = 5.0
Vraag = Callable[[], HttpResponse]


@dataclass(frozen=True, slots=True)
class Deur:
    """One way to ask: for what is not there, and for what may not be known."""

    naam: str
    niets: Vraag
    verborgen: Vraag


def hide(cast: Cast, why: str) -> Cast:
    """A household of Noor's own team with a name of its own, that she may not know of."""
    other = elsewhere(cast, "noord")
    Persoon.objects.filter(pk=other.mieke.pk).update(achternaam="Kanarievogel", geboortedatum=date(1971, 7, 17))
    person = Persoon.objects.get(pk=other.mieke.pk)
    index_personen([person], new=True)
    refresh_bereik([person.pk])
    if why == "belang":
        Belang.objects.create(gebruiker=cast.noor, huishouden=other.gezin, gemeld_op=date.today())
    else:
        Huishouden.objects.filter(pk=other.gezin.pk).update(label="afgeschermd")
        Afschermlid.objects.create(huishouden=other.gezin, gebruiker=cast.tom)
    return other


def doors(client: Client, other: Cast) -> Iterator[Deur]:
    """Every kind of door: by id, by number, by name, while typing."""
    gone = max(Casus.objects.latest("pk").pk, Huishouden.objects.latest("pk").pk, Persoon.objects.latest("pk").pk) + 99

    def get(naam: str, *ids: int) -> Vraag:
        return lambda: client.get(reverse(naam, args=ids))

    def post(url: str, **body: str) -> Vraag:
        return lambda: client.post(url, body)

    for naam in ("werkplek:casuspagina", "tijdlijn:tijdlijn", "plannen:plan", "plannen:afdruk"):
        yield Deur(naam, get(naam, gone), get(naam, other.casus.pk))
    yield Deur("personen:huishouden", get("personen:huishouden", gone), get("personen:huishouden", other.gezin.pk))
    yield Deur(
        "personen:persoon", get("personen:persoon", gone, gone), get("personen:persoon", other.gezin.pk, other.mieke.pk)
    )
    number = Casus.objects.values_list("nummer", flat=True).get(pk=other.casus.pk)
    yield Deur("zoeken op nummer", post("/zoeken/", q="KZZ7ZZ7"), post("/zoeken/", q=number))
    yield Deur("zoeken op naam", post("/zoeken/", q="Kanarievoxxx"), post("/zoeken/", q="Kanarievogel"))
    for naam in ("personen:gelijkenden",):
        asked = {"voornamen": "Mieke", "geboortedatum": "17-7-1971"}
        yield Deur(
            naam,
            post(reverse(naam), achternaam="Kanarievoxxx", **asked | {"geboortedatum": "18-7-1971"}),
            post(reverse(naam), achternaam="Kanarievogel", **asked),
        )


class Meting(NamedTuple):
    """Milliseconds of one answer: processor time and clock; and its status."""

    rekentijd: float
    klok: float
    status: int


def measure(vraag: Vraag) -> Meting:
    """One answer; what it wrote is undone."""
    sid = transaction.savepoint()
    begun, since = time.thread_time(), time.perf_counter()
    answer = vraag()
    spent, took = time.thread_time() - begun, time.perf_counter() - since
    transaction.savepoint_rollback(sid)
    return Meting(spent * 1000, took * 1000, answer.status_code)


def gap(deur: Deur, paren: int) -> tuple[float, float]:
    """The middle differences over so many pairs, the order turned each time: processor time, and clock.

    Fails when the answers differ.
    """
    warm = measure(deur.niets), measure(deur.verborgen)
    spent, took = [], []
    for number in range(paren):
        if number % 2:
            hidden = measure(deur.verborgen)
            nothing = measure(deur.niets)
        else:
            nothing = measure(deur.niets)
            hidden = measure(deur.verborgen)
        assert hidden.status == nothing.status == warm[0].status, deur.naam
        spent.append(hidden.rekentijd - nothing.rekentijd)
        took.append(hidden.klok - nothing.klok)
    return statistics.median(spent), statistics.median(took)
