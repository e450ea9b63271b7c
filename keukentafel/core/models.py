"""The base of every domain object: a version number, a history, and a privacy class per field."""

import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, Self

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from keukentafel.core import handelende
from keukentafel.core.fouten import Versieconflict
from keukentafel.core.historie import Historiebeheer
from keukentafel.core.privacy import Privacy, privacy_of
from keukentafel.core.rijnummers import needs_row, reserve_ids, store_anew


def _history_user(**_: Any) -> int | None:
    return handelende.current_user_id()


def _set_history_user(historical: Any, user_id: int | None) -> None:
    historical.history_user_id = user_id


def _get_history_user(historical: Any) -> int | None:
    user_id: int | None = historical.history_user_id
    return user_id


class Versies(HistoricalRecords):  # type: ignore[misc]  # the library has no types
    """The versions of simple_history, copied inside the database: one statement, no second object in Python.

    What is kept is the row as it stands there, whatever else the object in memory holds.
    """

    def create_historical_record(self, instance: Any, history_type: str, using: str | None = None) -> None:
        """Keep the row of `instance` as it was just written ("+" or "~"); of a row that is gone ("-") the object."""
        if history_type == "-":
            super().create_historical_record(instance, history_type, using)
            return
        model: type[models.Model] = type(instance)
        statement = f"{history_statement(model)} WHERE {connection.ops.quote_name(model._meta.pk.column or '')} = %s"
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(statement, [now, history_type, handelende.current_user_id(), instance.pk])


@cache
def history_statement(model: type[models.Model]) -> str:
    """Return the SQL that copies rows to their history, without its WHERE.

    Its parameters are the moment, the kind of change ("+" or "~") and the id of the user.
    """
    history = model.history.model  # type: ignore[attr-defined]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in history.tracked_fields)
    return (
        f"INSERT INTO {quote(history._meta.db_table)} ({columns}, history_date, history_type, history_user_id) "  # noqa: S608
        f"SELECT {columns}, %s, %s, %s FROM {quote(model._meta.db_table)}"
    )


class Basismodel(models.Model):
    """A domain object. Every save keeps the previous version (who, when, what) and raises `versie` by one."""

    versie = models.PositiveIntegerField(default=1, editable=False)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    history = Versies(
        inherit=True,
        history_manager=Historiebeheer,
        get_user=_history_user,
        history_user_id_field=models.BigIntegerField(null=True),
        history_user_getter=_get_history_user,
        history_user_setter=_set_history_user,
    )

    privacy: ClassVar[Mapping[str, Privacy]]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; an existing row gets the next version number."""
        if self._state.adding and self.pk is None and needs_row(self):
            self.pk = reserve_ids(type(self), 1)[0]
            kwargs["force_insert"] = True
        if not self._state.adding:
            self.versie += 1
            if kwargs.get("update_fields") is not None:
                wanted = {*kwargs["update_fields"], "versie", "gewijzigd_op"}
                kwargs["update_fields"] = wanted | store_anew(self, wanted)
        super().save(*args, **kwargs)

    @classmethod
    def lock(cls, pk: int, versie: int | None = None) -> Self:
        """Fetch the row for change, inside a transaction.

        Raises Versieconflict when `versie` (from the form) is not the current one, and
        DoesNotExist when there is no such row.
        """
        found: Self = cls._default_manager.select_for_update().get(pk=pk)
        if versie is not None and found.versie != versie:
            raise Versieconflict(found)
        return found

    def change(self, **fields: Any) -> bool:
        """Set these fields and save when one of them differs; True when something changed."""
        changed = {name: value for name, value in fields.items() if getattr(self, name) != value}
        if not changed:
            return False
        for name, value in changed.items():
            setattr(self, name, value)
        self.save(update_fields=list(changed))
        return True


class Datasleutel(models.Model):
    """A key with which something in this database is encrypted, itself wrapped by a key over it (docs/adr/0026).

    `eigenaar` is '' for the municipality, "casus:12" for one dossier. A key that was followed up only reads; of one
    that was destroyed the row stays, without the key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)  # never used again, also after a rollback
    doel = models.CharField(max_length=20)
    eigenaar = models.CharField(max_length=40, blank=True)
    omhuld_door = models.CharField(max_length=40)  # the id of a key outside the database, or of another row
    omhuld = models.BinaryField(null=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    opgevolgd_op = models.DateTimeField(null=True)
    vernietigd_op = models.DateTimeField(null=True)

    privacy: ClassVar[Mapping[str, Privacy]] = {
        **privacy_of(technisch="doel eigenaar omhuld_door opgevolgd_op vernietigd_op", geheim="omhuld"),
    }

    class Meta:
        ordering = ("doel", "eigenaar", "gemaakt_op")
        indexes = [
            models.Index(fields=["omhuld_door"], name="datasleutel_omhuld_door"),
            models.Index(fields=["eigenaar"], name="datasleutel_eigenaar"),  # of a dossier, destroyed or not
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["doel", "eigenaar"], condition=Q(opgevolgd_op=None, vernietigd_op=None),
                name="een_sleutel_in_gebruik",
            ),
            models.CheckConstraint(condition=Q(vernietigd_op=None) | Q(omhuld=None), name="vernietigd_is_weg"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"datasleutel {self.pk}"


class Idempotentie(models.Model):
    """The effect of one form: a second post with the same key and content shows the first result (R: double click).

    `inhoud` is a keyed digest of what was sent, empty for a row of an older release: the same key with other words is
    no repeat, it is somebody who went back in his browser and wrote on.
    """

    sleutel = models.UUIDField()
    gebruiker_id = models.BigIntegerField()
    inhoud = models.CharField(max_length=64, blank=True, default="", db_default="")
    resultaat = models.CharField(max_length=500, blank=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True, db_index=True)

    privacy: ClassVar[Mapping[str, Privacy]] = {
        **privacy_of(technisch="sleutel inhoud resultaat", medewerker="gebruiker_id"),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sleutel", "gebruiker_id"], name="een_effect")]

    def __str__(self) -> str:
        return str(self.sleutel)
