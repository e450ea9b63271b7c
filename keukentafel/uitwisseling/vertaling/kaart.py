"""Areas and organisations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keukentafel.audit.public import SYSTEEM
from keukentafel.socialekaart.public import (
    Organisatierij,
    bulk_change_gebieden,
    bulk_change_organisaties,
    bulk_register_organisaties,
    deliver_gebieden,
    deliver_organisaties,
    take_gebieden,
)
from keukentafel.uitwisseling.vertaling.vorm import Uitrij, Uitvoersleutels
from keukentafel.uitwisseling.waarden import Waarden

GEBIED = ("code", "naam", "soort", "gemeentecode", "inwoners", "geldig_van", "geldig_tot")
ORGANISATIE = ("naam", "soort")


class Gebieden:
    """`gebieden`: an area is known by its code, whoever sends it."""

    resource = "gebieden"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring areas in; one that is there by its code gets what the package has of it."""
        velden = rijen.present(*GEBIED)
        return take_gebieden(by=SYSTEEM, velden=velden, rijen=rijen.rows(*velden))

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        velden = rijen.present(*GEBIED)
        bulk_change_gebieden(by=SYSTEEM, velden=velden, rijen=list(zip(ids, rijen.rows(*velden), strict=True)))

    def export(self, sleutels: Uitvoersleutels) -> Iterator[Uitrij]:
        """Yield every area."""
        yield from deliver_gebieden()


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
        for row in deliver_organisaties():
            yield {**row, "id": sleutels.of("organisaties", row["pk"])}
