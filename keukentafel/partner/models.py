"""The keys of partner organisations, and what came in with them."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.meldingen.public import Melding
from keukentafel.partner.states import Sleutelstand, stand_on
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Team


class Partnersleutel(Basismodel):
    """With what an organisation sends meldingen. `merk` is a keyed fingerprint: the key itself is nowhere (R-036).

    Without `team` the melding goes to the team of the postcode. `tot` is the last day; `beeindigd_op` closes at once.
    """

    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    voor_wie = models.CharField(max_length=80, blank=True)  # which desk or function has it, never a person's dossier
    merk = models.CharField(max_length=64, unique=True)
    van = models.DateField()
    tot = models.DateField()
    beeindigd_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(organisatie="organisatie team voor_wie van tot beeindigd_op", geheim="merk")

    class Meta:
        ordering = ("organisatie", "-van", "-pk")
        constraints = [models.CheckConstraint(condition=Q(tot__gte=F("van")), name="partnersleutel_periode")]

    def __str__(self) -> str:
        return f"partnersleutel {self.pk}"

    def stand(self, op: date) -> Sleutelstand:
        """How the key stands on day `op`."""
        return stand_on(op, self.van, self.tot, self.beeindigd_op)


class Inzending(Basismodel):
    """Which melding came in with which key, and when (`gemaakt_op`)."""

    sleutel = models.ForeignKey(Partnersleutel, on_delete=models.PROTECT, related_name="inzendingen")
    melding = models.OneToOneField(Melding, on_delete=models.PROTECT, related_name="+")

    privacy = privacy_of(dossier="sleutel melding")

    class Meta:
        ordering = ("-pk",)
        indexes = [models.Index(fields=["sleutel", "gemaakt_op"], name="inzending_per_sleutel")]

    def __str__(self) -> str:
        return f"inzending {self.pk}"
