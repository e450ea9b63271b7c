"""Forms of the neighbourhood service."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.utils import timezone

from keukentafel.core import formulieren, widgets
from keukentafel.core.formulieren import Datumveld
from keukentafel.core.getallen import positive_int
from keukentafel.referentielijsten.public import Koppelingsoort, Lijstkeuzeveld
from keukentafel.socialekaart.public import Gebied

Keuzes = list[tuple[str, str]]
GEEN_NAAM = "Een paar woorden, bijvoorbeeld: vervoer, klus in huis. Schrijf geen naam of adres op."
SOORTEN = "buurtsoorten"  # the id of the list with kinds that were used before


def areas() -> Keuzes:
    """Return the areas by name, with first that it is not known."""
    rows = Gebied.objects.order_by("naam", "pk").values_list("pk", "naam")
    return [("", "Niet bekend"), *((str(pk), naam) for pk, naam in rows)]


class MetGebied(formulieren.Formulier):
    """A form that asks for an area."""

    gebied = forms.ChoiceField(label="In welk gebied?", required=False, widget=widgets.Keuze())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["gebied"]).choices = areas()

    def clean_gebied(self) -> Gebied | None:
        """The area, or None when it is not known."""
        number = positive_int(self.cleaned_data["gebied"])
        return Gebied.objects.filter(pk=number).first() if number else None


class AanbodForm(MetGebied):
    """What someone offers."""

    niet_verplicht: ClassVar[tuple[str, ...]] = ("gebied",)
    soort = forms.CharField(
        label="Wat wil iemand doen?", help_text=GEEN_NAAM, max_length=200,
        widget=forms.TextInput({"list": SOORTEN, "autocomplete": "off"}),
    )  # fmt: skip
    datum = Datumveld(label="Sinds wanneer?")
    field_order: Iterable[str] | None = ("soort", "gebied", "datum")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.initial.setdefault("datum", today)
        cast(Datumveld, self.fields["datum"]).laatst = today


class VraagForm(AanbodForm):
    """What someone asks."""

    niet_verplicht: ClassVar[tuple[str, ...]] = ("gebied", "namens")
    soort = forms.CharField(
        label="Wat wordt er gevraagd?", help_text=GEEN_NAAM, max_length=200,
        widget=forms.TextInput({"list": SOORTEN, "autocomplete": "off"}),
    )  # fmt: skip
    namens = Lijstkeuzeveld("vraag_namens", label="Wie vraagt?", required=False)
    field_order: Iterable[str] | None = ("soort", "gebied", "namens", "datum")


class PlanvraagForm(VraagForm):
    """What someone asks for a household, for support that stands in its plan."""

    niet_verplicht: ClassVar[tuple[str, ...]] = ("gebied", "namens", "inzet")
    inzet = forms.ChoiceField(
        label="Voor welke steun in het plan?", required=False, widget=widgets.Keuze(),
        help_text="Alleen wie het plan mag zien, ziet dat de vraag daarbij hoort.",
    )  # fmt: skip
    field_order: Iterable[str] | None = ("soort", "inzet", "gebied", "namens", "datum")

    def __init__(self, *args: Any, steun: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["inzet"]).choices = [("", "Niet voor steun in het plan"), *steun]


class KoppelForm(formulieren.Formulier):
    """One button: which kind, and with which offer or request: "wederkerig:12", or "buurtserviceteam:" alone."""

    keuze = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "Kies een van de knoppen."})

    def clean_keuze(self) -> tuple[str, int | None]:
        """The kind of match, and the number of the other side; None without one."""
        soort, _, other = self.cleaned_data["keuze"].partition(":")
        if soort not in Koppelingsoort.values:
            raise forms.ValidationError("Kies een van de knoppen.")
        return soort, positive_int(other)


class ActiviteitForm(MetGebied):
    """What neighbours do together."""

    niet_verplicht: ClassVar[tuple[str, ...]] = ("gebied", "deelnemers")
    naam = forms.CharField(label="Wat is het?", help_text="Bijvoorbeeld: buurtlunch, opknapdag.", max_length=200)
    datum = Datumveld(label="Wanneer?")
    deelnemers = forms.IntegerField(
        label="Hoeveel mensen deden mee?", required=False, min_value=0, max_value=100_000,
        help_text="Laat leeg zolang het niet is geteld.",
    )  # fmt: skip
    field_order: Iterable[str] | None = ("naam", "datum", "gebied", "deelnemers")


class PeilForm(forms.Form):
    """Up to which day the figures count."""

    op = Datumveld(label="Tot en met", required=False)


class Knop(formulieren.Formulier):
    """A button: nothing to fill in, one effect however often it is pressed."""
