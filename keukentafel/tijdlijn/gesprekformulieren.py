"""Plan a talk in one short form; call it off with a reason."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from keukentafel.core import widgets
from keukentafel.core.formulieren import Datumveld, Formulier, Keuzeveld, Tijdveld
from keukentafel.personen.public import Persoon
from keukentafel.referentielijsten.public import Lijstkeuzeveld
from keukentafel.teams.public import Medewerker
from keukentafel.tijdlijn.gesprekken import Planning
from keukentafel.tijdlijn.states import Plaats


class GesprekForm(Formulier):
    """When, where, with whom and who goes. Only day and time have no start of their own."""

    komt_in: ClassVar[dict[str, str]] = {"datum": "Vandaag van wie gaat, en de tijdlijn"}
    niet_verplicht = ("persoon",)

    datum = Datumveld(label="Welke dag?")
    tijd = Tijdveld(label="Hoe laat?", help_text="Bijvoorbeeld 10.30.")
    plaats = Keuzeveld(label="Waar?", choices=Plaats.choices, widget=widgets.KleineChips)
    persoon = forms.ChoiceField(label="Met wie?", required=False)
    medewerker = forms.ChoiceField(label="Wie gaat?")
    duur_minuten = forms.IntegerField(label="Hoeveel minuten?", min_value=1)
    wet = Lijstkeuzeveld("wet", label="Onder welke wet valt dit?", widget=widgets.Keuze)
    terug = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, personen: Sequence[Persoon], medewerkers: Sequence[Medewerker], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.personen = {str(person.pk): person for person in personen}
        self.medewerkers = {str(worker.pk): worker for worker in medewerkers}
        who = [(pk, person.naam) for pk, person in self.personen.items()]
        goes = [(pk, worker.naam) for pk, worker in self.medewerkers.items()]
        self.fields["persoon"].choices = [("", "Het hele huishouden"), *who]  # type: ignore[attr-defined]
        self.fields["medewerker"].choices = goes  # type: ignore[attr-defined]

    def planning(self) -> Planning:
        """What was filled in, for the action."""
        data = self.cleaned_data
        return Planning(
            datum=data["datum"], tijd=data["tijd"], plaats=data["plaats"], duur_minuten=data["duur_minuten"],
            persoon=self.personen.get(data["persoon"]), medewerker=self.medewerkers[data["medewerker"]],
            wet=data["wet"],
        )  # fmt: skip


class AfzeggenForm(Formulier):
    """Why the talk does not take place."""

    reden = forms.CharField(label="Waarom gaat het niet door?", max_length=200)
    terug = forms.CharField(required=False, widget=forms.HiddenInput)
