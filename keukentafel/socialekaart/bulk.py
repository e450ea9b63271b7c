"""The bulk doors: areas and organisations at once, for an import; one audit event each, all or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.core.inlezen import bulk_change, bulk_rows, codes_of, wrong_code
from keukentafel.core.overnemen import ends_kept
from keukentafel.socialekaart.models import Gebied, Organisatie


@dataclass(frozen=True, slots=True)
class Gebiedrij:
    """An area in an import; `inwoners` None is unknown."""

    code: str
    naam: str
    soort: str
    gemeentecode: str = ""
    inwoners: int | None = None
    geldig_van: date | None = None
    geldig_tot: date | None = None


@dataclass(frozen=True, slots=True)
class Organisatierij:
    """An organisation in an import."""

    naam: str
    soort: str


@action("gebieden_ingelezen")
def bulk_register_gebieden(*, by: Actor, rijen: Sequence[Gebiedrij]) -> Sequence[int]:
    """Store many areas; returns their ids in order. An area that is there by its code gets these values.

    Raises Regelfout, naming the row (counted from 1), for an unknown kind and for an end before the begin.
    """
    codes, names = codes_of(Gebied, Gebiedrij.__slots__), Gebiedrij.__slots__
    for number, rij in enumerate(rijen, start=1):
        if wrong_code(rij, codes) or (rij.geldig_van and rij.geldig_tot and rij.geldig_tot < rij.geldig_van):
            raise Regelfout(f"Regel {number}: de soort bestaat niet, of het gebied eindigt voor het begint.")
    there = dict(Gebied.objects.order_by().values_list("code", "pk"))
    fresh = [rij for rij in rijen if rij.code not in there]
    values = attrgetter(*names)
    made = bulk_rows(Gebied, names, map(values, fresh), len(fresh))
    bulk_change(Gebied, names, [(there[rij.code], values(rij)) for rij in rijen if rij.code in there])
    there |= zip((rij.code for rij in fresh), made, strict=True)
    record("gebieden_ingelezen", None, reden=f"{len(rijen)} gebieden")
    return [there[rij.code] for rij in rijen]


@action("organisaties_ingelezen")
def bulk_register_organisaties(*, by: Actor, rijen: Sequence[Organisatierij]) -> Sequence[int]:
    """Store many organisations; returns their ids in order. Raises Regelfout, naming the row, for an unknown kind."""
    codes, names = codes_of(Organisatie, Organisatierij.__slots__), Organisatierij.__slots__
    for number, rij in enumerate(rijen, start=1):
        if wrong_code(rij, codes):
            raise Regelfout(f"Regel {number}: deze soort organisatie bestaat niet.", veld="soort")
    ids = bulk_rows(Organisatie, names, map(attrgetter(*names), rijen), len(rijen))
    record("organisaties_ingelezen", None, reden=f"{len(ids)} organisaties")
    return ids


@action("gebieden_gewijzigd")
def bulk_change_gebieden(*, by: Actor, velden: Sequence[str], rijen: Sequence[tuple[int, Sequence[Any]]]) -> None:
    """Give areas (id, values in the order of `velden`) what an import says now; their former versions are kept."""
    bulk_change(Gebied, velden, rijen)
    record("gebieden_gewijzigd", None, reden=f"{len(rijen)} gebieden")


@action("organisaties_gewijzigd")
def bulk_change_organisaties(*, by: Actor, velden: Sequence[str], rijen: Sequence[tuple[int, Sequence[Any]]]) -> None:
    """Give organisations (id, values in the order of `velden`) what an import says now; former versions are kept."""
    bulk_change(Organisatie, velden, rijen)
    record("organisaties_gewijzigd", None, reden=f"{len(rijen)} organisaties")


@action("gebieden_ingelezen")
def take_gebieden(*, by: Actor, velden: Sequence[str], rijen: Sequence[Sequence[Any]]) -> Sequence[int]:
    """Store areas as a package delivers them (`velden` has `code`); one that is there by its code gets these values.

    An end that an area has stays (`ends_kept`).
    """
    place = velden.index("code")
    there = dict(Gebied.objects.order_by().values_list("code", "pk"))
    fresh = [row for row in rijen if row[place] not in there]
    made = bulk_rows(Gebied, velden, fresh, len(fresh))
    known = [(there[row[place]], row) for row in rijen if row[place] in there]
    bulk_change(Gebied, velden, ends_kept(Gebied, velden, known))
    there |= zip((row[place] for row in fresh), made, strict=True)
    record("gebieden_ingelezen", None, reden=f"{len(rijen)} gebieden")
    return [there[row[place]] for row in rijen]


def deliver_gebieden() -> Iterator[Mapping[str, Any]]:
    """Yield every area with the fields of Gebiedrij."""
    yield from Gebied.objects.order_by().values(*Gebiedrij.__slots__).iterator()


def deliver_organisaties() -> Iterator[Mapping[str, Any]]:
    """Yield every organisation: pk, naam, soort."""
    yield from Organisatie.objects.order_by().values("pk", "naam", "soort").iterator()
