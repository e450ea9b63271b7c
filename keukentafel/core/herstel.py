"""Put rows back as they were: what a large action changed in many rooms, kept cell by cell, and undone exactly.

An image is taken before and after; only the difference is kept: the rows that came, and of the others the cells that
changed, with what they were and became. Undoing leaves alone what somebody changed since.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import ProtectedError, QuerySet

from keukentafel.core.fouten import Regelfout
from keukentafel.core.models import Basismodel

TIJDSTEMPELS = frozenset({"gemaakt_op", "gewijzigd_op"})

Beeld = dict[str, dict[int, dict[str, Any]]]  # model label -> id -> column -> JSON value


def take_image(rows: Iterable[QuerySet[Any]]) -> Beeld:
    """The cells of these rows as JSON values: one query per queryset; two querysets of one model add up."""
    image: Beeld = {}
    for found in rows:
        kept = image.setdefault(found.model._meta.label_lower, {})
        for row in found.order_by("pk"):
            kept[row.pk] = cells_of(row)
    return image


def cells_of(row: models.Model) -> dict[str, Any]:
    """The columns of one row as JSON values, with its version under `versie`."""
    names = (field.attname for field in row._meta.concrete_fields)
    return {name: _plain(getattr(row, name)) for name in names if name not in TIJDSTEMPELS}


def difference(voor: Beeld, na: Beeld) -> dict[str, Any]:
    """What came and what changed between two images, as JSON: {"nieuw": [...], "cellen": [...]}.

    `nieuw`: [label, id, version]; `cellen`: [label, id, {column: [was, became]}]. Raises ValueError for a row that
    went away: that cannot be put back.
    """
    new, changed = [], []
    for label, rows in na.items():
        before = voor.get(label, {})
        if gone := set(before) - set(rows):
            raise ValueError(f"{label}: {sorted(gone)} verdwenen")
        for pk, cells in rows.items():
            if pk not in before:
                new.append([label, pk, cells["versie"]])
                continue
            pairs = {n: [before[pk][n], v] for n, v in cells.items() if n != "versie" and before[pk][n] != v}
            if pairs:
                changed.append([label, pk, pairs])
    return {"nieuw": new, "cellen": changed}


def put_back(verschil: dict[str, Any]) -> None:
    """Take new rows away and give cells back what they were, where nobody touched them since.

    Inside a transaction. Raises Regelfout when a new row cannot go, because something was hung on it meanwhile.
    """
    _remove([(label, pk, version) for label, pk, version in verschil["nieuw"]])
    for label, pk, pairs in verschil["cellen"]:
        row = _locked(label, pk)
        if row is None:
            continue
        fields = {field.attname: field for field in row._meta.concrete_fields}
        row.change(
            **{
                name: was if fields[name].is_relation else fields[name].to_python(was)
                for name, (was, became) in pairs.items()
                if _plain(getattr(row, name)) == became
            }
        )


def _remove(rows: list[tuple[str, int, int]]) -> None:
    """Delete these rows, children before parents, unless somebody went on with them."""
    left = rows
    while left:
        kept = [item for item in left if not _delete(*item)]
        if len(kept) == len(left):
            raise Regelfout("Na het afsluiten is hier verder aan gewerkt. Ongedaan maken kan niet meer.")
        left = kept


def _delete(label: str, pk: int, versie: int) -> bool:
    row = _locked(label, pk)
    if row is None or row.versie != versie:
        return True
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return False
    return True


def _locked(label: str, pk: int) -> Basismodel | None:
    model: Any = apps.get_model(label)
    found: Basismodel | None = model._base_manager.select_for_update().filter(pk=pk).first()
    return found


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
