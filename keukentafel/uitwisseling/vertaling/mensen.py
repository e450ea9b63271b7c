"""Persons, households, who lives where, and who is what to whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from keukentafel.audit.public import SYSTEEM
from keukentafel.personen.public import (
    HUISHOUDENLEVERING,
    HUISHOUDLIDLEVERING,
    RELATIELEVERING,
    deliver_huishoudens,
    deliver_huishoudleden,
    deliver_personen,
    deliver_relaties,
    take_personen,
    update_personen,
)
from keukentafel.uitwisseling.vertaling.velden import Geleverd, as_fields
from keukentafel.uitwisseling.vertaling.vorm import Uitrij, Uitvoersleutels
from keukentafel.uitwisseling.waarden import Waarden

PERSOON = {
    "bsn": "bsn",
    "voornamen": "voornamen",
    "tussenvoegsel": "tussenvoegsel",
    "achternaam": "achternaam",
    "geboortedatum": "geboortedatum",
    "geslacht": "geslacht",
    "postcode": "postcode",
    "huisnummer": "huisnummer",
    "gebied": "gebied_id",
    "reden_zonder_casus": "reden_zonder_casus",
}
HUISHOUDEN = {"naam": "naam"}
LID = {"huishouden": "huishouden_id", "persoon": "persoon_id", "rol": "rol", "van": "van", "tot": "tot"}
RELATIE = {"persoon_a": "persoon_a_id", "persoon_b": "persoon_b_id", "soort": "soort", "van": "van", "tot": "tot"}


class Personen:
    """`personen`."""

    resource = "personen"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring persons in, each name and address as it is written."""
        velden, rows = as_fields(rijen, PERSOON)
        return take_personen(by=SYSTEEM, velden=velden, rijen=rows)

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        velden, rows = as_fields(rijen, PERSOON)
        update_personen(by=SYSTEEM, velden=velden, ids=ids, rijen=rows)

    def export(self, sleutels: Uitvoersleutels, ids: Collection[int] | None = None) -> Iterator[Uitrij]:
        """Yield every person, or these, who was not merged into another."""
        for row in deliver_personen(ids):
            yield {**row, "id": sleutels.of("personen", row["pk"]), "gebied": row["gebied__code"]}


class Huishoudens(Geleverd):
    """`huishoudens`."""

    resource = "huishoudens"
    velden = HUISHOUDEN
    levering = HUISHOUDENLEVERING

    def export(self, sleutels: Uitvoersleutels, ids: Collection[int] | None = None) -> Iterator[Uitrij]:
        """Yield every household, or these."""
        for row in deliver_huishoudens(ids):
            yield {**row, "id": sleutels.of("huishoudens", row["pk"])}


class Huishoudleden(Geleverd):
    """`huishoudleden`: known by household, person and begin, whoever sends them."""

    resource = "huishoudleden"
    velden = LID
    levering = HUISHOUDLIDLEVERING

    def export(self, sleutels: Uitvoersleutels, ids: Collection[int] | None = None) -> Iterator[Uitrij]:
        """Yield every membership, or these."""
        for row in deliver_huishoudleden(ids):
            yield {
                **row,
                "huishouden": sleutels.of("huishoudens", row["huishouden_id"]),
                "persoon": sleutels.of("personen", row["persoon_id"]),
            }


class Relaties(Geleverd):
    """`relaties`: known by both persons, kind and begin, whoever sends them."""

    resource = "relaties"
    velden = RELATIE
    levering = RELATIELEVERING
    altijd = ("van",)

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every relation."""
        for row in deliver_relaties():
            yield {
                **row,
                "persoon_a": sleutels.of("personen", row["persoon_a_id"]),
                "persoon_b": sleutels.of("personen", row["persoon_b_id"]),
            }
