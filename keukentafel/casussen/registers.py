"""What upper rooms hang on a case: what happens at a transition, and what it still needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from keukentafel.audit.public import Actor
from keukentafel.casussen.models import Casus
from keukentafel.core.register import Register


@dataclass(frozen=True, slots=True)
class Overgang:
    """A change of state of a case: `soort` is the audit event (casus_geopend, casus_afgesloten, ...)."""

    casus: Casus
    soort: str
    op: date
    by: Actor


@dataclass(frozen=True, slots=True)
class TeDoen:
    """One thing that this case needs now; derived, never stored."""

    tekst: str
    url: str
    sinds: date | None = None
    vervalt: date | None = None
    knop: str = ""


OVERGANGEN: Register[Callable[[Overgang], None]] = Register("overgangen van een casus")
TE_DOEN: Register[Callable[[Casus], list[TeDoen]]] = Register("nu te doen bij een casus")


def announce(overgang: Overgang) -> None:
    """Tell every subscriber, inside the same transaction."""
    for subscriber in OVERGANGEN:
        subscriber(overgang)
