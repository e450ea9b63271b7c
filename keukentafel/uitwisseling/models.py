"""What is remembered of packages that came in: whose key an object has, and what its row last said."""

import uuid
from typing import ClassVar

from django.db import models

from keukentafel.core.models import Basismodel
from keukentafel.core.muurregels import Muur
from keukentafel.core.privacy import privacy_of
from keukentafel.toegang.public import Gebruiker
from keukentafel.uitwisseling.states import Inlezingstatus


class Bron(Basismodel):
    """Who sends packages: keys and updates hold within one source (rule 3 of the contract)."""

    naam = models.CharField(max_length=80, unique=True)

    privacy: ClassVar = privacy_of(organisatie="naam")

    def __str__(self) -> str:
        return self.naam


class Inlezing(Basismodel):
    """A package that the functional administrator brought in on the screen: how far it is, and what became of it.

    The package itself and its list of faults lie in a folder of their own until it came in or was put aside (map.py).
    """

    bron = models.CharField(max_length=80)
    sleutel = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)  # name of the folder
    status = models.CharField(max_length=20, choices=Inlezingstatus, default=Inlezingstatus.CONTROLE)
    fouten = models.PositiveIntegerField(default=0)
    tellingen = models.JSONField(default=dict)  # resource to Telling.as_row()
    reden = models.CharField(max_length=300, blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    privacy: ClassVar = privacy_of(
        organisatie="bron", technisch="sleutel status fouten tellingen reden", medewerker="door"
    )

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"inlezing {self.pk}"


class Sleutel(models.Model):
    """The sender's own key of an object, and a fingerprint of the row that it last came with.

    `object_id` is the id of the object in its own room, without a foreign key: the resource says which table.
    """

    # Without a check in the database: PostgreSQL would look the same source up again for each of millions of rows.
    bron = models.ForeignKey(Bron, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    resource = models.CharField(max_length=20)
    sleutel = models.CharField(max_length=200)
    object_id = models.BigIntegerField()
    vingerafdruk = models.BigIntegerField()
    loopt = models.BooleanField(null=True)  # whether its row last said that it goes on; null: nothing about an end

    privacy: ClassVar = privacy_of(
        organisatie="bron", technisch="resource object_id vingerafdruk", dossier="sleutel loopt"
    )
    muur = Muur(open_om="keys of a sender by number; what they belong to stands behind its own wall")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("bron", "resource", "sleutel"), name="sleutel_een_keer_per_bron"),
        )
        indexes = (models.Index(fields=("resource", "object_id"), name="sleutel_van_object"),)

    def __str__(self) -> str:
        return f"{self.resource} {self.pk}"


class Rijspoor(models.Model):
    """A row without an id that came in: fingerprints of its key and of the whole, and the object it became."""

    # Without a check in the database: PostgreSQL would look the same source up again for each of millions of rows.
    bron = models.ForeignKey(Bron, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    resource = models.CharField(max_length=20)
    sleutel = models.BigIntegerField()
    vingerafdruk = models.BigIntegerField()
    object_id = models.BigIntegerField()
    loopt = models.BooleanField(null=True)  # as of Sleutel

    privacy: ClassVar = privacy_of(
        organisatie="bron", technisch="resource sleutel object_id vingerafdruk", dossier="loopt"
    )
    muur = Muur(open_om="fingerprints and numbers; what they belong to stands behind its own wall")

    class Meta:
        indexes = (models.Index(fields=("bron", "resource"), name="rijspoor_van_bron"),)

    def __str__(self) -> str:
        return f"{self.resource} {self.pk}"
