"""Which translation serves which resource: every resource of the contract has one."""

from __future__ import annotations

from collections.abc import Mapping

from keukentafel.uitwisseling.vertaling.buurt import Activiteiten, Buurtaanbiedingen, Buurtkoppelingen, Buurtvragen
from keukentafel.uitwisseling.vertaling.kaart import Gebieden, Organisaties
from keukentafel.uitwisseling.vertaling.vorm import Vertaling

ALLE: tuple[Vertaling, ...] = (
    Gebieden(),
    Organisaties(),
    Buurtvragen(),
    Buurtaanbiedingen(),
    Buurtkoppelingen(),
    Activiteiten(),
)
VERTALINGEN: Mapping[str, Vertaling] = {each.resource: each for each in ALLE}
