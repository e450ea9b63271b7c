"""The neighbourhood service: requests, offers, matches, collective activities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keukentafel.audit.public import SYSTEEM
from keukentafel.buurt.public import (
    ACTIVITEITLEVERING,
    BUURTAANBODLEVERING,
    BUURTKOPPELINGLEVERING,
    BUURTVRAAGLEVERING,
    Activiteitrij,
    Buurtaanbodrij,
    Buurtkoppelingrij,
    Buurtvraagrij,
    bulk_register_activiteiten,
    bulk_register_buurtaanbod,
    bulk_register_buurtkoppelingen,
    bulk_register_buurtvragen,
    export_activiteiten,
    export_buurtaanbod,
    export_buurtkoppelingen,
    export_buurtvragen,
)
from keukentafel.uitwisseling.vertaling.plannen import leaving_inzet
from keukentafel.uitwisseling.vertaling.velden import Geleverd
from keukentafel.uitwisseling.vertaling.vorm import Uitrij, Uitvoersleutels
from keukentafel.uitwisseling.waarden import Waarden

#: Column of the package to field, in the order of the rows of the bulk doors.
VRAAG = {
    "datum": "datum", "gebied": "gebied_id", "soort": "soort", "namens": "namens", "inzet": "inzet_id",
    "status": "status",
}  # fmt: skip
AANBOD = {"datum": "datum", "gebied": "gebied_id", "soort": "soort", "status": "status"}
KOPPELING = {"vraag": "vraag_id", "aanbod": "aanbod_id", "soort": "soort", "datum": "datum"}
ACTIVITEIT = {"datum": "datum", "naam": "naam", "gebied": "gebied_id", "deelnemers": "deelnemers"}


class Buurtvragen(Geleverd):
    """`buurtvragen`."""

    resource = "buurtvragen"
    velden = VRAAG
    levering = BUURTVRAAGLEVERING

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring requests in."""
        return bulk_register_buurtvragen(by=SYSTEEM, rijen=list(map(Buurtvraagrij._make, rijen.rows(*VRAAG))))

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every request; the support that it belongs to only when that leaves too."""
        rows = list(export_buurtvragen())
        leaving = leaving_inzet([inzet for *_rest, inzet, _status in rows if inzet is not None])
        for pk, datum, gebied, soort, namens, inzet, status in rows:
            yield {
                "id": sleutels.of("buurtvragen", pk), "datum": datum, "gebied": gebied, "soort": soort,
                "namens": namens, "inzet": sleutels.of("inzet", inzet if inzet in leaving else None),
                "status": status,
            }  # fmt: skip


class Buurtaanbiedingen(Geleverd):
    """`buurtaanbod`."""

    resource = "buurtaanbod"
    velden = AANBOD
    levering = BUURTAANBODLEVERING

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring offers in."""
        return bulk_register_buurtaanbod(by=SYSTEEM, rijen=list(map(Buurtaanbodrij._make, rijen.rows(*AANBOD))))

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every offer."""
        for pk, datum, gebied, soort, status in export_buurtaanbod():
            yield {
                "id": sleutels.of("buurtaanbod", pk), "datum": datum, "gebied": gebied, "soort": soort,
                "status": status,
            }  # fmt: skip


class Buurtkoppelingen(Geleverd):
    """`buurtkoppelingen`; one that was taken back on the screen does not leave."""

    resource = "buurtkoppelingen"
    velden = KOPPELING
    levering = BUURTKOPPELINGLEVERING

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring matches in."""
        return bulk_register_buurtkoppelingen(
            by=SYSTEEM, rijen=list(map(Buurtkoppelingrij._make, rijen.rows(*KOPPELING)))
        )

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every match that holds."""
        for vraag, aanbod, soort, datum in export_buurtkoppelingen():
            yield {
                "vraag": sleutels.of("buurtvragen", vraag), "aanbod": sleutels.of("buurtaanbod", aanbod),
                "soort": soort, "datum": datum,
            }  # fmt: skip


class Activiteiten(Geleverd):
    """`activiteiten`; one that was taken back on the screen does not leave."""

    resource = "activiteiten"
    velden = ACTIVITEIT
    levering = ACTIVITEITLEVERING

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring activities in."""
        return bulk_register_activiteiten(by=SYSTEEM, rijen=list(map(Activiteitrij._make, rijen.rows(*ACTIVITEIT))))

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every activity that holds."""
        for pk, datum, naam, gebied, deelnemers in export_activiteiten():
            yield {
                "id": sleutels.of("activiteiten", pk), "datum": datum, "naam": naam, "gebied": gebied,
                "deelnemers": deelnemers,
            }  # fmt: skip
