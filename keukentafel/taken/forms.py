"""Forms of a task."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from keukentafel.core.formulieren import Datumveld, Formulier


class UitstellenForm(Formulier):
    """Until when, and why."""

    tot = Datumveld(label="Tot welke dag?")
    reden = forms.CharField(label="Waarom kan het later?", max_length=200)
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
