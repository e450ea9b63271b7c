"""Every text that the database holds, replaced by what would do something where it is shown.

Straight into the rows, as a package of another system might have brought it: nothing is held back by a form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.apps import apps
from django.db import IntegrityError, models, transaction

from keukentafel.referentielijsten.momentopname import changed

#: Rooms whose rows are no texts of people: lists that the product ships, the log, what Django and its libraries keep.
NIET = {"audit", "contenttypes", "auth", "sessions", "axes", "mfa", "account", "core", "weergaven"}


def text_fields() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every field in which somebody, or another system, writes words: no codes, keys, e-mail addresses or slugs."""
    for model in apps.get_models():
        if model._meta.app_label in NIET or not model._meta.managed or model.__name__.startswith("Historical"):
            continue
        for field in model._meta.concrete_fields:
            words = isinstance(field, models.TextField) or type(field) is models.CharField
            if words and not (field.choices or field.primary_key or is_code(field)):
                yield model, field


CODES = (
    "password",
    "code",
    "soort",
    "status",
    "sleutel",
    "wet",
    "rol",
    "postcode",
    "email",
    "taal",
    "stand",
    "kenmerk",
    "bron",
    "instrument",
    "herkomst",
    "tekenfunctie",
    "geslacht",
    "label",
    "index",
    "domein",
    "veld",
    "onderdeel",
    "pad",
    "kanaal",
    "reden",
    "grond",
    "urgentie",
    "kleur",
    "doel",
    "_id",
    "fase",
    "niveau",
    "uitkomst",
    "type",
)


def is_code(field: models.Field) -> bool:
    """Whether this field holds a word of a list and not words."""
    short = getattr(field, "max_length", None) is not None and field.max_length < 60
    return short or (any(part in field.name for part in CODES) and not isinstance(field, models.TextField))


def fill(text_of: Callable[[str], str]) -> dict[str, int]:
    """Put a text in every such field of every row; per field how many rows took it."""
    filled: dict[str, int] = {}
    for model, field in text_fields():
        name = f"{model._meta.label}.{field.name}"
        for row in model._default_manager.all():
            before = getattr(row, field.attname)
            if not before and field.null:
                continue
            setattr(row, field.attname, text_of(name))
            try:
                with transaction.atomic():
                    models.Model.save_base(row, raw=True, update_fields=[field.name])
            except (IntegrityError, ValueError, TypeError):
                setattr(row, field.attname, before)
                continue
            filled[name] = filled.get(name, 0) + 1
    changed()  # the lists that a process remembers are others now, and others again when this is put back
    return filled
