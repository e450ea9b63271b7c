"""What the guards know of the house: its rooms and their order, its models, its sources.

The order of the rooms is read from the contract of import-linter in pyproject.toml, so that there is
one place to change it.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "keukentafel"


def levels() -> dict[str, int]:
    """Return the level of each room, 0 for the lowest; rooms on one line have the same level."""
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = configuration["tool"]["importlinter"]["contracts"]
    lines = next(contract["layers"] for contract in contracts if contract["id"] == "rooms")
    return {room.strip(): level for level, line in enumerate(reversed(lines)) for room in line.split("|")}


def own_models() -> list[type[models.Model]]:
    """Return every model of Keukentafel; not the history tables, which follow their model."""
    return [model for model in apps.get_models() if is_own(model) and not is_history(model)]


def is_own(model: type[models.Model]) -> bool:
    """Return whether the model belongs to a room of this house."""
    return model.__module__.startswith("keukentafel.")


def is_history(model: type[models.Model]) -> bool:
    """Return whether django-simple-history made this model."""
    return hasattr(model, "instance_type")


class Function(NamedTuple):
    """One function or method of the product."""

    path: Path
    line: int
    name: str
    lines: int
    annotated: bool  # says what it returns


def sources(package: Path = PACKAGE) -> list[Path]:
    """Return every Python file of the product but the migrations."""
    return sorted(path for path in package.rglob("*.py") if "migrations" not in path.parts)


def functions(package: Path = PACKAGE) -> Iterator[Function]:
    """Yield every function of the product with its length and whether its return is annotated."""
    for path in sources(package):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                yield Function(path, node.lineno, node.name, length, node.returns is not None)


def length(path: Path) -> int:
    """Return the number of lines of a file."""
    return path.read_text(encoding="utf-8").count("\n")
