"""Forms of the municipality's own schemes and crosswalks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from keukentafel.core import formulieren, widgets
from keukentafel.referentielijsten.models import Domeinstelsel
from keukentafel.referentielijsten.selectors import domains_of, schemes

GEEN = "geen"
CODE = r"^[a-z][a-z0-9_]*$"
VORM = {"invalid": "Gebruik kleine letters, cijfers en een laag streepje; begin met een letter."}


class _NieuwForm(formulieren.Formulier):
    """A name, a code and a first day."""

    naam = forms.CharField(label="Naam", max_length=120)
    code = forms.RegexField(
        label="Code", regex=CODE, max_length=40, error_messages=VORM,
        help_text="Kort, zonder spaties. U kunt de code later niet meer wijzigen.",
    )  # fmt: skip
    geldig_van = formulieren.Datumveld(label="Vanaf welke dag?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["geldig_van"].initial = timezone.localdate()


class StelselForm(_NieuwForm):
    """A copy of a scheme, under a code of its own."""

    bron = forms.ChoiceField(
        label="Van welk stelsel maakt u een kopie?", widget=widgets.Keuze(),
        help_text="In het gegevenspakket telt uw stelsel mee als dit stelsel.",
    )  # fmt: skip
    field_order = ("bron", "naam", "code", "geldig_van")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(found.code, found.naam) for found in schemes()]
        self.fields["bron"].choices = [("", "Kies een stelsel"), *options]  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        """A code that is not the address of this very form."""
        code = str(self.cleaned_data["code"])
        if code == "nieuw":
            raise ValidationError("Kies een andere code.")
        return code


class NieuwDomeinForm(_NieuwForm):
    """A domain for an own scheme."""


class OvergangForm(formulieren.Formulier):
    """A line of a crosswalk: from a domain of this scheme to one of another, or to none."""

    van = forms.ChoiceField(label="Welk leefdomein?", widget=widgets.Keuze())
    naar = forms.ChoiceField(label="Waar gaat het in over?", widget=widgets.Keuze())
    ingang = formulieren.Datumveld(label="Vanaf welke dag?")

    def __init__(self, *args: Any, stelsel: Domeinstelsel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(domein.code, domein.naam) for domein in domains_of(stelsel.code)]
        others = [
            (
                found.naam,
                [
                    *((f"{found.code}.{domein.code}", domein.naam) for domein in domains_of(found.code)),
                    (f"{found.code}.", f"Geen tegenhanger in {found.naam}"),
                ],
            )
            for found in schemes()
            if found.code != stelsel.code
        ]
        self.fields["van"].choices = [("", "Kies een leefdomein"), *own]  # type: ignore[attr-defined]
        self.fields["naar"].choices = [("", "Kies een leefdomein"), *others]  # type: ignore[attr-defined]
        self.fields["ingang"].initial = timezone.localdate()

    def target(self) -> tuple[Domeinstelsel, str]:
        """The other scheme, and the code of its domain; empty without a counterpart."""
        scheme, _, code = self.cleaned_data["naar"].partition(".")
        return Domeinstelsel.objects.get(code=scheme), code


class IntrekForm(formulieren.Formulier):
    """Nothing is typed: pressing the button takes the change back."""
