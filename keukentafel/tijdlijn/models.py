"""What happened: contact moments, decisions, signals and internal notes."""

from django.db import models

from keukentafel.casussen.public import Casus
from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.personen.public import Persoon
from keukentafel.referentielijsten.public import Contactsoort, Wet
from keukentafel.teams.public import Medewerker
from keukentafel.tijdlijn.states import Aard, Zichtbaarheid


class Contactmoment(Basismodel):
    """One entry on the timeline of a case, by a worker: a contact, a decision, a signal or an internal note."""

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="+")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    aard = models.CharField(max_length=20, choices=Aard, default=Aard.CONTACT)
    soort = models.CharField(max_length=20, choices=Contactsoort, blank=True)
    zichtbaar_voor = models.CharField(max_length=10, choices=Zichtbaarheid, default=Zichtbaarheid.TEAM)
    datum = models.DateField()
    tijd = models.TimeField(null=True, blank=True)
    duur_minuten = models.IntegerField(null=True, blank=True)
    aanwezig = models.CharField(max_length=200, blank=True)
    tekst = models.TextField(blank=True)

    privacy = privacy_of(
        dossier="casus persoon wet aard soort zichtbaar_voor datum tijd duur_minuten",
        bijzonder="tekst aanwezig",
        medewerker="medewerker",
    )

    class Meta:
        ordering = ("-datum", "-pk")
        indexes = [
            models.Index(fields=["casus", "-datum", "-id"], name="contact_casus"),
        ]

    def __str__(self) -> str:
        return f"contactmoment {self.pk}"
