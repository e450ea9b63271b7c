"""The composer: one text field that is always open, and what may be said about it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from keukentafel.core import widgets
from keukentafel.core.formulieren import Datumveld, Formulier, Keuzeveld, MeerKeuzeveld, Tekstveld, Tijdveld
from keukentafel.personen.public import Persoon
from keukentafel.referentielijsten.public import (
    Contactsoort,
    Lijstkeuzeveld,
    Wet,
)
from keukentafel.tijdlijn.actions import Vastlegging
from keukentafel.tijdlijn.states import Aard, Zichtbaarheid


class NotitieForm(Formulier):
    """What happened or was agreed. Only the text is needed; the rest has a sensible start."""

    komt_in: ClassVar[dict[str, str]] = {"duur_minuten": "tijdsbesteding van het team"}
    niet_verplicht = ("soort", "tijd", "duur_minuten", "persoon", "aanwezig", "afgevinkt")
    extra = ("datum", "tijd", "duur_minuten", "persoon", "aanwezig", "wet", "afgevinkt")

    tekst = Tekstveld(label="Wat is er gebeurd of afgesproken?", max_length=20000, rijen=3, required=False)
    aard = Keuzeveld(label="Wat is het?", choices=Aard.choices, widget=widgets.KleineChips)
    soort = Lijstkeuzeveld(
        "contactsoort",
        label="Hoe was het contact?",
        vooraf=[("", "Soort contact")],
        zonder={Contactsoort.NIET_BEREIKT},
        widget=widgets.Keuze,
        required=False,
    )
    zichtbaar_voor = forms.ChoiceField(label="Wie leest dit?", choices=Zichtbaarheid.choices)
    datum = Datumveld(label="Wanneer was het?")
    tijd = Tijdveld(label="Hoe laat?", required=False)
    duur_minuten = forms.IntegerField(label="Hoeveel minuten?", required=False, min_value=1)
    persoon = forms.ChoiceField(label="Over wie gaat het?", required=False)
    aanwezig = forms.CharField(label="Wie waren erbij?", max_length=200, required=False)
    wet = Lijstkeuzeveld("wet", label="Onder welke wet valt dit?", widget=widgets.Keuze)
    afgevinkt = MeerKeuzeveld(label="Wat is hiermee gedaan?", required=False)
    terug = forms.CharField(required=False, widget=forms.HiddenInput)
    gesprek = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the planned talk that this is the note of

    def __init__(
        self, *args: Any, personen: Sequence[Persoon], afvinkbaar: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        initial = {
            "aard": Aard.CONTACT, "zichtbaar_voor": Zichtbaarheid.TEAM, "datum": timezone.localdate(),
            "wet": Wet.ALGEMEEN, **(kwargs.pop("initial", None) or {}),
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        self.personen = {str(person.pk): person for person in personen}
        who = [(pk, person.naam) for pk, person in self.personen.items()]
        self.fields["persoon"].choices = [("", "Het hele huishouden"), *who]  # type: ignore[attr-defined]
        self.fields["afgevinkt"].choices = list(afvinkbaar)  # type: ignore[attr-defined]
        if not afvinkbaar:
            del self.fields["afgevinkt"]
        self.fields["tekst"].widget.attrs["placeholder"] = "Met @ noemt u een collega, met # een doel."

    def extra_fields(self) -> list[forms.BoundField]:
        """The fields that are folded away until they are needed."""
        return [self[name] for name in self.extra if name in self.fields]

    def extra_name(self) -> str:
        """What stands on the fold."""
        return "Dag, duur, over wie, afvinken" if "afgevinkt" in self.fields else "Dag, duur, over wie"

    def extra_open(self) -> bool:
        """True when one of them has an error, or was filled in from a planned talk: then it must be seen."""
        if not self.is_bound:
            return bool(self.initial.get("gesprek"))
        return any(name in self.errors for name in self.extra)

    def vastlegging(self) -> Vastlegging:
        """What was filled in, for the action."""
        data = self.cleaned_data
        return Vastlegging(
            tekst=data["tekst"], aard=data["aard"], soort=data["soort"], zichtbaar_voor=data["zichtbaar_voor"],
            wet=data["wet"], datum=data["datum"], tijd=data["tijd"], duur_minuten=data["duur_minuten"],
            persoon=self.personen.get(data["persoon"]), aanwezig=data["aanwezig"],
        )  # fmt: skip
