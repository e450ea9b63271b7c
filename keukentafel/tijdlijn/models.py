"""What happened (contact moments, decisions, signals, internal notes) and the talks that are planned."""

from datetime import date, datetime

from django.db import models
from django.utils import timezone

from keukentafel.casussen.public import Casus
from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.core.versleuteling import VersleuteldTekstveld
from keukentafel.personen.public import Persoon
from keukentafel.referentielijsten.public import Contactsoort, Wet
from keukentafel.teams.public import Medewerker
from keukentafel.tijdlijn.states import Aard, Plaats, Uitkomst, Zichtbaarheid
from keukentafel.toegang.public import Gebruiker


class Contactmoment(Basismodel):
    """One entry on the timeline of a case, by a worker: a contact, a decision, a signal or an internal note."""

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="+", db_index=False)  # contact_casus
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    aard = models.CharField(max_length=20, choices=Aard, default=Aard.CONTACT)
    soort = models.CharField(max_length=20, choices=Contactsoort, blank=True)
    zichtbaar_voor = models.CharField(max_length=10, choices=Zichtbaarheid, default=Zichtbaarheid.TEAM)
    datum = models.DateField()
    tijd = models.TimeField(null=True, blank=True)
    duur_minuten = models.IntegerField(null=True, blank=True)
    aanwezig = VersleuteldTekstveld(max_length=200, blank=True, dossier="casus_id")
    tekst = VersleuteldTekstveld(blank=True, dossier="casus_id")

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


class Gesprek(Basismodel):
    """A planned talk with a household, or with one person of it. After the day it becomes a contact moment.

    `uitkomst` is empty while it is planned. What was said is in `contactmoment`, never here.
    """

    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="+")
    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wet = models.CharField(max_length=14, choices=Wet, default=Wet.ALGEMEEN)
    datum = models.DateField()
    tijd = models.TimeField()
    duur_minuten = models.PositiveIntegerField(default=60)
    plaats = models.CharField(max_length=10, choices=Plaats, default=Plaats.THUIS)
    uitkomst = models.CharField(max_length=20, choices=Uitkomst, blank=True)
    reden = VersleuteldTekstveld(max_length=200, blank=True, dossier="casus_id")  # why it was called off
    contactmoment = models.ForeignKey(Contactmoment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = privacy_of(
        dossier="casus persoon wet datum tijd duur_minuten plaats uitkomst contactmoment",
        bijzonder="reden",
        medewerker="medewerker",
    )

    class Meta:
        ordering = ("datum", "tijd", "pk")
        indexes = [
            models.Index(fields=["casus", "datum"], name="gesprek_casus"),
            models.Index(fields=["medewerker", "uitkomst", "datum"], name="gesprek_medewerker"),
        ]

    def __str__(self) -> str:
        return f"gesprek {self.pk}"

    @property
    def begin(self) -> datetime:
        """When it begins, as a moment in the time zone of the municipality."""
        return timezone.make_aware(datetime.combine(self.datum, self.tijd))


class Agendasleutel(Basismodel):
    """The secret address from which somebody's own calendar reads when the talks are; `merk` is its fingerprint.

    The address itself is nowhere. `tot` is the last day; `beeindigd_op` closes it at once.
    """

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    merk = models.CharField(max_length=64, unique=True)
    van = models.DateField()
    tot = models.DateField()
    beeindigd_op = models.DateField(null=True, blank=True)

    privacy = privacy_of(medewerker="gebruiker van tot beeindigd_op", geheim="merk")

    class Meta:
        ordering = ("gebruiker", "-pk")
        indexes = [models.Index(fields=["gebruiker", "beeindigd_op"], name="agendasleutel_gebruiker")]

    def __str__(self) -> str:
        return f"agendasleutel {self.pk}"

    def holds_on(self, op: date) -> bool:
        """True while this address may be read."""
        return self.beeindigd_op is None and self.van <= op <= self.tot
