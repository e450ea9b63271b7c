"""Tasks: what must be done by whom and when, or on whom we wait."""

from django.db import models

from keukentafel.casussen.public import Casus
from keukentafel.core.models import Basismodel
from keukentafel.core.muurregels import Muur
from keukentafel.core.privacy import privacy_of
from keukentafel.taken.querysets import TaakQuerySet
from keukentafel.teams.public import Medewerker, Team


class Taak(Basismodel):
    """One task of a worker or a team; or, with `wacht_op`, something that another must do first.

    `bron` names what it follows from ("melding:12:terugkoppeling"), so that the same cause makes one task.
    """

    titel = models.CharField(max_length=160)
    soort = models.CharField(max_length=40)
    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    vervalt_op = models.DateField(null=True, blank=True)
    wacht_op = models.CharField(max_length=120, blank=True)
    wacht_sinds = models.DateField(null=True, blank=True)
    bron = models.CharField(max_length=80, blank=True)
    url = models.CharField(max_length=200, blank=True)
    uitgesteld_tot = models.DateField(null=True, blank=True)
    uitgesteld_om = models.CharField(max_length=200, blank=True)
    gedaan_op = models.DateField(null=True, blank=True)
    gedaan_door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    geldig_tot = models.DateField(null=True, blank=True)  # after this day it is gone by itself
    vervallen = models.BooleanField(default=False)

    objects = TaakQuerySet.as_manager()
    privacy = privacy_of(
        dossier=(
            "titel soort casus team vervalt_op wacht_op wacht_sinds uitgesteld_tot uitgesteld_om gedaan_op "
            "geldig_tot vervallen"
        ),
        medewerker="medewerker gedaan_door",
        technisch="bron url",
    )
    muur = Muur(afweegbaar=True)

    class Meta:
        ordering = ("vervalt_op", "pk")
        indexes = [
            models.Index(fields=["medewerker", "gedaan_op", "vervalt_op"], name="taak_medewerker"),
            models.Index(fields=["team", "gedaan_op", "vervalt_op"], name="taak_team"),
            models.Index(fields=["bron"], name="taak_bron"),
            models.Index(fields=["casus", "gedaan_op", "vervalt_op"], name="taak_casus"),
        ]

    def __str__(self) -> str:
        return f"taak {self.pk}"


class Overbrugging(Basismodel):
    """Who keeps contact with someone while what `bron` names waits: a melding, or the start of support (R-027).

    Nobody keeps it any more once it has `geeindigd_op`. When it waits since is told by what waits itself.
    """

    bron = models.CharField(max_length=80, unique=True)
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+")
    laatst_op = models.DateField(null=True, blank=True)
    volgend_op = models.DateField()
    geeindigd_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(dossier="laatst_op volgend_op geeindigd_op", medewerker="medewerker", technisch="bron")
    muur = Muur(open_om="who keeps contact until when; with whom is told by what waits")

    class Meta:
        ordering = ("volgend_op", "pk")

    def __str__(self) -> str:
        return f"overbrugging {self.pk}"
