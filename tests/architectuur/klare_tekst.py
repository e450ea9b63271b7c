"""Which columns hold text that the database can read, and which of those docs/klare-tekst.toml gives a reason for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models

from keukentafel.core.rijnummers import Rijgebonden
from tests.architectuur.house import ROOT

LIJST = ROOT / "docs" / "klare-tekst.toml"
TEKST = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def readable_columns(soorten: Iterable[type[models.Model]]) -> set[str]:
    """ "room.model.field" of every column of text, JSON or bytes that is neither encrypted nor an enumeration.

    The former versions of a model have the same fields, with the same place, and do not count apart.
    """
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in soorten
        for field in model._meta.local_concrete_fields
        if isinstance(field, TEKST) and not field.choices and not isinstance(field, Rijgebonden)
    }


def own_models() -> list[type[models.Model]]:
    """The models of the product."""
    found = [model for model in apps.get_models() if model.__module__.startswith("keukentafel.")]
    return [model for model in found if not hasattr(model, "instance_type")]


def reasons() -> dict[str, str]:
    """Why each column of the list may be read; raises ValueError for one that is named twice or has no reason."""
    found: dict[str, str] = {}
    lijst: dict[str, dict[str, Any]] = tomllib.loads(LIJST.read_text())
    for name, group in lijst.items():
        if len(group["waarom"]) < 20:
            raise ValueError(f"{name}: zeg waarom")
        for model, fields in group["velden"].items():
            for field in fields.split():
                if f"{model}.{field}" in found:
                    raise ValueError(f"{model}.{field} staat er twee keer")
                found[f"{model}.{field}"] = name
    return found
