"""Every text that the database holds, replaced by what would do something where it is shown.

Straight into the rows, as a package of another system might have brought it: nothing is held back by a form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from keukentafel.core.versleuteling import VersleuteldJsonveld
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
            free = not (field.choices or field.primary_key or field.name in NOOIT)
            if free and (typed_freely(model, field) or (words and not is_code(field))):
                yield model, field


#: Encrypted, and no words: a number, and what a key is known by.
NOOIT = ("bsn", "merk")
#: Words all the same, under a name or of a length that says otherwise; an e-mail address stands in a link.
VRIJ = ("reden", "grond", "bron")
KORT = ("telefoon", "huisnummer")


def typed_freely(model: type[models.Model], field: models.Field) -> bool:
    """Whether this is no list although it looks like one: a reason or a source of a sentence, a number to call."""
    last = field.name.rpartition("_")[2]
    if isinstance(field, models.EmailField):
        return model._meta.app_label != "toegang"  # with that one logs in
    return type(field) is models.CharField and (
        last in KORT or (last in VRIJ and field.max_length is not None and field.max_length >= 200)
    )


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
    "telt_als",
)


def is_code(field: models.Field) -> bool:
    """Whether this field holds a word of a list and not words."""
    short = getattr(field, "max_length", None) is not None and field.max_length < 60
    return short or (any(part in field.name for part in CODES) and not isinstance(field, models.TextField))


def with_rows() -> int:
    """How many of these fields some row of the examples holds, so that a text can be put there."""
    return sum(
        model._default_manager.exclude(**{f"{field.name}__isnull": True}).exists() for model, field in text_fields()
    )


def fill(text_of: Callable[[str], str]) -> dict[str, int]:
    """Put a text in every such field of every row, encrypted where the field is; per field how many rows took it.

    Only what must be unique may refuse it. Anything else that refuses is raised: a field that silently stays as it was
    is a field that nobody tries.
    """
    filled: dict[str, int] = {}
    for model, field in text_fields():
        name = f"{model._meta.label}.{field.name}"
        for row in model._default_manager.all():
            before = getattr(row, field.attname)
            if not before and field.null:
                continue
            put = in_words(before, text_of(name)) if isinstance(field, VersleuteldJsonveld) else text_of(name)
            setattr(row, field.attname, put)
            try:
                with transaction.atomic():  # no signal and no history, but the field writes it as it always does
                    row._save_table(
                        cls=model, using="default", force_update=True, update_fields=frozenset([field.name])
                    )
            except IntegrityError:
                setattr(row, field.attname, before)
                continue
            filled[name] = filled.get(name, 0) + 1
    changed()  # the lists that a process remembers are others now, and others again when this is put back
    return filled


def in_words(value: Any, text: str) -> Any:
    """The same lists and objects, with this text instead of every sentence in them; a single word may be a code."""
    if isinstance(value, dict):
        return {key: in_words(one, text) for key, one in value.items()}
    if isinstance(value, list):
        return [in_words(one, text) for one in value]
    return text if isinstance(value, str) and " " in value.strip() else value
