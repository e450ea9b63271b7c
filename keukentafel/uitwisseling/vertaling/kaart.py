"""Areas and organisations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keukentafel.audit.public import SYSTEEM
from keukentafel.socialekaart.public import (
    Gebied,
    Gebiedrij,
    Organisatie,
    Organisatierij,
    bulk_change_gebieden,
    bulk_change_organisaties,
    bulk_register_gebieden,
    bulk_register_organisaties,
)
from keukentafel.uitwisseling.vertaling.vorm import Uitrij, Uitvoersleutels
from keukentafel.uitwisseling.waarden import Waarden

GEBIED = ("code", "naam", "soort", "gemeentecode", "inwoners", "geldig_van", "geldig_tot")
ORGANISATIE = ("naam", "soort")


class Gebieden:
    """`gebieden`: an area is known by its code, whoever sends it."""

    resource = "gebieden"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring areas in; one that is there by its code is brought up to date."""
        return bulk_register_gebieden(by=SYSTEEM, rijen=[Gebiedrij(*row) for row in rijen.rows(*GEBIED)])

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        velden = rijen.present(*GEBIED)
        bulk_change_gebieden(by=SYSTEEM, velden=velden, rijen=list(zip(ids, rijen.rows(*velden), strict=True)))

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every area."""
        yield from Gebied.objects.order_by().values(*GEBIED).iterator()


class Organisaties:
    """`organisaties`."""

    resource = "organisaties"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring organisations in."""
        return bulk_register_organisaties(by=SYSTEEM, rijen=[Organisatierij(*row) for row in rijen.rows(*ORGANISATIE)])

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        velden = rijen.present(*ORGANISATIE)
        bulk_change_organisaties(by=SYSTEEM, velden=velden, rijen=list(zip(ids, rijen.rows(*velden), strict=True)))

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every organisation."""
        for row in Organisatie.objects.order_by().values("pk", *ORGANISATIE).iterator():
            yield {"id": sleutels.of("organisaties", row.pop("pk")), **row}
