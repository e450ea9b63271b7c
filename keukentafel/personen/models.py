"""Persons, and the households they live in over time."""

from django.db import models
from django.db.models import F, Q

from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.core.versleuteling import VersleuteldTekstveld
from keukentafel.referentielijsten.public import Geslacht, Leefeenheidrol, RedenZonderCasus, Relatiesoort
from keukentafel.socialekaart.public import Gebied
from keukentafel.toegang.public import Gebruiker, Label


class Persoon(Basismodel):
    """A natural person; may exist without a case, and may be known under a pseudonym only."""

    voornamen = models.CharField(max_length=120, blank=True)
    tussenvoegsel = models.CharField(max_length=20, blank=True)
    achternaam = models.CharField(max_length=120)
    pseudoniem = models.BooleanField(default=False)
    geboortedatum = models.DateField(null=True, blank=True, db_index=True)
    geslacht = models.CharField(max_length=10, choices=Geslacht, blank=True)
    bsn = VersleuteldTekstveld(blank=True, default="")
    bsn_index = models.CharField(max_length=64, null=True, unique=True, editable=False)
    straat = models.CharField(max_length=120, blank=True)
    huisnummer = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    woonplaats = models.CharField(max_length=80, blank=True)
    geheim_adres = models.BooleanField(default=False)
    telefoon = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    overleden_op = models.DateField(null=True, blank=True)
    reden_zonder_casus = models.CharField(max_length=20, choices=RedenZonderCasus, blank=True)
    samengevoegd_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="samengevoegde"
    )

    privacy = privacy_of(
        identificerend="voornamen tussenvoegsel achternaam pseudoniem geboortedatum geslacht overleden_op",
        contact="straat huisnummer postcode woonplaats geheim_adres telefoon email gebied",
        bsn="bsn bsn_index",
        dossier="reden_zonder_casus",
        technisch="samengevoegd_in",
    )

    class Meta:
        ordering = ("achternaam", "voornamen", "pk")
        indexes = [models.Index(fields=["postcode", "huisnummer"], name="persoon_adres")]

    def __str__(self) -> str:
        return f"persoon {self.pk}"


class Huishouden(Basismodel):
    """People who live together, or form one family: the unit that has one plan and one regisseur."""

    naam = models.CharField(max_length=160)
    label = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Label], default=Label.NORMAAL)

    privacy = privacy_of(identificerend="naam", technisch="label")

    class Meta:
        ordering = ("naam", "pk")

    def __str__(self) -> str:
        return f"huishouden {self.pk}"


class Huishoudlid(Basismodel):
    """Membership of a household from `van` to `tot`, both inclusive."""

    huishouden = models.ForeignKey(Huishouden, on_delete=models.PROTECT, related_name="leden")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="lidmaatschappen")
    rol = models.CharField(max_length=12, choices=Leefeenheidrol)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    privacy = privacy_of(dossier="huishouden persoon rol van tot")

    class Meta:
        ordering = ("huishouden", "rol", "van", "pk")
        constraints = [
            models.UniqueConstraint(fields=["huishouden", "persoon", "van"], name="lid_een_keer_per_begin"),
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="lid_van_voor_tot"),
        ]

    def __str__(self) -> str:
        return f"lid {self.pk}"


class Relatie(Basismodel):
    """persoon_a is <soort> of persoon_b, inside or outside the household."""

    persoon_a = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="relaties_als_a")
    persoon_b = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="relaties_als_b")
    soort = models.CharField(max_length=20, choices=Relatiesoort)
    van = models.DateField(null=True, blank=True)
    tot = models.DateField(null=True, blank=True)

    privacy = privacy_of(dossier="persoon_a persoon_b soort van tot")

    class Meta:
        ordering = ("persoon_a", "soort", "pk")
        constraints = [models.CheckConstraint(condition=~Q(persoon_a=F("persoon_b")), name="relatie_met_ander")]

    def __str__(self) -> str:
        return f"relatie {self.pk}"


class EigenPersoon(Basismodel):
    """Which person in the records a user is himself: his own household is closed to him."""

    gebruiker = models.OneToOneField(Gebruiker, on_delete=models.CASCADE, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")

    privacy = privacy_of(medewerker="gebruiker", dossier="persoon")

    def __str__(self) -> str:
        return f"eigen persoon {self.pk}"


class Belang(Basismodel):
    """A tie between a user and a household, declared by the worker or the resident; never which tie."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="+")
    huishouden = models.ForeignKey(Huishouden, on_delete=models.PROTECT, related_name="+")
    gemeld_op = models.DateField()
    tot = models.DateField(null=True, blank=True)

    privacy = privacy_of(medewerker="gebruiker", dossier="huishouden gemeld_op tot")

    class Meta:
        ordering = ("gebruiker", "pk")
        constraints = [models.UniqueConstraint(fields=["gebruiker", "huishouden"], name="belang_een_keer")]

    def __str__(self) -> str:
        return f"belang {self.pk}"
