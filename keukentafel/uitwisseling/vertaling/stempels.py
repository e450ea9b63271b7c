"""What tells that the rows of an object may have become other ones: a stamp per object, made inside the database.

Every save raises the version of an object, also a save of many at once (core/inlezen.py), so that the version of all
that a row is made of stands for the row. Whoever kept the stamps of yesterday knows by them what is new, what changed
and what is gone, whatever day the thing itself is about. What rows of every kind hang on (keys from elsewhere, code
lists, areas, who was merged into whom) has one stamp: when that is another, everything must be read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version

from django.apps import apps
from django.db.models import Count, Max, Model, QuerySet, Sum
from django.db.models.functions import Coalesce

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


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """A table that rows are made of: `van` is its column that names the object, `ook` a version that goes along."""

    model: str
    van: str = "pk"
    ook: str = ""

    def versions(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield per object three numbers that are other ones when one of these came, went or changed."""
        rows: QuerySet[Model] = apps.get_model(self.model)._default_manager.order_by()
        if self.van == "pk":
            columns = rows.values_list("pk", "versie", self.ook or "versie").iterator(10_000)
            yield from ((pk, 1, versie, other or 0) for pk, versie, other in columns)
            return
        grouped = rows.filter(**{f"{self.van}__isnull": False}).values(self.van).order_by()
        found = grouped.annotate(n=Count("pk"), laatste=Max("pk"), som=Sum("pk"), versies=Sum("versie"))
        names = (self.van, "n", "laatste", "som", "versies")
        for key, n, last, total, versions in found.values_list(*names).iterator(10_000):
            yield key, n, last * 31 + total, versions


@dataclass(frozen=True, slots=True)
class Deel:
    """A resource that can be read in part: how its rows leave, and the tables that they are made of."""

    vertaling: Deelvertaling
    onderdelen: tuple[Onderdeel, ...]

    def stamps(self) -> Mapping[int, int]:
        """Return the stamp of every object; of some there may be no row."""
        first, *others = self.onderdelen
        found = {key: _mixed(0, *rest) for key, *rest in first.versions()}
        for place, other in enumerate(others, 1):
            for key, *rest in other.versions():
                found[key] = (found.get(key, 0) + _mixed(place, *rest)) % DEEL
        return found


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
