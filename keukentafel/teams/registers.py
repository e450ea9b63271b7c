"""What teams offers to rooms above it: what a worker who leaves still has to hand over."""

from collections.abc import Callable
from dataclasses import dataclass

from keukentafel.core.register import Register
from keukentafel.core.schermdelen import Menuregel


@dataclass(frozen=True, slots=True)
class Openstaand:
    """Work of one kind that is still in a worker's name: words for one and for more, and how many."""

    een: str
    meer: str
    aantal: int

    def __str__(self) -> str:
        return f"{self.aantal} {self.een if self.aantal == 1 else self.meer}"


# Filled by casussen and taken. Counts only: the administrator sees no dossiers.
OPENSTAAND: Register[Callable[[int], Openstaand]] = Register("werk dat een vertrekkende medewerker overdraagt")


# Filled by casussen: where the administrator goes on from a user (id), to what this room does not know.
LINKS_VAN_GEBRUIKER: Register[Callable[[int], Menuregel]] = Register("links van een gebruiker")


def links_of_user(gebruiker_id: int) -> list[Menuregel]:
    """Where the administrator can go from this user."""
    return [link(gebruiker_id) for link in LINKS_VAN_GEBRUIKER]


def to_hand_over(medewerker_id: int) -> list[Openstaand]:
    """What this worker would leave behind; kinds of which there are none are left out."""
    return [found for count in OPENSTAAND if (found := count(medewerker_id)).aantal]
