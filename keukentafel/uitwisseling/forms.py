"""Forms of exchange packages."""

from __future__ import annotations

from django import forms

from keukentafel.core import formulieren
from keukentafel.core.bestandsveld import Bestandsoort, Bestandsveld
from keukentafel.uitwisseling.inlezen import BRON_HOOGSTENS

GROOTSTE = 500 * 2**20  # bytes of a zip; 100,000 cases take 30 MB


class PakketForm(formulieren.Formulier):
    """A zip, and who sends it."""

    bron = forms.CharField(
        label="Van wie komt het pakket?",
        max_length=BRON_HOOGSTENS,
        widget=forms.TextInput({"class": "utrecht-textbox", "autocomplete": "off"}),
        help_text="Bijvoorbeeld de naam van het oude systeem. Gebruik voor een nieuwer pakket dezelfde naam: "
        "dan worden rijen herkend.",
    )
    bestand = Bestandsveld(
        soort=Bestandsoort.ZIP,
        hoogstens=GROOTSTE,
        te_groot="Dit bestand is groter dan 500 MB. Laat een beheerder het inlezen op de server.",
        label="Zipbestand",
        help_text="Een gegevenspakket: datapackage.json met een CSV-bestand per tabel. Het wordt eerst alleen "
        "gecontroleerd.",
    )


class Stapform(formulieren.Formulier):
    """A button: bring in, or put aside."""
