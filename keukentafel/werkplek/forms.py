"""Forms of the desk."""

from django import forms

from keukentafel.core import formulieren


class WeergaveForm(formulieren.Formulier):
    """Keep the filters of this list under a name."""

    niet_verplicht = ("standaard", "team")
    naam = forms.CharField(label="Naam van deze weergave", max_length=60)
    filters = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    standaard = forms.BooleanField(label="Open de lijst voortaan zo", required=False)
    team = forms.BooleanField(label="Ook voor mijn team", required=False)
