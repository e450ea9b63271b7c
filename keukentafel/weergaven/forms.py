"""Form to keep a view."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from keukentafel.core import formulieren
from keukentafel.teams.public import Team

FILTERS = RegexValidator(r"^(\?[\w=&%.,+-]*)?$", "Open de lijst opnieuw en bewaar de weergave daar.")


class WeergaveForm(formulieren.Formulier):
    """Keep the filters of this list under a name, for oneself or for one of the own teams."""

    niet_verplicht = ("standaard", "team")
    naam = forms.CharField(label="Naam van deze weergave", max_length=60)
    filters = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput, validators=[FILTERS])
    team = formulieren.Keuzeveld(label="Wie kan haar openen?", required=False)
    standaard = forms.BooleanField(label="Open de lijst voortaan zo", required=False)

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        options = [("", "Alleen ik"), *((pk, team.naam) for pk, team in self.teams.items())]
        self.fields["team"].choices = options  # type: ignore[attr-defined]

    def chosen_team(self) -> Team | None:
        """The team with which the view is shared, or None."""
        return self.teams.get(self.cleaned_data["team"])
