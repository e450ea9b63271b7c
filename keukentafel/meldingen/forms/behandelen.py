"""Forms of one melding: who takes it, how it ends, where it goes."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from keukentafel.core import formulieren, widgets
from keukentafel.meldingen.actions.afhandelen import DIENSTEN
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.selectors import organisation_choices, outcome_of, team_choices
from keukentafel.referentielijsten.public import Afhandeling, Lijstkeuzeveld, MeldingSoort, Urgentie
from keukentafel.teams.public import Medewerker, Team

#: What can be chosen as an outcome; a case, a hand-over and a merge have an action of their own.
TE_KIEZEN = (Afhandeling.INFORMATIE_ADVIES, Afhandeling.BUITEN_GEBIED, Afhandeling.INGETROKKEN)


#: What is filled in as the service of the team (R-224), by kind of melding.
DIENST_BIJ: dict[str, str] = {
    MeldingSoort.HULPVRAAG: "informatie_advies",
    MeldingSoort.INITIATIEF: "wijkkracht",
    MeldingSoort.SIGNAAL: "preventie",
}


class KnopForm(formulieren.Formulier):
    """A button: nothing is typed, but a second press has no second effect."""


def hidden_key() -> SafeString:
    """A fresh idempotency key for a form that is only a button; call it once for each button of a page."""
    return format_html('<input type="hidden" name="idempotentiesleutel" value="{}">', uuid.uuid4())


def _names(workers: Sequence[Medewerker]) -> list[tuple[str, str]]:
    return [(str(worker.pk), worker.naam) for worker in workers]


class ToewijsForm(formulieren.Formulier):
    """One worker or two, out of the team of the melding."""

    medewerkers = formulieren.MeerKeuzeveld(
        label="Wie doet deze melding?", help_text="Een of twee mensen. Van twee wordt de eerste in de rij de regisseur."
    )

    def __init__(self, *args: Any, workers: Sequence[Medewerker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {str(worker.pk): worker for worker in workers}
        self.fields["medewerkers"].choices = _names(workers)  # type: ignore[attr-defined]

    def chosen(self) -> list[Medewerker]:
        """The workers that were chosen, in the order of the list."""
        return [self.workers[pk] for pk in self.cleaned_data["medewerkers"]]


class SamenForm(formulieren.Formulier):
    """Who gets the chosen meldingen."""

    medewerker = forms.ChoiceField(label="Wie doet deze meldingen?", widget=widgets.Keuze)

    def __init__(self, *args: Any, workers: Sequence[Medewerker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {str(worker.pk): worker for worker in workers}
        options = [("", "Kies een collega"), *_names(workers)]
        self.fields["medewerker"].choices = options  # type: ignore[attr-defined]

    def chosen(self) -> Medewerker:
        """The worker that was chosen."""
        return self.workers[self.cleaned_data["medewerker"]]


class NormForm(formulieren.Formulier):
    """A norm for the first contact: of which team, for which meldingen, how many days, from which day on."""

    team = forms.ChoiceField(label="Welk team?", widget=widgets.Keuze)
    urgentie = Lijstkeuzeveld("urgentie", label="Voor welke meldingen?", zonder={Urgentie.ACUUT_GEVAAR})
    dagen = forms.IntegerField(label="Binnen hoeveel dagen?", min_value=0, max_value=60)
    van = formulieren.Datumveld(label="Vanaf welke dag?", help_text="Wat daarvoor binnenkwam, houdt de norm van toen.")

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        self.fields["team"].choices = [(pk, team.naam) for pk, team in self.teams.items()]  # type: ignore[attr-defined]

    def chosen_team(self) -> Team:
        """The team that was chosen."""
        return self.teams[self.cleaned_data["team"]]


class AfhandelForm(formulieren.Formulier):
    """An outcome, and who it was."""

    afhandeling = Lijstkeuzeveld("afhandeling", label="Hoe is de melding afgehandeld?", alleen=TE_KIEZEN)
    antwoord_gegeven = forms.CharField(
        label="Wat is er gezegd of gedaan?", required=False, max_length=500, help_text="Eén zin is genoeg."
    )
    dienst = Lijstkeuzeveld(
        DIENSTEN, label="Wat deed het team?", required=False, vooraf=[("", "Niet gekozen")], widget=widgets.Keuze
    )
    eigenaar = forms.ChoiceField(label="Wie handelde het af?")

    def __init__(self, *args: Any, workers: Sequence[Medewerker], soort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["afhandeling"].choices = [(a.value, outcome_of(soort, a)) for a in TE_KIEZEN]  # type: ignore[attr-defined]
        self.fields["dienst"].initial = DIENST_BIJ.get(soort, "")
        self.workers = {str(worker.pk): worker for worker in workers}
        self.fields["eigenaar"].choices = _names(workers)  # type: ignore[attr-defined]

    def owner(self) -> Medewerker:
        """Who the outcome belongs to."""
        return self.workers[self.cleaned_data["eigenaar"]]


class DoorverwijsForm(formulieren.Formulier):
    """To whom, with whom it was spoken about, and who follows it."""

    organisatie = forms.ChoiceField(label="Naar wie?", required=False)
    naar = forms.CharField(
        label="Of schrijf de naam op",
        required=False,
        max_length=160,
        help_text="Staat de organisatie niet in de lijst?",
    )
    contactpersoon = forms.CharField(label="Met wie gesproken?", required=False, max_length=120)
    toelichting = forms.CharField(label="Wat is er afgesproken?", required=False, max_length=300)
    eigenaar = forms.ChoiceField(label="Wie gaat na of het is aangekomen?")

    def __init__(self, *args: Any, workers: Sequence[Medewerker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {str(worker.pk): worker for worker in workers}
        self.fields["eigenaar"].choices = _names(workers)  # type: ignore[attr-defined]
        self.organisaties = organisation_choices()
        self.fields["organisatie"].choices = [("", "Kies een organisatie"), *self.organisaties]  # type: ignore[attr-defined]

    def owner(self) -> Medewerker:
        """Who follows the hand-over."""
        return self.workers[self.cleaned_data["eigenaar"]]


class TeamForm(formulieren.Formulier):
    """Another team."""

    team = forms.ChoiceField(label="Naar welk team?")

    def __init__(self, *args: Any, nu: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(pk, naam) for pk, naam in team_choices() if pk != str(nu)]
        self.fields["team"].choices = [("", "Kies een team"), *others]  # type: ignore[attr-defined]


class SplitsForm(formulieren.Formulier):
    """The questions that leave the melding, one per line."""

    vragen = formulieren.Tekstveld(
        label="Welke vragen gaan apart verder?",
        rijen=3,
        max_length=2500,
        help_text="Elke regel wordt een eigen melding. De eerste vraag blijft hier staan.",
    )

    def sentences(self) -> list[str]:
        """One question per line."""
        return [line for line in str(self.cleaned_data["vragen"]).splitlines() if line.strip()]


class SamenvoegForm(formulieren.Formulier):
    """Which melding goes up into this one."""

    dubbel = formulieren.Keuzeveld(label="Welke melding gaat over dezelfde vraag?", widget=widgets.Lijstkeuze)

    def __init__(self, *args: Any, meldingen: Sequence[Melding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meldingen = {str(melding.pk): melding for melding in meldingen}
        self.fields["dubbel"].choices = [  # type: ignore[attr-defined]
            (pk, f"{melding.ontvangen_op:%-d-%-m-%Y}: {melding.omschrijving}") for pk, melding in self.meldingen.items()
        ]


class KoppelForm(formulieren.Formulier):
    """A person who resembles the one that was typed."""

    persoon = formulieren.Keuzeveld(label="Is het een van deze mensen?", widget=widgets.Lijstkeuze)

    def __init__(self, *args: Any, personen: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["persoon"].choices = list(personen)  # type: ignore[attr-defined]


class InzetForm(formulieren.Formulier):
    """Hours of support to an initiative, and with whom."""

    uren = forms.DecimalField(
        label="Uren", max_digits=5, decimal_places=2, localize=True, widget=widgets.Tekst({"class": "kt-veld--getal"})
    )
    met_wie = forms.CharField(label="Met wie samen?", required=False, max_length=200)


class EscalatieForm(formulieren.Formulier):
    """What a partner did round the melding, which one and when."""

    niet_verplicht = ("organisatie", "toelichting")
    soort = Lijstkeuzeveld("escalatiesoort", label="Wat deed de partner?", widget=widgets.Lijstkeuze)
    organisatie = forms.ChoiceField(label="Welke organisatie?", required=False)
    op = formulieren.Datumveld(label="Wanneer?", initial=timezone.localdate)
    toelichting = forms.CharField(label="Waarom, in één zin", required=False, max_length=300)

    def __init__(self, *args: Any, organisaties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].choices = [("", "De melder"), *organisaties]  # type: ignore[attr-defined]
        self.fields["op"].laatst = timezone.localdate()  # type: ignore[attr-defined]
