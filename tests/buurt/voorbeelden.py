"""Examples of this room for the walk over the screens: a request, an offer, a match that holds, an activity."""

from collections.abc import Callable
from datetime import date
from typing import Any

from keukentafel.buurt.models import Activiteit, Buurtaanbod, Buurtkoppeling, Buurtvraag
from tests.cast import Cast


def make_match(cast: Cast) -> int:
    """A request that was met by the team of the service."""
    asked = Buurtvraag.objects.create(datum=date.today(), soort="klus in huis", status="gekoppeld")
    return Buurtkoppeling.objects.create(vraag=asked, soort="buurtserviceteam", datum=date.today()).pk


BUURT: dict[str, Callable[[Cast], Any]] = {
    "buurtvraag_id": lambda cast: Buurtvraag.objects.create(datum=date.today(), soort="vervoer").pk,
    "buurtaanbod_id": lambda cast: Buurtaanbod.objects.create(datum=date.today(), soort="vervoer").pk,
    "koppeling_id": make_match,
    "activiteit_id": lambda cast: Activiteit.objects.create(datum=date.today(), naam="Buurtlunch").pk,
}
