"""The bulk door: many households with their people at once, for an import, the demo and the bench."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from simple_history.utils import bulk_create_with_history

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.actions import BSN_IN_GEBRUIK, fill_persoon
from keukentafel.personen.gegevens import Persoongegevens, clean_gegevens
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon, Relatie
from keukentafel.personen.naamgeving import household_name
from keukentafel.personen.zoekindex import index_personen
from keukentafel.referentielijsten.public import Leefeenheidrol
from keukentafel.socialekaart.public import gebied_of_postcode

BATCH = 400


@dataclass(frozen=True, slots=True)
class Lidrij:
    """Someone of a household in an import: his data, his role there, since when and until when."""

    gegevens: Persoongegevens
    rol: str
    van: date
    tot: date | None = None


@dataclass(frozen=True, slots=True)
class Relatierij:
    """The `a`-th member is <soort> of the `b`-th member of the same row (counted from 0)."""

    a: int
    b: int
    soort: str
    van: date | None = None


@dataclass(frozen=True, slots=True)
class Huishoudenrij:
    """A household in an import; without a name it is named after its people."""

    leden: tuple[Lidrij, ...]
    relaties: tuple[Relatierij, ...] = ()
    naam: str = ""


@dataclass(frozen=True, slots=True)
class Ingelezen:
    """What came of one row: the household, and its people in the order of the row."""

    huishouden: Huishouden
    personen: tuple[Persoon, ...] = field(default=())


@action("huishoudens_ingelezen")
def bulk_register(*, by: Actor, rijen: Sequence[Huishoudenrij]) -> list[Ingelezen]:
    """Store many households with their people and relations; one audit event. All or nothing.

    Raises Regelfout, naming the row (counted from 1), for data that cannot be true or a BSN used twice.
    """
    today = date.today()
    _area.cache_clear()
    people = [_persons(number, rij, today) for number, rij in enumerate(rijen, start=1)]
    everyone = [persoon for found in people for persoon in found]
    _check_numbers(everyone)
    bulk_create_with_history(everyone, Persoon, batch_size=BATCH)
    homes = [_household(rij, found) for rij, found in zip(rijen, people, strict=True)]
    bulk_create_with_history(homes, Huishouden, batch_size=BATCH)
    made = [Ingelezen(home, tuple(found)) for home, found in zip(homes, people, strict=True)]
    bulk_create_with_history(_members(rijen, made), Huishoudlid, batch_size=BATCH)
    bulk_create_with_history(_relations(rijen, made), Relatie, batch_size=BATCH)
    for start in range(0, len(everyone), BATCH):
        index_personen(everyone[start : start + BATCH], new=True)
    record("huishoudens_ingelezen", None, reden=f"{len(homes)} huishoudens, {len(everyone)} personen")
    return made


def _persons(number: int, rij: Huishoudenrij, today: date) -> list[Persoon]:
    if not rij.leden:
        raise Regelfout(f"Regel {number}: een huishouden heeft minstens één lid.")
    found = []
    for lid in rij.leden:
        persoon = Persoon()
        try:
            fill_persoon(persoon, clean_gegevens(lid.gegevens, today), _area)
        except Regelfout as fout:
            raise Regelfout(f"Regel {number}: {fout.melding}", veld=fout.veld) from None
        found.append(persoon)
    return found


@lru_cache(maxsize=4096)
def _area(postcode: str) -> int | None:
    """Area of a postcode; remembered only for the duration of one import (see bulk_register)."""
    return gebied_of_postcode(postcode)


def _check_numbers(personen: Sequence[Persoon]) -> None:
    indexes = [persoon.bsn_index for persoon in personen if persoon.bsn_index]
    if len(indexes) != len(set(indexes)):
        raise Regelfout("Een burgerservicenummer komt twee keer voor in dit bestand.", veld="bsn")
    for start in range(0, len(indexes), BATCH):
        if Persoon.objects.filter(bsn_index__in=indexes[start : start + BATCH]).exists():
            raise Regelfout(BSN_IN_GEBRUIK, veld="bsn")


def _household(rij: Huishoudenrij, personen: Sequence[Persoon]) -> Huishouden:
    pairs = list(zip(personen, (lid.rol for lid in rij.leden), strict=True))
    pairs.sort(key=lambda pair: (pair[1] == Leefeenheidrol.KIND, pair[0].geboortedatum or date.max))
    return Huishouden(naam=rij.naam or household_name(pairs)[:160], naam_gekozen=bool(rij.naam))


def _members(rijen: Sequence[Huishoudenrij], made: Sequence[Ingelezen]) -> list[Huishoudlid]:
    return [
        Huishoudlid(huishouden=one.huishouden, persoon=persoon, rol=lid.rol, van=lid.van, tot=lid.tot)
        for rij, one in zip(rijen, made, strict=True)
        for lid, persoon in zip(rij.leden, one.personen, strict=True)
    ]


def _relations(rijen: Sequence[Huishoudenrij], made: Sequence[Ingelezen]) -> list[Relatie]:
    return [
        Relatie(persoon_a=one.personen[row.a], persoon_b=one.personen[row.b], soort=row.soort, van=row.van)
        for rij, one in zip(rijen, made, strict=True)
        for row in rij.relaties
    ]
