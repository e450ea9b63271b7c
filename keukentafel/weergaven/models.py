"""Saved views of a list, and changes of many rows at once."""

from typing import Any

from django.db import models

from keukentafel.core.models import Basismodel
from keukentafel.core.muurregels import Muur
from keukentafel.core.privacy import privacy_of
from keukentafel.teams.public import Team
from keukentafel.toegang.public import Gebruiker


class Weergave(Basismodel):
    """A saved view of a list: its filters by name, for oneself or for the team; the default opens first."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    scherm = models.CharField(max_length=40)
    naam = models.CharField(max_length=60)
    filters = models.CharField(max_length=500)
    standaard = models.BooleanField(default=False)

    privacy = privacy_of(medewerker="gebruiker", organisatie="team", technisch="scherm naam filters standaard")

    class Meta:
        ordering = ("naam", "pk")

    def __str__(self) -> str:
        return self.naam


class Groepswijziging(Basismodel):
    """What someone changed in many rows of a list at once, so that it can be taken back on the same day.

    `rijen` holds per row what the room that changed it needs to turn it back: ids and days, never a name.
    `tekst` says what was done, without naming a resident.
    """

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="+")
    scherm = models.CharField(max_length=40)
    soort = models.CharField(max_length=40)
    tekst = models.CharField(max_length=200)
    rijen: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list)
    teruggedraaid_op = models.DateTimeField(null=True, blank=True)

    privacy = privacy_of(medewerker="gebruiker", technisch="scherm soort tekst", dossier="rijen teruggedraaid_op")
    muur = Muur(eigen="gebruiker")

    class Meta:
        ordering = ("-gemaakt_op", "-pk")
        indexes = [models.Index(fields=["gebruiker", "scherm", "gemaakt_op"], name="groepswijziging_vandaag")]

    def __str__(self) -> str:
        return f"groepswijziging {self.pk}"
