"""The bulk doors: requests, offers, matches and activities at once, for an import; one audit event each.

They take what a package may hold (exchange contract, version 1), also what the screen would not: a match of a request
that is still open, a day in the future, a number of visitors below zero.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from keukentafel.audit.public import Actor, action, record
from keukentafel.buurt.models import Activiteit, Buurtaanbod, Buurtkoppeling, Buurtvraag
from keukentafel.core.fouten import Regelfout
from keukentafel.core.inlezen import bulk_change, bulk_rows, codes_of, wrong_code
from keukentafel.core.models import Basismodel

Wijzigingen = Sequence[tuple[int, Sequence[Any]]]  # id, values in the order of the fields


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


@action("buurtvragen_gewijzigd")
def bulk_change_buurtvragen(*, by: Actor, velden: Sequence[str], rijen: Wijzigingen) -> None:
    """Give requests (id, values in the order of `velden`) what an import says now; former versions are kept."""
    bulk_change(Buurtvraag, velden, rijen)
    record("buurtvragen_gewijzigd", None, reden=f"{len(rijen)} buurtvragen")


@action("buurtaanbod_gewijzigd")
def bulk_change_buurtaanbod(*, by: Actor, velden: Sequence[str], rijen: Wijzigingen) -> None:
    """Give offers (id, values in the order of `velden`) what an import says now; former versions are kept."""
    bulk_change(Buurtaanbod, velden, rijen)
    record("buurtaanbod_gewijzigd", None, reden=f"{len(rijen)} keer buurtaanbod")


@action("buurtkoppelingen_gewijzigd")
def bulk_change_buurtkoppelingen(*, by: Actor, velden: Sequence[str], rijen: Wijzigingen) -> None:
    """Give matches (id, values in the order of `velden`) what an import says now; former versions are kept."""
    bulk_change(Buurtkoppeling, velden, rijen)
    record("buurtkoppelingen_gewijzigd", None, reden=f"{len(rijen)} buurtkoppelingen")


@action("activiteiten_gewijzigd")
def bulk_change_activiteiten(*, by: Actor, velden: Sequence[str], rijen: Wijzigingen) -> None:
    """Give activities (id, values in the order of `velden`) what an import says now; former versions are kept."""
    bulk_change(Activiteit, velden, rijen)
    record("activiteiten_gewijzigd", None, reden=f"{len(rijen)} activiteiten")


def _store(model: type[Basismodel], names: Sequence[str], rijen: Sequence[Any]) -> Sequence[int]:
    codes = codes_of(model, names)
    for number, rij in enumerate(rijen, start=1):
        if codes and (field := wrong_code(rij, codes)):
            raise Regelfout(f"Regel {number}: {field} heeft een onbekende code.", veld=field)
    return bulk_rows(model, names, rijen, len(rijen))
