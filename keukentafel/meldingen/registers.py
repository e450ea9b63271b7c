"""What rooms above tell for the figures of a team: how long people wait for what comes after the melding (R-027)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

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


#: Called with the last day, the first day, a team (None: all) and the reader, for whom not every case exists.
WACHTCIJFERS: Register[Callable[[date, date, int | None, Gebruiker], Wachtcijfer]] = Register(
    "wachttijden in de cijfers"
)
