"""The weekly review of the log: which period was looked through, what the rules found, and what a human said of it."""

from django.db import models
from django.db.models import Q

from keukentafel.core.models import Basismodel
from keukentafel.core.muurregels import Muur
from keukentafel.core.privacy import privacy_of
from keukentafel.core.versleuteling import VersleuteldTekstveld
from keukentafel.privacy.states import Controleuitkomst
from keukentafel.toegang.public import Gebruiker


class Controle(Basismodel):
    """One week of the log, looked through by the rules; done when every point on it was judged."""

    van = models.DateField(unique=True)  # a Monday
    tot = models.DateField()  # the Sunday
    regels = models.PositiveIntegerField()  # how many lines were looked through
    afgerond_op = models.DateTimeField(null=True, blank=True)

    privacy = privacy_of(technisch="van tot regels afgerond_op")

    class Meta:
        ordering = ("-van",)

    def __str__(self) -> str:
        return f"controle {self.pk}"


class Controlepunt(Basismodel):
    """What one rule found of one user, the reason in words, and what the privacy officer said of it."""

    controle = models.ForeignKey(Controle, on_delete=models.PROTECT, related_name="punten")
    regel = models.CharField(max_length=30)  # code in data/controle.toml
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    dag = models.DateField()
    aantal = models.PositiveIntegerField()
    waarom = models.CharField(max_length=200)
    volgnrs = models.JSONField(default=list)  # of the first lines in the log
    uitkomst = models.CharField(max_length=12, choices=Controleuitkomst, blank=True)
    notitie = VersleuteldTekstveld(blank=True)
    beoordeeld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    beoordeeld_op = models.DateTimeField(null=True, blank=True)

    privacy = privacy_of(
        technisch="controle regel dag aantal volgnrs beoordeeld_op",
        medewerker="gebruiker waarom uitkomst beoordeeld_door",
        bijzonder="notitie",
    )
    muur = Muur(open_om="what a worker did, for the privacy officer; it names no resident")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(uitkomst="", beoordeeld_op=None) | ~Q(uitkomst="") & Q(beoordeeld_op__isnull=False),
                name="controlepunt_oordeel_met_moment",
            )
        ]

    def __str__(self) -> str:
        return f"controlepunt {self.pk}"
