"""Forms of the gate."""

from django import forms

from keukentafel.core.formulieren import Formulier


class OntgrendelForm(Formulier):
    """The password again, after a time without activity."""

    wachtwoord = forms.CharField(
        label="Uw wachtwoord",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        error_messages={"required": "Vul uw wachtwoord in."},
    )
