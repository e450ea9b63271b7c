"""Areas of the municipality and the organisations that work there."""

from django.db import models

from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.referentielijsten.public import Gebiedsoort, Organisatiesoort

GELEVERD = 200  # characters that another system may deliver where a screen asks for fewer


class Gebied(Basismodel):
    """A buurt, wijk or kern, with its validity."""

    code = models.CharField(max_length=GELEVERD, unique=True)
    naam = models.CharField(max_length=GELEVERD)
    soort = models.CharField(max_length=10, choices=Gebiedsoort)
    gemeentecode = models.CharField(max_length=GELEVERD, blank=True)
    inwoners = models.IntegerField(null=True, blank=True)
    geldig_van = models.DateField(null=True, blank=True)
    geldig_tot = models.DateField(null=True, blank=True)

    privacy = privacy_of(organisatie="code naam soort gemeentecode inwoners geldig_van geldig_tot")

    class Meta:
        ordering = ("naam", "pk")

    def __str__(self) -> str:
        return self.naam


class Postcodegebied(Basismodel):
    """Which postcode lies in which area; the most precise row wins (6 before 4 positions)."""

    postcode = models.CharField(max_length=6, unique=True)
    gebied = models.ForeignKey(Gebied, on_delete=models.CASCADE, related_name="postcodes")

    privacy = privacy_of(organisatie="postcode gebied")

    class Meta:
        ordering = ("postcode",)

    def __str__(self) -> str:
        return self.postcode


class Organisatie(Basismodel):
    """Municipality, mother organisation, provider, partner, volunteers or an informal initiative.

    `biedt`: what residents can use there without a decision; `leefdomeinen`: codes of the domains for which, none for
    all of them (R-079).
    """

    naam = models.CharField(max_length=GELEVERD)
    soort = models.CharField(max_length=30, choices=Organisatiesoort)
    telefoon = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    biedt = models.CharField(max_length=200, blank=True)
    leefdomeinen = models.JSONField(default=list, blank=True)
    actief = models.BooleanField(default=True)

    privacy = privacy_of(organisatie="naam soort telefoon email biedt leefdomeinen actief")

    class Meta:
        ordering = ("naam", "pk")

    def __str__(self) -> str:
        return self.naam
