"""Forms of series."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from keukentafel.core import formulieren

GROOTSTE = 5 * 2**20  # bytes: some 50,000 rows; more is for the command


class ReeksenForm(formulieren.Formulier):
    """A CSV of series."""

    bestand = forms.FileField(
        label="CSV-bestand",
        widget=forms.FileInput({"class": "utrecht-textbox", "accept": ".csv,text/csv"}),
        help_text="Het wordt eerst alleen gecontroleerd. Neem alleen aantallen op die u mag delen, en nooit gegevens "
        "van een persoon.",
    )

    def clean_bestand(self) -> Any:
        """Refuse what no series is as large as."""
        upload = self.cleaned_data["bestand"]
        if upload.size > GROOTSTE:
            raise ValidationError("Dit bestand is groter dan 5 MB. Laat een beheerder het inlezen op de server.")
        return upload


class PrijzenForm(ReeksenForm):
    """A CSV of prices."""

    bestand = forms.FileField(
        label="CSV-bestand",
        widget=forms.FileInput({"class": "utrecht-textbox", "accept": ".csv,text/csv"}),
        help_text="Het wordt eerst alleen gecontroleerd.",
    )


class Stapform(formulieren.Formulier):
    """A button: bring in, or put aside."""
