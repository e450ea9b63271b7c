"""Which fields are watched and what they are called: read from data/vulgraad.toml, without the engine."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BESTAND = Path(__file__).with_name("data") / "vulgraad.toml"


@dataclass(frozen=True, slots=True)
class Bron:
    """A resource whose fields are watched: `via` is (column, resource) where another row has its day."""

    resource: str
    naam: str
    dag: str
    via: tuple[str, str] | None
    velden: Mapping[str, str]


@cache
def sources() -> tuple[Bron, ...]:
    """Return what is watched, in the order of data/vulgraad.toml."""
    rows = tomllib.loads(BESTAND.read_text(encoding="utf-8"))["bron"]
    return tuple(
        Bron(row["resource"], row["naam"], row["dag"], tuple(row["via"]) if "via" in row else None, row["velden"])
        for row in rows
    )
