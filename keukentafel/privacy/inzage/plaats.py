"""Where each kind of data stands in an inzage export: handed over, of someone else, or technical (data/inzage.toml).

Found by walking the schema, so that a new table cannot be forgotten: `unplaced` names every model that leads to a
person or household, or has a field of a class that says something about a person, and has no place (AVG 15, A5).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from keukentafel.core.privacy import Privacy

BESTAND = Path(__file__).parents[1] / "data" / "inzage.toml"
BEGIN = ("personen.persoon", "personen.huishouden")
OVER_IEMAND = frozenset(
    {Privacy.IDENTIFICEREND, Privacy.CONTACT, Privacy.DOSSIER, Privacy.BIJZONDER, Privacy.BSN}
)  # fmt: skip
NOOIT = frozenset({Privacy.TECHNISCH, Privacy.GEHEIM})


@dataclass(frozen=True, slots=True)
class Hoofdstuk:
    """A chapter of the export, with why we keep it and where it came from (AVG 15 lid 1)."""

    sleutel: str
    naam: str
    doel: str
    bron: str


@dataclass(frozen=True, slots=True)
class Plaats:
    """One kind of data that is handed over; the fields are explained at the top of data/inzage.toml."""

    model: str
    naam: str
    hoofdstuk: str
    uitleg: str
    zelf: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    huishouden: str = ""
    dag: str = ""
    client: bool = False
    personen: str = ""
    als_melder: str = ""
    intern: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    intern_velden: tuple[str, ...] = ()
    melder_velden: tuple[str, ...] = ()
    derden: tuple[str, ...] = ()
    weg: tuple[str, ...] = ()

    @property
    def soort(self) -> type[models.Model]:
        """The model itself."""
        return apps.get_model(self.model)


@dataclass(frozen=True, slots=True)
class Plaatsing:
    """The whole file: what is handed over in the order of the file, and why the rest is not."""

    hoofdstukken: tuple[Hoofdstuk, ...]
    mee: Mapping[str, Plaats]
    ander: Mapping[str, str]
    technisch: Mapping[str, str]

    def __contains__(self, model: object) -> bool:
        return model in self.mee or model in self.ander or model in self.technisch


@cache
def load_plaatsing(bestand: Path = BESTAND) -> Plaatsing:
    """Read the file. Raises ValueError for a kind that stands in it twice, or in a chapter that is not there."""
    raw: dict[str, Any] = tomllib.loads(bestand.read_text(encoding="utf-8"))
    chapters = tuple(Hoofdstuk(key, **said) for key, said in raw["hoofdstuk"].items())
    mee = {name: _place(name, said) for name, said in raw["mee"].items()}
    ander = {name: said["reden"] for name, said in raw["ander"].items()}
    technisch = {name: said["reden"] for name, said in raw["technisch"].items()}
    known = {chapter.sleutel for chapter in chapters}
    for name, place in mee.items():
        if place.hoofdstuk not in known:
            raise ValueError(f"{name}: hoofdstuk {place.hoofdstuk} is er niet")
    twice = (mee.keys() & ander.keys()) | (mee.keys() & technisch.keys()) | (ander.keys() & technisch.keys())
    if twice:
        raise ValueError(f"twee keer geplaatst: {sorted(twice)}")
    return Plaatsing(chapters, mee, ander, technisch)


def _place(name: str, said: Mapping[str, Any]) -> Plaats:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    values["intern"] = {key: tuple(value) for key, value in said.get("intern", {}).items()}
    return Plaats(name, **values)


def key_of(model: type[models.Model]) -> str:
    """The name under which a model stands in the file: "casussen.casus"."""
    return str(model._meta.label_lower)


def is_history(model: type[models.Model]) -> bool:
    """True for the table of former versions of another model: it follows that one."""
    return hasattr(model, "history_object")


def own_models() -> list[type[models.Model]]:
    """Every model of the product, but the tables of former versions."""
    return [m for m in apps.get_models() if m.__module__.startswith("keukentafel.") and not is_history(m)]


def personal_models(soorten: Iterable[type[models.Model]] | None = None) -> set[type[models.Model]]:
    """Every model with a path of foreign or many-to-many keys to a person or household, or with a field about one."""
    every = list(own_models() if soorten is None else soorten)
    found = {m for m in every if key_of(m) in BEGIN or _says_something(m)}
    reached = {m for m in every if key_of(m) in BEGIN}
    while True:
        more = {m for m in every if m not in reached and _targets(m) & reached}
        if not more:
            return found | reached
        reached |= more


def _says_something(model: type[models.Model]) -> bool:
    classes: Mapping[str, Privacy] = getattr(model, "privacy", {})
    return bool(OVER_IEMAND & set(classes.values()))


def _targets(model: type[models.Model]) -> set[type[models.Model]]:
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return {f.related_model for f in fields if isinstance(f.related_model, type)}


def unplaced(plaatsing: Plaatsing, soorten: Iterable[type[models.Model]] | None = None) -> list[str]:
    """Names of the kinds that say something about a person and have no place in the file; empty when it is whole."""
    return sorted(key_of(m) for m in personal_models(soorten) if key_of(m) not in plaatsing)


def without_table(plaatsing: Plaatsing) -> list[str]:
    """Names in the file of kinds, fields or keys that do not exist (any more)."""
    known = {key_of(m): m for m in own_models()}
    wrong = [name for group in (plaatsing.mee, plaatsing.ander, plaatsing.technisch) for name in group
             if name not in known]  # fmt: skip
    for name, place in plaatsing.mee.items():
        fields = {f.name for f in known[name]._meta.get_fields()} if name in known else set()
        named = [*place.zelf, *place.via, *place.intern, *place.intern_velden, *place.melder_velden, *place.derden,
                 *place.weg, *filter(None, (place.huishouden, place.dag, place.als_melder))]  # fmt: skip
        wrong += [f"{name}.{one}" for one in named if one not in fields]
    return wrong


def handed_fields(place: Plaats) -> list[models.Field[Any, Any]]:
    """The fields of a kind that are handed over: not the technical ones, no keys, not what is named in `weg`."""
    classes: Mapping[str, Privacy] = getattr(place.soort, "privacy", {})
    return [
        f for f in place.soort._meta.concrete_fields
        if classes.get(f.name) not in NOOIT and f.name not in place.weg and not f.primary_key
    ]  # fmt: skip
