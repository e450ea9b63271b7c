"""The bulk doors: requests, offers, matches and activities at once, for an import; one audit event each.

They take what a package may hold (exchange contract, version 1), also what the screen would not: a match of a request
that is still open, a day in the future, a number of visitors below zero.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from keukentafel.audit.public import Actor, Levering, action, record
from keukentafel.buurt.models import Activiteit, Buurtaanbod, Buurtkoppeling, Buurtvraag
from keukentafel.core.fouten import Regelfout
from keukentafel.core.inlezen import bulk_rows, codes_of, wrong_code
from keukentafel.core.models import Basismodel

#: What a later package says of rows that are here already.
BUURTVRAAGLEVERING = Levering(Buurtvraag, "buurtvragen")
BUURTAANBODLEVERING = Levering(Buurtaanbod, "buurtaanbod", "keer buurtaanbod")
BUURTKOPPELINGLEVERING = Levering(Buurtkoppeling, "buurtkoppelingen")
ACTIVITEITLEVERING = Levering(Activiteit, "activiteiten")


class Buurtvraagrij(NamedTuple):
    """A request in an import."""

    datum: date
    gebied_id: int | None
    soort: str
    namens: str
    inzet_id: int | None
    status: str


class Buurtaanbodrij(NamedTuple):
    """An offer in an import."""

    datum: date
    gebied_id: int | None
    soort: str
    status: str


class Buurtkoppelingrij(NamedTuple):
    """A match in an import; without an offer the team of the service did it, or it is not known whose it was."""

    vraag_id: int
    aanbod_id: int | None
    soort: str
    datum: date


class Activiteitrij(NamedTuple):
    """A collective activity in an import; `deelnemers` None is unknown."""

    datum: date
    naam: str
    gebied_id: int | None
    deelnemers: int | None


@action("buurtvragen_ingelezen")
def bulk_register_buurtvragen(*, by: Actor, rijen: Sequence[Buurtvraagrij]) -> Sequence[int]:
    """Store many requests; returns their ids, in order. Raises Regelfout, naming the row, for an unknown code."""
    ids = _store(Buurtvraag, Buurtvraagrij._fields, rijen)
    record("buurtvragen_ingelezen", None, reden=f"{len(ids)} buurtvragen")
    return ids


@action("buurtaanbod_ingelezen")
def bulk_register_buurtaanbod(*, by: Actor, rijen: Sequence[Buurtaanbodrij]) -> Sequence[int]:
    """Store many offers; returns their ids, in order. Raises Regelfout, naming the row, for an unknown code."""
    ids = _store(Buurtaanbod, Buurtaanbodrij._fields, rijen)
    record("buurtaanbod_ingelezen", None, reden=f"{len(ids)} keer buurtaanbod")
    return ids


@action("buurtkoppelingen_ingelezen")
def bulk_register_buurtkoppelingen(*, by: Actor, rijen: Sequence[Buurtkoppelingrij]) -> Sequence[int]:
    """Store many matches; the status of request and offer stays what it is. Returns their ids, in order.

    Raises Regelfout, naming the row, for an unknown code.
    """
    ids = _store(Buurtkoppeling, Buurtkoppelingrij._fields, rijen)
    record("buurtkoppelingen_ingelezen", None, reden=f"{len(ids)} buurtkoppelingen")
    return ids


@action("activiteiten_ingelezen")
def bulk_register_activiteiten(*, by: Actor, rijen: Sequence[Activiteitrij]) -> Sequence[int]:
    """Store many activities; returns their ids, in order."""
    ids = _store(Activiteit, Activiteitrij._fields, rijen)
    record("activiteiten_ingelezen", None, reden=f"{len(ids)} activiteiten")
    return ids


def _store(model: type[Basismodel], names: Sequence[str], rijen: Sequence[Any]) -> Sequence[int]:
    codes = codes_of(model, names)
    for number, rij in enumerate(rijen, start=1):
        if codes and (field := wrong_code(rij, codes)):
            raise Regelfout(f"Regel {number}: {field} heeft een onbekende code.", veld=field)
    return bulk_rows(model, names, rijen, len(rijen))
