"""What toegang asks of a room above it: is this user placed somewhere today?"""

from __future__ import annotations

from collections.abc import Callable, Collection
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Protocol

from django.http import HttpRequest, HttpResponse

from keukentafel.core.register import Register
from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.states import Plaatsingseis, Rol

if TYPE_CHECKING:
    from keukentafel.toegang.models import Gebruiker, Noodtoegang

# Filled by teams: which of these needs the user's placements of today meet. Nobody fills it: nobody is placed.
PLAATSINGEN: Register[Callable[[Gebruiker], AbstractSet[Plaatsingseis]]] = Register("plaatsingen van een gebruiker")


# Filled by teams: is this user placed today in a team that has crisis duty?
CRISISDIENST: Register[Callable[[Gebruiker], bool]] = Register("crisisdienst van een gebruiker")
# Filled by personen and casussen: the persons (ids) whom these households (ids) concern, for the log.
NOODBETROKKENEN: Register[Callable[[Collection[int]], AbstractSet[int]]] = Register("personen van een huishouden")
# Filled by taken: told at once, in the same transaction, that break-glass was opened.
NOODMELDINGEN: Register[Callable[[Noodtoegang], None]] = Register("wie hoort dat noodtoegang is gebruikt")


class Sleuteldeur(Protocol):
    """An address that also opens for another system, with a key of its own instead of a session."""

    def open(self, request: HttpRequest) -> HttpResponse | None:
        """None lets a request with a key in its header through; a response stops it."""

    def refuse(self, request: HttpRequest, status: int) -> HttpResponse:
        """What a request without a key gets where a screen would send somebody to log in, or refuse."""


# Filled by the room that has such addresses: the name of the address, and who looks at the key.
SLEUTELDEUREN: Register[Sleuteldeur] = Register("adressen die ook met de sleutel van een koppeling opengaan")


def counting_roles(user: Gebruiker, granted: AbstractSet[Rol]) -> frozenset[Rol]:
    """Those of the granted roles that count today: the rest waits for a placement (security.md 2.3, R-170)."""
    needs = load_matrix().plaatsing
    free = frozenset(rol for rol in granted if needs[rol] is Plaatsingseis.GEEN)
    if free == granted:
        return free
    met = {need for source in PLAATSINGEN for need in source(user)}
    return free | frozenset(rol for rol in granted if needs[rol] in met)
