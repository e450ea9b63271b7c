"""Load `matrix.toml`, the permission matrix, and refuse to start when a word in it is unknown."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from keukentafel.toegang.states import Plaatsingseis, Relatie, Rol, Veld
from keukentafel.toegang.verwerkingen import Verwerkingsregister, load_verwerkingen

PATH = Path(__file__).with_name("matrix.toml")
ZONDER_OBJECT = "altijd"  # pseudo-relation for actions that concern no dossier
OPENBAAR = "openbaar"  # screens for which nobody needs to be logged in
METHODS = {"GET", "POST"}


class MatrixFout(ValueError):
    """The matrix names an unknown role, relation, field set, law, purpose, action or method."""


@dataclass(frozen=True, slots=True)
class Actie:
    """One action: what it is, for which purpose, and who may do it in which relation with which fields."""

    code: str
    naam: str
    doel: str
    mag: Mapping[tuple[Rol, str], frozenset[Veld]]
    rollen: frozenset[Rol] = field(init=False)  # every role that may do this in at least one relation

    def __post_init__(self) -> None:
        object.__setattr__(self, "rollen", frozenset(rol for rol, _ in self.mag))


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole matrix: laws and placement per role, actions, the action behind each screen and method, and the laws
    under which each purpose may be served (security.md 2.3, step 5)."""

    rollen: Mapping[Rol, str]
    wetten: Mapping[Rol, frozenset[str]]
    plaatsing: Mapping[Rol, Plaatsingseis]
    acties: Mapping[str, Actie]
    schermen: Mapping[tuple[str, str], str]
    doelen: Mapping[str, frozenset[str]]
    opnieuw: frozenset[tuple[str, str]] = frozenset()  # (screen, method) that asks the second factor again first

    def action_for(self, view_name: str, method: str) -> str | None:
        """The action behind a URL name and a method (HEAD counts as GET); None when undeclared."""
        return self.schermen.get((view_name, "GET" if method == "HEAD" else method))


@cache
def load_matrix() -> Matrix:
    """Read and check the shipped matrix. Raises MatrixFout."""
    return parse_matrix(tomllib.loads(PATH.read_text(encoding="utf-8")))


def parse_matrix(data: Mapping[str, Any], register: Verwerkingsregister | None = None) -> Matrix:
    """Turn the TOML into a Matrix, checking every word in it; `register`: the shipped one. Raises MatrixFout."""
    register = register or load_verwerkingen()
    try:
        sets = {name: frozenset(Veld(v) for v in fields) for name, fields in data["veldset"].items()}
        groups = {name: _grants(group, sets) for name, group in data.get("groep", {}).items()}
        actions = {code: _action(code, entry, groups, sets) for code, entry in data["actie"].items()}
        roles = {Rol(code): str(entry["omschrijving"]) for code, entry in data["rol"].items()}
        laws = {Rol(code): frozenset(entry["wetten"]) for code, entry in data["rol"].items()}
        placed = {Rol(code): Plaatsingseis(entry["plaatsing"]) for code, entry in data["rol"].items()}
    except (KeyError, ValueError) as error:
        raise MatrixFout(f"matrix.toml: {error}") from error
    if set(roles) != set(Rol):
        raise MatrixFout(f"matrix.toml: rollen ontbreken: {set(Rol) - set(roles)}")
    if unknown := {law for known in laws.values() for law in known} - set(register.wetten):
        raise MatrixFout(f"matrix.toml: wetten die niet in verwerkingen.toml staan: {sorted(unknown)}")
    purposes = {code: frozenset(activity.wetten) for code, activity in register.verwerkingen.items()}
    for action in actions.values():
        if action.doel not in purposes:
            raise MatrixFout(f"matrix.toml: {action.code} heeft een doel dat niet in verwerkingen.toml staat")
    screens = _screens(data["scherm"], actions)
    again = frozenset((name, method) for name, methods in data.get("opnieuw", {}).items() for method in methods)
    if wrong := {place for place in again if screens.get(place, OPENBAAR) == OPENBAAR}:
        raise MatrixFout(f"matrix.toml: opnieuw noemt wat niet bestaat of open is: {sorted(wrong)}")
    return Matrix(roles, laws, placed, actions, screens, purposes, again)


def _grants(
    group: Mapping[str, Mapping[str, str]], sets: Mapping[str, frozenset[Veld]]
) -> dict[tuple[Rol, str], frozenset[Veld]]:
    return {
        (Rol(rol), ZONDER_OBJECT if relation == ZONDER_OBJECT else Relatie(relation)): sets[name]
        for rol, relations in group.items()
        for relation, name in relations.items()
    }


def _action(
    code: str,
    entry: Mapping[str, Any],
    groups: Mapping[str, Mapping[tuple[Rol, str], frozenset[Veld]]],
    sets: Mapping[str, frozenset[Veld]],
) -> Actie:
    grants: dict[tuple[Rol, str], frozenset[Veld]] = {}
    for name in entry.get("groepen", []):
        grants |= groups[name]
    grants |= _grants(entry.get("mag", {}), sets)
    return Actie(code, entry["naam"], entry["doel"], grants)


def _screens(data: Mapping[str, Mapping[str, str]], actions: Mapping[str, Actie]) -> dict[tuple[str, str], str]:
    screens = {}
    for view_name, methods in data.items():
        for method, action in methods.items():
            if method not in METHODS or (action != OPENBAAR and action not in actions):
                raise MatrixFout(f"matrix.toml: {view_name} {method} {action}")
            screens[view_name, method] = action
    return screens
