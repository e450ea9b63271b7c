"""Everything that refers to one person, as pieces in Dutch; what is withheld is counted by its ground (AVG 15, 20).

Read kind by kind in the order of data/inzage.toml, rows in portions, former versions and removed rows included.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Field, Q

from keukentafel.core.privacy import Privacy
from keukentafel.personen.public import Huishoudlid, Relatie
from keukentafel.privacy.inzage.keuring import Deel, Eigenschap, Keuring, Wie, day_of, rows_of
from keukentafel.privacy.inzage.plaats import Plaats, Plaatsing, handed_fields
from keukentafel.privacy.inzage.waarden import Woorden, name_of, plain
from keukentafel.privacy.states import Onthouding
from keukentafel.toegang.public import Label

VEILIGHEID = "veiligheid"
ALLEEN_EIGEN = frozenset({Privacy.IDENTIFICEREND, Privacy.CONTACT, Privacy.BSN})  # of a shared row never
MELDERFEITEN = frozenset({"soort", "ontvangen_op", "kanaal"})  # of a report about somebody else: when and how


@dataclass(frozen=True, slots=True)
class Veldwaarde:
    """One answer: its name and value in Dutch, the field it is and the value as a machine reads it."""

    naam: str
    tekst: str
    veld: str
    waarde: Any


@dataclass(frozen=True, slots=True)
class Eerder:
    """What stood there until a moment, as far as it was changed then."""

    tot: str
    velden: tuple[Veldwaarde, ...]


@dataclass(frozen=True, slots=True)
class Stuk:
    """One row that goes along. `weggehaald`: it was removed, and is known from its former versions."""

    plaats: Plaats
    nummer: int
    dag: str
    deel: Deel
    velden: tuple[Veldwaarde, ...]
    eerder: tuple[Eerder, ...] = ()
    weggehaald: bool = False


@dataclass
class Lezing:
    """One reading of somebody's data. `mee`: the grounds on which nothing is withheld, by decision of the officer."""

    wie: Wie
    plaatsing: Plaatsing
    mee: Collection[Onthouding] = ()
    medewerkers_bij_naam: bool = False
    onthouden: Counter[Onthouding] = field(default_factory=Counter)

    @cached_property
    def _words(self) -> Woorden:
        return Woorden(self.wie.ids, known_people(self.wie), medewerkers_bij_naam=self.medewerkers_bij_naam)

    def stukken(self) -> Iterator[Stuk]:
        """Every piece, kind by kind; reading it again counts again."""
        self.onthouden.clear()
        keuring = Keuring(self.wie, self.plaatsing)
        for place in self.plaatsing.mee.values():
            yield from self._of_kind(keuring, place)

    def _of_kind(self, keuring: Keuring, place: Plaats) -> Iterator[Stuk]:
        net = keuring.candidates(place)
        versions = self._versions(keuring, place, net)
        found: dict[int, Eigenschap] = {}
        for row in rows_of(place.soort._default_manager, net):
            part = keuring.part_of(place, row)
            if part is not None:
                found[row.pk] = part
                yield from self._piece(place, row, part, versions.pop(row.pk, []))
        standing = set(place.soort._default_manager.filter(pk__in=list(versions)).values_list("pk", flat=True))
        for pk, old in versions.items():
            last, part = old[-1]
            if pk not in standing:
                found[pk] = part
            yield from self._piece(place, last, part, old[:-1], gone=True)
        keuring.keep(place, found)

    def _versions(self, keuring: Keuring, place: Plaats, net: Q) -> dict[int, list[tuple[Any, Eigenschap]]]:
        """The former versions that are his, oldest first, by the id of the row; a version about another is left out."""
        history: Any = getattr(place.soort, "history", None)
        found: dict[int, list[tuple[Any, Eigenschap]]] = {}
        if history is None:
            return found
        for row in (
            history.model._default_manager.filter(_on_history(net)).order_by("history_id").iterator(chunk_size=500)
        ):
            part = keuring.part_of(place, row)
            if part is not None:
                found.setdefault(row.id, []).append((row, part))
        return found

    def _piece(
        self, place: Plaats, row: Any, part: Eigenschap, old: list[tuple[Any, Eigenschap]], *, gone: bool = False
    ) -> Iterator[Stuk]:
        whole = self._row_ground(place, row)
        if whole is not None:
            self.onthouden[whole] += 1
            return
        values = self._values(place, row, part, count=True)
        if not values:
            return
        day = day_of(place, row)
        number = row.id if hasattr(row, "history_id") else row.pk
        yield Stuk(place, number, plain(day) if day else "", part.deel, values, self._earlier(place, row, old), gone)

    def _row_ground(self, place: Plaats, row: Any) -> Onthouding | None:
        """Why this row does not go along as a whole; None when it does."""
        if getattr(row, "wet", "") == VEILIGHEID and Onthouding.VEILIGHEID not in self.mee:
            return Onthouding.VEILIGHEID
        intern = any(getattr(row, name) in values for name, values in place.intern.items())
        return Onthouding.INTERN if intern and Onthouding.INTERN not in self.mee else None

    def _values(self, place: Plaats, row: Any, part: Eigenschap, *, count: bool = False) -> tuple[Veldwaarde, ...]:
        classes: Mapping[str, Privacy] = place.soort.privacy  # type: ignore[attr-defined]
        day, found = day_of(place, row), []
        for one in handed_fields(place):
            worker = classes[one.name] is Privacy.MEDEWERKER
            said = self._words.worker(one, row) if worker else self._words.say(one, row, day)
            if not said:
                continue
            ground = self._field_ground(place, row, part, one.name, classes[one.name])
            if ground is None:
                found.append(Veldwaarde(name_of(one), said, one.name, _machine(one, row, said, worker=worker)))
            elif count:
                self.onthouden[ground] += 1
        return tuple(found)

    def _field_ground(self, place: Plaats, row: Any, part: Eigenschap, name: str, soort: Privacy) -> Onthouding | None:
        """Why this field does not go along; None when it does."""
        if name in place.derden:
            return Onthouding.DERDEN
        if name in place.intern_velden and Onthouding.INTERN not in self.mee:
            return Onthouding.INTERN
        self_told = bool(place.als_melder) and getattr(row, f"{place.als_melder}_id") in self.wie.ids
        if part.deel is Deel.MELDER:
            return None if name in MELDERFEITEN or name in place.melder_velden else Onthouding.DERDEN
        if name in place.melder_velden and not self_told and Onthouding.MELDER not in self.mee:
            return Onthouding.MELDER
        if part.deel is Deel.GEDEELD:
            if soort in ALLEEN_EIGEN:
                return Onthouding.DERDEN
            if soort is Privacy.BIJZONDER and Onthouding.GEZIN not in self.mee:
                return Onthouding.GEZIN
        return None

    def _earlier(self, place: Plaats, row: Any, old: list[tuple[Any, Eigenschap]]) -> tuple[Eerder, ...]:
        """What was changed since, newest first: of each former version only what the next one says otherwise."""
        kept = [(one, part) for one, part in old if self._row_ground(place, one) is None]
        shown = [*((one, self._values(place, one, part)) for one, part in kept), (row, ())]
        found: list[Eerder] = []
        for (_row, values), (following, _), (_, part) in zip(shown, shown[1:], kept, strict=False):
            now = {v.veld: v.tekst for v in self._values(place, following, part)}
            changed = tuple(v for v in values if now.get(v.veld) != v.tekst)
            if changed:
                until = getattr(following, "history_date", None) or getattr(row, "gewijzigd_op", None)
                found.append(Eerder(plain(until), changed))
        return tuple(reversed(found))


def _on_history(net: Q) -> Q:
    """The same net over the table of former versions, where the number of the row is `id`."""
    return Q(*[_on_history(c) if isinstance(c, Q) else _renamed(c) for c in net.children],
             _connector=net.connector, _negated=net.negated)  # fmt: skip


def _renamed(condition: Any) -> Any:
    name, value = condition
    return ("id__in", value) if name == "pk__in" else (name, value)


def _machine(one: Field[Any, Any], row: Any, said: str, *, worker: bool) -> Any:
    """The value for a machine; people and things of ours by their name, never by a number of ours."""
    value = getattr(row, one.attname)
    if one.is_relation or worker:
        return said
    return value if isinstance(value, (str, int, float, bool, list, dict)) else _iso(value)


def _iso(value: Any) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def known_people(wie: Wie) -> dict[int, str]:
    """Names of the others he knows: who lived with him at the same time, and who is related to him. Two queries.

    Not of who lives in a shielded household where he does not: not even that name (security.md 2.3).
    """
    found: dict[int, str] = {}
    rows = Huishoudlid.objects.filter(huishouden__in=wie.woonde).exclude(persoon__in=wie.ids)
    for lid in rows.select_related("persoon").defer("persoon__bsn").order_by("pk"):
        if wie.lived(lid.huishouden_id, lid.van, lid.tot):
            found[lid.persoon_id] = lid.persoon.voornamen or lid.persoon.korte_naam
    for relatie in Relatie.objects.touching(wie.ids).select_related("persoon_a", "persoon_b").order_by("pk"):
        for other in (relatie.persoon_a, relatie.persoon_b):
            if other.pk not in wie.ids:
                found.setdefault(other.pk, other.voornamen or other.korte_naam)
    return {pk: naam for pk, naam in found.items() if pk not in _shielded_from(wie, found)}


def _shielded_from(wie: Wie, persoon_ids: Collection[int]) -> set[int]:
    homes = [home for home in wie.woonde if wie.lived(home, wie.vandaag, wie.vandaag)]
    rows = Huishoudlid.objects.filter(persoon__in=list(persoon_ids), huishouden__label=Label.AFGESCHERMD)
    away: set[int] = set(rows.exclude(huishouden__in=homes).order_by().values_list("persoon_id", flat=True))
    return away
