"""The bulk doors: many people and households at once; one audit event each, all or nothing.

`bulk_register` takes whole households (demo); the others take one kind of row, as an exchange package has them:
someone may live in two households, or in none. They give ids back, and put what they bring in into the index of
names; within `index_later` that happens once, at the end.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.core.inlezen import bulk_add, bulk_rows
from keukentafel.personen.actions import BSN_IN_GEBRUIK, fill_persoon
from keukentafel.personen.adressen import share_secret
from keukentafel.personen.gegevens import Persoongegevens, clean_gegevens
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon, Relatie, bsn_fingerprint
from keukentafel.personen.naamgeving import household_name
from keukentafel.personen.namen import normalise_name
from keukentafel.personen.zoekindex import index_new, refresh_bereik
from keukentafel.referentielijsten.public import Leefeenheidrol, Relatiesoort
from keukentafel.socialekaart.public import areas_by_postcode

BATCH = 2000
NAAMLENGTE = 160
Area = Callable[[str], int | None]  # the area (id) of a postcode
PLAIN_FIELDS = tuple(name for name in Persoongegevens.__slots__ if name != "bsn")
_plain = attrgetter(*PLAIN_FIELDS)


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


@dataclass(frozen=True, slots=True)
class Persoonrij:
    """Someone in an import; the area follows the postcode unless it is given."""

    gegevens: Persoongegevens
    gebied_id: int | None = None


@dataclass(frozen=True, slots=True)
class Lidmaatschapsrij:
    """Someone's membership of a household in an import; ids are those of this database."""

    huishouden_id: int
    persoon_id: int
    rol: str
    van: date
    tot: date | None = None


@dataclass(frozen=True, slots=True)
class Persoonsrelatierij:
    """persoon_a is <soort> of persoon_b, in an import; ids are those of this database."""

    persoon_a_id: int
    persoon_b_id: int
    soort: str
    van: date | None = None
    tot: date | None = None


@action("huishoudens_ingelezen")
def bulk_register(*, by: Actor, rijen: Sequence[Huishoudenrij]) -> list[Ingelezen]:
    """Store many households with their people and relations; one audit event. All or nothing.

    Raises Regelfout, naming the row (counted from 1), for data that cannot be true or a BSN used twice.
    """
    today = date.today()
    area = areas_by_postcode()
    people = [_persons(number, rij, today, area) for number, rij in enumerate(rijen, start=1)]
    everyone = [persoon for found in people for persoon in found]
    _check_numbers([persoon.bsn_index for persoon in everyone if persoon.bsn_index])
    bulk_add(Persoon, everyone)
    homes = [_household(rij, found) for rij, found in zip(rijen, people, strict=True)]
    bulk_add(Huishouden, homes)
    made = [Ingelezen(home, tuple(found)) for home, found in zip(homes, people, strict=True)]
    bulk_add(Huishoudlid, _members(rijen, made))
    bulk_add(Relatie, _relations(rijen, made))
    share_secret([each.huishouden.pk for each in made if any(one.geheim_adres for one in each.personen)], today)
    index_new([persoon.pk for persoon in everyone])
    record("huishoudens_ingelezen", None, reden=f"{len(homes)} huishoudens, {len(everyone)} personen")
    return made


@action("personen_ingelezen")
def bulk_register_personen(*, by: Actor, rijen: Sequence[Persoonrij]) -> Sequence[int]:
    """Store many persons, each with or without a household to come; returns their ids in order.

    Raises Regelfout, naming the row (counted from 1), for data that cannot be true, and for a BSN used twice.
    """
    today = date.today()
    area = areas_by_postcode()
    rows = [_stored(number, rij, today, area) for number, rij in enumerate(rijen, start=1)]
    _check_numbers([row[-1] for row in rows if row[-1]])
    ids = bulk_rows(Persoon, (*PLAIN_FIELDS, "gebied_id", "bsn", "bsn_index"), rows, len(rows))
    index_new(ids)
    record("personen_ingelezen", None, reden=f"{len(ids)} personen")
    return ids


@action("huishoudens_ingelezen")
def bulk_register_huishoudens(*, by: Actor, namen: Sequence[str]) -> Sequence[int]:
    """Store many households under the names they have; returns their ids in order. Raises Regelfout without a name."""
    cleaned = [normalise_name(naam)[:NAAMLENGTE] for naam in namen]
    for number, naam in enumerate(cleaned, start=1):
        if not naam:
            raise Regelfout(f"Regel {number}: een huishouden heeft een naam.", veld="naam")
    ids = bulk_rows(Huishouden, ("naam", "naam_gekozen"), ((naam, True) for naam in cleaned), len(cleaned))
    record("huishoudens_ingelezen", None, reden=f"{len(ids)} huishoudens")
    return ids


@action("leden_ingelezen")
def bulk_add_members(*, by: Actor, rijen: Sequence[Lidmaatschapsrij]) -> Sequence[int]:
    """Store who lives where since when; returns the ids in order. Names of households stay as they are.

    Raises Regelfout, naming the row (counted from 1), for an unknown role, an end before the begin, and a period
    in which someone lives in that household already (R-002); IntegrityError for an unknown person or household, and
    for two open memberships of one household.
    """
    for number, rij in enumerate(rijen, start=1):
        if rij.rol not in Leefeenheidrol.values or (rij.tot is not None and rij.tot < rij.van):
            raise Regelfout(f"Regel {number}: de rol bestaat niet, of het lidmaatschap eindigt voor het begint.")
    names = ("huishouden_id", "persoon_id", "rol", "van", "tot")
    ids = bulk_rows(Huishoudlid, names, map(attrgetter(*names), rijen), len(rijen))
    _refuse_twice(ids)
    refresh_bereik({rij.persoon_id for rij in rijen})
    record("leden_ingelezen", None, reden=f"{len(ids)} leden")
    return ids


def _refuse_twice(ids: Sequence[int]) -> None:
    """Nobody lives twice in the same household at once; the database looks, among old rows and new."""
    if not ids:
        return
    same = Huishoudlid.objects.filter(huishouden=OuterRef("huishouden"), persoon=OuterRef("persoon"))
    end = Coalesce(OuterRef("tot"), Value(date.max))
    same = same.exclude(pk=OuterRef("pk")).filter(Q(tot=None) | Q(tot__gte=OuterRef("van")), van__lte=end)
    twice = Huishoudlid.objects.filter(pk__range=(ids[0], ids[-1])).filter(Exists(same)).order_by("pk").first()
    if twice is not None and twice.pk in ids:
        raise Regelfout(f"Regel {ids.index(twice.pk) + 1}: in die periode hoort deze persoon al bij dit huishouden.")


@action("relaties_ingelezen")
def bulk_record_relaties(*, by: Actor, rijen: Sequence[Persoonsrelatierij]) -> Sequence[int]:
    """Store who is what to whom, inside households and outside; returns the ids in order.

    Raises Regelfout, naming the row (counted from 1), for an unknown kind, someone with himself, and an end before
    the begin; IntegrityError for an unknown person.
    """
    for number, rij in enumerate(rijen, start=1):
        backward = rij.van is not None and rij.tot is not None and rij.tot < rij.van
        if rij.soort not in Relatiesoort.values or rij.persoon_a_id == rij.persoon_b_id or backward:
            raise Regelfout(f"Regel {number}: deze relatie kan niet bestaan.")
    names = ("persoon_a_id", "persoon_b_id", "soort", "van", "tot")
    ids = bulk_rows(Relatie, names, map(attrgetter(*names), rijen), len(rijen))
    record("relaties_ingelezen", None, reden=f"{len(ids)} relaties")
    return ids


def _stored(number: int, rij: Persoonrij, today: date, area: Area) -> tuple[Any, ...]:
    """The values of a person as they are stored: PLAIN_FIELDS, area, BSN and its fingerprint."""
    try:
        cleaned = clean_gegevens(rij.gegevens, today)
    except Regelfout as fout:
        raise Regelfout(f"Regel {number}: {fout.melding}", veld=fout.veld) from None
    where = rij.gebied_id or (area(cleaned.postcode) if cleaned.postcode else None)
    return (*_plain(cleaned), where, cleaned.bsn or "", bsn_fingerprint(cleaned.bsn) if cleaned.bsn else None)


def _persons(number: int, rij: Huishoudenrij, today: date, area: Area) -> list[Persoon]:
    if not rij.leden:
        raise Regelfout(f"Regel {number}: een huishouden heeft minstens één lid.")
    found = []
    for lid in rij.leden:
        persoon = Persoon()
        try:
            fill_persoon(persoon, clean_gegevens(lid.gegevens, today), area)
        except Regelfout as fout:
            raise Regelfout(f"Regel {number}: {fout.melding}", veld=fout.veld) from None
        found.append(persoon)
    return found


def _check_numbers(indexes: Sequence[str]) -> None:
    if len(indexes) != len(set(indexes)):
        raise Regelfout("Een burgerservicenummer komt twee keer voor in dit bestand.", veld="bsn")
    for start in range(0, len(indexes), BATCH):
        if Persoon.objects.filter(bsn_index__in=indexes[start : start + BATCH]).exists():
            raise Regelfout(BSN_IN_GEBRUIK, veld="bsn")


def _household(rij: Huishoudenrij, personen: Sequence[Persoon]) -> Huishouden:
    pairs = list(zip(personen, (lid.rol for lid in rij.leden), strict=True))
    pairs.sort(key=lambda pair: (pair[1] == Leefeenheidrol.KIND, pair[0].geboortedatum or date.max))
    return Huishouden(naam=rij.naam or household_name(pairs)[:NAAMLENGTE], naam_gekozen=bool(rij.naam))


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
