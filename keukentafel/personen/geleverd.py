"""Rows as an exchange package has them, in and out: nothing is cleaned, parted or refused that the contract allows.

The doors of `bulk` check what a person may type; these take what another system already had: a surname with its
tussenvoegsel inside, a postcode that is none, memberships that overlap, a relation with oneself. `velden` are fields
as they are stored, each row has its values in that order.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from keukentafel.audit.public import Actor, Levering, action, record
from keukentafel.core.inlezen import bulk_change, bulk_rows
from keukentafel.core.opvragen import only
from keukentafel.core.overnemen import Rijen
from keukentafel.core.versleuteling import plain_values
from keukentafel.personen.actions import follow_name
from keukentafel.personen.adressen import share_secret
from keukentafel.personen.models import NAAMLOOS, Huishouden, Huishoudlid, Persoon, Relatie, bsn_fingerprint
from keukentafel.personen.zoekindex import index_again, index_new, refresh_bereik

NUMMER = frozenset({"bsn", "bsn_index"})
ZONDER_IDENTITEIT = frozenset({"reden_zonder_casus"})  # all that an import may change of who is here under another name
PORTIE = 2000  # ids in one question
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
    """Give persons what a later package says; their former versions are kept, and they are found by their new name.

    Who is here under another name stays so: no import identifies him again. Who was merged into someone else keeps
    no BSN: it is for who was kept, when he has none. Whose name nobody knew has one now. Raises IntegrityError for
    somebody else's BSN.
    """
    names, rows = _with_fingerprint(velden, rijen)
    special = _special(ids)
    plain = [(pk, row) for pk, row in zip(ids, rows, strict=True) if pk not in special]
    bulk_change(Persoon, names, plain)
    for pk, row in zip(ids, rows, strict=True):
        if pk in special:
            _change_special(special[pk], pk, dict(zip(names, row, strict=True)))
    index_again(ids)
    _settle(Q(leden__persoon__in=ids[start : start + PORTIE]) for start in range(0, len(ids), PORTIE))
    record("personen_gewijzigd", None, reden=f"{len(ids)} personen")


@action("bsn_vrijgegeven")
def release_bsn(*, by: Actor, persoon_ids: Collection[int]) -> None:
    """Take the BSN of these persons away, because the rows that follow give each of them another or none."""
    Persoon.objects.filter(pk__in=persoon_ids).update(bsn="", bsn_index=None)
    record("bsn_vrijgegeven", None, subjects=persoon_ids)


def holders_of_bsn(bsns: Collection[str]) -> dict[str, int]:
    """Return per BSN the id of who has it here; a BSN that nobody has is absent."""
    by_index = {bsn_fingerprint(bsn): bsn for bsn in bsns}
    wanted, found = sorted(by_index), dict[str, int]()
    for start in range(0, len(wanted), PORTIE):
        rows = Persoon.objects.filter(bsn_index__in=wanted[start : start + PORTIE]).order_by()
        found.update((by_index[index or ""], pk) for index, pk in rows.values_list("bsn_index", "pk"))
    return found


def have_bsn(ids: Collection[int]) -> set[int]:
    """Return who of these persons has a BSN."""
    wanted, found = sorted(ids), set[int]()
    for start in range(0, len(wanted), PORTIE):
        rows = Persoon.objects.filter(pk__in=wanted[start : start + PORTIE]).exclude(bsn_index=None).order_by()
        found.update(rows.values_list("pk", flat=True))
    return found


def kept_personen() -> dict[int, int]:
    """Return, for everyone who was merged into someone else, the id of who he is now."""
    merged = Persoon.objects.exclude(samengevoegd_in=None).order_by()
    into: dict[int, int] = {pk: kept for pk, kept in merged.values_list("pk", "samengevoegd_in") if kept is not None}
    for pk in into:
        while into[pk] in into:
            into[pk] = into[into[pk]]
    return into


def deliver_personen(ids: Collection[int] | None = None) -> Uitgaand:
    """Yield every person (or these) with pk, gebied__code and the fields of the package, but who was merged away.

    A pseudonym stands in `achternaam`, as the contract wants it; of whom nobody knows the name it says so there.
    """
    names = (
        "pk", "bsn", "voornamen", "tussenvoegsel", "achternaam", "geboortedatum", "geslacht", "postcode", "huisnummer",
        "gebied__code", "reden_zonder_casus",
    )  # fmt: skip
    rows = only(Persoon.objects.current().order_by(), ids).values(*names).iterator()
    for row in plain_values(Persoon, rows):
        yield row if row["achternaam"] else {**row, "achternaam": NAAMLOOS}


def deliver_huishoudens(ids: Collection[int] | None = None) -> Uitgaand:
    """Yield every household, or these: pk, naam."""
    yield from only(Huishouden.objects.order_by(), ids).values("pk", "naam").iterator()


def deliver_huishoudleden(ids: Collection[int] | None = None) -> Uitgaand:
    """Yield every membership (or these) of who was not merged away: pk, huishouden_id, persoon_id, rol, van, tot."""
    rows = only(Huishoudlid.objects.filter(persoon__samengevoegd_in=None).order_by(), ids)
    yield from rows.values("pk", "huishouden_id", "persoon_id", "rol", "van", "tot").iterator()


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


def _special(ids: Sequence[int]) -> dict[int, Persoon]:
    """Return who of these cannot simply be given new values."""
    found: dict[int, Persoon] = {}
    odd = Persoon.objects.filter(Q(pseudoniem=True) | Q(anoniem=True) | Q(samengevoegd_in__isnull=False)).order_by()
    for start in range(0, len(ids), PORTIE):
        rows = odd.filter(pk__in=ids[start : start + PORTIE])
        found.update((one.pk, one) for one in rows.only("pseudoniem", "anoniem", "samengevoegd_in"))
    return found


def _change_special(persoon: Persoon, pk: int, values: Mapping[str, Any]) -> None:
    allowed = dict(values)
    if persoon.pseudoniem:
        allowed = {name: value for name, value in values.items() if name in ZONDER_IDENTITEIT}
    elif persoon.samengevoegd_in_id is not None:
        allowed = {name: value for name, value in values.items() if name not in NUMMER}
        if values.get("bsn"):
            _number_of_kept(kept_personen()[pk], {name: values[name] for name in NUMMER})
    elif persoon.anoniem:
        allowed["anoniem"] = False
    bulk_change(Persoon, list(allowed), [(pk, list(allowed.values()))])


def _number_of_kept(pk: int, number: Mapping[str, Any]) -> None:
    """Give who was kept a BSN that came under who was merged into him, when he has none."""
    if Persoon.objects.filter(pk=pk, bsn_index=None, pseudoniem=False).exists():
        bulk_change(Persoon, list(number), [(pk, list(number.values()))])


def _follow(velden: Sequence[str], rijen: Rijen) -> None:
    """What follows from who lives where: in whose care he is, the name of the household, a shared secret address."""
    person, home = velden.index("persoon_id"), velden.index("huishouden_id")
    refresh_bereik({row[person] for row in rijen})
    homes = sorted({row[home] for row in rijen})
    _settle(Q(pk__in=homes[start : start + PORTIE]) for start in range(0, len(homes), PORTIE))


def _settle(parts: Iterable[Q]) -> None:
    """Households made here are named after their people; where one address is secret, it is so for all of them."""
    for part in parts:
        homes = Huishouden.objects.filter(part).order_by()
        secret = homes.filter(leden__persoon__geheim_adres=True).distinct()
        share_secret(list(secret.values_list("pk", flat=True)), date.today())
        for home in homes.filter(naam_gekozen=False).distinct():
            follow_name(home)


#: Households keep the names they have: these do not follow their people.
HUISHOUDENLEVERING = Levering(Huishouden, "huishoudens", vast={"naam_gekozen": True})
HUISHOUDLIDLEVERING = Levering(Huishoudlid, "leden", sleutel=("huishouden_id", "persoon_id", "van"), na=_follow)
RELATIELEVERING = Levering(Relatie, "relaties", sleutel=("persoon_a_id", "persoon_b_id", "soort", "van"))
