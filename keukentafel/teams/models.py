"""Teams, the workers placed in them, and for how many hours."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.referentielijsten.public import Medewerkertype
from keukentafel.socialekaart.public import Gebied, Organisatie
from keukentafel.toegang.public import Gebruiker

GELEVERD = 200  # characters that another system may deliver where a screen asks for fewer


class Team(Basismodel):
    """A social team, or the intake desk (`intake`) where what has no team yet waits."""

    naam = models.CharField(max_length=GELEVERD)
    intake = models.BooleanField(default=False)
    geldig_van = models.DateField(null=True, blank=True)
    geldig_tot = models.DateField(null=True, blank=True)
    crisisdienst_tot = models.DateField(null=True, blank=True)  # its workers may break the glass up to this day

    privacy = privacy_of(organisatie="naam intake geldig_van geldig_tot crisisdienst_tot")

    class Meta:
        ordering = ("naam", "pk")

    def __str__(self) -> str:
        return self.naam


class Teamgebied(Basismodel):
    """Which area a team serves, dated."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="gebieden")
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="+")
    van = models.DateField(null=True, blank=True)
    tot = models.DateField(null=True, blank=True)

    privacy = privacy_of(organisatie="team gebied van tot")

    class Meta:
        ordering = ("team", "gebied", "van")

    def __str__(self) -> str:
        return f"teamgebied {self.pk}"


class Medewerker(Basismodel):
    """A worker; stays employed by the mother organisation, which gives no access at all (R-170)."""

    gebruiker = models.OneToOneField(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    naam = models.CharField(max_length=GELEVERD)
    moederorganisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    skj_nummer = models.CharField(max_length=GELEVERD, blank=True)
    skj_geldig_tot = models.DateField(null=True, blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    expertise = models.JSONField(default=list, blank=True)  # codes of the list `expertise`

    privacy = privacy_of(medewerker="gebruiker naam moederorganisatie skj_nummer skj_geldig_tot telefoon expertise")

    class Meta:
        ordering = ("naam", "pk")

    def __str__(self) -> str:
        return self.naam


class Plaatsing(Basismodel):
    """A worker in a team from `van` to `tot` (inclusive). No team: works for all. No fte: unknown, not 0."""

    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="plaatsingen")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="plaatsingen")
    medewerkertype = models.CharField(max_length=30, choices=Medewerkertype)
    fte = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    privacy = privacy_of(medewerker="medewerker team medewerkertype fte van tot")

    class Meta:
        ordering = ("medewerker", "van", "pk")
        constraints = [
            models.UniqueConstraint(fields=["medewerker", "team", "medewerkertype", "van"], name="plaatsing_sleutel"),
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="plaatsing_van_voor_tot"),
        ]

    def __str__(self) -> str:
        return f"plaatsing {self.pk}"

    def holds_on(self, op: date) -> bool:
        """True when the placement holds on day `op`; both ends inclusive."""
        return self.van <= op and (self.tot is None or self.tot >= op)


class Bandbreedte(Basismodel):
    """How much weighted load a worker agreed to carry: a hint, never a limit, never a ranking."""

    medewerker = models.ForeignKey(Medewerker, on_delete=models.CASCADE, related_name="bandbreedtes")
    laag = models.DecimalField(max_digits=5, decimal_places=1)
    hoog = models.DecimalField(max_digits=5, decimal_places=1)
    van = models.DateField()

    privacy = privacy_of(medewerker="medewerker laag hoog van")

    class Meta:
        ordering = ("medewerker", "-van", "-pk")

    def __str__(self) -> str:
        return f"bandbreedte {self.pk}"
