"""Forms of series."""

from __future__ import annotations

from keukentafel.core import formulieren
from keukentafel.core.bestandsveld import Bestandsoort, Bestandsveld

GROOTSTE = 5 * 2**20  # bytes: some 50,000 rows; more is for the command
TE_GROOT = "Dit bestand is groter dan 5 MB. Laat een beheerder het inlezen op de server."


class ReeksenForm(formulieren.Formulier):
    """A CSV of series."""

    bestand = Bestandsveld(
        soort=Bestandsoort.CSV,
        hoogstens=GROOTSTE,
        te_groot=TE_GROOT,
        label="CSV-bestand",
        help_text="Het wordt eerst alleen gecontroleerd. Neem alleen aantallen op die u mag delen, en nooit gegevens "
        "van een persoon.",
    )


class PrijzenForm(ReeksenForm):
    """A CSV of prices."""

    bestand = Bestandsveld(
        soort=Bestandsoort.CSV,
        hoogstens=GROOTSTE,
        te_groot=TE_GROOT,
        label="CSV-bestand",
        help_text="Het wordt eerst alleen gecontroleerd.",
    )


class Stapform(formulieren.Formulier):
    """A button: bring in, or put aside."""
