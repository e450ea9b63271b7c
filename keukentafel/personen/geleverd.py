"""Rows as an exchange package has them, in and out: nothing is cleaned, parted or refused that the contract allows.

The doors of `bulk` check what a person may type; these take what another system already had: a surname with its
tussenvoegsel inside, a postcode that is none, memberships that overlap, a relation with oneself. `velden` are fields
as they are stored, each row has its values in that order.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.inlezen import bulk_change, bulk_rows
from keukentafel.core.overnemen import Rijen, bulk_adopt
from keukentafel.personen.models import NAAMLOOS, Huishouden, Huishoudlid, Persoon, Relatie, bsn_fingerprint
from keukentafel.personen.zoekindex import index_again, index_new, refresh_bereik

LID_SLEUTEL = ("huishouden_id", "persoon_id", "van")
RELATIE_SLEUTEL = ("persoon_a_id", "persoon_b_id", "soort", "van")
Uitgaand = Iterator[Mapping[str, Any]]


@action("personen_ingelezen")
def take_personen(*, by: Actor, velden: Sequence[str], rijen: Rijen) -> Sequence[int]:
    """Store persons as delivered; returns their ids in order. `bsn` (nine digits or '') brings its fingerprint along.

    Raises IntegrityError for a BSN that somebody has already.
    """
    names, rows = _with_fingerprint(velden, rijen)
    ids = bulk_rows(Persoon, names, rows, len(rows))
    index_new(ids)
    record("personen_ingelezen", None, reden=f"{len(ids)} personen")
    return ids


@action("personen_gewijzigd")
def update_personen(*, by: Actor, velden: Sequence[str], ids: Sequence[int], rijen: Rijen) -> None:
    """Give persons what a later package says; their former versions are kept, and they are found by their new name."""
    names, rows = _with_fingerprint(velden, rijen)
    bulk_change(Persoon, names, zip(ids, rows, strict=True))
    index_again(ids)
    record("personen_gewijzigd", None, reden=f"{len(ids)} personen")


@action("huishoudens_ingelezen")
def take_huishoudens(*, by: Actor, velden: Sequence[str], rijen: Rijen) -> Sequence[int]:
    """Store households under the names they have (these do not follow their people); returns their ids in order."""
    ids = bulk_rows(Huishouden, (*velden, "naam_gekozen"), ((*row, True) for row in rijen), len(rijen))
    record("huishoudens_ingelezen", None, reden=f"{len(ids)} huishoudens")
    return ids


@action("huishoudens_gewijzigd")
def update_huishoudens(*, by: Actor, velden: Sequence[str], ids: Sequence[int], rijen: Rijen) -> None:
    """Give households what a later package says; their former versions are kept."""
    bulk_change(Huishouden, velden, zip(ids, rijen, strict=True))
    record("huishoudens_gewijzigd", None, reden=f"{len(ids)} huishoudens")


@action("leden_ingelezen")
def take_huishoudleden(*, by: Actor, velden: Sequence[str], rijen: Rijen) -> Sequence[int]:
    """Store memberships as delivered; what is there by household, person and begin is the same one."""
    ids = bulk_adopt(Huishoudlid, velden, LID_SLEUTEL, rijen)
    person = velden.index("persoon_id")
    refresh_bereik({row[person] for row in rijen})
    record("leden_ingelezen", None, reden=f"{len(ids)} leden")
    return ids


@action("leden_gewijzigd")
def update_huishoudleden(*, by: Actor, velden: Sequence[str], ids: Sequence[int], rijen: Rijen) -> None:
    """Give memberships what a later package says; their former versions are kept, and the search follows."""
    bulk_change(Huishoudlid, velden, zip(ids, rijen, strict=True))
    person = velden.index("persoon_id")
    refresh_bereik({row[person] for row in rijen})
    record("leden_gewijzigd", None, reden=f"{len(ids)} leden")


@action("relaties_ingelezen")
def take_relaties(*, by: Actor, velden: Sequence[str], rijen: Rijen) -> Sequence[int]:
    """Store relations as delivered; what is there by both persons, kind and begin is the same one."""
    ids = bulk_adopt(Relatie, velden, RELATIE_SLEUTEL, rijen)
    record("relaties_ingelezen", None, reden=f"{len(ids)} relaties")
    return ids


@action("relaties_gewijzigd")
def update_relaties(*, by: Actor, velden: Sequence[str], ids: Sequence[int], rijen: Rijen) -> None:
    """Give relations what a later package says; their former versions are kept."""
    bulk_change(Relatie, velden, zip(ids, rijen, strict=True))
    record("relaties_gewijzigd", None, reden=f"{len(ids)} relaties")


def deliver_personen() -> Uitgaand:
    """Yield every person with pk, gebied__code and the fields of the package; who was merged away is left out.

    A pseudonym stands in `achternaam`, as the contract wants it; of whom nobody knows the name it says so there.
    """
    names = (
        "pk", "bsn", "voornamen", "tussenvoegsel", "achternaam", "geboortedatum", "geslacht", "postcode", "huisnummer",
        "gebied__code", "reden_zonder_casus",
    )  # fmt: skip
    for row in Persoon.objects.current().order_by().values(*names).iterator():
        yield row if row["achternaam"] else {**row, "achternaam": NAAMLOOS}


def deliver_huishoudens() -> Uitgaand:
    """Yield every household: pk, naam."""
    yield from Huishouden.objects.order_by().values("pk", "naam").iterator()


def deliver_huishoudleden() -> Uitgaand:
    """Yield every membership of who was not merged away: huishouden_id, persoon_id, rol, van, tot."""
    rows = Huishoudlid.objects.filter(persoon__samengevoegd_in=None).order_by()
    yield from rows.values("huishouden_id", "persoon_id", "rol", "van", "tot").iterator()


def deliver_relaties() -> Uitgaand:
    """Yield every relation between people who were not merged away: persoon_a_id, persoon_b_id, soort, van, tot."""
    rows = Relatie.objects.filter(persoon_a__samengevoegd_in=None, persoon_b__samengevoegd_in=None).order_by()
    yield from rows.values("persoon_a_id", "persoon_b_id", "soort", "van", "tot").iterator()


def _with_fingerprint(velden: Sequence[str], rijen: Rijen) -> tuple[Sequence[str], Rijen]:
    if "bsn" not in velden:
        return velden, rijen
    place = velden.index("bsn")
    rows = [(*row, bsn_fingerprint(row[place]) if row[place] else None) for row in rijen]
    return (*velden, "bsn_index"), rows
