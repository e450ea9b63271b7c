"""Which fields a form demands, held against docs/verplichte-velden.toml: each with its reason (security.md A3, AVG 5).

Two looks: the classes (every form that the product has), and each form that any test validates, for the fields that are
made on the way (tests/guards.py). What is demanded in some cases only (`soms`) is complained of in code; it is listed.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.forms import BaseForm, Field

import keukentafel

LIJST = Path(__file__).parents[1] / "docs" / "verplichte-velden.toml"
NUMBER = re.compile(r"(?<=_)\d+\b")  # `doel_12`, a field per row: one reason for all of them


@dataclass(frozen=True, slots=True)
class Verplicht:
    """The approved list. `redenen`: code to reason; the others: form to field to code."""

    redenen: Mapping[str, str]
    altijd: Mapping[str, Mapping[str, str]]
    soms: Mapping[str, Mapping[str, str]]


@cache
def load_verplicht() -> Verplicht:
    """Read the approved list. Raises KeyError for a part that is missing."""
    read = tomllib.loads(LIJST.read_text(encoding="utf-8"))
    return Verplicht(read["reden"], read["altijd"], read["soms"])


def name_of(form: type[BaseForm]) -> str:
    """The form as it stands in the list: its module and its class."""
    return f"{form.__module__.removeprefix('keukentafel.')}.{form.__qualname__}"


def all_forms() -> Iterator[type[BaseForm]]:
    """Every form of the product, also of modules that nothing imported yet; each once."""
    for module in pkgutil.walk_packages(keukentafel.__path__, "keukentafel."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    seen, waiting = set(), [BaseForm]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            if kind not in seen:
                seen.add(kind)
                waiting.append(kind)
    yield from sorted((kind for kind in seen if _is_ours(kind)), key=name_of)


def _is_ours(kind: type[BaseForm]) -> bool:
    return kind.__module__.startswith("keukentafel.")


@cache
def approved(kind: type[BaseForm]) -> frozenset[str]:
    """The fields that this form may demand: its own, and those of the forms that it is made from."""
    known = load_verplicht()
    above = [name_of(one) for one in kind.__mro__ if issubclass(one, BaseForm)]
    return frozenset(field for name in above for field in known.altijd.get(name, ()))


def demanded(fields: Mapping[str, Field]) -> set[str]:
    """The names of the fields that may not be left empty; one name for a field per row."""
    return {NUMBER.sub("*", name) for name, field in fields.items() if field.required and not field.disabled}


def unapproved(form: BaseForm) -> list[str]:
    """The fields that this form demands, of which nobody said why; of forms that are not the product's none."""
    kind = type(form)
    if not _is_ours(kind):
        return []
    return [f"{name_of(kind)}.{field}" for field in sorted(demanded(form.fields) - approved(kind))]
