"""Model fields that are stored encrypted, bound to their row; and a keyed blind index to look a value up.

In Python a value is plain. It is decrypted when somebody asks for it, so a list that loads a person without showing the
BSN costs nothing. What a query gives without its row (`values`) is a Geheimschrift; `plain_values` opens it.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from keukentafel.core import geheimschrift
from keukentafel.core.geheimschrift import OntsleutelingMislukt
from keukentafel.core.rijnummers import Rijgebonden, row_bound
from keukentafel.core.sleutelbos import Doel, SleutelVernietigd, note

__all__ = [
    "OntsleutelingMislukt",
    "VersleuteldBinairveld",
    "VersleuteldJsonveld",
    "VersleuteldTekstveld",
    "blind_index",
]


def blind_index(value: str, purpose: str) -> str:
    """Keyed fingerprint of a unique value (hex, 64): equal values are equal, nothing else leaks."""
    return hmac.new(settings.SLEUTELS.blinde_index, f"{purpose}\x1f{value}".encode(), sha256).hexdigest()


T = TypeVar("T")
PORTIE = 2000  # rows of which the keys are asked together
LEEG_JSON = ("[]", "{}")  # how an empty list or object lies in its column: it says nothing


class Geheimschrift:
    """A value as it is stored, ready for the database; never shown: as text it says only that it is encrypted."""

    __slots__ = ("opgeslagen",)

    def __init__(self, opgeslagen: Any) -> None:
        self.opgeslagen = opgeslagen

    def __str__(self) -> str:
        return "(versleuteld)"

    __repr__ = __str__


def taken_together(rijen: Iterable[T]) -> Iterator[T]:
    """Yield these rows, read in portions: the keys that they name then come in one question per portion.

    For a query that is read with `iterator()`: it makes row after row, and each would ask for its own key.
    """
    source = iter(rijen)
    while part := list(islice(source, PORTIE)):
        yield from part


def expect(opgeslagen: Iterable[Any]) -> None:
    """Say which values are going to be opened, of a query that gives text as it is stored (`union`)."""
    for value in opgeslagen:
        stored = value.opgeslagen if isinstance(value, Geheimschrift) else value
        if isinstance(stored, str) and stored.startswith(geheimschrift.MERK):
            note(stored[3:35])


def plain_values(model: type[models.Model], rijen: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the rows of `values(...)`, "pk" or "id" among them, with what is encrypted as plain text.

    Raises OntsleutelingMislukt.
    """
    bound: dict[str, Any] = {field.attname: field for field in row_bound(model)}
    for row in taken_together(rijen):
        sealed = {name: value for name, value in row.items() if isinstance(value, Geheimschrift)}
        whole = {**row, "id": row.get("pk", row.get("id"))} if sealed else row
        opened = {name: bound[name].plain_of(value, whole) for name, value in sealed.items()}
        yield {**row, **opened} if opened else row


def plain_text(model: type[models.Model], veld: str, pk: int, value: Any) -> str:
    """The text of one value that a query gave without its row, of the row `pk`. Raises OntsleutelingMislukt."""
    field: Any = model._meta.get_field(veld)
    text: str = field.plain_of(value, {"id": pk})
    return text


class Ontsleuteling(DeferredAttribute):
    """The attribute of an encrypted field: decrypts at the first look."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Geheimschrift):
            field: Any = self.field
            try:
                value = field.plain_of(value, instance.__dict__)
            except SleutelVernietigd:
                if not hasattr(field.model, "instance_type"):
                    raise
                value = field.get_default()  # a version of another dossier's days: its words are gone on purpose
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class _Versleuteld(Rijgebonden):
    """What encrypted fields have in common: place, row, key, and storing only what was made ready for its row.

    `bij` names the attributes that are the row (default: its id), `doel` the purpose of the key. `dossier` names the
    attribute with the id of what owns the key: "casus_id" for that of the case ("casus:12"), "id" for one of the row
    itself ("doel:9"). Without, or where that attribute is None, the value lies under the key of the municipality.
    """

    descriptor_class = Ontsleuteling

    def __init__(
        self,
        *args: Any,
        doel: Doel = Doel.VELDEN,
        bij: Sequence[str] = ("id",),
        dossier: str = "",
        **kwargs: Any,
    ) -> None:
        self.doel, self.bij, self.dossier = doel, tuple(bij), dossier
        super().__init__(*args, **kwargs)

    @property
    def place(self) -> str:
        """Where the value belongs; history keeps the same place, so that old versions stay readable."""
        return f"{self.model._meta.app_label}.{self._kind}.{self.name}"

    @property
    def _kind(self) -> str:
        """The name of the model; of a version that of what it is a version of."""
        return (self.model._meta.model_name or "").removeprefix("historical")

    def row_of(self, rij: Mapping[str, Any]) -> str:
        """The row as it is authenticated. Raises ValueError when the row is not known yet."""
        parts = [rij.get(name) for name in self.bij]
        if None in parts:
            raise ValueError(f"{self.place}: zonder rij kan er niets worden versleuteld")
        return "\x1f".join(map(str, parts))

    def owner_of(self, rij: Mapping[str, Any]) -> str:
        """The dossier under whose key the value lies ("casus:12"); '' for the municipality's.

        Raises ValueError when `rij` does not hold the attribute that says so.
        """
        if not self.dossier:
            return ""
        if self.dossier not in rij:
            raise ValueError(f"{self.place}: zonder {self.dossier} is niet te zeggen onder welke sleutel")
        pk = rij[self.dossier]
        return "" if pk is None else f"{self.owner_kind}:{pk}"

    @property
    def owner_kind(self) -> str:
        """The name of the model that owns the key, in lower case; '' for the municipality."""
        return self._kind if self.dossier == "id" else self.dossier.removesuffix("_id")

    def is_secret(self, value: Any, rij: Mapping[str, Any]) -> bool:
        """Whether this value lies encrypted in this row."""
        return bool(value)

    def hangt_af_van(self) -> frozenset[str]:
        """The attributes, besides the id, without which nobody can say how a value is stored."""
        return frozenset({*self.bij, self.dossier}) - {"id", ""}

    def needs_row(self, instance: models.Model) -> bool:
        return self.bij == ("id",) and self.is_secret(instance.__dict__.get(self.attname), instance.__dict__)

    def stored(self, value: Any, rij: Mapping[str, Any]) -> Any:
        if isinstance(value, Geheimschrift) or not value:
            return value
        if not self.is_secret(value, rij):
            return Geheimschrift(value)
        return Geheimschrift(self.seal(value, rij))

    def seal(self, value: Any, rij: Mapping[str, Any]) -> Any:
        """Encrypt for this row."""
        raise NotImplementedError

    def plain_of(self, value: Any, rij: Mapping[str, Any]) -> Any:
        """The plain value of what a query gave. Raises OntsleutelingMislukt, ValueError."""
        raise NotImplementedError

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if value and self.dossier:
            getattr(model_instance, self.dossier)  # fetched when it was left out of the query
        if add and isinstance(value, Geheimschrift):  # a copy: it is encrypted again, for its own row
            value = getattr(model_instance, self.attname)
        return self.stored(value, model_instance.__dict__)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Geheimschrift):
            return value.opgeslagen
        if value:
            raise TypeError(f"{self.place} wordt per rij versleuteld: bewaar het object, of gebruik bulk_rows")
        return value


class VersleuteldTekstveld(_Versleuteld, models.TextField):  # type: ignore[type-arg]
    """Text that is stored encrypted; in Python it is a plain string. It cannot be searched or sorted."""

    def seal(self, value: Any, rij: Mapping[str, Any]) -> str:
        owner = self.owner_of(rij)
        return geheimschrift.encrypt_text(
            str(value), self.place, doel=Doel.DOSSIER if owner else self.doel, rij=self.row_of(rij), eigenaar=owner
        )

    def plain_of(self, value: Any, rij: Mapping[str, Any]) -> str:
        stored = value.opgeslagen if isinstance(value, Geheimschrift) else value
        if not stored:
            return stored or ""
        return geheimschrift.decrypt_text(stored, self.place, rij=self.row_of(rij))

    def from_db_value(self, value: str | None, *_: Any) -> Geheimschrift | str | None:
        if not value:
            return value
        if self.dossier and value.startswith(geheimschrift.MERK):
            note(value[3:35])
        return Geheimschrift(value)


class VersleuteldJsonveld(VersleuteldTekstveld):
    """A value of JSON that lies as encrypted text: a document of which every word is about somebody."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def stored(self, value: Any, rij: Mapping[str, Any]) -> Any:
        if value is None or isinstance(value, Geheimschrift):
            return value
        return Geheimschrift(self.seal(value, rij) if value else json.dumps(value))

    def seal(self, value: Any, rij: Mapping[str, Any]) -> str:
        return super().seal(json.dumps(value, ensure_ascii=False), rij)

    def plain_of(self, value: Any, rij: Mapping[str, Any]) -> Any:
        """The plain value; an empty one lies as it is. Raises OntsleutelingMislukt."""
        stored = value.opgeslagen if isinstance(value, Geheimschrift) else value
        return json.loads(stored if stored in LEEG_JSON else super().plain_of(stored, rij))

    def to_python(self, value: Any) -> Any:
        """The value as it is: text is one of the values of JSON, and a list is not made text (as TextField does)."""
        return value

    def get_prep_value(self, value: Any) -> Any:
        return json.dumps(value) if value in ([], {}) else super().get_prep_value(value)


class VersleuteldBinairveld(_Versleuteld, models.BinaryField):  # type: ignore[type-arg]
    """Bytes that are stored encrypted under a key of the municipality; in Python they are plain bytes."""

    def seal(self, value: Any, rij: Mapping[str, Any]) -> bytes:
        return geheimschrift.encrypt(bytes(value), self.place, doel=self.doel, rij=self.row_of(rij))

    def plain_of(self, value: Any, rij: Mapping[str, Any]) -> bytes:
        stored = bytes(value.opgeslagen if isinstance(value, Geheimschrift) else value)
        return geheimschrift.decrypt(stored, self.place, rij=self.row_of(rij)) if stored else stored

    def from_db_value(self, value: Any, *_: Any) -> Geheimschrift | bytes | None:
        return Geheimschrift(bytes(value)) if value else value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(self.get_prep_value(value), connection, prepared=True)
