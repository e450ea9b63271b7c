"""The two tables of the log. `Regel` is made by hand-written SQL (partitions, triggers): see migrations."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils import timezone

from keukentafel.core.privacy import Privacy


class Betrokkene(models.Model):
    """The salt of one person's pseudonym in the log. Destroy the row and the lines can no longer be linked."""

    subject_id = models.BigIntegerField(primary_key=True)
    zout = models.BinaryField(max_length=16)

    privacy: ClassVar[Mapping[str, Privacy]] = {
        "subject_id": Privacy.TECHNISCH,
        "zout": Privacy.GEHEIM,
    }

    class Meta:
        db_table = "audit_betrokkene"

    def __str__(self) -> str:
        return str(self.subject_id)


class Regel(models.Model):
    """One line. Never updated, never deleted: triggers and rights in the database see to that."""

    volgnr = models.BigIntegerField(primary_key=True)
    tijd = models.DateTimeField()
    gebeurtenis = models.UUIDField()
    trace = models.CharField(max_length=32)
    soort = models.CharField(max_length=12)
    actie = models.CharField(max_length=60)
    activiteit = models.CharField(max_length=60)
    resultaat = models.CharField(max_length=12)
    reden = models.CharField(max_length=60)
    actor = models.BigIntegerField(null=True)
    rol = models.CharField(max_length=40)
    oorsprong = models.CharField(max_length=64)
    object_soort = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    betrokkene = models.CharField(max_length=32)
    wet = models.CharField(max_length=14)
    geheim = models.BinaryField(null=True)
    vorm = models.SmallIntegerField()
    begonnen = models.DateTimeField(null=True)
    grond = models.CharField(max_length=24)
    namens = models.BigIntegerField(null=True)
    vreemd = models.CharField(max_length=80)
    hash = models.CharField(max_length=64)

    privacy: ClassVar[Mapping[str, Privacy]] = (
        dict.fromkeys(
            [
                "volgnr",
                "tijd",
                "gebeurtenis",
                "trace",
                "soort",
                "actie",
                "activiteit",
                "resultaat",
                "reden",
                "oorsprong",
                "object_soort",
                "object_id",
                "betrokkene",
                "wet",
                "vorm",
                "begonnen",
                "grond",
                "vreemd",
                "hash",
            ],
            Privacy.TECHNISCH,
        )
        | dict.fromkeys(("actor", "rol", "namens"), Privacy.MEDEWERKER)
        | {"geheim": Privacy.BIJZONDER}
    )

    class Meta:
        managed = False
        db_table = "audit_regel"
        ordering = ("volgnr",)

    def __str__(self) -> str:
        return f"{self.volgnr} {self.actie}"


class IJkpunt(models.Model):
    """The head of the log at a moment, signed. The copy that proves something lies outside this database.

    `soort`: "uur" is a checkpoint; "overgang" says up to which line the log still has its first form.
    """

    soort = models.CharField(max_length=8)
    volgnr = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    handtekening = models.CharField(max_length=128)
    bezorgd = models.CharField(max_length=40, blank=True)

    privacy: ClassVar[Mapping[str, Privacy]] = dict.fromkeys(
        ["id", "soort", "volgnr", "hash", "gemaakt_op", "handtekening", "bezorgd"], Privacy.TECHNISCH
    )

    class Meta:
        db_table = "audit_ijkpunt"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.soort} {self.volgnr}"
