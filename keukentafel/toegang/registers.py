"""What toegang asks of a room above it: is this user placed somewhere today?"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from keukentafel.core.register import Register
from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.states import Plaatsingseis, Rol

if TYPE_CHECKING:
    from keukentafel.toegang.models import Gebruiker

# Filled by teams: which of these needs the user's placements of today meet. Nobody fills it: nobody is placed.
PLAATSINGEN: Register[Callable[[Gebruiker], AbstractSet[Plaatsingseis]]] = Register("plaatsingen van een gebruiker")


def counting_roles(user: Gebruiker, granted: AbstractSet[Rol]) -> frozenset[Rol]:
    """Those of the granted roles that count today: the rest waits for a placement (security.md 2.3, R-170)."""
    needs = load_matrix().plaatsing
    free = frozenset(rol for rol in granted if needs[rol] is Plaatsingseis.GEEN)
    if free == granted:
        return free
    met = {need for source in PLAATSINGEN for need in source(user)}
    return free | frozenset(rol for rol in granted if needs[rol] in met)
