"""Dated series from other systems, and reports that were frozen."""

from __future__ import annotations

from typing import Any

from django.db import models

from keukentafel.cijfers.states import Aanbodsoort, Aanbodstatus, Onderwerp
from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import privacy_of
from keukentafel.socialekaart.public import Gebied
from keukentafel.teams.public import Team
from keukentafel.toegang.public import Gebruiker


class Reeks(Basismodel):
    """What is counted elsewhere: its name, unit and source. `code` is the key under which it comes again."""

    code = models.CharField(max_length=60, unique=True)
    onderwerp = models.CharField(max_length=12, choices=Onderwerp)
    naam = models.CharField(max_length=200)
    eenheid = models.CharField(max_length=60)
    bron = models.CharField(max_length=200)

    privacy = privacy_of(organisatie="code onderwerp naam eenheid bron")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.naam


class Reekspunt(Basismodel):
    """One value: of a day (`van` is `tot`) or a period, both days inclusive. An empty `waarde` is unknown, never 0.

    `uitsplitsing` says which part of the series it is; '' is the whole. `n`: how many it rests on, where that is told.
    """

    reeks = models.ForeignKey(Reeks, on_delete=models.PROTECT, related_name="+")
    van = models.DateField()
    tot = models.DateField()
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    uitsplitsing = models.CharField(max_length=120, blank=True)
    waarde = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True)

    privacy = privacy_of(organisatie="reeks van tot gebied team uitsplitsing waarde n")

    class Meta:
        ordering = ("reeks", "van", "pk")
        constraints = [  # a database takes two unknowns for different; where there is no area or team the import looks
            models.UniqueConstraint(
                fields=["reeks", "van", "tot", "gebied", "team", "uitsplitsing"], name="reekspunt_een_keer",
            ),
            models.CheckConstraint(condition=models.Q(tot__gte=models.F("van")), name="reekspunt_op_volgorde"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"reekspunt {self.pk}"


class Bevrorenrapport(Basismodel):
    """A report as it was known when it was frozen: the question, the answer, and a checksum over both (R-181, R-183).

    `vraag` and `antwoord` are what the report takes and gives, as JSON; `naam` is the name of the set, like "2018-1".
    `team`: of which team it is; its key in the package (in `vraag`) may become another one.
    """

    naam = models.CharField(max_length=60)
    rapport = models.CharField(max_length=60)
    rapportversie = models.PositiveIntegerField()
    peildatum = models.DateField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    vraag: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    antwoord: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    controlegetal = models.CharField(max_length=64)

    privacy = privacy_of(organisatie="naam rapport rapportversie peildatum team vraag antwoord controlegetal")

    class Meta:
        ordering = ("naam", "pk")
        constraints = [models.UniqueConstraint(fields=["naam", "rapport"], name="bevrorenrapport_een_keer")]

    def __str__(self) -> str:
        return f"{self.rapport} {self.naam}"


class Reeksaanbod(models.Model):
    """A CSV of series or prices that the functional administrator offered on the screen, and what became of it.

    `bestand` is kept only between a check without faults and the button that brings it in: a file with faults may be
    another file altogether, with people in it. `fouten`: rows of cells as uitwisseling.Fout gives them, which repeat no
    cell of the file; `tellingen`: rows with reeks, naam, nieuw, gewijzigd, gelijk; of prices vervalt
    too, and no reeks.
    """

    soort = models.CharField(max_length=10, choices=Aanbodsoort, default=Aanbodsoort.REEKSEN)
    bestand = models.BinaryField(default=bytes)
    status = models.CharField(max_length=20, choices=Aanbodstatus)
    aantal_fouten = models.PositiveIntegerField(default=0)
    fouten = models.JSONField(default=list)
    tellingen = models.JSONField(default=list)
    aangeboden_op = models.DateTimeField()
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")

    privacy = privacy_of(
        organisatie="bestand tellingen", technisch="soort status aantal_fouten fouten aangeboden_op", medewerker="door"
    )

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"reeksaanbod {self.pk}"


class Productprijs(models.Model):
    """What one unit of a product costs this municipality, in whole cents: imported, never shipped (reference 5.7).

    `product` and `eenheid` are codes of the lists of those names. `van`..`tot` (both inclusive; empty: still) of one
    product and unit never overlap: the import sees to it. The list is replaced as a whole, so it has no history; the
    log says when.
    """

    product = models.CharField(max_length=20)
    eenheid = models.CharField(max_length=4)
    cent = models.PositiveBigIntegerField()
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)
    bron = models.CharField(max_length=200)

    privacy = privacy_of(organisatie="product eenheid cent van tot bron")

    class Meta:
        ordering = ("product", "eenheid", "van")
        constraints = [
            models.UniqueConstraint(fields=["product", "eenheid", "van"], name="productprijs_een_keer"),
            models.CheckConstraint(
                condition=models.Q(tot=None) | models.Q(tot__gte=models.F("van")), name="productprijs_op_volgorde"
            ),
        ]

    def __str__(self) -> str:
        return f"prijs {self.product}"


class Mkbaprijs(models.Model):
    """A price of an effect from a list that this municipality brought in itself; none is ever shipped (R-187).

    `prijspeil` is the year of its price level. The list is replaced as a whole; the log says when.
    """

    code = models.CharField(max_length=40, unique=True)
    omschrijving = models.CharField(max_length=200)
    cent = models.PositiveBigIntegerField()
    prijspeil = models.PositiveSmallIntegerField()
    bron = models.CharField(max_length=200)

    privacy = privacy_of(organisatie="code omschrijving cent prijspeil bron")

    class Meta:
        ordering = ("omschrijving", "code")

    def __str__(self) -> str:
        return self.omschrijving
