"""Load `verwerkingen.toml`, the register of processing activities (AVG 30), and refuse to start on an unknown word."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("verwerkingen.toml")
ZEKERHEID = {"gelezen", "nagaan"}


class RegisterFout(ValueError):
    """The register lacks something that the AVG asks of it, or names an unknown law."""


@dataclass(frozen=True, slots=True)
class Wetsgrond:
    """What a law gives: the ground of AVG 6, its own article, special data and BSN, how long to keep, how sure."""

    code: str
    naam: str
    grondslag: str
    artikel: str
    bijzonder: str
    bewaren: str
    zeker: str


@dataclass(frozen=True, slots=True)
class Verwerking:
    """One processing activity: what for, under which laws, of whom, which data, for whom (AVG 30 lid 1 b to d)."""

    code: str
    naam: str
    doel: str
    wetten: tuple[str, ...]
    betrokkenen: tuple[str, ...]
    gegevens: tuple[str, ...]
    ontvangers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verwerkingsregister:
    """The whole register; both by code, in the order of the file."""

    wetten: Mapping[str, Wetsgrond]
    verwerkingen: Mapping[str, Verwerking]


@cache
def load_verwerkingen() -> Verwerkingsregister:
    """Read and check the shipped register. Raises RegisterFout."""
    return parse_verwerkingen(tomllib.loads(PATH.read_text(encoding="utf-8")))


def parse_verwerkingen(data: Mapping[str, Any]) -> Verwerkingsregister:
    """Turn the TOML into a register. Every field is asked for and none may be empty. Raises RegisterFout."""
    try:
        laws = {code: Wetsgrond(code=code, **entry) for code, entry in data["wet"].items()}
        activities = {
            code: Verwerking(code, entry.pop("naam"), entry.pop("doel"), **{k: tuple(v) for k, v in entry.items()})
            for code, entry in ((code, dict(entry)) for code, entry in data["verwerking"].items())
        }
    except (KeyError, TypeError) as error:
        raise RegisterFout(f"verwerkingen.toml: {error}") from error
    rows: list[Wetsgrond | Verwerking] = [*laws.values(), *activities.values()]
    for row in rows:
        empty = [name for name in type(row).__slots__ if not getattr(row, name)]
        if empty:
            raise RegisterFout(f"verwerkingen.toml: {row.code} zonder {', '.join(empty)}")
    for law in laws.values():
        if law.zeker not in ZEKERHEID:
            raise RegisterFout(f"verwerkingen.toml: {law.code} zeker = {law.zeker}")
    for activity in activities.values():
        if unknown := set(activity.wetten) - set(laws):
            raise RegisterFout(f"verwerkingen.toml: {activity.code} noemt onbekende wetten: {sorted(unknown)}")
    return Verwerkingsregister(laws, activities)
