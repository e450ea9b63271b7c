"""Forms of the map."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from keukentafel.core import formulieren
from keukentafel.core.bestandsveld import Bestandsoort, Bestandsveld
from keukentafel.referentielijsten.public import (
    Lijstkeuzeveld,
    domains_of,
)
from keukentafel.socialekaart.postcodes import (
    PostcodeFout,
    Postcoderegel,
    check_postcodes,
    parse_postcodes,
)

MAX_BESTAND = 4_000_000  # bytes


class OrganisatieForm(formulieren.Formulier):
    """An organisation; telephone and e-mail of its desk."""

    niet_verplicht = ("telefoon", "email", "biedt", "leefdomeinen")
    naam = forms.CharField(label="Naam", max_length=160)
    soort = Lijstkeuzeveld("organisatiesoort", label="Wat voor organisatie is het?")
    telefoon = forms.CharField(label="Telefoon", max_length=20, required=False)
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    biedt = forms.CharField(
        label="Wat kunnen inwoners hier zonder besluit gebruiken?",
        help_text="Bijvoorbeeld: koffieochtend, klusdienst. Leeg: wordt niet voorgesteld.",
        max_length=200, required=False,
    )  # fmt: skip
    leefdomeinen = formulieren.MeerKeuzeveld(
        label="Voor welke leefgebieden?", help_text="Niets gekozen: voor alle.", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        domains = [(value.code, value.naam) for value in domains_of(settings.INSTRUMENT)]
        known = dict(domains)  # a code of another scheme stays with the organisation that has it
        domains += [(code, code) for code in self.initial.get("leefdomeinen") or () if code not in known]
        cast(formulieren.MeerKeuzeveld, self.fields["leefdomeinen"]).choices = domains


class OrganisatieWijzigenForm(OrganisatieForm):
    """Change an organisation, or stop offering it."""

    actief = forms.BooleanField(
        label="Te kiezen op schermen", required=False, help_text="Zet uit als de organisatie er niet meer is."
    )


class GebiedWijzigenForm(formulieren.Formulier):
    """An area; its code stays what it is."""

    niet_verplicht = ("gemeentecode", "inwoners", "geldig_van", "geldig_tot")
    naam = forms.CharField(label="Naam", max_length=120)
    soort = Lijstkeuzeveld("gebiedsoort", label="Wat voor gebied is het?")
    gemeentecode = forms.RegexField(
        label="Gemeentecode",
        regex=r"^[0-9]{4}$",
        required=False,
        error_messages={"invalid": "Een gemeentecode is 4 cijfers, bijvoorbeeld 0935."},
    )
    inwoners = forms.IntegerField(label="Aantal inwoners", min_value=0, max_value=2_000_000, required=False)
    geldig_van = formulieren.Datumveld(label="Eerste dag", required=False)
    geldig_tot = formulieren.Datumveld(label="Laatste dag", required=False)


class GebiedForm(GebiedWijzigenForm):
    """A new area."""

    code = forms.RegexField(
        label="Code",
        regex=r"^[A-Za-z0-9_-]{1,20}$",
        help_text="Bijvoorbeeld de CBS-code: BU09350101. U kunt de code later niet meer wijzigen.",
        error_messages={"invalid": "Gebruik hoogstens 20 letters, cijfers en streepjes."},
    )
    field_order = ("code", "naam", "soort")


class PostcodesForm(formulieren.Formulier):
    """Which postcode lies in which area, from a file."""

    bestand = Bestandsveld(
        soort=Bestandsoort.CSV,
        hoogstens=MAX_BESTAND,
        te_groot="Dit bestand is te groot. Het mag hoogstens 4 MB zijn.",
        label="CSV-bestand",
        help_text="UTF-8, met de kolommen postcode en gebied. Een postcode heeft 4 cijfers, of 4 cijfers en 2 letters. "
        "De nauwkeurigste regel wint.",
    )

    def __init__(self, *args: Any, gebieden: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gebieden = gebieden
        self.regels: tuple[Postcoderegel, ...] = ()

    def clean_bestand(self) -> Any:
        """Read and check the whole file; every fault is shown, nothing is read in half."""
        upload = self.cleaned_data["bestand"]
        try:
            self.regels = parse_postcodes(upload.read())
            check_postcodes(self.regels, self.gebieden)
        except PostcodeFout as fout:
            raise ValidationError(list(fout.fouten)) from fout
        return upload
