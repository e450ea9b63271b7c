"""What belongs to the desk and not to the work: drafts and saved views."""

from django.db import models

from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.teams.public import Team
from keukentafel.toegang.public import Gebruiker


class Concept(models.Model):
    """What someone is typing in a form, encrypted, his alone; it goes when the form is saved, or after a month."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="+")
    sleutel = models.CharField(max_length=120)
    velden = models.BinaryField()
    bewaard_op = models.DateTimeField(auto_now=True)

    privacy = privacy_of(medewerker="gebruiker", technisch="sleutel bewaard_op", bijzonder="velden")

    class Meta:
        ordering = ("-bewaard_op", "-pk")
        constraints = [models.UniqueConstraint(fields=["gebruiker", "sleutel"], name="een_concept_per_formulier")]

    def __str__(self) -> str:
        return f"concept {self.pk}"


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
