"""The two tables of the log. `Regel` is made by hand-written SQL (partitions, triggers): see migrations."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

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
                "hash",
            ],
            Privacy.TECHNISCH,
        )
        | dict.fromkeys(("actor", "rol"), Privacy.MEDEWERKER)
        | {"geheim": Privacy.BIJZONDER}
    )

    class Meta:
        managed = False
        db_table = "audit_regel"
        ordering = ("volgnr",)

    def __str__(self) -> str:
        return f"{self.volgnr} {self.actie}"
