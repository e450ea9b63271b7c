"""Where the product names a code by its enumeration although a list has the words (ADR 0005)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from keukentafel.referentielijsten import states
from keukentafel.referentielijsten.zending import read_shipment
from tests.architectuur.house import PACKAGE, own_models, sources
from tests.architectuur.sources import templates

#: The enumerations whose codes are a list that the administrator can rename.
BACKED: frozenset[str] = frozenset(entry.opsomming for entry in read_shipment().lijsten if entry.opsomming)
WORDS = {"choices", "labels", "label"}
DISPLAY = re.compile(r"([\w.]*)\.get_(\w+)_display\b")


def backed_fields() -> frozenset[str]:
    """Return the names of the model fields that hold a code of such an enumeration."""
    codes = [list(getattr(states, name).values) for name in BACKED]
    return frozenset(
        field.name
        for model in own_models()
        for field in model._meta.concrete_fields
        if field.choices and [code for code, _ in field.flatchoices] in codes
    )


def _named(node: ast.AST, names: Mapping[str, str]) -> str:
    """The backed enumeration that this node is, is a member of, or makes a member of; else empty."""
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        node = node.value
    return names.get(node.id, "") if isinstance(node, ast.Name) else ""


def _names(tree: ast.Module) -> dict[str, str]:
    """What stands for a backed enumeration in this file: as imported, and what a loop takes out of it."""
    found = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("keukentafel.referentielijsten")
        for alias in node.names
        if alias.name in BACKED
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.For | ast.comprehension) or not isinstance(node.iter, ast.Name):
            continue
        if isinstance(node.target, ast.Name) and node.iter.id in found:
            found[node.target.id] = found[node.iter.id]
    return found


def words_of_enumerations(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line, what) of every `.choices`, `.labels` and `.label` of an enumeration that a list backs."""
    tree = ast.parse(source)
    names = _names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in WORDS and (name := _named(node.value, names)):
            yield node.lineno, f"{name}.{node.attr}"


def displays(source: str, fields: frozenset[str]) -> list[str]:
    """Return every `x.get_<field>_display` of a field that holds a code of a list."""
    return [f"{owner}.get_{field}_display" for owner, field in DISPLAY.findall(source) if field in fields]


def texts(package: Path = PACKAGE) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of every Python file and template outside the room of the lists and the models."""
    for path in sources(package):
        if "referentielijsten" not in path.parts and path.stem != "models":
            yield path.relative_to(package).as_posix(), path.read_text(encoding="utf-8")
    for name, path in templates(package).items():
        yield name, path.read_text(encoding="utf-8")
