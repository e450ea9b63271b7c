"""Lists, their versioned entries, domain schemes and the crosswalks between them."""

import uuid
from datetime import date
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import F, Q

from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.referentielijsten.states import (
    Betrouwbaarheid,
    Lijstsoort,
    Overgangsoort,
    Zelfredzaamheidsniveau,
)
from keukentafel.referentielijsten.zending import ALTIJD

M = TypeVar("M", bound=models.Model)
_VERSIE = "naam volgorde geldig_van geldig_tot bron betrouwbaarheid kenmerken geleverd"


class VersieQuerySet(models.QuerySet[M]):
    """Versions by date; `geldig_van` and `geldig_tot` are both inclusive."""

    def valid_on(self, op: date) -> "VersieQuerySet[M]":
        """The versions that hold on that day."""
        return self.filter(Q(geldig_tot=None) | Q(geldig_tot__gte=op), geldig_van__lte=op)

    def overlapping(self, van: date, tot: date | None) -> "VersieQuerySet[M]":
        """The versions that share at least one day with van..tot (`tot` None: without end)."""
        found: Any = self.filter(Q(geldig_tot=None) | Q(geldig_tot__gte=van))
        if tot is not None:
            found = found.filter(geldig_van__lte=tot)
        return found  # type: ignore[no-any-return]


def _end_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(geldig_tot=None) | Q(geldig_tot__gte=F("geldig_van")), name=name)


class Lijst(Basismodel):
    """A code list. `soort` says what a municipality may change; `alles_nodig`: no code of it may be ended."""

    code = models.SlugField("code", max_length=60, unique=True)
    naam = models.CharField("naam", max_length=120)
    omschrijving = models.CharField("omschrijving", max_length=400, blank=True)
    soort = models.CharField("soort", max_length=20, choices=Lijstsoort.choices, default=Lijstsoort.GESLOTEN)
    groep = models.CharField("groep", max_length=40, blank=True)
    contract = models.CharField("kolommen in het gegevenspakket", max_length=200, blank=True)
    telt_als_lijst = models.CharField("codes tellen mee als code van lijst", max_length=60, blank=True)
    alles_nodig = models.BooleanField("alle codes nodig", default=False)
    bron = models.CharField("bron", max_length=200, blank=True)
    betrouwbaarheid = models.CharField("betrouwbaarheid", max_length=2, choices=Betrouwbaarheid.choices)

    privacy = privacy_of(
        organisatie="code naam omschrijving soort groep contract telt_als_lijst alles_nodig bron betrouwbaarheid"
    )

    class Meta:
        verbose_name = "lijst"
        verbose_name_plural = "lijsten"
        ordering = ("groep", "naam", "pk")

    def __str__(self) -> str:
        return self.naam


class Versie(Basismodel):
    """One version of an entry: its name and place while it holds.

    `geleverd`: as the product ships it; the next shipment may follow it up with a correction. What somebody of the
    municipality wrote is never followed up.
    """

    naam = models.CharField("naam", max_length=160)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    geldig_van = models.DateField("geldig van", default=ALTIJD)
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)
    bron = models.CharField("bron", max_length=200, blank=True)
    betrouwbaarheid = models.CharField("betrouwbaarheid", max_length=2, choices=Betrouwbaarheid.choices)
    kenmerken = models.JSONField("kenmerken", default=dict, blank=True)
    geleverd = models.BooleanField("zoals geleverd", default=False, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.naam

    def holds_on(self, op: date) -> bool:
        """True when this version holds on that day."""
        return self.geldig_van <= op and (self.geldig_tot is None or op <= self.geldig_tot)

    def siblings(self) -> models.QuerySet[Self]:
        """All versions of the same entry, this one included."""
        raise NotImplementedError


class Code(Versie):
    """One version of one entry of a list. `telt_als`: the contract code that a local code counts as."""

    lijst = models.ForeignKey(Lijst, on_delete=models.PROTECT, related_name="codes")
    code = models.CharField("code", max_length=60)
    telt_als = models.CharField("telt als", max_length=60, blank=True)
    eigen = models.BooleanField("eigen code van de gemeente", default=False, editable=False)

    objects = VersieQuerySet["Code"].as_manager()
    privacy = privacy_of(organisatie=f"{_VERSIE} lijst code telt_als eigen")

    class Meta:
        verbose_name = "code"
        verbose_name_plural = "codes"
        ordering = ("lijst", "volgorde", "code", "geldig_van")
        constraints = [
            models.UniqueConstraint(fields=["lijst", "code", "geldig_van"], name="code_versie_per_dag"),
            _end_after_start("code_van_voor_tot"),
        ]

    def siblings(self) -> models.QuerySet["Code"]:
        """All versions of this code in its list."""
        return Code.objects.filter(lijst_id=self.lijst_id, code=self.code)


class Domeinstelsel(Basismodel):
    """A version of an instrument or of a layout in domains: zrm2013 and zrm2017 are two of them.

    `in_gebruik`: offered for a new measurement. `telt_als`: the shipped scheme of which a municipality's own one is
    a copy, as which it counts in the exchange package.
    """

    code = models.SlugField("code", max_length=40, unique=True)
    naam = models.CharField("naam", max_length=120)
    geldig_van = models.DateField("geldig van", default=ALTIJD)
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)
    voorbeeld = models.BooleanField("voorbeeld", default=False)
    alleen_met_kinderen = models.BooleanField("alleen met kinderen in het huishouden", default=False)
    voor_inzet = models.BooleanField("ook voor inzet in het plan", default=True)
    in_gebruik = models.BooleanField("te kiezen voor een nieuwe meting", default=True)
    telt_als = models.CharField("telt als stelsel", max_length=40, blank=True)
    eigen = models.BooleanField("eigen stelsel van de gemeente", default=False, editable=False)
    bron = models.CharField("bron", max_length=200, blank=True)
    betrouwbaarheid = models.CharField("betrouwbaarheid", max_length=2, choices=Betrouwbaarheid.choices)

    objects = VersieQuerySet["Domeinstelsel"].as_manager()
    privacy = privacy_of(
        organisatie=(
            "code naam geldig_van geldig_tot voorbeeld alleen_met_kinderen voor_inzet in_gebruik telt_als eigen bron "
            "betrouwbaarheid"
        )
    )

    class Meta:
        verbose_name = "domeinstelsel"
        verbose_name_plural = "domeinstelsels"
        ordering = ("geldig_van", "code")
        constraints = [_end_after_start("stelsel_van_voor_tot")]

    def __str__(self) -> str:
        return self.naam


class Leefdomein(Versie):
    """One version of a domain of a scheme."""

    stelsel = models.ForeignKey(Domeinstelsel, on_delete=models.PROTECT, related_name="domeinen")
    code = models.CharField("code", max_length=60)

    objects = VersieQuerySet["Leefdomein"].as_manager()
    privacy = privacy_of(organisatie=f"{_VERSIE} stelsel code")

    class Meta:
        verbose_name = "leefdomein"
        verbose_name_plural = "leefdomeinen"
        ordering = ("stelsel", "volgorde", "code", "geldig_van")
        constraints = [
            models.UniqueConstraint(fields=["stelsel", "code", "geldig_van"], name="domein_versie_per_dag"),
            _end_after_start("domein_van_voor_tot"),
        ]

    def siblings(self) -> models.QuerySet["Leefdomein"]:
        """All versions of this domain in its scheme."""
        return Leefdomein.objects.filter(stelsel_id=self.stelsel_id, code=self.code)


class Niveau(Versie):
    """One version of a level of a scheme: 1 (acute problematiek) to 5 (volledig zelfredzaam)."""

    stelsel = models.ForeignKey(Domeinstelsel, on_delete=models.PROTECT, related_name="niveaus")
    waarde = models.PositiveSmallIntegerField("waarde", choices=Zelfredzaamheidsniveau.choices)
    is_probleem = models.BooleanField("telt als probleem")

    objects = VersieQuerySet["Niveau"].as_manager()
    privacy = privacy_of(organisatie=f"{_VERSIE} stelsel waarde is_probleem")

    class Meta:
        verbose_name = "niveau"
        verbose_name_plural = "niveaus"
        ordering = ("stelsel", "waarde", "geldig_van")
        constraints = [
            models.UniqueConstraint(fields=["stelsel", "waarde", "geldig_van"], name="niveau_versie_per_dag"),
            models.CheckConstraint(condition=Q(waarde__gte=1, waarde__lte=5), name="niveau_1_tot_5"),
            _end_after_start("niveau_van_voor_tot"),
        ]

    @property
    def code(self) -> str:
        """The level as text, so that a level reads like any other entry."""
        return str(self.waarde)

    def siblings(self) -> models.QuerySet["Niveau"]:
        """All versions of this level in its scheme."""
        return Niveau.objects.filter(stelsel_id=self.stelsel_id, waarde=self.waarde)


class Overgang(Basismodel):
    """One line of a crosswalk. It is shown where a series breaks and never applied to a score (R-055)."""

    van_stelsel = models.ForeignKey(Domeinstelsel, on_delete=models.PROTECT, related_name="overgangen_uit")
    van_code = models.CharField("van domein", max_length=60)
    naar_stelsel = models.ForeignKey(Domeinstelsel, on_delete=models.PROTECT, related_name="overgangen_in")
    naar_code = models.CharField("naar domein", max_length=60, blank=True)
    soort = models.CharField("soort", max_length=20, choices=Overgangsoort.choices)
    geldig_van = models.DateField("geldig van", default=ALTIJD)
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)
    eigen = models.BooleanField("eigen regel van de gemeente", default=False, editable=False)
    bron = models.CharField("bron", max_length=200, blank=True)
    betrouwbaarheid = models.CharField("betrouwbaarheid", max_length=2, choices=Betrouwbaarheid.choices)

    objects = VersieQuerySet["Overgang"].as_manager()
    privacy = privacy_of(
        organisatie=(
            "van_stelsel van_code naar_stelsel naar_code soort geldig_van geldig_tot eigen bron betrouwbaarheid"
        )
    )

    class Meta:
        verbose_name = "overgang"
        verbose_name_plural = "overgangen"
        ordering = ("van_stelsel", "naar_stelsel", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["van_stelsel", "van_code", "naar_stelsel", "naar_code", "geldig_van"],
                name="overgang_een_keer",
            ),
            models.CheckConstraint(
                condition=Q(soort=Overgangsoort.GEEN, naar_code="") | (~Q(soort=Overgangsoort.GEEN) & ~Q(naar_code="")),
                name="overgang_geen_zonder_doel",
            ),
            _end_after_start("overgang_van_voor_tot"),
        ]

    def __str__(self) -> str:
        return f"{self.van_code} → {self.naar_code or 'geen'}"


class Criteriumtekst(Basismodel):
    """A municipality's own text for one domain and level; imported with the permission it rests on.

    None are shipped: the criteria texts of the ZRM belong to GGD Amsterdam, all rights reserved.
    """

    stelsel = models.ForeignKey(Domeinstelsel, on_delete=models.PROTECT, related_name="criteriumteksten")
    domein_code = models.CharField("domein", max_length=60)
    niveau = models.PositiveSmallIntegerField("niveau", choices=Zelfredzaamheidsniveau.choices)
    tekst = models.TextField("tekst")
    toestemming = models.CharField("toestemming van", max_length=200)

    privacy = privacy_of(organisatie="stelsel domein_code niveau tekst toestemming")

    class Meta:
        verbose_name = "criteriumtekst"
        verbose_name_plural = "criteriumteksten"
        ordering = ("stelsel", "domein_code", "niveau")
        constraints = [
            models.UniqueConstraint(fields=["stelsel", "domein_code", "niveau"], name="criterium_een_keer"),
        ]

    def __str__(self) -> str:
        return f"{self.domein_code} {self.niveau}"


class Lijststand(models.Model):
    """A mark that changes with every change of any list, so that each process knows when to read again."""

    merk = models.UUIDField(default=uuid.uuid4)

    privacy = privacy_of(technisch="merk")

    class Meta:
        verbose_name = "lijststand"

    def __str__(self) -> str:
        return str(self.merk)

    @classmethod
    def renew(cls) -> None:
        """Set a new mark, in the transaction of the change; a rolled back mark never comes back."""
        values: dict[str, Any] = {"merk": uuid.uuid4()}
        cls.objects.update_or_create(pk=1, defaults=values)
