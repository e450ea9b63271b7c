"""Forms of the administration of teams and users."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from keukentafel.core import widgets
from keukentafel.core.formulieren import Datumveld, Formulier
from keukentafel.referentielijsten.public import (
    Lijstkeuzeveld,
    LijstMeerkeuzeveld,
)
from keukentafel.socialekaart.public import Gebied, Organisatie
from keukentafel.teams.actions import Medewerkergegevens
from keukentafel.teams.models import Team
from keukentafel.toegang.public import Gebruiker, Rol


class TeamForm(Formulier):
    """Name of a team, and its last day."""

    niet_verplicht = ("geldig_tot", "crisisdienst_tot")
    naam = forms.CharField(label="Naam van het team", max_length=80)
    intake = forms.BooleanField(
        label="Dit is een loket of aanmeldteam", required=False, help_text="Hier wacht wat nog geen team heeft."
    )
    geldig_tot = Datumveld(label="Laatste dag van het team", required=False)
    crisisdienst_tot = Datumveld(
        label="Crisisdienst tot en met", required=False,
        help_text="Dan kunnen medewerkers van dit team bij gevaar noodtoegang openen. Hoogstens drie maanden vooruit.",
    )  # fmt: skip


class GebiedForm(Formulier):
    """An area that a team serves from a day on."""

    gebied = forms.ModelChoiceField(label="Welk gebied?", queryset=Gebied.objects.none(), empty_label="Kies een gebied")
    van = Datumveld(label="Vanaf welke dag?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"van": timezone.localdate(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["gebied"].queryset = Gebied.objects.order_by("naam", "pk")  # type: ignore[attr-defined]


class GegevensForm(Formulier):
    """What is known of a worker."""

    niet_verplicht = ("telefoon", "moederorganisatie", "skj_nummer", "skj_geldig_tot", "expertise")
    naam = forms.CharField(label="Naam", max_length=120)
    telefoon = forms.CharField(label="Telefoon", max_length=20, required=False)
    moederorganisatie = forms.ModelChoiceField(
        label="Moederorganisatie", queryset=Organisatie.objects.none(), required=False, empty_label="Weet ik niet",
        help_text="Geeft geen toegang tot dossiers.",
    )  # fmt: skip
    skj_nummer = forms.CharField(label="SKJ-nummer", max_length=20, required=False)
    skj_geldig_tot = Datumveld(label="SKJ geldig tot en met", required=False)
    expertise = LijstMeerkeuzeveld("expertise", label="Waar heeft deze medewerker verstand van?", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Organisatie.objects.order_by("naam", "pk")
        self.fields["moederorganisatie"].queryset = found  # type: ignore[attr-defined]

    def gegevens(self) -> Medewerkergegevens:
        """What was filled in, for the action."""
        names = ("naam", "telefoon", "moederorganisatie", "skj_nummer", "skj_geldig_tot", "expertise")
        return Medewerkergegevens(**{name: self.cleaned_data[name] for name in names})


class NieuweMedewerkerForm(GegevensForm):
    """A new worker who logs in."""

    email = forms.EmailField(label="E-mailadres", help_text="Van één mens, nooit van een balie of groep.")
    wachtwoord = forms.CharField(
        label="Eerste wachtwoord", widget=forms.PasswordInput, help_text="Minstens 12 tekens. Geef het zelf door."
    )
    field_order = ("naam", "email", "wachtwoord", "telefoon")

    def clean_wachtwoord(self) -> str:
        """Hold the password to the rules of the house, and to the name and address of whom it is for."""
        password, data = str(self.cleaned_data["wachtwoord"]), self.cleaned_data
        validate_password(password, Gebruiker(naam=data.get("naam", ""), email=data.get("email", "")))
        return password


class RolForm(Formulier):
    """A role from a day on."""

    niet_verplicht = ("tot",)
    rol = forms.ChoiceField(
        label="Welke rol?", choices=[(rol.value, rol.value.replace("_", " ").capitalize()) for rol in Rol],
        widget=widgets.Keuze,
    )  # fmt: skip
    van = Datumveld(label="Vanaf welke dag?")
    tot = Datumveld(label="Tot en met welke dag?", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"van": timezone.localdate(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class PlaatsingForm(Formulier):
    """A placement in a team from a day on."""

    niet_verplicht = ("team", "fte", "tot")
    team = forms.ModelChoiceField(
        label="Welk team?", queryset=Team.objects.none(), required=False, empty_label="Alle teams (ziet geen dossiers)"
    )
    medewerkertype = Lijstkeuzeveld("medewerkertype", label="Welk soort werk?", widget=widgets.Keuze)
    fte = forms.DecimalField(label="Hoeveel fte?", required=False, max_digits=4, decimal_places=2, localize=True)
    van = Datumveld(label="Vanaf welke dag?")
    tot = Datumveld(label="Tot en met welke dag?", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"van": timezone.localdate(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.order_by("naam", "pk")  # type: ignore[attr-defined]


class EindeForm(Formulier):
    """The last day of something."""

    tot = Datumveld(label="Wat is de laatste dag?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"tot": timezone.localdate(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
