"""The form of the desk: everything in sight, almost nothing required."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from keukentafel.core import formulieren, widgets
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.public import Meldinggegevens
from keukentafel.meldingen.selectors import last_kanaal, organisation_choices, team_choices
from keukentafel.personen.public import Persoon, access_persoon, clean_postcode
from keukentafel.referentielijsten.public import (
    Grondslag,
    Lijstkeuzeveld,
    MelderSoort,
    MeldingSoort,
    Urgentie,
    Wet,
    first_offered,
)
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Team, worker_of
from keukentafel.toegang.public import Gebruiker

NAAM_HOOGSTENS = 120  # characters, as Melding.wie_naam
HOEFT_NIET = "hoeft_niet"  # the reporter needs no answer
OPSLAAN, ADVIES = "opslaan", "advies"
JA_NEE = [("ja", "Ja"), ("nee", "Nee"), ("", "Niet gevraagd")]
MET_STANDAARD = ("soort", "kanaal", "melder_soort", "urgentie", "antwoord", "wet", "ontvangen_op")


def flag(value: str) -> bool | None:
    """True, False, or None when it was not asked."""
    return {"ja": True, "nee": False}.get(value)


def choose_persoon(user: Gebruiker, chosen: formulieren.Gekozen | None) -> Persoon | None:
    """The person behind a choice, logged as read; None for typed text. Raises ValidationError when he is closed."""
    if chosen is None or not chosen.sleutel:
        return None
    try:
        return access_persoon(user, int(chosen.sleutel)).persoon
    except (Http404, PermissionDenied, ValueError):
        raise forms.ValidationError("Deze persoon is niet te kiezen. Typ de naam opnieuw.") from None


class _WieForm(formulieren.Formulier):
    """Who it is about: someone who is known already, or what is known of him."""

    begint_bij: ClassVar[str] = "wie"  # where the cursor stands on an empty screen

    wie = formulieren.Zoekkeuzeveld(
        label="Om wie gaat het?",
        required=False,
        help_text="Naam. Staat hij of zij er al, kies dan uit de lijst.",
    )
    geboortedatum = formulieren.Geboortedatumveld(label="Geboortedatum", required=False, help_text="")
    postcode = forms.CharField(
        label="Postcode",
        required=False,
        max_length=10,
        widget=widgets.Tekst(
            {
                "class": "kt-veld--getal",
                "autocomplete": "off",
                "hx-get": reverse_lazy("meldingen:team_bij_postcode"),
                "hx-trigger": "change",
                "hx-target": "#teamvoorstel",
            }
        ),
    )
    huisnummer = forms.CharField(
        label="Huisnummer",
        required=False,
        max_length=20,
        widget=widgets.Tekst({"class": "kt-veld--getal", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        self.gebruiker = gebruiker
        self.persoon: Persoon | None = None
        super().__init__(*args, **kwargs)
        self.fields["wie"].widget.url = reverse("meldingen:wie")
        self.fields["wie"].widget.mee = ("geboortedatum", "postcode", "huisnummer")
        if not self.is_bound:
            self.fields[self.begint_bij].widget.attrs["autofocus"] = True

    def clean_wie(self) -> formulieren.Gekozen | None:
        """A chosen person must be one whom this user may recognise; the read is logged."""
        chosen: formulieren.Gekozen | None = self.cleaned_data["wie"]
        if chosen is not None and len(chosen.tekst) > NAAM_HOOGSTENS:
            raise forms.ValidationError(
                f"Maak de naam korter: er passen {NAAM_HOOGSTENS} tekens in, dit zijn er {len(chosen.tekst)}."
            )
        self.persoon = choose_persoon(self.gebruiker, chosen)
        return chosen

    def clean_postcode(self) -> str:
        """1234AB, or what to write instead."""
        try:
            return clean_postcode(self.cleaned_data["postcode"])
        except Regelfout as fout:
            raise forms.ValidationError(fout.melding) from None

    def who(self) -> dict[str, Any]:
        """The fields of Meldinggegevens that say who it is about; what is typed beside a chosen person is kept too."""
        data = self.cleaned_data
        typed = data.get("wie")
        return {
            "persoon": self.persoon,
            "wie_naam": typed.tekst if typed and self.persoon is None else "",
            "wie_onbekend": bool(data.get("wie_onbekend")) and not typed,
            "wie_pseudoniem": bool(data.get("wie_pseudoniem")) and typed is not None and self.persoon is None,
            "wie_geboortedatum": data["geboortedatum"],
            "wie_postcode": data["postcode"],
            "wie_huisnummer": data["huisnummer"],
        }


class SnelmeldingForm(_WieForm):
    """One screen for every melding. Only the sentence is required; a question for help also needs a who."""

    vraagt_melder: ClassVar[bool] = True  # a professional is named when he reports; later it may not be known
    wie_ontbreekt: ClassVar[str] = "Vul een naam in, of zet bij “Wat is het?” dat het een signaal is."

    telefoon = forms.CharField(
        label="Telefoon",
        required=False,
        max_length=20,
        widget=widgets.Tekst({"class": "kt-veld--kort", "autocomplete": "off", "inputmode": "tel"}),
    )
    melder_soort = Lijstkeuzeveld(
        "melder_soort", label="Van wie komt de melding?", required=False, achteraf=[("", "Onbekend")]
    )
    melder_organisatie = forms.ChoiceField(label="Organisatie", required=False)
    melder_naam = forms.CharField(label="Naam van de melder", required=False, max_length=120)
    melder_contact = forms.CharField(label="Telefoon of e-mail van de melder", required=False, max_length=160)
    melder_adres = forms.CharField(
        label="Adres van de melder",
        required=False,
        max_length=200,
        help_text="Alleen voor een brief: straat en nummer, postcode en plaats.",
    )
    relatie_tot_inwoner = Lijstkeuzeveld(
        "relatiesoort",
        label="Wat is de melder van de inwoner?",
        required=False,
        vooraf=[("", "Niet gevraagd")],
        widget=widgets.Keuze,
    )
    anoniem = forms.BooleanField(label="De melder wil niet bekend zijn", required=False)
    antwoord = Lijstkeuzeveld(
        "grondslag",
        label="Mag de melder horen hoe het verder gaat?",
        achteraf=[(HOEFT_NIET, "De melder hoeft geen antwoord")],
        widget=widgets.Lijstkeuze,
        help_text="Alleen of er hulp is, of het is opgelost en of wij nog iets vragen. Nooit de inhoud.",
    )
    wie_onbekend = forms.BooleanField(label="De naam is niet bekend", required=False)
    wie_pseudoniem = forms.BooleanField(
        label="Wil onder een andere naam bekend zijn",
        required=False,
        help_text="Vul dan de gekozen naam in. Telefoon en postcode blijven bij de melding.",
    )
    kanaal = Lijstkeuzeveld("kanaal", label="Hoe kwam het binnen?", widget=widgets.KleineChips)
    omschrijving = formulieren.Tekstveld(
        label="Wat is de vraag, in één zin?", max_length=500, rijen=2, help_text="In de woorden van de inwoner."
    )
    soort = Lijstkeuzeveld("melding_soort", label="Wat is het?", widget=widgets.KleineChips)
    urgentie = Lijstkeuzeveld("urgentie", label="Hoe snel?", zonder={Urgentie.ACUUT_GEVAAR}, widget=widgets.KleineChips)
    team = forms.ChoiceField(label="Team", required=False)
    ontvangen_op = formulieren.Datumveld(label="Wanneer kwam het binnen?")
    weet_inwoner_ervan = formulieren.Keuzeveld(
        label="Weet de inwoner van deze melding?",
        required=False,
        choices=JA_NEE,
        widget=widgets.KleineChips,
        help_text="Zo niet: wij vertellen het bij het eerste contact, tenzij dat gevaarlijk is (AVG artikel 14).",
    )
    wet = Lijstkeuzeveld("wet", label="Wet, als die al duidelijk is", widget=widgets.KleineChips)
    thema = Lijstkeuzeveld(
        "vraagthema",
        label="Waar gaat het over?",
        required=False,
        vooraf=[("", "Nog niet bekend")],
        widget=widgets.Keuze,
    )
    plaats = forms.CharField(
        label="Waar speelt het?", required=False, max_length=120, help_text="Bij een signaal zonder persoon."
    )
    hoe_gekomen = forms.CharField(label="Hoe bij ons gekomen?", required=False, max_length=120)
    kende_team = formulieren.Keuzeveld(
        label="Kende u het team al?", required=False, choices=JA_NEE, widget=widgets.KleineChips
    )

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        kwargs["initial"] = _defaults(gebruiker) | (kwargs.get("initial") or {})
        super().__init__(*args, gebruiker=gebruiker, **kwargs)
        self.fields["melder_organisatie"].choices = lambda: [("", "Kies een organisatie"), *organisation_choices()]  # type: ignore[attr-defined]
        self.fields["team"].choices = lambda: [("", "Het team van de postcode"), *team_choices()]  # type: ignore[attr-defined]
        self.fields["ontvangen_op"].laatst = timezone.localdate()  # type: ignore[attr-defined]

    @property
    def knop(self) -> str:
        """Which button was pressed."""
        return ADVIES if self.data.get("knop") == ADVIES else OPSLAAN

    def clean(self) -> dict[str, Any]:
        """Who is needed for a question that someone will take up; for advice and signals it is not."""
        data = super().clean() or self.cleaned_data
        unknown = data.get("wie") is None and not data.get("wie_onbekend") and not data.get("anoniem")
        needs_who = self.knop == OPSLAAN and data.get("soort") == MeldingSoort.HULPVRAAG and "wie" in self.fields
        if needs_who and unknown:
            self.add_error("wie", self.wie_ontbreekt)
        if data.get("wie_pseudoniem") and data.get("huisnummer"):
            self.add_error("huisnummer", "Laat het huisnummer leeg bij iemand met een andere naam.")
        professional = (
            data.get("melder_soort") == MelderSoort.PROFESSIONAL and self.knop == OPSLAAN and self.vraagt_melder
        )
        known = data.get("melder_organisatie") or data.get("melder_naam") or data.get("anoniem")
        if professional and not known:
            self.add_error("melder_organisatie", "Kies de organisatie, of vul de naam van de melder in.")
        self._check_answer(data)
        return data

    def _check_answer(self, data: dict[str, Any]) -> None:
        """Who reports about another can be reached or needs no answer; a shared task is for professionals."""
        kind, answer = data.get("melder_soort"), data.get("antwoord")
        if kind != MelderSoort.INWONER_OVER_ANDER or data.get("anoniem") or self.knop != OPSLAAN:
            return
        if answer == Grondslag.GEDEELDE_TAAK:
            self.add_error("antwoord", "Deze grond geldt alleen voor een professional. Kies een andere.")
        reachable = data.get("melder_contact") or data.get("melder_adres")
        if self.vraagt_melder and answer != HOEFT_NIET and not reachable and "melder_contact" not in self.errors:
            self.add_error(
                "melder_contact",
                "Vul in hoe de melder te bereiken is, of kies hieronder dat de melder geen antwoord hoeft.",
            )

    def gegevens(self) -> Meldinggegevens:
        """What was filled in, with the names of the fields that kept their default."""
        data = self.cleaned_data
        reporter = data["melder_soort"] != MelderSoort.INWONER_ZELF
        left = tuple(name for name in MET_STANDAARD if name not in self.changed_data)
        return Meldinggegevens(
            **self.who(),
            omschrijving=data["omschrijving"],
            soort=data["soort"],
            kanaal=data["kanaal"],
            ontvangen_op=data["ontvangen_op"],
            team=_chosen(Team, data["team"]),
            urgentie=data["urgentie"],
            wet=data["wet"],
            thema=data["thema"],
            plaats=data["plaats"],
            wie_telefoon=data["telefoon"],
            weet_inwoner_ervan=flag(data["weet_inwoner_ervan"]),
            melder_soort=data["melder_soort"],
            anoniem=data["anoniem"],
            melder_organisatie=_chosen(Organisatie, data["melder_organisatie"]) if reporter else None,
            melder_naam=data["melder_naam"] if reporter else "",
            melder_contact=data["melder_contact"] if reporter else "",
            hoe_gekomen=data["hoe_gekomen"],
            kende_team=flag(data["kende_team"]),
            melder_adres=data["melder_adres"] if reporter else "",
            relatie_tot_inwoner=data["relatie_tot_inwoner"] if reporter else "",
            antwoord_gewenst=data["antwoord"] not in (Grondslag.GEEN, HOEFT_NIET),
            grondslag=Grondslag.NOG_VRAGEN if data["antwoord"] == HOEFT_NIET else data["antwoord"],
            standaard=left,
        )


def _defaults(gebruiker: Gebruiker) -> dict[str, Any]:
    return {
        "melder_soort": first_offered("melder_soort", MelderSoort.INWONER_ZELF),
        "kanaal": last_kanaal(worker_of(gebruiker)),
        "soort": MeldingSoort.HULPVRAAG,
        "urgentie": Urgentie.NORMAAL,
        "antwoord": Grondslag.NOG_VRAGEN,
        "wet": Wet.ALGEMEEN,
        "ontvangen_op": timezone.localdate(),
        "weet_inwoner_ervan": "",
        "kende_team": "",
    }


def _chosen(model: type[Any], pk: str) -> Any:
    """The object behind a checked choice, or None."""
    return model.objects.get(pk=int(pk)) if pk else None


class AcuutForm(_WieForm):
    """Acute danger: who or where, and one sentence. Nothing else is asked (R-043)."""

    begint_bij: ClassVar[str] = "omschrijving"

    wie = formulieren.Zoekkeuzeveld(label="Om wie gaat het?", required=False, help_text="")
    plaats = forms.CharField(label="Waar is het?", required=False, max_length=120)
    omschrijving = formulieren.Tekstveld(label="Wat is er aan de hand?", max_length=500, rijen=2)

    def clean(self) -> dict[str, Any]:
        """Someone must be able to go there: a name, an address or a place."""
        data = super().clean() or self.cleaned_data
        if not (data.get("wie") or data.get("plaats") or data.get("postcode")) and "wie" not in self.errors:
            self.add_error("wie", "Vul in om wie het gaat, of waar het is.")
        return data

    def gegevens(self, today: date) -> Meldinggegevens:
        """A melding of acute danger of today."""
        data = self.cleaned_data
        return Meldinggegevens(
            **self.who(),
            omschrijving=data["omschrijving"],
            plaats=data["plaats"],
            soort=MeldingSoort.HULPVRAAG if data["wie"] else MeldingSoort.SIGNAAL,
            kanaal=last_kanaal(worker_of(self.gebruiker)),
            ontvangen_op=today,
            urgentie=Urgentie.ACUUT_GEVAAR,
            melder_soort="",
            antwoord_gewenst=False,
            grondslag=Grondslag.NOG_VRAGEN,
            standaard=("kanaal", "soort"),
        )
