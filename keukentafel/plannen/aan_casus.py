"""What this room hangs on a case."""

from keukentafel.casussen.public import TABS, Tabblad


def connect() -> None:
    """Register the tabs."""
    TABS.add("plan", Tabblad("Plan", "plannen:plan", 20))
    TABS.add("ondersteuning", Tabblad("Ondersteuning", "plannen:ondersteuning", 40))
