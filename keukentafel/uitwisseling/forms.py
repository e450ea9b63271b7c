"""Forms of exchange packages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from keukentafel.core import formulieren
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
    bestand = forms.FileField(
        label="Zipbestand",
        widget=forms.FileInput({"class": "utrecht-textbox", "accept": ".zip,application/zip"}),
        help_text="Een gegevenspakket: datapackage.json met een CSV-bestand per tabel. Het wordt eerst alleen "
        "gecontroleerd.",
    )

    def clean_bestand(self) -> Any:
        """Refuse what no package is as large as."""
        upload = self.cleaned_data["bestand"]
        if upload.size > GROOTSTE:
            raise ValidationError("Dit bestand is groter dan 500 MB. Laat een beheerder het inlezen op de server.")
        return upload


class Stapform(formulieren.Formulier):
    """A button: bring in, or put aside."""
