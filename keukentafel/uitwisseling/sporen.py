"""Recognise rows that came before from the same source: new, changed, or as they were."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from django.db.models import BigIntegerField, Case, Value, When

from keukentafel.core.inlezen import bulk_append
from keukentafel.uitwisseling.definitie import Resource
from keukentafel.uitwisseling.einde import says_open
from keukentafel.uitwisseling.models import Bron, Rijspoor, Sleutel
from keukentafel.uitwisseling.tabel import Tabelblok

SCHEIDING = "\x00"  # cannot stand in a cell: a file with it is refused
PORTIE = 300  # fingerprints that are renewed in one statement


@dataclass(slots=True)
class Verdeling:
    """Which rows of a block are new and which changed, as places in the block; the others are as they were."""

    nieuw: list[int] = field(default_factory=list)
    gewijzigd: list[int] = field(default_factory=list)
    objecten: list[int] = field(default_factory=list)  # of the changed rows, in the same order
    liepen: list[bool | None] = field(default_factory=list)  # whether those were said to go on before


@dataclass(frozen=True, slots=True)
class Spoor:
    """What is remembered of one row: where, the object it became, its fingerprint, and whether it was to go on."""

    pk: int
    object_id: int
    vingerafdruk: int
    loopt: bool | None


def fingerprint(text: str) -> int:
    """Return a number of 64 bits with a sign, the same on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def fingerprints(blok: Tabelblok, resource: Resource) -> list[int]:
    """Return a fingerprint per row; an absent column is another thing than an empty one.

    Not in rows without a key: they are their own key, and in a key an absent column is an empty one (keys_of).
    """
    present = [naam for naam in resource.namen if naam in blok.kolommen or not resource.sleutel]
    head = SCHEIDING.join((*present, ""))
    if not present:
        return [fingerprint(head)] * len(blok)
    rows = zip(*(blok.column(naam) for naam in present), strict=True)
    return [fingerprint(head + SCHEIDING.join(row)) for row in rows]


def keys_of(resource: Resource, blok: Tabelblok, prints: Sequence[int]) -> Sequence[str] | Sequence[int]:
    """Return the key of each row: the sender's own, or a fingerprint over the columns of its key (rule 3).

    In a key an absent column is an empty one, so that a package with that column finds the rows of one without. A row
    without a key is known by its whole, `prints`.
    """
    if resource.verwezen:
        return blok.column(resource.verwezen)
    if not resource.sleutel:
        return prints
    rows = zip(*(blok.column(naam) for naam in resource.sleutel), strict=True)
    return [fingerprint(SCHEIDING.join(row)) for row in rows]


class Sporen:
    """The rows of one resource that came before from one source; none from a source that is not known yet (None)."""

    def __init__(self, resource: Resource, bron: Bron | None) -> None:
        self._resource, self._bron = resource, bron
        self._found: dict[str | int, deque[Spoor]] = defaultdict(deque)
        for key, spoor in self._stored():
            self._found[key].append(spoor)
        self._renewed: list[tuple[int, int, bool | None]] = []

    def sort_out(self, blok: Tabelblok) -> tuple[Verdeling, list[int]]:
        """Return which rows of the block are new or changed, and the fingerprint of each row."""
        prints = fingerprints(blok, self._resource)
        verdeling = Verdeling()
        if not self._found:
            verdeling.nieuw = list(range(len(blok)))
            return verdeling, prints
        keys, goes_on = keys_of(self._resource, blok, prints), says_open(self._resource.naam, blok)
        for place, print_ in enumerate(prints):
            before = self._found.get(keys[place])
            if not before:
                verdeling.nieuw.append(place)
                continue
            spoor = before.popleft()
            if spoor.vingerafdruk != print_:
                verdeling.gewijzigd.append(place)
                verdeling.objecten.append(spoor.object_id)
                verdeling.liepen.append(spoor.loopt)
                said = goes_on[place]
                self._renewed.append((spoor.pk, print_, spoor.loopt if said is None else said))
        return verdeling, prints

    def remember(self, blok: Tabelblok, verdeling: Verdeling, prints: Sequence[int], ids: Sequence[int]) -> None:
        """Write down what came in new, with the ids that they got, and the fingerprints that changed."""
        keys, goes_on = keys_of(self._resource, blok, prints), says_open(self._resource.naam, blok)
        model: type[Sleutel] | type[Rijspoor] = Sleutel if self._resource.verwezen else Rijspoor
        bron = self._bron.pk if self._bron is not None else None
        rows = (
            (bron, self._resource.naam, keys[place], prints[place], pk, goes_on[place])
            for place, pk in zip(verdeling.nieuw, ids, strict=True)
        )
        bulk_append(model, ("bron_id", "resource", "sleutel", "vingerafdruk", "object_id", "loopt"), rows, len(ids))
        self._renew(model)

    def _renew(self, model: type[Sleutel] | type[Rijspoor]) -> None:
        """Write down what the changed rows say now."""
        for start in range(0, len(self._renewed), PORTIE):
            part = self._renewed[start : start + PORTIE]
            prints = Case(*(When(pk=pk, then=Value(print_, BigIntegerField())) for pk, print_, _said in part))
            model.objects.filter(pk__in=[pk for pk, *_rest in part]).update(vingerafdruk=prints)
            for goes_on in (True, False):
                ids = [pk for pk, _print, said in part if said is goes_on]
                if ids:
                    model.objects.filter(pk__in=ids).update(loopt=goes_on)
        self._renewed.clear()

    def _stored(self) -> Iterator[tuple[str | int, Spoor]]:
        model: type[Sleutel] | type[Rijspoor] = Sleutel if self._resource.verwezen else Rijspoor
        rows = model.objects.filter(bron=self._bron, resource=self._resource.naam).order_by("pk")
        names = ("pk", "sleutel", "object_id", "vingerafdruk", "loopt")
        for pk, key, object_id, print_, goes_on in rows.values_list(*names).iterator():
            yield key, Spoor(pk, object_id, print_, goes_on)
