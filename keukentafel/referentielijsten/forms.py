"""Forms of the functional administrator: one entry, from a day on."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from keukentafel.core import formulieren, widgets
from keukentafel.core.bestandsveld import Bestandsoort, Bestandsveld
from keukentafel.referentielijsten.actions import pattern_of
from keukentafel.referentielijsten.criteria import (
    CriteriaFout,
    Criteriumregel,
    check_criteria,
    parse_criteria,
)
from keukentafel.referentielijsten.models import Code, Lijst, Versie
from keukentafel.referentielijsten.selectors import choices as choices_of
from keukentafel.referentielijsten.states import Lijstsoort
from keukentafel.referentielijsten.weergave import attribute_label

JA_NEE = [("ja", "Ja"), ("nee", "Nee")]
MAX_BESTAND = 1_000_000  # bytes


class IngangForm(formulieren.Formulier):
    """A change that begins on a day: today at the earliest, so that figures of before stay as they were."""

    naam = forms.CharField(label="Naam", max_length=160)
    ingang = formulieren.Datumveld(
        label="Vanaf welke dag?",
        help_text="Tot die dag blijft de oude naam gelden. Wat al is vastgelegd, verandert niet.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ingang"].initial = timezone.localdate() + timedelta(days=1)


class VersieForm(IngangForm):
    """Change one version of an entry: name, place and attributes."""

    volgorde = forms.IntegerField(label="Plaats in de lijst", min_value=1, max_value=999)
    field_order = ("naam", "volgorde", "telt_als", "ingang")

    def __init__(self, *args: Any, row: Versie, **kwargs: Any) -> None:
        self.kenmerken: Mapping[str, Any] = row.kenmerken
        kwargs.setdefault("initial", {"naam": row.naam, "volgorde": row.volgorde})
        super().__init__(*args, **kwargs)
        add_attribute_fields(self, row.kenmerken, prefill=True)
        self.order_fields(["naam", "volgorde", *(f"kenmerk_{name}" for name in row.kenmerken), "ingang"])

    def changes(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        data = self.cleaned_data
        return {
            "naam": data["naam"],
            "volgorde": data["volgorde"],
            "kenmerken": {**self.kenmerken, **read_attributes(self.kenmerken, data)},
        }


class DomeinForm(IngangForm):
    """Rename a domain of a scheme."""


class NiveauForm(IngangForm):
    """Rename a level, or change whether it counts as a problem."""

    is_probleem = formulieren.Keuzeveld(label="Telt dit niveau als probleem?", choices=JA_NEE)
    field_order = ("naam", "is_probleem", "ingang")


class NieuweCodeForm(formulieren.Formulier):
    """A code of the municipality's own."""

    naam = forms.CharField(label="Naam", max_length=160)
    code = forms.RegexField(
        label="Code",
        regex=r"^[a-zA-Z0-9][a-zA-Z0-9_]*$",
        max_length=60,
        help_text="Kort, zonder spaties. Bijvoorbeeld: maatje. U kunt de code later niet meer wijzigen.",
        error_messages={"invalid": "Gebruik alleen letters, cijfers en een laag streepje."},
    )
    geldig_van = formulieren.Datumveld(label="Vanaf welke dag?")

    def __init__(self, *args: Any, lijst: Lijst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["geldig_van"].initial = timezone.localdate()
        if lijst.soort == Lijstsoort.UITBREIDBAAR:
            target = Code.objects.filter(lijst__code=lijst.telt_als_lijst or lijst.code, eigen=False)
            field = forms.ChoiceField(
                label="Telt mee als",
                choices=[("", ""), *target.valid_on(timezone.localdate()).values_list("code", "naam")],
                widget=widgets.Keuze(),
                help_text="In rapporten en in het gegevenspakket telt uw code mee als deze vaste code.",
            )
            self.fields["telt_als"] = field
            formulieren.dress(field)
        self.patroon = pattern_of(lijst)
        add_attribute_fields(self, self.patroon, prefill=False)

    def kenmerken(self) -> dict[str, Any]:
        """The attributes as the action takes them; what cannot be typed starts empty."""
        rest = {name: type(value)() for name, value in self.patroon.items()}
        return {**rest, **read_attributes(self.patroon, self.cleaned_data)}


class EindeForm(formulieren.Formulier):
    """Stop offering a code."""

    laatste_dag = formulieren.Datumveld(
        label="Wat is de laatste dag?",
        help_text="Daarna is de code niet meer te kiezen. Wat is vastgelegd, blijft staan.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["laatste_dag"].initial = timezone.localdate()


class LeeftijdenForm(formulieren.Formulier):
    """All age bands at once, by their lower bounds."""

    grenzen = forms.CharField(
        label="Bij welke leeftijden begint een groep?",
        max_length=120,
        help_text="Begin bij 0. Bijvoorbeeld: 0, 20, 40, 60, 70.",
    )
    ingang = formulieren.Datumveld(label="Vanaf welke dag?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ingang"].initial = timezone.localdate() + timedelta(days=1)

    def clean_grenzen(self) -> list[int]:
        """The lower bounds as numbers."""
        parts = self.cleaned_data["grenzen"].replace(";", ",").split(",")
        try:
            return [int(part) for part in parts]
        except ValueError:
            raise ValidationError("Schrijf hele getallen met een komma ertussen.") from None


class CriteriaForm(formulieren.Formulier):
    """A municipality's own criteria texts."""

    toestemming = forms.CharField(
        label="Van wie hebt u toestemming voor deze teksten?",
        max_length=200,
        help_text="De teksten van de ZRM zijn van GGD Amsterdam. Zonder toestemming mag u ze niet inlezen.",
    )
    bestand = Bestandsveld(
        soort=Bestandsoort.CSV,
        hoogstens=MAX_BESTAND,
        te_groot="Dit bestand is te groot. Het mag hoogstens 1 MB zijn.",
        label="CSV-bestand",
        help_text="UTF-8, met de kolommen domein, niveau en tekst. Hoogstens 1 MB.",
    )

    def __init__(self, *args: Any, domeinen: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.domeinen = domeinen
        self.regels: tuple[Criteriumregel, ...] = ()

    def clean_bestand(self) -> Any:
        """Read and check the whole file; every fault is shown, nothing is read in half."""
        upload = self.cleaned_data["bestand"]
        try:
            self.regels = parse_criteria(upload.read())
            check_criteria(self.regels, self.domeinen)
        except CriteriaFout as fout:
            raise ValidationError(list(fout.fouten)) from fout
        return upload


def editable(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes that are one value and may be typed; lists are shown only."""
    return {name: value for name, value in attributes.items() if isinstance(value, str | int)}


def add_attribute_fields(form: forms.Form, attributes: Mapping[str, Any], *, prefill: bool) -> None:
    """Give the form one field per attribute that may be typed; `prefill` shows its value of now."""
    for name, value in editable(attributes).items():
        form.fields[f"kenmerk_{name}"] = field = attribute_field(name, value)
        if not prefill:
            field.initial = None
        formulieren.dress(field)


def read_attributes(attributes: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, in the kind of value that each attribute has."""
    return {
        name: data[f"kenmerk_{name}"] == "ja" if isinstance(value, bool) else data[f"kenmerk_{name}"]
        for name, value in editable(attributes).items()
    }


def attribute_field(name: str, value: Any) -> forms.Field:
    """A form field that fits the kind of value an attribute has now."""
    label = attribute_label(name)
    if name in KEUZES:
        choices = [("", ""), *KEUZES[name]()]
        return forms.ChoiceField(label=label, choices=choices, initial=value, required=False, widget=widgets.Keuze())
    if isinstance(value, bool):
        return formulieren.Keuzeveld(label=label, choices=JA_NEE, initial="ja" if value else "nee")
    if isinstance(value, int):
        return forms.IntegerField(label=label, initial=value, min_value=0, max_value=100_000)
    return forms.CharField(label=label, initial=value, max_length=400, required=False)


def _categories() -> list[tuple[str, str]]:
    laws = (("wmo", "Wmo"), ("jeugd", "jeugd"))
    return [
        (code, f"{code} {naam} ({name})") for law, name in laws for code, naam in choices_of(f"productcategorie_{law}")
    ]


KEUZES: dict[str, Callable[[], list[tuple[str, str]]]] = {
    "wet": lambda: choices_of("wet"),
    "categorie": _categories,
    "wijst_op_regie": lambda: JA_NEE,
    "antwoord": lambda: [("ja_nee", "Ja of nee")],
}
