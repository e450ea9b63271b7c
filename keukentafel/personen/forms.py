"""Forms: a person, a member, a relation, a name. They read what people type; the rules lie in the actions."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils import timezone

from keukentafel.core.formulieren import Datumveld, Formulier, Geboortedatumveld, MeerKeuzeveld
from keukentafel.core.tekens import refuse_mixed
from keukentafel.core.widgets import Keuze, Lijstkeuze, MeerLijstkeuze, Tekst
from keukentafel.personen.bsn import BsnOngeldig, normalise_bsn
from keukentafel.personen.dubbelen import Kenmerken
from keukentafel.personen.gegevens import Persoongegevens
from keukentafel.personen.getypt import split_name
from keukentafel.personen.models import Persoon
from keukentafel.personen.namen import fold
from keukentafel.personen.relatiewoorden import directions
from keukentafel.personen.verhuizen import Adres
from keukentafel.referentielijsten.public import (
    Leefeenheidrol,
    Lijstkeuzeveld,
    choices,
)
from keukentafel.toegang.public import Gebruiker

NIET_INGEVULD = ("", "Niet ingevuld")
NIEUW = "nieuw"
GEVONDEN = 12  # colleagues at once
ZONDER_CONCEPT = {"data-zonder-concept": ""}  # typed, and never kept in a draft


def _text(label: str, max_length: int, hint: str = "", **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=max_length,
        required=False,
        help_text=hint,
        widget=Tekst({"autocomplete": "off", **attrs}),
    )


def _name(label: str, max_length: int, hint: str = "") -> forms.CharField:
    field = _text(label, max_length, hint)
    field.validators.append(refuse_mixed)
    return field


class PersoonForm(Formulier):
    """Everything that may be recorded of a person. Nothing but a name is needed, and that only when known."""

    niet_verplicht: ClassVar[tuple[str, ...]] = ("bsn", "telefoon", "email", "overleden_op")

    voornamen = _name("Voornamen", 200)
    achternaam = _name("Achternaam", 230, "Met het tussenvoegsel ervoor, zoals: van den Boogaart.")
    anoniem = forms.BooleanField(label="De naam is niet bekend", required=False)
    pseudoniem = forms.BooleanField(
        label="Wil onder een andere naam bekend zijn",
        required=False,
        help_text="Vul dan de gekozen naam in bij achternaam. Adres en burgerservicenummer blijven leeg.",
    )
    geboortedatum = Geboortedatumveld(label="Geboortedatum", required=False)
    geslacht = Lijstkeuzeveld("geslacht", label="Geslacht", achteraf=[NIET_INGEVULD], required=False)
    straat = _text("Straat", 120)
    huisnummer = _text("Huisnummer", 20, "Met toevoeging, zoals 12 B.")
    postcode = _text("Postcode", 8)
    woonplaats = _text("Woonplaats", 80)
    geheim_adres = forms.BooleanField(
        label="Het adres is geheim", required=False, help_text="Alleen wie het voor het werk moet weten, ziet het."
    )
    telefoon = _text("Telefoon", 20, inputmode="tel")
    email = _text("E-mail", 254, inputmode="email")
    overleden_op = Datumveld(label="Overleden op", required=False)
    reden_zonder_casus = Lijstkeuzeveld(
        "reden_zonder_casus",
        label="Waarom is er geen casus?",
        vooraf=[("", "Er is een casus, of dat is nog niet bekend")],
        required=False,
        widget=Keuze,
    )
    bsn = _text("Burgerservicenummer", 14, "Alleen als het werk erom vraagt.", inputmode="numeric", **ZONDER_CONCEPT)

    def __init__(self, *args: Any, met_bsn: bool = False, met_adres: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not met_bsn:
            del self.fields["bsn"]
        if not met_adres:
            for name in ("straat", "huisnummer", "postcode", "woonplaats", "geheim_adres"):
                del self.fields[name]

    def gegevens(self, present: Persoon | None = None) -> Persoongegevens:
        """Return what was typed. A field that this reader did not get keeps what `present` holds."""
        values: dict[str, Any] = {}
        for field in fields(Persoongegevens):
            if field.name in self.cleaned_data:
                values[field.name] = self.cleaned_data[field.name]
            elif present is not None and field.name not in ("bsn", "tussenvoegsel"):
                values[field.name] = getattr(present, field.name)
        return Persoongegevens(**values)


def initial_of(persoon: Persoon, *, met_bsn: bool) -> dict[str, Any]:
    """Return the values with which the form of a person opens; the surname with its tussenvoegsel before it."""
    names = [field.name for field in fields(Persoongegevens) if field.name not in ("bsn", "tussenvoegsel")]
    values = {name: getattr(persoon, name) for name in names}
    values["achternaam"] = " ".join(filter(None, (persoon.tussenvoegsel, persoon.achternaam)))
    return values | ({"bsn": persoon.bsn} if met_bsn else {})


class LidForm(PersoonForm):
    """Someone who comes to live in a household: known already, or new."""

    bestaande_persoon = forms.IntegerField(required=False, widget=forms.HiddenInput)
    rol = Lijstkeuzeveld("leefeenheidrol", label="Hoort erbij als", initial=Leefeenheidrol.VOLWASSENE)
    van = Datumveld(label="Vanaf", initial=timezone.localdate)

    field_order = ("voornamen", "achternaam", "geboortedatum", "geslacht", "rol", "van")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("overleden_op", "reden_zonder_casus"):
            self.fields.pop(name, None)

    def kenmerken(self) -> Kenmerken:
        """What was typed, to look for the same person."""
        data = self.cleaned_data
        if data["anoniem"] or data["pseudoniem"]:
            return Kenmerken()
        return Kenmerken(
            data["voornamen"], data["achternaam"], data["geboortedatum"],
            data["postcode"].replace(" ", "").upper(), data["huisnummer"],
        )  # fmt: skip


class LidWijzigForm(Formulier):
    """In which role, from when and until when someone belongs to a household: to put it right."""

    niet_verplicht: ClassVar[tuple[str, ...]] = ("tot",)

    rol = Lijstkeuzeveld("leefeenheidrol", label="Hoort erbij als")
    van = Datumveld(label="Vanaf")
    tot = Datumveld(label="Tot en met", required=False, help_text="Leeg: woont hier nog.")


class WeghaalForm(Formulier):
    """Take away what was recorded by mistake; nothing to fill in but the button."""


class VerhuisForm(Formulier):
    """Who leave together for a household of their own, when, and to which address when that is known."""

    niet_verplicht: ClassVar[tuple[str, ...]] = ("straat", "huisnummer", "postcode", "woonplaats")

    wie = MeerKeuzeveld(label="Wie verhuizen samen?", widget=MeerLijstkeuze)
    op = Datumveld(label="Vanaf welke dag wonen zij daar?", initial=timezone.localdate)
    straat = _text("Straat", 120, "Laat het adres leeg als u het niet weet. Dan blijft het oude staan.")
    huisnummer = _text("Huisnummer", 20)
    postcode = _text("Postcode", 8)
    woonplaats = _text("Woonplaats", 80)
    geheim_adres = forms.BooleanField(
        label="Het nieuwe adres is geheim",
        required=False,
        help_text="Alleen wie het voor het werk moet weten, ziet het.",
    )

    def __init__(self, *args: Any, mensen: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wie"].choices = [(str(pk), naam) for pk, naam in mensen]  # type: ignore[attr-defined]

    def adres(self) -> Adres:
        """The new address, empty when it is not known."""
        return Adres(**{field.name: self.cleaned_data[field.name] for field in fields(Adres)})


class EinddatumForm(Formulier):
    """Until when a membership or a relation holds."""

    tot = Datumveld(label="Tot en met", initial=timezone.localdate)


class NaamForm(Formulier):
    """A name of its own for a household."""

    naam = _text("Naam van het huishouden", 160, "Laat leeg om de naam de bewoners te laten volgen.")


class RelatieForm(Formulier):
    """A sentence: [someone of the household] [is … of] [someone else]."""

    wie = forms.ChoiceField(label="Wie", widget=Keuze)
    zin = forms.ChoiceField(label="Wat", widget=Keuze)
    ander = forms.ChoiceField(label="Van wie", widget=Keuze)
    naam_ander = _text(
        "Naam van iemand buiten het huishouden",
        230,
        "Alleen als u hierboven “iemand anders” kiest. Zoals: Ans van Dijk.",
    )
    geboortedatum = Geboortedatumveld(label="Geboortedatum van die ander", required=False)
    telefoon = _text("Telefoon van die ander", 20, inputmode="tel")
    bestaande_persoon = forms.IntegerField(required=False, widget=forms.HiddenInput)
    van = Datumveld(label="Sinds", required=False)
    niet_verplicht: ClassVar[tuple[str, ...]] = ("van", "geboortedatum", "telefoon")

    def __init__(self, *args: Any, mensen: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(pk), naam) for pk, naam in mensen]
        self.fields["wie"].choices = people  # type: ignore[attr-defined]
        self.fields["ander"].choices = [*people, (NIEUW, "iemand anders")]  # type: ignore[attr-defined]
        self.fields["ander"].initial = people[1][0] if len(people) > 1 else NIEUW
        kinds = dict(choices("relatiesoort"))
        sentences = [(choice.code, choice.woorden) for choice in directions() if choice.soort in kinds]
        self.fields["zin"].choices = sentences  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A person outside needs a name, or to be one who is known already."""
        data = super().clean() or self.cleaned_data
        named = data.get("naam_ander", "").strip() or data.get("bestaande_persoon")
        if data.get("ander") == NIEUW and not named:
            self.add_error("naam_ander", "Vul de naam in van die andere persoon.")
        return data

    def kenmerken(self) -> Kenmerken:
        """What was typed of the person outside, to look for the same one; empty when it is someone inside."""
        data = self.cleaned_data
        if data["ander"] != NIEUW:
            return Kenmerken()
        return Kenmerken(*split_name(data["naam_ander"]), data["geboortedatum"])

    def gegevens(self) -> Persoongegevens:
        """What was typed of the person outside."""
        data = self.cleaned_data
        given, surname = split_name(data["naam_ander"])
        return Persoongegevens(
            voornamen=given, achternaam=surname, geboortedatum=data["geboortedatum"], telefoon=data["telefoon"]
        )


class BelangForm(Formulier):
    """Which colleague must not see this household. There is no field for the reason, on purpose."""

    gebruiker = forms.ChoiceField(label="Voor wie sluiten we dit huishouden?", widget=Keuze)

    def __init__(self, *args: Any, collegas: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gebruiker"].choices = [(str(pk), naam) for pk, naam in collegas]  # type: ignore[attr-defined]


class GezagForm(Formulier):
    """Who has custody of a child, or has not, from a day on; `voorbij`: it is not known any more."""

    wie = forms.ChoiceField(label="Wie", widget=Keuze)
    soort = forms.ChoiceField(label="Wat", widget=Keuze)
    van = Datumveld(label="Vanaf welke dag?", initial=timezone.localdate)

    def __init__(
        self, *args: Any, mensen: Sequence[tuple[int, str]], soorten: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wie"].choices = [(str(pk), naam) for pk, naam in mensen]  # type: ignore[attr-defined]
        self.fields["soort"].choices = soorten  # type: ignore[attr-defined]


class AfschermForm(Formulier):
    """Who alone may know that this household exists: who is on its list, and colleagues found by a part of a name.

    A municipality has hundreds of colleagues, so only those on the list and those that were looked for are shown. The
    mail address stands beside each name: two colleagues may be called the same.
    """

    zoek = _text("Zoek een collega", 60, "Een deel van de naam of van het e-mailadres.", **ZONDER_CONCEPT)
    erbij = MeerKeuzeveld(label="Gevonden", widget=MeerLijstkeuze, required=False)
    gebruikers = MeerKeuzeveld(label="Op de lijst", widget=MeerLijstkeuze)

    def __init__(
        self, data: QueryDict | None, *, collegas: Sequence[Gebruiker], lijst: Iterable[int], **kwargs: Any
    ) -> None:
        """`lijst`: who is on the list now. What was ticked among the found is on it from then on."""
        if data is not None:
            data = data.copy()
            data.setlist("gebruikers", [*data.getlist("gebruikers"), *data.getlist("erbij")])
            data.setlist("erbij", [])
        super().__init__(data, **kwargs)
        listed = {*map(str, lijst), *(data.getlist("gebruikers") if data is not None else ())}
        everyone = [(str(one.pk), f"{one.naam} ({one.email})") for one in collegas]
        self.gezocht = str(self["zoek"].value() or "").strip()
        if self.gezocht:
            self.fields["zoek"].widget.attrs["autofocus"] = True  # from there on to the ticks, without script too
        self.gevonden = [
            (str(one.pk), f"{one.naam} ({one.email})")
            for one in collegas
            if str(one.pk) not in listed and is_called(self.gezocht, f"{one.naam} {one.email.partition('@')[0]}")
        ]
        shown = {"gebruikers": [one for one in everyone if one[0] in listed], "erbij": self.gevonden[:GEVONDEN]}
        for name, offered in shown.items():
            self.fields[name].choices = everyone  # type: ignore[attr-defined]
            self.fields[name].widget.choices = offered

    def stand(self) -> str:
        """What came of looking, in words; nothing before anybody was looked for."""
        if not self.gezocht:
            return ""
        if not self.gevonden:
            return "Geen andere collega gevonden. Typ minder letters, of een ander deel van de naam."
        more = len(self.gevonden) - GEVONDEN
        return f"Er zijn er nog {more}. Typ meer letters." if more > 0 else f"{len(self.gevonden)} gevonden."


def is_called(gezocht: str, naam: str) -> bool:
    """Is every word that was looked for the beginning of a word of this name, whatever its accents?"""
    asked, words = fold(gezocht).split(), fold(naam).split()
    return bool(asked) and all(any(word.startswith(part) for word in words) for part in asked)


class OntschermForm(Formulier):
    """Why the shield is no longer needed."""

    reden = forms.CharField(label="Waarom is het niet meer nodig?", max_length=300, widget=forms.Textarea)


class EigenPersoonForm(Formulier):
    """Who someone is himself, to close his own household to him."""

    niet_verplicht = ("postcode", "huisnummer")
    voornamen = forms.CharField(label="Voornamen", max_length=200)
    achternaam = forms.CharField(label="Achternaam", max_length=230)
    geboortedatum = Geboortedatumveld(label="Geboortedatum")
    postcode = forms.CharField(label="Postcode", max_length=7, required=False)
    huisnummer = forms.CharField(label="Huisnummer", max_length=20, required=False)

    def kenmerken(self) -> Kenmerken:
        """What was typed, to look for the same person."""
        data = self.cleaned_data
        return Kenmerken(
            data["voornamen"], data["achternaam"], data["geboortedatum"],
            data["postcode"].replace(" ", "").upper(), data["huisnummer"],
        )  # fmt: skip


class SamenvoegForm(Formulier):
    """Which other record is the same person; the second time with the confirmation."""

    ander = forms.ChoiceField(label="Wie is dezelfde persoon?", widget=Lijstkeuze)
    bevestigd = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, mensen: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ander"].choices = [(str(pk), naam) for pk, naam in mensen]  # type: ignore[attr-defined]


class KenmerkenForm(forms.Form):
    """What was typed so far, of whatever form asks; nothing here is ever an error."""

    naam_ander = forms.CharField(required=False, max_length=430)
    voornamen = forms.CharField(required=False, max_length=200)
    achternaam = forms.CharField(required=False, max_length=230)
    geboortedatum = Geboortedatumveld(required=False)
    postcode = forms.CharField(required=False, max_length=8)
    huisnummer = forms.CharField(required=False, max_length=20)
    bsn = forms.CharField(required=False, max_length=14, widget=forms.TextInput(ZONDER_CONCEPT))

    def kenmerken(self) -> Kenmerken:
        """What was typed so far; what cannot be read is left out. A whole name in one box is parted."""
        data = self.cleaned_data
        given, surname = data.get("voornamen", ""), data.get("achternaam", "")
        if data.get("naam_ander"):
            given, surname = split_name(data["naam_ander"])
        return Kenmerken(
            given, surname, data.get("geboortedatum"), data.get("postcode", "").replace(" ", "").upper(),
            data.get("huisnummer", ""), _readable_bsn(data.get("bsn", "")),
        )  # fmt: skip


def _readable_bsn(typed: str) -> str:
    try:
        return normalise_bsn(typed)
    except BsnOngeldig:
        return ""
