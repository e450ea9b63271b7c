"""What rooms above tell for the figures of a team: how long people wait for what comes after the melding (R-027)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from keukentafel.core.register import Register
from keukentafel.toegang.public import Gebruiker


@dataclass(frozen=True, slots=True)
class Wachtcijfer:
    """One kind of waiting: `dagen` of whose waiting ended in the period, sorted; who waits on its last day
    (`wachtend`), and for how many of those nobody keeps contact."""

    naam: str
    erbij: str
    dagen: Sequence[int]
    wachtend: int
    zonder_contact: int


#: Called with the last day, the first day, a team (None: all) and the reader, for whom not every case exists (None: a
#: count of everybody, to be published).
WACHTCIJFERS: Register[Callable[[date, date, int | None, Gebruiker | None], Wachtcijfer]] = Register(
    "wachttijden in de cijfers"
)
#: What the room of the figures has published of meldingen: (first, last day) → what `publish_span` gave, newest first.
PUBLICATIES: Register[Callable[[], Mapping[tuple[date, date], Mapping[str, Any]]]] = Register("gepubliceerde cijfers")
