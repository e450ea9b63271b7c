"""Forms of a case: one question each."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from keukentafel.casussen.states import Deelgrond, Doorverbindingstatus, Knelthema, Naamkeuze
from keukentafel.core import widgets
from keukentafel.core.formulieren import Datumveld, Formulier, Keuzeveld, MeerKeuzeveld, Tekstveld
from keukentafel.referentielijsten.public import (
    Casusrolsoort,
    Lijstkeuzeveld,
    LijstMeerkeuzeveld,
    Wet,
    label_of,
)
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Medewerker

ONBEKEND = ("", "Weet ik nog niet")


class SamenvattingForm(Formulier):
    """The summary of a case."""

    komt_in: ClassVar[dict[str, str]] = {"tekst": "de kop van de casus, voor wie het overneemt"}
    tekst = Tekstveld(label="Wat moet een collega meteen weten?", max_length=600, rijen=6)


class GegevensForm(Formulier):
    """Kind, weight and law of a case."""

    komt_in: ClassVar[dict[str, str]] = {"zwaarte": "de belasting van de regisseur, kwartaalcijfer"}
    niet_verplicht = ("casustype", "vraagtype", "zwaarte", "expertise_gevraagd")
    vraagtype = Lijstkeuzeveld("vraagtype", label="Wat voor vraag is het?", achteraf=[ONBEKEND], required=False)
    casustype = Lijstkeuzeveld("casustype", label="Welk soort werk?", achteraf=[ONBEKEND], required=False)
    zwaarte = Lijstkeuzeveld("zwaarte", label="Hoe zwaar weegt het voor u?", achteraf=[ONBEKEND], required=False)
    veiligheid = forms.BooleanField(label="De veiligheid van iemand is in het geding", required=False)
    wet = Lijstkeuzeveld("wet", label="Onder welke wet valt de casus?")
    expertise_gevraagd = LijstMeerkeuzeveld("expertise", label="Welke expertise is nodig?", required=False)


class CollegaForm(Formulier):
    """Base of a form that asks for a colleague; `groepen` are pairs of heading and workers."""

    medewerker = forms.ChoiceField(label="Wie?", widget=widgets.Keuze)

    def __init__(
        self, *args: Any, groepen: Sequence[tuple[str, Sequence[Medewerker]]], voorstel: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.collegas = {str(worker.pk): worker for _, workers in groepen for worker in workers}
        field = self.fields["medewerker"]
        field.help_text = voorstel
        field.choices = [  # type: ignore[attr-defined]
            ("", "Kies een collega"),
            *((kop, [(str(worker.pk), worker.naam) for worker in workers]) for kop, workers in groepen),
        ]

    def clean_medewerker(self) -> Medewerker:
        """The worker that was chosen."""
        return self.collegas[self.cleaned_data["medewerker"]]


class ToewijzenForm(CollegaForm):
    """Who becomes regisseur."""

    niet_verplicht = ("reden",)
    regievorm = Lijstkeuzeveld("regievorm", label="Hoe voert de regisseur de regie?")
    reden = forms.CharField(label="Waarom deze collega?", max_length=200, required=False)

    field_order = ("medewerker", "regievorm", "reden")


class OverdragenForm(CollegaForm):
    """Ask a colleague to take over."""

    komt_in: ClassVar[dict[str, str]] = {"notitie": "het bericht aan uw collega"}
    notitie = Tekstveld(label="Wat moet uw collega weten?", max_length=4000, rijen=8)


class AntwoordForm(Formulier):
    """Accept a hand-over or give it back."""

    niet_verplicht = ("antwoord",)
    antwoord = forms.CharField(
        label="Waarom geeft u het terug?", max_length=300, required=False, help_text="Alleen als u het teruggeeft."
    )


class VolgenForm(Formulier):
    """Until when the team only watches."""

    tot = Datumveld(label="Tot wanneer volgt u?", help_text="Op deze dag kijkt u opnieuw.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"tot": timezone.localdate() + timedelta(weeks=6), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class LetOpForm(Formulier):
    """An alert for who goes there."""

    tekst = forms.CharField(
        label="Waar moet een collega op letten?", max_length=60, help_text="Bijvoorbeeld: grote hond."
    )
    tot = Datumveld(label="Tot en met welke dag?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"tot": timezone.localdate() + timedelta(days=182), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class WaarnemerForm(CollegaForm):
    """Who deputises, until when."""

    tot = Datumveld(label="Tot en met welke dag?")


class RegieForm(Formulier):
    """Form of regie and mandate."""

    komt_in: ClassVar[dict[str, str]] = {"mandaat": "de afspraken met het gezin en de partners"}
    niet_verplicht = ("mandaat",)
    regievorm = Lijstkeuzeveld("regievorm", label="Hoe voert u de regie?")
    mandaat = forms.CharField(
        label="Wat mag de regisseur zelf besluiten?", max_length=300, required=False, widget=widgets.Tekstvak(rijen=3)
    )


class RolForm(CollegaForm):
    """Who takes part, as what, from when until when."""

    niet_verplicht = ("tot", "reden")
    rol = Lijstkeuzeveld("casusrol", label="Als wat?", zonder=(Casusrolsoort.REGISSEUR,))
    van = Datumveld(label="Vanaf welke dag?")
    tot = Datumveld(label="Tot en met welke dag?", required=False, help_text="Leeg: tot u het beëindigt.")
    reden = forms.CharField(label="Waarom?", max_length=200, required=False)
    field_order = ("medewerker", "rol", "van", "tot", "reden")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"van": timezone.localdate(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class UitnodigenForm(CollegaForm):
    """A question to somebody who is asked along; `domeinen` are pairs of name and ids."""

    komt_in: ClassVar[dict[str, str]] = {"vraag": "het bericht aan wie u uitnodigt, de tijdlijn"}
    niet_verplicht = ("domeinen",)
    vraag = Tekstveld(label="Wat is uw vraag?", max_length=4000, rijen=5)
    domeinen = MeerKeuzeveld(
        label="Van welke leefdomeinen mag die persoon zien wat er staat?", required=False,
        help_text="Kiest u niets, dan ziet die persoon alleen uw vraag.",
    )  # fmt: skip
    wet = Lijstkeuzeveld("wet", label="Onder welke wet vraagt u dit?")
    tot = Datumveld(label="Tot en met welke dag?", help_text="Daarna ziet die persoon niets meer.")
    field_order = ("medewerker", "vraag", "domeinen", "wet", "tot")

    def __init__(self, *args: Any, domeinen: Sequence[tuple[str, Sequence[int]]], **kwargs: Any) -> None:
        kwargs["initial"] = {"tot": timezone.localdate() + timedelta(weeks=4), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.ids_per_domein = {naam: list(ids) for naam, ids in domeinen}
        if domeinen:
            self.fields["domeinen"].choices = [(naam, naam) for naam in self.ids_per_domein]  # type: ignore[attr-defined]
        else:
            del self.fields["domeinen"]

    def domain_ids(self) -> list[int]:
        """The ids of the domains that were chosen."""
        return [pk for naam in self.cleaned_data.get("domeinen", ()) for pk in self.ids_per_domein[naam]]


class UitnodigingForm(Formulier):
    """The answer of who was asked."""

    komt_in: ClassVar[dict[str, str]] = {"antwoord": "de tijdlijn van de casus"}
    antwoord = Tekstveld(label="Wat is uw antwoord?", max_length=8000, rijen=8)


class MeelezenForm(CollegaForm):
    """A question to a colleague who reads along; `met_namen`: whether this user may let the names stand."""

    komt_in: ClassVar[dict[str, str]] = {
        "vraag": "de bladzijde van wie meeleest",
        "reden_namen": "de bladzijde van wie meeleest",
    }
    vervolg = ("reden_namen",)
    vraag = Tekstveld(
        label="Wat is uw vraag aan de meelezer?", max_length=4000, rijen=4,
        help_text="Bekende namen worden vervangen, ook in uw vraag. Schrijf zelf ook geen namen op.",
    )  # fmt: skip
    namen = Keuzeveld(label="Wat ziet uw collega?", choices=Naamkeuze.choices)
    reden_namen = Tekstveld(
        label="Waarom zijn de namen nodig?", max_length=300, rijen=2, required=False,
        help_text="De inwoner mag dit lezen.",
    )  # fmt: skip
    tot = Datumveld(label="Tot en met welke dag?", help_text="Daarna ziet die collega niets meer.")

    def __init__(self, *args: Any, met_namen: bool, **kwargs: Any) -> None:
        usual = {"tot": timezone.localdate() + timedelta(weeks=2), "namen": Naamkeuze.ROLLEN}
        kwargs["initial"] = {**usual, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        if not met_namen:
            del self.fields["namen"], self.fields["reden_namen"]

    def reason_for_names(self) -> str | None:
        """Why the names stay; None when they become roles."""
        with_names = self.cleaned_data.get("namen") == Naamkeuze.NAMEN
        return str(self.cleaned_data["reden_namen"]) if with_names else None


class MeelezingForm(Formulier):
    """What the second reader thinks; `met_namen`: whether he sees who it is about."""

    komt_in: ClassVar[dict[str, str]] = {"reactie": "de bladzijde van wie het vroeg"}
    reactie = Tekstveld(label="Wat denkt u?", max_length=8000, rijen=8, help_text="Schrijf geen namen op.")

    def __init__(self, *args: Any, met_namen: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if met_namen:
            self.fields["reactie"].help_text = ""


class DoorverbindForm(Formulier):
    """To whom a case is handed over, why, on which ground, and what goes along; `domeinen`: name and ids."""

    komt_in: ClassVar[dict[str, str]] = {"reden": "de overdracht, de tijdlijn"}
    niet_verplicht = ("naar", "contactpersoon", "domeinen", "samenvatting", "blijft_hier", "grond_uitleg")
    organisatie = forms.ChoiceField(label="Naar wie?", widget=widgets.Keuze, required=False)
    naar = forms.CharField(
        label="Of schrijf de naam op", max_length=160, required=False, help_text="Bijvoorbeeld: Veiligheidshuis."
    )
    contactpersoon = forms.CharField(label="Met wie hebt u gesproken?", max_length=120, required=False)
    reden = Tekstveld(label="Waarom is er meer nodig?", max_length=2000, rijen=4)
    grond = Keuzeveld(label="Vindt de inwoner dit goed?", choices=Deelgrond.choices)
    grond_uitleg = forms.CharField(
        label="Op grond van welke wet of afspraak?", max_length=300, required=False,
        help_text="Alleen als u het deelt zonder dat de inwoner het goed vindt.",
    )  # fmt: skip
    domeinen = MeerKeuzeveld(
        label="Wat mag mee?", required=False, help_text="Alleen wat de inwoner goed vindt en wat daar nodig is."
    )
    samenvatting = forms.BooleanField(label="De samenvatting mag ook mee", required=False)
    blijft_hier = Tekstveld(label="Wat blijft het team doen?", max_length=600, rijen=2, required=False)

    def __init__(
        self, *args: Any, organisaties: Sequence[tuple[int, str]], domeinen: Sequence[tuple[str, Sequence[int]]],
        met_samenvatting: bool, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        names = [(str(pk), naam) for pk, naam in organisaties]
        self.fields["organisatie"].choices = [("", "Kies een organisatie"), *names]  # type: ignore[attr-defined]
        self.ids_per_domein = {naam: list(ids) for naam, ids in domeinen}
        if domeinen:
            self.fields["domeinen"].choices = [(naam, naam) for naam in self.ids_per_domein]  # type: ignore[attr-defined]
        else:
            del self.fields["domeinen"]
        if not met_samenvatting:
            del self.fields["samenvatting"]

    def organisation(self) -> Organisatie | None:
        """The organisation that was chosen."""
        chosen = self.cleaned_data["organisatie"]
        return Organisatie.objects.get(pk=int(chosen)) if chosen else None

    def domain_ids(self) -> list[int]:
        """The ids of the domains that were chosen."""
        return [pk for naam in self.cleaned_data.get("domeinen", ()) for pk in self.ids_per_domein[naam]]


class DoorverbindAntwoordForm(Formulier):
    """What the other organisation answers."""

    komt_in: ClassVar[dict[str, str]] = {"antwoord": "de tijdlijn"}
    niet_verplicht = ("antwoord",)
    status = Keuzeveld(
        label="Wat is het antwoord?",
        choices=[(s.value, s.label) for s in Doorverbindingstatus if s is not Doorverbindingstatus.WACHT],
    )
    antwoord = Tekstveld(label="Wat is er gezegd of afgesproken?", max_length=600, rijen=3, required=False)


class OpschalenForm(Formulier):
    """A step up or down the ladder."""

    niet_verplicht = ("procesregie", "evaluatie_op", "toelichting")
    niveau = Lijstkeuzeveld("opschalingsniveau", label="Naar welk niveau?", widget=widgets.Lijstkeuze)
    reden = Lijstkeuzeveld("reden_opschaling", label="Waarom?", widget=widgets.Lijstkeuze)
    toelichting = forms.CharField(label="Toelichting", max_length=200, required=False)
    besluit_door = forms.CharField(label="Wie nam dit besluit?", max_length=120)
    procesregie = forms.CharField(
        label="Wie heeft de procesregie?", max_length=120, required=False, help_text="Nodig vanaf niveau 3."
    )
    evaluatie_op = Datumveld(label="Wanneer kijkt u hier opnieuw naar?", required=False)

    def reason(self) -> str:
        """The reason in words, with the explanation behind it."""
        words = label_of("reden_opschaling", self.cleaned_data["reden"])
        more = self.cleaned_data["toelichting"].strip()
        return f"{words}: {more}" if more else words


class VraagverhelderingForm(Formulier):
    """When the first conversation was, and with whom."""

    niet_verplicht = ("medewerkers",)
    op = Datumveld(label="Wanneer begon het gesprek over de vraag?")
    medewerkers = MeerKeuzeveld(label="Wie voeren het gesprek? Liefst met twee.", required=False)

    def __init__(
        self, *args: Any, collegas: Sequence[Medewerker], partners: Sequence[Medewerker] = (), **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"op": timezone.localdate(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.collegas = {str(worker.pk): worker for worker in (*collegas, *partners)}
        self.fields["medewerkers"].choices = [  # type: ignore[attr-defined]
            *((str(worker.pk), worker.naam) for worker in collegas),
            *((str(worker.pk), f"{worker.naam} ({worker.moederorganisatie})") for worker in partners),
        ]

    def clean_medewerkers(self) -> list[Medewerker]:
        """The workers that were chosen."""
        return [self.collegas[pk] for pk in self.cleaned_data["medewerkers"]]


class BelastingForm(Formulier):
    """Between which bounds the weighted load suits the worker."""

    laag = forms.DecimalField(
        label="Vanaf hoeveel punten past het?", min_value=0, max_digits=5, decimal_places=1, localize=True
    )
    hoog = forms.DecimalField(
        label="Tot hoeveel punten past het?", min_value=0, max_digits=5, decimal_places=1, localize=True
    )


class KnelpuntForm(Formulier):
    """A rule that hinders on this case (R-218)."""

    komt_in: ClassVar[dict[str, str]] = {"regel": "knelpunten voor beleid, zonder de casus"}
    niet_verplicht = ("geholpen",)
    hindert = Tekstveld(
        label="Wat houdt de regel tegen?", max_length=600, rijen=2, help_text="Alleen uw team leest dit."
    )
    regel = forms.CharField(
        label="Welke regel is het?", max_length=120, widget=forms.TextInput({"class": "utrecht-textbox"}),
        help_text="Noem alleen de regel, zonder gegevens van een persoon. Bijvoorbeeld: vier weken zoektermijn.",
    )  # fmt: skip
    thema = Keuzeveld(label="Wat voor regel?", choices=Knelthema.choices)
    geholpen = Tekstveld(label="Wat had geholpen?", max_length=600, rijen=2, required=False)


class VrijgaveForm(Formulier):
    """The one sentence about it that may go to policy."""

    neutraal = Tekstveld(
        label="Wat mag beleid lezen?", max_length=300, rijen=3,
        help_text="Schrijf het zo dat het over veel huishoudens kan gaan: "
        "geen naam, leeftijd, straat of bijzonder verhaal.",
    )  # fmt: skip
    bevestigd = forms.BooleanField(
        label="Ik heb de zin en de naam van de regel nagelezen: niemand is erin te herkennen", required=False
    )


class CoordinatieForm(Formulier):
    """That what falls under several laws may be read together on one case (docs/adr/0021)."""

    komt_in: ClassVar[dict[str, str]] = {"waarom": "het plan dat meegaat, als de inwoner het weet"}
    niet_verplicht = ("verteld_op", "niet_verteld")
    wetten = LijstMeerkeuzeveld("wet", label="Welke wetten?", zonder=(Wet.ALGEMEEN, Wet.VEILIGHEID))
    waarom = Tekstveld(label="Waarom is dat nodig?", max_length=600, rijen=3)
    tot = Datumveld(label="Tot en met welke dag?")
    verteld_op = Datumveld(label="Wanneer hoorde de inwoner dit?", required=False)
    niet_verteld = Tekstveld(label="Of: waarom weet de inwoner het nog niet?", max_length=300, rijen=2, required=False)


class IntrekkenForm(Formulier):
    """Why something ends now."""

    waarom = Tekstveld(label="Waarom trekt u het in?", max_length=300, rijen=2)
