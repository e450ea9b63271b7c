"""What upper rooms hang on the plan."""

from collections.abc import Callable

from keukentafel.casussen.public import Casustoegang, Overzichtsblok
from keukentafel.core.register import Register

# Given the id of the case and of the support item, the address where maatwerk is requested.
MAATWERK: Register[Callable[[int, int], str]] = Register("maatwerk aanvragen vanuit het plan")

# Given the id of the case: (text, address) of something more that can be done on the tab Ondersteuning.
ONDERSTEUNINGSLINKS: Register[Callable[[int], tuple[str, str]]] = Register("links bij de ondersteuning van een casus")

# Given the case, a block below the grid of the tab Ondersteuning; None when there is nothing to show.
ONDERSTEUNINGSBLOKKEN: Register[Callable[[Casustoegang], Overzichtsblok | None]] = Register(
    "blokken bij de ondersteuning"
)
