"""Forms of a task."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from keukentafel.core.formulieren import Datumveld, Formulier

MIJ, TEAM = "mij", "team"


class UitstellenForm(Formulier):
    """Until when, and why if one likes."""

    niet_verplicht = ("reden",)
    tot = Datumveld(label="Tot welke dag?")
    reden = forms.CharField(label="Waarom kan het later?", max_length=200, required=False)
    terug = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"tot": timezone.localdate() + timedelta(days=7), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class WachtenForm(Formulier):
    """On whom, and since when."""

    op_wie = forms.CharField(label="Op wie wacht u?", max_length=120, help_text="Een functie of organisatie.")
    sinds = Datumveld(label="Sinds wanneer?")
    terug = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"sinds": timezone.localdate(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class TaakErbijForm(Formulier):
    """What must be done, before which day, and by whom: oneself, the whole team or a colleague of the team."""

    niet_verplicht = ("vervalt_op",)
    titel = forms.CharField(label="Wat moet er gebeuren?", max_length=160, help_text="Zonder namen van inwoners.")
    vervalt_op = Datumveld(label="Uiterlijk op", required=False)
    wie = forms.ChoiceField(label="Voor wie?")
    terug = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, collegas: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        """`collegas`: value and name of who else can be chosen."""
        super().__init__(*args, **kwargs)
        wie = self.fields["wie"]
        assert isinstance(wie, forms.ChoiceField)  # noqa: S101 (declared above)
        wie.choices = [(MIJ, "Voor mij"), (TEAM, "Voor het hele team"), *collegas]
