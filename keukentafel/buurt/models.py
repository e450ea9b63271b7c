"""Requests and offers of neighbours, the matches between them, and what they do together. Nobody's name stands here."""

from django.db import models

from keukentafel.buurt.querysets import AanbodQuerySet, ActiviteitQuerySet, KoppelingQuerySet, VraagQuerySet
from keukentafel.core.models import Basismodel
from keukentafel.core.muurregels import Muur
from keukentafel.core.privacy import privacy_of
from keukentafel.plannen.public import Inzet
from keukentafel.referentielijsten.public import Buurtvraagstatus, Koppelingsoort, Vraagnamens
from keukentafel.socialekaart.public import Gebied


class Buurtvraag(Basismodel):
    """What someone asks of the neighbourhood: the kind in a few words, where, and since when (R-142).

    `inzet` is the support item of a plan that it would give; only through it a request hangs on a household.
    """

    datum = models.DateField()
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    soort = models.CharField(max_length=200)
    namens = models.CharField(max_length=12, choices=Vraagnamens, blank=True)
    inzet = models.ForeignKey(Inzet, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=12, choices=Buurtvraagstatus, default=Buurtvraagstatus.OPEN)

    objects = VraagQuerySet.as_manager()
    privacy = privacy_of(dossier="datum gebied namens inzet status", bijzonder="soort")

    class Meta:
        ordering = ("datum", "pk")
        indexes = [models.Index(fields=["status", "datum"], name="buurtvraag_open")]

    def __str__(self) -> str:
        return f"buurtvraag {self.pk}"


class Buurtaanbod(Basismodel):
    """What someone offers the neighbourhood (R-142)."""

    datum = models.DateField()
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    soort = models.CharField(max_length=200)
    status = models.CharField(max_length=12, choices=Buurtvraagstatus, default=Buurtvraagstatus.OPEN)

    objects = AanbodQuerySet.as_manager()
    privacy = privacy_of(dossier="datum gebied status", bijzonder="soort")
    muur = Muur(open_om="what a neighbour offers, outside every dossier")

    class Meta:
        ordering = ("datum", "pk")
        indexes = [models.Index(fields=["status", "datum"], name="buurtaanbod_open")]

    def __str__(self) -> str:
        return f"buurtaanbod {self.pk}"


class Buurtkoppeling(Basismodel):
    """A request that was met: by a neighbour, mutual or one way, or by the team of the service (R-142, R-143)."""

    vraag = models.ForeignKey(Buurtvraag, on_delete=models.PROTECT, related_name="+")
    aanbod = models.ForeignKey(Buurtaanbod, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    soort = models.CharField(max_length=16, choices=Koppelingsoort)
    datum = models.DateField()
    vervallen_op = models.DateField(null=True, blank=True)  # it was made by mistake

    objects = KoppelingQuerySet.as_manager()
    privacy = privacy_of(dossier="vraag aanbod soort datum vervallen_op")

    class Meta:
        ordering = ("-datum", "-pk")
        indexes = [models.Index(fields=["datum"], name="buurtkoppeling_datum")]

    def __str__(self) -> str:
        return f"buurtkoppeling {self.pk}"


class Activiteit(Basismodel):
    """Something that neighbours do together; how many came, when that was counted (R-142)."""

    datum = models.DateField()
    naam = models.CharField(max_length=200)
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deelnemers = models.IntegerField(null=True, blank=True)
    vervallen_op = models.DateField(null=True, blank=True)  # it was written down by mistake

    objects = ActiviteitQuerySet.as_manager()
    privacy = privacy_of(organisatie="datum naam gebied deelnemers vervallen_op")

    class Meta:
        ordering = ("-datum", "-pk")
        indexes = [models.Index(fields=["datum"], name="activiteit_datum")]

    def __str__(self) -> str:
        return f"activiteit {self.pk}"
