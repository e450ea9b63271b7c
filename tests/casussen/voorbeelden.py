"""A rule that hinders on the case of the cast, of which a sentence was released."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.models import Coordinatiebesluit, Knelpunt
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


def make_coordinatiebesluit(cast: Cast) -> int:
    """Decided today by Noor, when the municipality had a ground for it; Mieke knows."""
    today = timezone.localdate()
    made = Coordinatiebesluit.objects.create(
        casus=cast.casus, wetten=["jeugd", "wmo"], grond="Verordening artikel 1", waarom="Het hoort bij elkaar.",
        besloten_door=cast.medewerkers["noor"], van=today, tot=today + timedelta(days=90), verteld_op=today,
    )  # fmt: skip
    return made.pk


CASUSSEN: dict[str, Callable[[Cast], Any]] = {
    "coordinatiebesluit_id": make_coordinatiebesluit,
    "knelpunt_id": make_knelpunt,
    "knelregel_id": lambda cast: Knelpunt.objects.get(pk=make_knelpunt(cast)).regel_id,
}
