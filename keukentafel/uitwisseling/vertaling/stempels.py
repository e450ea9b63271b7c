"""What tells that the rows of an object may have become other ones: a stamp per object, made inside the database.

Every save raises the version of an object, also a save of many at once (core/inlezen.py), so that the version of all
that a row is made of stands for the row. Whoever kept the stamps of yesterday knows by them what is new, what changed
and what is gone, whatever day the thing itself is about. So that not every stamp need be read to find one that is
another, the database adds up those of sixteen ids that lie together (a vak). What rows of every kind hang on (keys from
elsewhere, code lists, areas, who was merged into whom) has one stamp: when that is another, everything must be read
again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version

from django.apps import apps
from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Max, Model, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from keukentafel.uitwisseling.definitie import descriptor
from keukentafel.uitwisseling.vertaling.casussen import Casusrollen, Casussen, Contactmomenten
from keukentafel.uitwisseling.vertaling.meldingen import Meldingen
from keukentafel.uitwisseling.vertaling.mensen import Huishoudens, Huishoudleden, Personen
from keukentafel.uitwisseling.vertaling.plannen import Doelen, Inzet, Plannen
from keukentafel.uitwisseling.vertaling.vorm import Deelvertaling
from keukentafel.uitwisseling.vertaling.zelfredzaamheid import Metingen, Scores

LIJSTEN = "referentielijsten"  # the room whose tables all count
OVERAL = ("uitwisseling.Sleutel", "uitwisseling.Bron", "socialekaart.Gebied", "personen.Samenvoeging")
DEEL = 2**62  # a stamp fits in 64 bits with a sign
VAK = 4  # bits of an id that say its place in its vak


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """A table that rows are made of: `van` is its column that names the object, `ook` a version that goes along."""

    model: str
    van: str = "pk"
    ook: str = ""

    def versions(self, ids: Collection[int] | None) -> Iterator[tuple[int, int, int, int]]:
        """Yield per object (of these ids) three numbers that are other ones when one of these came, went or changed."""
        rows = self._rows()
        if ids is not None:
            rows = rows.filter(**{f"{self.van}__in": ids})
        if self.van == "pk":
            columns = rows.values_list("pk", "versie", self.ook or "versie").iterator(10_000)
            yield from ((pk, 1, versie, other or 0) for pk, versie, other in columns)
            return
        grouped = rows.values(self.van).order_by()
        found = grouped.annotate(n=Count("pk"), laatste=Max("pk"), som=Sum("pk"), versies=Sum("versie"))
        names = (self.van, "n", "laatste", "som", "versies")
        for key, n, last, total, versions in found.values_list(*names).iterator(10_000):
            yield key, n, last * 31 + total, versions

    def blocks(self) -> Iterator[tuple[int, int, int, int, int, int]]:
        """Yield per vak of objects five numbers, of which one is another when one of these came, went or changed.

        Versions only rise and an id is given once: with as many rows of the same ids, a change raises the sum.
        """
        grouped = self._rows().annotate(vak=_whole(F(self.van).bitrightshift(VAK))).values("vak").order_by()
        found = grouped.annotate(
            n=Count("pk"), som=_sum(F("pk")), versies=_sum(F("versie")), waar=_sum(F("versie") * F(self.van)),
            mee=_sum(Coalesce(F(self.ook), 0) if self.ook else F("versie")),
        )  # fmt: skip
        yield from found.values_list("vak", "n", "som", "versies", "waar", "mee").iterator(10_000)

    def _rows(self) -> QuerySet[Model]:
        rows: QuerySet[Model] = apps.get_model(self.model)._default_manager.order_by()
        return rows if self.van == "pk" else rows.filter(**{f"{self.van}__isnull": False})


@dataclass(frozen=True, slots=True)
class Deel:
    """A resource that can be read in part: how its rows leave, and the tables that they are made of."""

    vertaling: Deelvertaling
    onderdelen: tuple[Onderdeel, ...]

    def stamps(self, ids: Collection[int] | None = None) -> dict[int, int]:
        """Return the stamp of every object, or of those with these ids; of some there may be no row."""
        return _added_up(onderdeel.versions(ids) for onderdeel in self.onderdelen)

    def blocks(self) -> dict[int, int]:
        """Return the stamp of every vak that holds an object: the ids that are the same without their last VAK bits."""
        return _added_up(onderdeel.blocks() for onderdeel in self.onderdelen)


def ids_of(vakken: Collection[int]) -> list[int]:
    """Return every id that lies in one of these vakken, also those that no object has."""
    return [pk for vak in vakken for pk in range(vak << VAK, (vak + 1) << VAK)]


def _added_up(parts: Iterable[Iterable[tuple[int, ...]]]) -> dict[int, int]:
    """The numbers of each key, of all parts together, as one number; what comes first is a key."""
    found = dict[int, int]()
    for place, part in enumerate(parts):
        if place == 0:
            found = {key: _mixed(0, *rest) for key, *rest in part}
            continue
        for key, *rest in part:
            found[key] = (found.get(key, 0) + _mixed(place, *rest)) % DEEL
    return found


def _whole(expression: Combinable) -> ExpressionWrapper[Combinable]:
    return ExpressionWrapper(expression, output_field=BigIntegerField())


def _sum(expression: Combinable) -> Cast:
    """A sum as a whole number: PostgreSQL makes a decimal one of it, which is dear to read."""
    return Cast(Sum(_whole(expression)), BigIntegerField())


def _mixed(*numbers: int) -> int:
    """One number of several: 0 to DEEL, the same in every process."""
    return hash(numbers) % DEEL  # of whole numbers, so without a secret of this process


DELEN: Mapping[str, Deel] = {
    "personen": Deel(Personen(), (Onderdeel("personen.Persoon"),)),
    "huishoudens": Deel(Huishoudens(), (Onderdeel("personen.Huishouden"),)),
    "huishoudleden": Deel(Huishoudleden(), (Onderdeel("personen.Huishoudlid"),)),
    "meldingen": Deel(Meldingen(), (Onderdeel("meldingen.Melding"), Onderdeel("meldingen.Terugkoppeling", "melding"))),
    "casussen": Deel(
        Casussen(),
        (
            Onderdeel("casussen.Casus"), Onderdeel("meldingen.MeldingCasus", "casus"),
            Onderdeel("meldingen.Vervolgcasus", "casus"), Onderdeel("nazorg.Nazorg", "casus"),
        ),
    ),
    "casusrollen": Deel(Casusrollen(), (Onderdeel("casussen.Casusrol"),)),
    "contactmomenten": Deel(Contactmomenten(), (Onderdeel("tijdlijn.Contactmoment"),)),
    "metingen": Deel(Metingen(), (Onderdeel("zelfredzaamheid.Meting"),)),
    "scores": Deel(Scores(), (Onderdeel("zelfredzaamheid.Meting"), Onderdeel("zelfredzaamheid.Score", "meting"))),
    "plannen": Deel(Plannen(), (Onderdeel("plannen.Plan"),)),
    "doelen": Deel(Doelen(), (Onderdeel("plannen.Doel"), Onderdeel("plannen.Doelpersoon", "doel"))),
    "inzet": Deel(Inzet(), (Onderdeel("plannen.Inzet", ook="doel__versie"),)),
}  # fmt: skip


def shared_stamp() -> str:
    """Return the stamp of what rows of every kind hang on, the contract and the release included."""
    models = [*apps.get_app_config(LIJSTEN).get_models(), *(apps.get_model(label) for label in OVERAL)]
    told: list[object] = [descriptor(), version("keukentafel")]
    for model in models:
        versions = Sum("versie") if any(field.name == "versie" for field in model._meta.fields) else Count("pk")
        counts = model._default_manager.order_by().aggregate(
            n=Count("pk"), laatste=Coalesce(Max("pk"), 0), versies=Coalesce(versions, 0)
        )
        told.append([model._meta.label, *map(str, counts.values())])
    merged = apps.get_model("personen.Persoon")._default_manager.filter(samengevoegd_in__isnull=False).order_by()
    told.append([f"{pk}>{into}" for pk, into in merged.order_by("pk").values_list("pk", "samengevoegd_in").iterator()])
    return blake2b(json.dumps(told, sort_keys=True).encode(), digest_size=16).hexdigest()
