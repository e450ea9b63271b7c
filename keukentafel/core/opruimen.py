"""What may be kept for a while only, and goes even when nobody visits the page that would remove it (ASVS 14.2.7)."""

from __future__ import annotations

from collections.abc import Callable

from keukentafel.core.register import Register

#: Each removes what lapsed of one kind; rooms add theirs in `AppConfig.ready()`.
OPRUIMEN: Register[Callable[[], object]] = Register("wat na een tijd weg moet")


def clean_up() -> None:
    """Remove all that lapsed. The regular commands (`inzicht`, `verzend`) begin with it: timers run them."""
    for remove in OPRUIMEN:
        remove()
