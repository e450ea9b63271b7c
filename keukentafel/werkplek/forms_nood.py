"""The form of break-glass."""

from typing import Any, ClassVar

from django import forms

from keukentafel.core.formulieren import Formulier, Geboortedatumveld, Keuzeveld, Tekstveld
from keukentafel.core.widgets import Tekst
from keukentafel.toegang.public import REDENEN
from keukentafel.werkplek.noodtoegang import Gezocht

ZONDER_CONCEPT = {"autocomplete": "off", "data-zonder-concept": ""}


class NoodtoegangForm(Formulier):
    """Whose dossier, why, and in a few words what is going on."""

    niet_verplicht: ClassVar[tuple[str, ...]] = ("nummer", "achternaam", "geboortedatum")
    nummer = forms.CharField(
        label="Casusnummer", max_length=12, required=False, widget=Tekst(ZONDER_CONCEPT), help_text="Als u het weet."
    )
    achternaam = forms.CharField(
        label="Anders: achternaam", max_length=200, required=False, widget=Tekst(ZONDER_CONCEPT)
    )
    geboortedatum = Geboortedatumveld(label="en geboortedatum", required=False)
    reden = Keuzeveld(label="Waarom moet het nu?", choices=[(code.value, naam) for code, naam in REDENEN.items()])
    toelichting = Tekstveld(
        label="Wat is er aan de hand?", max_length=600, rijen=3,
        help_text="Minstens 20 tekens. De privacy officer leest dit.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A number, or a surname with a date of birth."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("nummer") and not (data.get("achternaam") and data.get("geboortedatum")):
            self.add_error(None, "Vul een casusnummer in, of een achternaam en een geboortedatum.")
        return data

    def gezocht(self) -> Gezocht:
        """What was typed about whose dossier it is."""
        data = self.cleaned_data
        return Gezocht(data["nummer"], data["achternaam"], data["geboortedatum"])
