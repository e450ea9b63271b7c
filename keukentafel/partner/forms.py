"""Forms: the key, the melding of a partner, and a new key."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils import timezone

from keukentafel.core import formulieren, widgets
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.public import Meldinggegevens
from keukentafel.partner.models import Partnersleutel
from keukentafel.partner.states import LANGSTENS, LOOPTIJD
from keukentafel.personen.public import clean_postcode, find_bsn
from keukentafel.referentielijsten.public import (
    Grondslag,
    Kanaal,
    Lijstkeuzeveld,
    MelderSoort,
    MeldingSoort,
    Urgentie,
    Wet,
)
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Team

JA, NEE = "ja", "nee"
HUISNUMMER = re.compile(r"[1-9]\d{0,4}(?!\d)[0-9A-Za-z /-]{0,14}")  # a number and an addition, as 12, 12 B or 12-3
TELEFOON = re.compile(r"\+?[0-9 ()./-]{8,20}")
CIJFERS_VAN_NUMMER = 8  # digits; fewer is no number that one can call from elsewhere
GEEN_BSN = (
    "Hier staat een burgerservicenummer in. Haal het weg: wij hebben het niet nodig en mogen het zo niet krijgen."
)
GEEN_HUISNUMMER = "Schrijf een huisnummer als 12 of 12 B."
GEEN_TELEFOON = "Schrijf een telefoonnummer als 043 123 45 67."
ONBEREIKBAAR = "Vul een telefoonnummer of een e-mailadres in, anders kan het team u niet bereiken."
ONBEKENDE_SLEUTEL = "Deze sleutel kennen wij niet, of hij geldt niet meer. Vraag de gemeente om een nieuwe."
SLEUTEL_HULP = "De letters en cijfers die u van de gemeente kreeg."


def _key_field() -> forms.CharField:
    return forms.CharField(
        label="Sleutel van uw organisatie",
        max_length=60,
        help_text=SLEUTEL_HULP,
        widget=forms.PasswordInput({"autocomplete": "current-password", "spellcheck": "false"}),
    )


class SleutelForm(formulieren.Formulier):
    """What the organisation shows instead of logging in."""

    sleutel = _key_field()


class PartnermeldingForm(formulieren.Formulier):
    """A melding in the words of the partner: who, what, who are you. Every field has its bound; no BSN anywhere."""

    niet_verplicht = ("geboortedatum", "postcode", "huisnummer", "telefoon", "plaats", "team")
    komt_in = {"vraag": "de meldingenbak van het team"}

    soort = Lijstkeuzeveld("melding_soort", label="Wat is het?", widget=widgets.KleineChips)
    wie_naam = forms.CharField(
        label="Om wie gaat het?",
        required=False,
        max_length=120,
        help_text="Voornaam en achternaam. Bij een signaal over een plek hoeft dit niet.",
        widget=widgets.Tekst({"autocomplete": "off"}),
    )
    geboortedatum = formulieren.Geboortedatumveld(label="Geboortedatum", required=False, help_text="")
    postcode = forms.CharField(label="Postcode", required=False, max_length=10)
    huisnummer = forms.CharField(label="Huisnummer", required=False, max_length=20)
    telefoon = forms.CharField(label="Telefoon van de inwoner", required=False, max_length=20)
    plaats = forms.CharField(label="Waar speelt het?", required=False, max_length=120)
    vraag = formulieren.Tekstveld(
        label="Wat is de vraag of de zorg?",
        max_length=500,
        rijen=4,
        help_text="Alleen wat het team nodig heeft om te bellen. Geen diagnose, geen burgerservicenummer.",
    )
    urgentie = Lijstkeuzeveld("urgentie", label="Hoe snel?", zonder={Urgentie.ACUUT_GEVAAR}, widget=widgets.KleineChips)
    weet_ervan = formulieren.Keuzeveld(
        label="Weet de inwoner dat u dit meldt?",
        choices=[(JA, "Ja, en die vindt het goed"), (NEE, "Nee")],
        widget=widgets.KleineChips,
        help_text="Vraag het eerst, als dat veilig kan. Zo niet, dan meldt u alleen wat uw eigen wet of code toestaat. "
        "Wij vertellen de inwoner bij het eerste contact van uw melding, tenzij dat gevaarlijk is.",
    )
    melder_naam = forms.CharField(label="Uw naam", max_length=120)
    melder_contact = forms.CharField(label="Uw telefoon of e-mail", max_length=160)
    antwoord = formulieren.Keuzeveld(
        label="Wilt u horen hoe het verder gaat?",
        choices=[(JA, "Ja"), (NEE, "Nee, dat hoeft niet")],
        widget=widgets.KleineChips,
        help_text="U hoort alleen of er hulp is, of het is opgelost en of wij nog iets van u vragen. Nooit de inhoud.",
    )
    team = forms.ChoiceField(label="Welk team?", required=False)

    def __init__(self, *args: Any, sleutel: Partnersleutel | None, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "soort": MeldingSoort.HULPVRAAG, "urgentie": Urgentie.NORMAAL, "antwoord": JA,
        } | (kwargs.get("initial") or {})  # fmt: skip
        super().__init__(*args, **kwargs)
        self.sleutel = sleutel
        if sleutel is None:
            self.fields = {"sleutel": _key_field()} | self.fields
            formulieren.dress(self.fields["sleutel"])
        if sleutel is not None and sleutel.team_id is not None:
            del self.fields["team"]
        else:
            teams = Team.objects.order_by("intake", "naam", "pk").values_list("pk", "naam")
            rows = [(str(pk), naam) for pk, naam in teams]
            self.fields["team"].choices = [("", "Het team van de postcode"), *rows]  # type: ignore[attr-defined]

    def clean_postcode(self) -> str:
        """1234AB, or what to write instead."""
        try:
            return clean_postcode(self.cleaned_data["postcode"])
        except Regelfout as fout:
            raise forms.ValidationError(fout.melding) from None

    def clean_huisnummer(self) -> str:
        """The number and its addition, without spaces around."""
        typed: str = self.cleaned_data["huisnummer"]
        if typed and not HUISNUMMER.fullmatch(typed):
            raise forms.ValidationError(GEEN_HUISNUMMER)
        return typed

    def clean_telefoon(self) -> str:
        """The number of the resident."""
        typed: str = self.cleaned_data["telefoon"]
        if typed and not (TELEFOON.fullmatch(typed) and _count_digits(typed) >= CIJFERS_VAN_NUMMER):
            raise forms.ValidationError(GEEN_TELEFOON)
        return typed

    def clean_melder_contact(self) -> str:
        """How to reach the partner: a number, with words beside it if need be, or an address."""
        typed: str = self.cleaned_data["melder_contact"]
        if _count_digits(typed) < CIJFERS_VAN_NUMMER and not any(map(_is_email, typed.split())):
            raise forms.ValidationError(ONBEREIKBAAR)
        return typed

    def clean(self) -> dict[str, Any]:
        """A question for help is about someone; nowhere does a BSN come in, whatever the field and the spacing."""
        data = super().clean() or self.cleaned_data
        asks = data.get("soort") == MeldingSoort.HULPVRAAG
        if asks and not data.get("wie_naam") and "wie_naam" not in self.errors:
            self.add_error("wie_naam", "Vul een naam in, of kies bij “Wat is het?” dat het een signaal is.")
        for name, field in self.fields.items():
            if type(field) in VRIJE_TEKST and name != "sleutel" and find_bsn(self[name].value() or ""):
                self.add_error(name, GEEN_BSN)
        return data

    def gegevens(self, sleutel: Partnersleutel) -> Meldinggegevens:
        """The melding of the organisation of this key; the worker decides later what it may hear (R-025)."""
        data = self.cleaned_data
        return Meldinggegevens(
            omschrijving=data["vraag"],
            soort=data["soort"],
            kanaal=Kanaal.DIGITAAL,
            team=sleutel.team or (Team.objects.get(pk=int(data["team"])) if data.get("team") else None),
            urgentie=data["urgentie"],
            wet=Wet.ALGEMEEN,
            plaats=data["plaats"],
            wie_naam=data["wie_naam"],
            wie_geboortedatum=data["geboortedatum"],
            wie_postcode=data["postcode"],
            wie_huisnummer=data["huisnummer"],
            wie_telefoon=data["telefoon"],
            weet_inwoner_ervan=data["weet_ervan"] == JA,
            melder_soort=MelderSoort.PROFESSIONAL,
            melder_organisatie=sleutel.organisatie,
            melder_naam=data["melder_naam"],
            melder_contact=data["melder_contact"],
            antwoord_gewenst=data["antwoord"] == JA,
            grondslag=Grondslag.NOG_VRAGEN,
            ingezonden=True,
            standaard=("wet",),
        )


VRIJE_TEKST = (forms.CharField, formulieren.Tekstveld)


def _count_digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _is_email(word: str) -> bool:
    try:
        validate_email(word.strip("<>(),;"))
    except forms.ValidationError:
        return False
    return True


class NieuweSleutelForm(formulieren.Formulier):
    """A new key: for which organisation, to which team, until when."""

    niet_verplicht = ("team", "voor_wie")
    organisatie = forms.ChoiceField(label="Organisatie")
    voor_wie = forms.CharField(
        label="Voor welk loket of welke functie", required=False, max_length=80, help_text="Zoals: balie, wijkagenten."
    )
    team = forms.ChoiceField(label="Naar welk team", required=False)
    tot = formulieren.Datumveld(label="Geldt tot en met")

    def __init__(self, *args: Any, organisaties: Sequence[Organisatie], teams: Sequence[Team], **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs["initial"] = {"tot": today + LOOPTIJD} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self._organisaties = {str(row.pk): row for row in organisaties}
        self._teams = {str(row.pk): row for row in teams}
        named = [(pk, row.naam) for pk, row in self._organisaties.items()]
        self.fields["organisatie"].choices = [("", "Kies een organisatie"), *named]  # type: ignore[attr-defined]
        listed = [(pk, row.naam) for pk, row in self._teams.items()]
        self.fields["team"].choices = [("", "Het team van de postcode"), *listed]  # type: ignore[attr-defined]
        self.fields["tot"].vroegst = today  # type: ignore[attr-defined]
        self.fields["tot"].laatst = today + LANGSTENS  # type: ignore[attr-defined]

    def chosen(self) -> tuple[Organisatie, Team | None]:
        """The organisation and the team, None for that of the postcode."""
        data = self.cleaned_data
        return self._organisaties[data["organisatie"]], self._teams.get(data["team"])
