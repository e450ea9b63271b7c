"""All lists in memory, read once per process and again when someone changed a list.

Whether the lists changed is one tiny query (the mark of `Lijststand`), asked once per request; outside a
request it is asked every time. A rolled back change leaves no trace, because its mark never comes back.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.core.signals import request_finished, request_started
from django.db import DatabaseError
from django.db.models import QuerySet

from keukentafel.core.opvragen import compiled
from keukentafel.referentielijsten.models import (
    Code,
    Domeinstelsel,
    Leefdomein,
    Lijststand,
    Niveau,
    Overgang,
    Versie,
)


@dataclass(frozen=True, slots=True)
class Waarde:
    """One version of an entry, detached from the database; `pk` is what a foreign key stores."""

    pk: int
    code: str
    naam: str
    volgorde: int
    geldig_van: date
    geldig_tot: date | None
    bron: str
    betrouwbaarheid: str
    kenmerken: Mapping[str, Any]
    telt_als: str = ""

    def holds_on(self, op: date) -> bool:
        """True when this version holds on that day."""
        return self.geldig_van <= op and (self.geldig_tot is None or op <= self.geldig_tot)

    def __str__(self) -> str:
        return self.naam


@dataclass(frozen=True, slots=True)
class Niveauwaarde:
    """One version of a level."""

    pk: int
    waarde: int
    naam: str
    is_probleem: bool
    geldig_van: date
    geldig_tot: date | None
    kenmerken: Mapping[str, Any]

    def holds_on(self, op: date) -> bool:
        """True when this version holds on that day."""
        return self.geldig_van <= op and (self.geldig_tot is None or op <= self.geldig_tot)


@dataclass(frozen=True, slots=True)
class Stelselwaarde:
    """A domain scheme with all versions of its domains and levels."""

    pk: int
    code: str
    naam: str
    geldig_van: date
    geldig_tot: date | None
    voorbeeld: bool
    alleen_met_kinderen: bool
    voor_inzet: bool
    in_gebruik: bool
    domeinen: tuple[Waarde, ...]
    niveaus: tuple[Niveauwaarde, ...]


@dataclass(frozen=True, slots=True)
class Overgangswaarde:
    """One line of a crosswalk; `naar` is empty when there is no counterpart."""

    pk: int
    van: str
    naar: str
    soort: str
    bron: str
    betrouwbaarheid: str
    geldig_van: date
    geldig_tot: date | None

    def holds_on(self, op: date) -> bool:
        """True when this line holds on that day."""
        return self.geldig_van <= op and (self.geldig_tot is None or op <= self.geldig_tot)


@dataclass(frozen=True, slots=True)
class Momentopname:
    """Every list and scheme as it was when read."""

    merk: UUID | None
    lijsten: Mapping[str, tuple[Waarde, ...]]
    stelsels: Mapping[str, Stelselwaarde]
    overgangen: Mapping[tuple[str, str], tuple[Overgangswaarde, ...]]


logger = logging.getLogger(__name__)
_current: Momentopname | None = None
_in_request: ContextVar[bool] = ContextVar("in_verzoek", default=False)
_checked: ContextVar[Momentopname | None] = ContextVar("nagekeken", default=None)


@compiled
def _mark() -> QuerySet[Lijststand, UUID]:
    return Lijststand.objects.filter(pk=1).order_by().values_list("merk", flat=True)


def snapshot() -> Momentopname:
    """The lists as they are now. At most one query when nothing changed since the last time."""
    global _current
    checked = _checked.get()
    if checked is not None:
        return checked
    mark = next(iter(_mark()), None)
    found = _current
    if found is None or mark is None or found.merk != mark:
        found = _current = _read(mark)
    if _in_request.get():
        _checked.set(found)
    return found


def warm_up_lists() -> None:
    """Read the lists when a server process starts, so that its first request does not have to.

    A database that does not answer or has no tables yet is none of our business here: the first request tells.
    """
    try:
        snapshot()
    except DatabaseError:
        logger.warning("de lijsten zijn bij het starten niet gelezen")


def changed() -> None:
    """Say, inside the transaction of the change, that a list changed."""
    Lijststand.renew()
    _checked.set(None)


def _start(**_: Any) -> None:
    _in_request.set(True)
    _checked.set(None)


def _finish(**_: Any) -> None:
    _in_request.set(False)
    _checked.set(None)


def watch_requests() -> None:
    """Remember the answer for the length of a request; called once, when the app is ready."""
    request_started.connect(_start, dispatch_uid="referentielijsten")
    request_finished.connect(_finish, dispatch_uid="referentielijsten")


@contextmanager
def lists_held() -> Iterator[None]:
    """Inside, the lists stay as they are now: for work that reads everything at one moment and changes no list.

    Without, each name of a code outside a request is a question to the database: 4,000 of them for a night's figures.
    """
    held = _checked.set(snapshot())
    try:
        yield
    finally:
        _checked.reset(held)


def _read(mark: UUID | None) -> Momentopname:
    lists: dict[str, list[Waarde]] = {}
    for row in Code.objects.select_related("lijst").order_by("lijst__code", "volgorde", "code", "geldig_van"):
        lists.setdefault(row.lijst.code, []).append(_value(row, row.code, row.telt_als))
    crosswalks: dict[tuple[str, str], list[Overgangswaarde]] = {}
    for line in Overgang.objects.select_related("van_stelsel", "naar_stelsel").order_by("pk"):
        key = (line.van_stelsel.code, line.naar_stelsel.code)
        crosswalks.setdefault(key, []).append(
            Overgangswaarde(
                line.pk,
                line.van_code,
                line.naar_code,
                line.soort,
                line.bron,
                line.betrouwbaarheid,
                line.geldig_van,
                line.geldig_tot,
            )
        )
    return Momentopname(
        merk=mark,
        lijsten=MappingProxyType({code: tuple(values) for code, values in lists.items()}),
        stelsels=MappingProxyType(_schemes()),
        overgangen=MappingProxyType({key: tuple(values) for key, values in crosswalks.items()}),
    )


def _schemes() -> dict[str, Stelselwaarde]:
    domains: dict[int, list[Waarde]] = {}
    for domain in Leefdomein.objects.order_by("stelsel", "volgorde", "code", "geldig_van"):
        domains.setdefault(domain.stelsel_id, []).append(_value(domain, domain.code))
    levels: dict[int, list[Niveauwaarde]] = {}
    for level in Niveau.objects.order_by("stelsel", "waarde", "geldig_van"):
        levels.setdefault(level.stelsel_id, []).append(
            Niveauwaarde(
                level.pk,
                level.waarde,
                level.naam,
                level.is_probleem,
                level.geldig_van,
                level.geldig_tot,
                MappingProxyType(level.kenmerken),
            )
        )
    return {
        scheme.code: Stelselwaarde(
            scheme.pk,
            scheme.code,
            scheme.naam,
            scheme.geldig_van,
            scheme.geldig_tot,
            scheme.voorbeeld,
            scheme.alleen_met_kinderen,
            scheme.voor_inzet,
            scheme.in_gebruik,
            tuple(domains.get(scheme.pk, ())),
            tuple(levels.get(scheme.pk, ())),
        )
        for scheme in Domeinstelsel.objects.order_by("geldig_van", "code")
    }


def _value(row: Versie, code: str, telt_als: str = "") -> Waarde:
    return Waarde(
        pk=row.pk,
        code=code,
        naam=row.naam,
        volgorde=row.volgorde,
        geldig_van=row.geldig_van,
        geldig_tot=row.geldig_tot,
        bron=row.bron,
        betrouwbaarheid=row.betrouwbaarheid,
        kenmerken=MappingProxyType(row.kenmerken),
        telt_als=telt_als,
    )
