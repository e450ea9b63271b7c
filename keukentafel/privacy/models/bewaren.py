"""Retention: how long each kind is kept, what may not be destroyed yet, and what was destroyed by whom."""

from django.db import models
from django.db.models import F, Q

from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.core.versleuteling import VersleuteldTekstveld
from keukentafel.personen.public import Huishouden
from keukentafel.privacy.bewaren.standen import Lijststand, Stopreden, Vanaf
from keukentafel.teams.public import Team
from keukentafel.toegang.public import Gebruiker


class Bewaartermijn(Basismodel):
    """How long the municipality keeps one kind, with its source; goes before what the product ships."""

    soort = models.CharField(max_length=20, unique=True)  # a name in data/bewaartermijnen.toml
    jaren = models.PositiveSmallIntegerField()
    vanaf = models.CharField(max_length=20, choices=Vanaf)
    bron = models.CharField(max_length=200)

    privacy = privacy_of(organisatie="soort jaren vanaf bron")

    class Meta:
        ordering = ("soort",)

    def __str__(self) -> str:
        return f"bewaartermijn {self.soort}"


class Vernietigingsstop(Basismodel):
    """A household of which nothing is destroyed for now: a lawsuit, an objection, a transfer to the archive."""

    huishouden = models.ForeignKey(Huishouden, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=20, choices=Stopreden)
    reden = VersleuteldTekstveld(max_length=300)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    privacy = privacy_of(dossier="huishouden soort van tot", bijzonder="reden")

    class Meta:
        ordering = ("-van", "-pk")
        constraints = [models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="stop_van_voor_tot")]

    def __str__(self) -> str:
        return f"vernietigingsstop {self.pk}"


class Vernietigingslijst(Basismodel):
    """Cases of which the term has passed, put together on one day; destroyed once somebody else has agreed."""

    opgesteld_op = models.DateField()
    opgesteld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    stand = models.CharField(max_length=12, choices=Lijststand, default=Lijststand.OPEN)
    besloten_op = models.DateField(null=True, blank=True)
    besloten_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    uitgevoerd_op = models.DateTimeField(null=True, blank=True)
    bewijs = models.JSONField(default=dict, blank=True)  # signed; only counts
    handtekening = models.CharField(max_length=128, blank=True)

    privacy = privacy_of(
        technisch="opgesteld_op stand besloten_op uitgevoerd_op bewijs handtekening",
        medewerker="opgesteld_door besloten_door",
    )

    class Meta:
        ordering = ("-opgesteld_op", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(besloten_door=None) | ~Q(besloten_door=F("opgesteld_door")), name="vernietigen_met_twee"
            )
        ]

    def __str__(self) -> str:
        return f"vernietigingslijst {self.pk}"


class Vernietigingsregel(Basismodel):
    """One case on such a list. The numbers are no foreign keys: what they point at will be gone."""

    lijst = models.ForeignKey(Vernietigingslijst, on_delete=models.PROTECT, related_name="regels")
    casus_nr = models.BigIntegerField()
    soort = models.CharField(max_length=20)  # whose term was the longest
    einde = models.DateField()  # the last day of that term
    overgeslagen = models.CharField(max_length=60, blank=True)  # why it was left after all

    privacy = privacy_of(technisch="lijst casus_nr soort einde overgeslagen")

    class Meta:
        ordering = ("lijst", "einde", "pk")
        constraints = [models.UniqueConstraint(fields=["lijst", "casus_nr"], name="vernietigingsregel_een_keer")]

    def __str__(self) -> str:
        return f"vernietigingsregel {self.pk}"


class Vernietigdetelling(models.Model):
    """How many cases were destroyed of one year, team, law, type and outcome: figures of past years stay true."""

    jaar = models.PositiveSmallIntegerField()  # in which they were closed
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    wet = models.CharField(max_length=14)
    casustype = models.CharField(max_length=30, blank=True)
    afsluitreden = models.CharField(max_length=20, blank=True)
    aantal = models.PositiveIntegerField(default=0)

    privacy = privacy_of(organisatie="jaar team wet casustype afsluitreden aantal")

    class Meta:
        ordering = ("jaar", "team", "wet", "casustype", "afsluitreden")
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "team", "wet", "casustype", "afsluitreden"], name="vernietigdetelling_een_keer"
            )
        ]

    def __str__(self) -> str:
        return f"vernietigdetelling {self.pk}"
