"""Which rows are somebody's, decided row by row: his own, shared with his household, or made by him as a reporter.

The rule per kind stands in data/inzage.toml; the law behind it in ADR 0024. Deny by default: a row that names somebody
else, or of which nothing leads to him, is not his (AVG 15 lid 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from keukentafel.personen.public import Huishoudlid, Persoon
from keukentafel.privacy.inzage.plaats import Plaats, Plaatsing, key_of

HUISHOUDEN = "personen.huishouden"
Periode = tuple[date, date | None]


class Deel(StrEnum):
    """How a row is his."""

    EIGEN = "eigen"  # about him
    GEDEELD = "gedeeld"  # about his household, nobody named: the facts, not the free text
    MELDER = "melder"  # he reported it about somebody else: only what he told of himself


@dataclass(frozen=True, slots=True)
class Wie:
    """The person: all ids he is known under, and when he lived in which household."""

    ids: frozenset[int]
    woonde: Mapping[int, tuple[Periode, ...]]
    vandaag: date

    def lived(self, huishouden_id: int | None, van: date | None, tot: date | None) -> bool:
        """True when he lived there on at least one day of this period; an unknown day is no day."""
        if huishouden_id is None or van is None:
            return False
        return any(
            (begin is None or tot is None or begin <= tot) and (end is None or end >= van)
            for begin, end in self.woonde.get(huishouden_id, ())
        )


def who(persoon_id: int, vandaag: date) -> Wie:
    """Everything under which this person is known; records that were merged into him are him too. Some queries."""
    ids, fresh = {persoon_id}, {persoon_id}
    while fresh:
        fresh = set(Persoon.objects.filter(samengevoegd_in__in=fresh).order_by().values_list("pk", flat=True)) - ids
        ids |= fresh
    homes: dict[int, list[Periode]] = {}
    rows = Huishoudlid.objects.filter(persoon__in=ids).order_by("van", "pk")
    for home, van, tot in rows.values_list("huishouden_id", "van", "tot"):
        homes.setdefault(home, []).append((van, tot))
    return Wie(frozenset(ids), {home: tuple(periods) for home, periods in homes.items()}, vandaag)


@dataclass(frozen=True, slots=True)
class Eigenschap:
    """What was decided about one row, for the rows that hang on it."""

    deel: Deel
    huishouden_id: int | None


class Keuring:
    """Decides in the order of the file; a kind that hangs on another must come after it."""

    def __init__(self, wie: Wie, plaatsing: Plaatsing) -> None:
        self.wie, self._mee = wie, plaatsing.mee
        self._found: dict[str, dict[int, Eigenschap]] = {}
        self._linked: dict[int, set[int]] = {}

    def candidates(self, place: Plaats) -> Q:
        """Every row of this kind that could be his: a wide net, `part_of` decides."""
        net = Q(pk__in=[])
        for name in (*place.zelf, *filter(None, (place.als_melder,))):
            net |= Q(**{f"{name}__in": self.wie.ids})
        for name in place.via:
            net |= Q(**{f"{name}__in": list(self._of_parent(place, name))})
        if place.huishouden:
            net |= Q(**{f"{place.huishouden}__in": list(self.wie.woonde)})
        if place.personen:
            self._linked = self._read_linked(place)
            net |= Q(pk__in=[pk for pk, ids in self._linked.items() if ids & self.wie.ids])
        return net

    def part_of(self, place: Plaats, row: Any) -> Eigenschap | None:
        """How this row (of the kind, or a former version of it) is his; None when it is not."""
        if place.personen and (named := self._linked.get(row.pk if not hasattr(row, "history_id") else row.id)):
            return Eigenschap(Deel.EIGEN, None) if named & self.wie.ids else None
        named = {value for name in place.zelf if (value := _id(place, row, name)) is not None}
        if place.model == "personen.persoon":
            named = {row.id, row.samengevoegd_in_id} & self.wie.ids
        home = _id(place, row, place.huishouden) if place.huishouden else None
        if named & self.wie.ids:
            return Eigenschap(Deel.EIGEN, home)
        if place.als_melder and _id(place, row, place.als_melder) in self.wie.ids:
            return Eigenschap(Deel.MELDER, None)
        if named and not place.client:
            return None
        return self._through_parent(place, row) if self._parent(place, row) else self._through_home(place, row, home)

    def _parent(self, place: Plaats, row: Any) -> str:
        return next((name for name in place.via if _id(place, row, name) is not None), "")

    def _through_parent(self, place: Plaats, row: Any) -> Eigenschap | None:
        name = self._parent(place, row)
        parent = self._of_parent(place, name).get(_id(place, row, name) or 0)
        if parent is None or parent.deel is Deel.MELDER:
            return None
        if parent.deel is Deel.EIGEN:
            return parent
        day = day_of(place, row)
        there = day is None or self.wie.lived(parent.huishouden_id, day, day)
        return parent if there and not getattr(row, "besloten", False) else None

    def _through_home(self, place: Plaats, row: Any, home: int | None) -> Eigenschap | None:
        if place.model == HUISHOUDEN:
            here = self.wie.lived(home, self.wie.vandaag, self.wie.vandaag)
            return Eigenschap(Deel.EIGEN, home) if here else None
        day = day_of(place, row)
        until = getattr(row, "afgesloten_op", None) if place.client else day
        if not self.wie.lived(home, day, until) or getattr(row, "besloten", False):
            return None
        return Eigenschap(Deel.GEDEELD, home)

    def keep(self, place: Plaats, found: Mapping[int, Eigenschap]) -> None:
        """Remember which rows of this kind are his."""
        self._found[place.model] = dict(found)

    def _of_parent(self, place: Plaats, name: str) -> Mapping[int, Eigenschap]:
        related = place.soort._meta.get_field(name).related_model
        if not isinstance(related, type) or key_of(related) not in self._mee:
            raise ValueError(f"{place.model}.{name} leidt naar iets dat niet meegaat")
        return self._found.get(key_of(related), {})

    def _read_linked(self, place: Plaats) -> dict[int, set[int]]:
        model, _, name = place.personen.rpartition(".")
        rows = apps.get_model(model)._default_manager.order_by()
        rows = rows.filter(self._parents_of_linked(place, name) | Q(persoon__in=self.wie.ids))
        found: dict[int, set[int]] = {}
        for pk, persoon in rows.values_list(f"{name}_id", "persoon_id"):
            found.setdefault(pk, set()).add(persoon)
        return self._whole(model, name, found)

    def _parents_of_linked(self, place: Plaats, name: str) -> Q:
        net = Q(pk__in=[])
        for via in place.via:
            net |= Q(**{f"{name}__{via}__in": list(self._of_parent(place, via))})
        return net

    def _whole(self, model: str, name: str, found: dict[int, set[int]]) -> dict[int, set[int]]:
        rows = apps.get_model(model)._default_manager.filter(**{f"{name}__in": list(found)}).order_by()
        for pk, persoon in rows.values_list(f"{name}_id", "persoon_id"):
            found[pk].add(persoon)
        return found


def _id(place: Plaats, row: Any, name: str) -> int | None:
    field: Any = place.soort._meta.get_field(name)
    value: int | None = getattr(row, field.attname)
    return value


def day_of(place: Plaats, row: Any) -> date | None:
    """The day of a row, for who lived there then; None when the kind has none of its own.

    A day that was not filled in is the day on which it was written down.
    """
    if not place.dag:
        return None
    value = getattr(row, place.dag) or getattr(row, "gemaakt_op", None)
    return value.date() if isinstance(value, datetime) else value


def rows_of(manager: models.Manager[Any], net: Q) -> Iterator[Any]:
    """The rows of a table in this net, read in portions."""
    yield from manager.filter(net).order_by("pk").iterator(chunk_size=500)
