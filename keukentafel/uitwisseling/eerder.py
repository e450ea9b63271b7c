"""What this source brought earlier, as it is here now: a newer package is checked together with it (rules 3 and 5).

A newer package need not repeat what it refers to: the instrument of a measurement, the birth of a person, the last day
of support. A row that came before exactly so is left alone when it comes again, and is not judged again either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from keukentafel.casussen.public import Casusrol
from keukentafel.core.inlezen import in_portions
from keukentafel.uitwisseling.definitie import resources
from keukentafel.uitwisseling.models import Rijspoor, Sleutel
from keukentafel.uitwisseling.opgeslagen import MODELLEN, as_cell, stored
from keukentafel.uitwisseling.sporen import fingerprints, keys_of
from keukentafel.uitwisseling.tabel import Tabelblok
from keukentafel.uitwisseling.vertaling.domeinen import Domeinen
from keukentafel.zelfredzaamheid.public import all_scores

REGISSEUR = "regisseur"


class Dag(NamedTuple):
    """A day on which something began that concerns a person: the key of that person, what it is, and its key."""

    persoon: str
    resource: str
    sleutel: str
    op: str


class Regie(NamedTuple):
    """Somebody who leads a case: the key of the case, first and last day ('' for none), who, and the role (ids)."""

    casus: str
    van: str
    tot: str
    medewerker: int
    object_id: int


class Eerder(Protocol):
    """What a check must know of earlier packages. Days are ISO; keys are the sender's own."""

    def keys(self, naam: str) -> Mapping[str, int]:
        """Return the keys of this resource that came before, with the object that each became."""
        ...

    def cells(self, naam: str, kolom: str, sleutels: Collection[str]) -> Mapping[str, str]:
        """Return what this column says here now of those of these keys that came before; '' for unknown."""
        ...

    def same(self, naam: str, blok: Tabelblok) -> Sequence[bool]:
        """Return per row whether it came before exactly so."""
        ...

    def became(self, naam: str, blok: Tabelblok) -> Sequence[int]:
        """Return per row the object that it became before; 0 for a new row."""
        ...

    def days_of(self, personen: Collection[str]) -> Sequence[Dag]:
        """Return the days of every melding and case of these persons that came before."""
        ...

    def leads(self, casussen: Collection[str]) -> Sequence[Regie]:
        """Return who leads these cases here now, wherever that came from."""
        ...

    def scored(self, metingen: Collection[str]) -> Mapping[str, Collection[str]]:
        """Return by measurement that came before the domains that are scored here now, as codes of the contract."""
        ...


class Niets:
    """For a package on its own: nothing came before."""

    def keys(self, naam: str) -> Mapping[str, int]:
        """None."""
        return {}

    def cells(self, naam: str, kolom: str, sleutels: Collection[str]) -> Mapping[str, str]:
        """None."""
        return {}

    def same(self, naam: str, blok: Tabelblok) -> Sequence[bool]:
        """No row."""
        return [False] * len(blok)

    def became(self, naam: str, blok: Tabelblok) -> Sequence[int]:
        """Every row is new."""
        return [0] * len(blok)

    def days_of(self, personen: Collection[str]) -> Sequence[Dag]:
        """None."""
        return ()

    def leads(self, casussen: Collection[str]) -> Sequence[Regie]:
        """None."""
        return ()

    def scored(self, metingen: Collection[str]) -> Mapping[str, Collection[str]]:
        """None."""
        return {}


class VanBron:
    """What came before from the source of this name; each table is read at its first use."""

    def __init__(self, bron: str) -> None:
        self._bron = bron
        self._keys: dict[str, Mapping[str, int]] = {}
        self._traces: dict[str, Mapping[str | int, tuple[int, int]]] = {}

    def keys(self, naam: str) -> Mapping[str, int]:
        """See Eerder."""
        if naam not in self._keys:
            rows = Sleutel.objects.filter(bron__naam=self._bron, resource=naam).order_by()
            self._keys[naam] = dict(rows.values_list("sleutel", "object_id").iterator())
        return self._keys[naam]

    def cells(self, naam: str, kolom: str, sleutels: Collection[str]) -> Mapping[str, str]:
        """See Eerder."""
        ids = self._ids(naam, sleutels)
        return {ids[pk]: as_cell(value) for pk, value in stored(naam, kolom, ids)}

    def same(self, naam: str, blok: Tabelblok) -> Sequence[bool]:
        """See Eerder."""
        before = self._before(naam)
        if not before:
            return [False] * len(blok)
        prints = fingerprints(blok, resources()[naam])
        keys = keys_of(resources()[naam], blok, prints)
        found = (before.get(key) for key in keys)
        return [row is not None and row[1] == print_ for row, print_ in zip(found, prints, strict=True)]

    def became(self, naam: str, blok: Tabelblok) -> Sequence[int]:
        """See Eerder."""
        before = self._before(naam)
        if not before:
            return [0] * len(blok)
        keys = keys_of(resources()[naam], blok, fingerprints(blok, resources()[naam]))
        return [before.get(key, (0, 0))[0] for key in keys]

    def days_of(self, personen: Collection[str]) -> Sequence[Dag]:
        """See Eerder."""
        ids, found = self._ids("personen", personen), list[Dag]()
        for naam, kolom in (("meldingen", "ontvangen_op"), ("casussen", "aangemeld_op")):
            names = {pk: key for key, pk in self.keys(naam).items()} if ids else {}
            for part in in_portions(ids):
                rows = MODELLEN[naam]._default_manager.filter(persoon__in=part).order_by()
                for pk, persoon, day in rows.values_list("pk", "persoon_id", kolom):
                    found.append(Dag(ids[persoon], naam, names.get(pk, ""), as_cell(day)))
        return found

    def leads(self, casussen: Collection[str]) -> Sequence[Regie]:
        """See Eerder."""
        ids, found = self._ids("casussen", casussen), list[Regie]()
        for part in in_portions(ids):
            rows = Casusrol.objects.filter(casus__in=part, rol=REGISSEUR).order_by()
            for casus, van, tot, who, pk in rows.values_list("casus_id", "van", "tot", "medewerker_id", "pk"):
                found.append(Regie(ids[casus], as_cell(van), as_cell(tot), who, pk))
        return found

    def scored(self, metingen: Collection[str]) -> Mapping[str, Collection[str]]:
        """See Eerder."""
        ids, found, domeinen = self._ids("metingen", metingen), dict[str, set[str]](), Domeinen()
        for score in all_scores(ids) if ids else ():
            if code := domeinen.outgoing(score.leefdomein_id):
                found.setdefault(ids[score.meting_id], set()).add(code[1])
        return found

    def _ids(self, naam: str, sleutels: Collection[str]) -> dict[int, str]:
        """Return by object the key, of those of these keys that came before."""
        known = self.keys(naam)
        return {known[key]: key for key in sleutels if key in known}

    @cached_property
    def _any(self) -> bool:
        rows = Rijspoor.objects.filter(bron__naam=self._bron)
        return rows.exists() or Sleutel.objects.filter(bron__naam=self._bron).exists()

    def _before(self, naam: str) -> Mapping[str | int, tuple[int, int]]:
        """Return by key the object and the fingerprint of the rows that came before."""
        if naam not in self._traces:
            model: type[Sleutel] | type[Rijspoor] = Sleutel if resources()[naam].verwezen else Rijspoor
            rows = model.objects.filter(bron__naam=self._bron, resource=naam).order_by()
            values: Iterator[Any] = rows.values_list("sleutel", "object_id", "vingerafdruk").iterator()
            self._traces[naam] = {key: (pk, print_) for key, pk, print_ in values} if self._any else {}
        return self._traces[naam]
