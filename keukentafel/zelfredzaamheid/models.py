"""Measurements, their scores, and the look at the others at home."""

from django.db import models
from django.db.models import Q

from keukentafel.casussen.public import Casus
from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.core.versleuteling import VersleuteldTekstveld
from keukentafel.personen.public import Persoon
from keukentafel.referentielijsten.public import (
    Domeinstelsel,
    Leefdomein,
    Meetbron,
    Meetmoment,
    RedenNietGescoord,
    Wet,
    Zelfredzaamheidsniveau,
)
from keukentafel.teams.public import Medewerker
from keukentafel.zelfredzaamheid.querysets import MetingQuerySet, ScoreQuerySet
from keukentafel.zelfredzaamheid.states import Blikuitkomst, Metingstatus


class Meting(Basismodel):
    """One measurement of one person with one version of an instrument.

    `reden` says in one line why the question needs these domains (AVG art. 5 lid 1 c; AP 2018). `nog_open` holds
    the codes of chosen domains without an answer yet, only while it is a concept. An empty `bron` is unknown: it came
    from another system that did not say whose judgement it is.
    """

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Domeinstelsel, on_delete=models.PROTECT, related_name="+")
    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    datum = models.DateField()
    moment = models.CharField(max_length=10, choices=Meetmoment)
    bron = models.CharField(max_length=15, choices=Meetbron, default=Meetbron.PROFESSIONAL, blank=True)
    beoordelaar = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reden = VersleuteldTekstveld(max_length=200, blank=True, dossier="casus_id")
    status = models.CharField(max_length=12, choices=Metingstatus, default=Metingstatus.CONCEPT)
    nog_open = models.JSONField(default=list, blank=True)

    objects = MetingQuerySet.as_manager()
    privacy = privacy_of(
        dossier="casus persoon instrument wet datum moment bron status nog_open",
        bijzonder="reden",
        medewerker="beoordelaar",
    )

    class Meta:
        ordering = ("-datum", "-pk")
        indexes = [models.Index(fields=["casus", "persoon", "datum"], name="meting_casus")]
        constraints = [
            models.UniqueConstraint(
                fields=["casus", "persoon", "instrument"], condition=Q(status="concept"), name="een_concept_meting"
            )
        ]

    def __str__(self) -> str:
        return f"meting {self.pk}"


class Score(Basismodel):
    """One chosen domain of a measurement: a level, or the reason why there is none. Never both, never neither.

    `bevestigd`: someone looked at the earlier score and said that it still holds (R-048).
    """

    meting = models.ForeignKey(Meting, on_delete=models.CASCADE, related_name="scores")
    leefdomein = models.ForeignKey(Leefdomein, on_delete=models.PROTECT, related_name="+")
    niveau = models.PositiveSmallIntegerField(choices=Zelfredzaamheidsniveau, null=True, blank=True)
    reden_niet_gescoord = models.CharField(max_length=15, choices=RedenNietGescoord, blank=True)
    toelichting = VersleuteldTekstveld(max_length=300, blank=True, dossier="meting_id")
    bevestigd = models.BooleanField(default=False)

    objects = ScoreQuerySet.as_manager()
    privacy = privacy_of(dossier="meting leefdomein bevestigd", bijzonder="niveau reden_niet_gescoord toelichting")

    class Meta:
        ordering = ("meting", "leefdomein__volgorde", "pk")
        constraints = [
            models.UniqueConstraint(fields=["meting", "leefdomein"], name="domein_een_keer_per_meting"),
            models.CheckConstraint(
                condition=Q(niveau__isnull=False, niveau__gte=1, niveau__lte=5, reden_niet_gescoord="")
                | (Q(niveau=None) & ~Q(reden_niet_gescoord="")),
                name="niveau_of_reden",
            ),
        ]

    def __str__(self) -> str:
        return f"score {self.pk}"


class Huishoudblik(Basismodel):
    """After a red score: did we look at the others at home, and what did we see (R-063)."""

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="+")
    meting = models.OneToOneField(Meting, on_delete=models.PROTECT, related_name="huishoudblik")
    uitkomst = models.CharField(max_length=15, choices=Blikuitkomst)
    toelichting = VersleuteldTekstveld(max_length=300, blank=True, dossier="casus_id")
    op = models.DateField()
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = privacy_of(dossier="casus meting op", bijzonder="uitkomst toelichting", medewerker="medewerker")

    class Meta:
        ordering = ("-op", "-pk")

    def __str__(self) -> str:
        return f"huishoudblik {self.pk}"
