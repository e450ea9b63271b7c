"""Forms of the regiecheck, of the answer to the reporter, and of the count outside the system."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from keukentafel.core import formulieren, widgets
from keukentafel.meldingen.cijferwoorden import span_words
from keukentafel.meldingen.forms.aannemen import choose_persoon
from keukentafel.meldingen.public import Antwoorden, Regiecheckgegevens
from keukentafel.meldingen.regieadvies import JA, REGISSEUR_NU
from keukentafel.meldingen.selectors import organisation_choices
from keukentafel.meldingen.states import Verzendwijze, grounds_for
from keukentafel.personen.public import Persoon
from keukentafel.referentielijsten.public import Lijstkeuzeveld, Regiehouder, Waarde
from keukentafel.teams.public import Team
from keukentafel.toegang.public import Gebruiker

ANTWOORDEN = [("ja", "Ja"), ("nee", "Nee"), ("onbekend", "Weet ik niet")]
JA_NEE = [("ja", "Ja"), ("nee", "Nee")]
VRAAG = "vraag_"


class RegiecheckForm(formulieren.Formulier):
    """The questions of the list of that day, each with ja, nee or "weet ik niet"; nothing is required."""

    regiehouder = Lijstkeuzeveld(
        "regiehouder", label="Wie heeft nu de regie?", required=False, widget=widgets.KleineChips
    )
    vraagtype = Lijstkeuzeveld(
        "vraagtype",
        label="Wat voor vraag is het?",
        required=False,
        vooraf=[("", "Volgt uit de antwoorden")],
        widget=widgets.KleineChips,
        initial="",
    )
    route = Lijstkeuzeveld(
        "regiecheck_route",
        label="Hoe gaat het verder?",
        required=False,
        vooraf=[("", "Zoals het advies")],
        widget=widgets.KleineChips,
        initial="",
    )
    toelichting = forms.CharField(label="Waarom zo?", required=False, max_length=300)
    wie = formulieren.Zoekkeuzeveld(
        label="Om wie gaat het?",
        required=False,
        help_text="Hoeft niet. U ziet dan alleen hoe vaak en wanneer er eerder contact was.",
    )
    team = forms.ChoiceField(label="Voor welk team?", required=False)
    loket = forms.CharField(label="Bij welk loket?", required=False, max_length=120)

    def __init__(
        self,
        *args: Any,
        vragen: Sequence[Waarde],
        gebruiker: Gebruiker,
        teams: Sequence[Team] = (),
        geleid: bool = False,
        **kwargs: Any,
    ) -> None:
        """`geleid`: the household has a regisseur now, so that two answers are filled in already."""
        super().__init__(*args, **kwargs)
        self.vragen, self.gebruiker = vragen, gebruiker
        self.persoon: Persoon | None = None
        self.fields["wie"].widget.url = reverse("meldingen:wie")
        if geleid:
            self.initial.update({"regiehouder": Regiehouder.PROFESSIONAL, VRAAG + REGISSEUR_NU: JA})
        for vraag in vragen:
            field = formulieren.Keuzeveld(
                label=vraag.naam, required=False, choices=ANTWOORDEN, widget=widgets.KleineChips
            )
            formulieren.dress(field)
            self.fields[VRAAG + vraag.code] = field
        self.fields["team"].choices = [(str(team.pk), team.naam) for team in teams]  # type: ignore[attr-defined]

    def clean_wie(self) -> formulieren.Gekozen | None:
        """A chosen person must be one whom this user may recognise."""
        chosen: formulieren.Gekozen | None = self.cleaned_data["wie"]
        self.persoon = choose_persoon(self.gebruiker, chosen)
        return chosen

    def question_fields(self) -> list[forms.BoundField]:
        """The fields of the questions, in their order."""
        return [self[VRAAG + vraag.code] for vraag in self.vragen]

    def answers(self) -> dict[str, str]:
        """The answers that were given, by question code."""
        given = {vraag.code: self.cleaned_data.get(VRAAG + vraag.code, "") for vraag in self.vragen}
        return {code: answer for code, answer in given.items() if answer}

    def gegevens(self) -> Regiecheckgegevens:
        """What was filled in."""
        data = self.cleaned_data
        return Regiecheckgegevens(
            antwoorden=self.answers(),
            regiehouder=data["regiehouder"],
            route=data["route"],
            vraagtype=data["vraagtype"],
            loket=data["loket"],
            toelichting=data["toelichting"],
            persoon=self.persoon,
        )


class GrondForm(formulieren.Formulier):
    """On which ground the reporter may hear how it went."""

    grondslag = Lijstkeuzeveld("grondslag", label="Mag de melder horen hoe het gaat?", widget=widgets.Lijstkeuze)
    reden_niet = Lijstkeuzeveld(
        "reden_terugkoppeling_niet",
        label="Waarom niet?",
        required=False,
        vooraf=[("", "Kies een reden")],
        widget=widgets.Keuze,
    )

    def __init__(self, *args: Any, melder_soort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grondslag"].alleen = grounds_for(melder_soort)  # type: ignore[attr-defined]
        self.fields["grondslag"].offer()  # type: ignore[attr-defined]


class VerstuurForm(formulieren.Formulier):
    """The three closed answers as they will be sent, and how."""

    hulp_geregeld = formulieren.Keuzeveld(label="Is er hulp geregeld?", choices=JA_NEE)
    probleem_opgelost = formulieren.Keuzeveld(label="Is het probleem opgelost?", choices=JA_NEE)
    iets_verwacht = formulieren.Keuzeveld(label="Wordt er nog iets van de melder verwacht?", choices=JA_NEE)
    wijze = formulieren.Keuzeveld(label="Hoe?", choices=Verzendwijze.choices, widget=widgets.KleineChips)

    def __init__(self, *args: Any, ontvangst: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ontvangst = ontvangst
        if ontvangst:
            for name in ("hulp_geregeld", "probleem_opgelost", "iets_verwacht"):
                del self.fields[name]

    def antwoorden(self) -> Antwoorden | None:
        """The three answers; None for a receipt."""
        if self.ontvangst:
            return None
        data = self.cleaned_data
        return Antwoorden(
            hulp_geregeld=data["hulp_geregeld"] == "ja",
            probleem_opgelost=data["probleem_opgelost"] == "ja",
            iets_verwacht=data["iets_verwacht"] == "ja",
        )


class BuitenSysteemForm(formulieren.Formulier):
    """Which team and month; one more, or one less."""

    team = forms.ChoiceField(label="Team")
    maand = formulieren.Datumveld(label="Maand", help_text="Een dag in die maand is genoeg.")

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        self.fields["team"].choices = [(pk, team.naam) for pk, team in self.teams.items()]  # type: ignore[attr-defined]
        self.fields["maand"].initial = timezone.localdate

    def chosen(self) -> tuple[Team, date]:
        """The team and a day in the month."""
        return self.teams[self.cleaned_data["team"]], self.cleaned_data["maand"]


class NietAangebodenForm(BuitenSysteemForm):
    """Which organisation kept a case, of which team and month; one more, or one less."""

    organisatie = forms.ChoiceField(label="Welke organisatie?")
    field_order = ("organisatie", "team", "maand")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].choices = lambda: [("", "Kies een organisatie"), *organisation_choices()]  # type: ignore[attr-defined]


class CijferForm(formulieren.Formulier):
    """Team and period of the figures of who leads teams; travels in the address, so it carries nothing else."""

    team = forms.ChoiceField(label="Team", required=False)
    van = formulieren.Datumveld(label="Van", required=False)
    tot = formulieren.Datumveld(label="Tot en met", required=False)

    def __init__(self, *args: Any, teams: Sequence[Team], today: date, **kwargs: Any) -> None:
        """The period begins with this year when none is given."""
        self.teams = {str(team.pk): team for team in teams}
        self.begin, self.today = today.replace(month=1, day=1), today
        kwargs["initial"] = {"van": self.begin, "tot": today}
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [(pk, team.naam) for pk, team in self.teams.items()]  # type: ignore[attr-defined]
        if len(self.teams) < 2:
            del self.fields["team"]

    def chosen(self) -> tuple[Team | None, date, date]:
        """Team (None: the reader has none), first and last day; what could not be read is as it was at the start."""
        self.is_valid()  # fills cleaned_data with what could be read
        data = self.cleaned_data if self.is_bound else {}
        return (
            self.teams.get(data.get("team") or "", next(iter(self.teams.values()), None)),
            data.get("van") or self.begin,
            min(data.get("tot") or self.today, self.today),
        )


class TijdvakForm(formulieren.Formulier):
    """A published span of the whole municipality, for who reads beyond the team: no team, no days of one's own.

    Two answers that differ by a few days or by one team would give by subtraction what each of them hides.
    """

    tijdvak = forms.ChoiceField(
        label="Tijdvak", required=False,
        error_messages={"invalid_choice": "Kies een tijdvak uit de lijst. U ziet nu het laatste."},
    )  # fmt: skip

    def __init__(self, *args: Any, spans: Sequence[tuple[date, date]], **kwargs: Any) -> None:
        """The spans that were published, newest first."""
        self.spans = {f"{since:%Y-%m}": (since, until) for since, until in spans}
        kwargs["initial"] = {"tijdvak": next(iter(self.spans), "")}
        super().__init__(*args, **kwargs)
        self.fields["tijdvak"].choices = [(name, span_words(*days)) for name, days in self.spans.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say it where the address asks for what is not told here."""
        data: dict[str, Any] = super().clean() or {}
        if any(self.data.get(name) for name in CijferForm.base_fields):
            self.add_error(None, "Buiten het team ziet u alleen de hele gemeente, over een heel tijdvak.")
        return data

    def chosen(self) -> tuple[date, date] | None:
        """First and last day; the newest span when none was given, or another one; None when none was published."""
        self.is_valid()  # fills cleaned_data with what could be read
        data = self.cleaned_data if self.is_bound else {}
        return self.spans.get(data.get("tijdvak") or "", next(iter(self.spans.values()), None))
