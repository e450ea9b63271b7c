"""A rule that hinders on the case of the cast, of which a sentence was released."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.models import Knelpunt
from keukentafel.casussen.public import note_knelpunt, release_knelpunt
from tests.cast import Cast


def make_knelpunt(cast: Cast) -> int:
    """Noted by Noor, with a sentence that policy may read."""
    known = Knelpunt.objects.filter(casus=cast.casus).first()
    if known is not None:
        return known.pk
    worker = cast.medewerkers["noor"]
    made = note_knelpunt(
        by=SYSTEEM, casus=cast.casus, thema="beleid", regel="Zoektermijn", hindert="Geen inkomen.", medewerker=worker
    )
    return release_knelpunt(
        by=SYSTEEM, knelpunt=made, neutraal="Wie wacht, heeft geen inkomen.", bevestigd=True, medewerker=worker
    ).pk


CASUSSEN: dict[str, Callable[[Cast], Any]] = {
    "knelpunt_id": make_knelpunt,
    "knelregel_id": lambda cast: Knelpunt.objects.get(pk=make_knelpunt(cast)).regel_id,
}
