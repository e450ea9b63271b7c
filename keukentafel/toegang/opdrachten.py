"""The commands of `keukentafel`: declared in `opdrachten.toml`, and written in the log before they begin (Z1, B10)."""

import getpass
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from keukentafel.audit.public import SYSTEEM, post_event, record
from keukentafel.toegang.verwerkingen import load_verwerkingen

PATH = Path(__file__).with_name("opdrachten.toml")
GEEN_LOGBOEK = (
    "{} begint niet: het logboek is niet te schrijven. Draai eerst keukentafel migrate, of kijk of de database er is."
)
WIE = {"beheerder", "taak", "ontwikkelaar"}


class OpdrachtGeweigerd(RuntimeError):
    """This command may not run: it is not declared, was declared never to run, or cannot be written in the log."""


@dataclass(frozen=True, slots=True)
class Opdracht:
    """One command: who gives it, for which processing activity, what it does, and why it leaves no line, if so."""

    naam: str
    wie: str
    doel: str
    wat: str
    zonder_regel: str = ""
    voor_de_tabellen: bool = False


@dataclass(frozen=True, slots=True)
class Opdrachten:
    """All commands that are known: those that run, and those that never do with the reason."""

    toegestaan: Mapping[str, Opdracht]
    geweigerd: Mapping[str, str]


@cache
def load_opdrachten() -> Opdrachten:
    """Read and check the shipped file. Raises ValueError."""
    return parse_opdrachten(tomllib.loads(PATH.read_text(encoding="utf-8")))


def parse_opdrachten(data: Mapping[str, Any]) -> Opdrachten:
    """Turn the TOML into commands. Raises ValueError for an unknown word, a gap, or a command on both lists."""
    found = {naam: Opdracht(naam, **entry) for naam, entry in data["opdracht"].items()}
    for each in found.values():
        if each.wie not in WIE or each.doel not in load_verwerkingen().verwerkingen or not each.wat:
            raise ValueError(f"opdrachten.toml: {each.naam}")
    if both := set(found) & set(data["geweigerd"]):
        raise ValueError(f"opdrachten.toml: wel en niet: {sorted(both)}")
    return Opdrachten(found, dict(data["geweigerd"]))


def admit(naam: str) -> bool:
    """Let this command begin, and write in the log that it does. Needs the apps to be loaded.

    Returns True when nothing is left to write; False for a command that makes the log itself (`voor_de_tabellen`) and
    found none it could write to: then `write_line` comes after it. Raises OpdrachtGeweigerd for every other that cannot
    be written, that is not declared, or that never runs here.
    """
    known = load_opdrachten()
    if naam in known.geweigerd:
        raise OpdrachtGeweigerd(f"{naam} kan hier niet: {known.geweigerd[naam]}.")
    opdracht = known.toegestaan.get(naam)
    if opdracht is None:
        raise OpdrachtGeweigerd(f"{naam} is niet bekend. Zet deze opdracht in keukentafel/toegang/opdrachten.toml.")
    if opdracht.zonder_regel:
        return True
    try:
        write_line(opdracht)
    except DatabaseError as fout:
        if opdracht.voor_de_tabellen:
            return False
        raise OpdrachtGeweigerd(GEEN_LOGBOEK.format(naam)) from fout
    return True


def write_line(opdracht: Opdracht) -> None:
    """The line of a command: its name and the account on the server, never its arguments, which may name somebody."""
    with post_event("opdracht_gestart", by=SYSTEEM, activiteit=opdracht.doel):
        record("opdracht_gestart", None, reden=f"{opdracht.naam} ({account()})"[:60])


def run(naam: str, doe: Callable[[], None]) -> None:
    """Run a command: its line first, or last where it made the log itself. Raises OpdrachtGeweigerd."""
    written = admit(naam)
    doe()
    if not written:
        with suppress(DatabaseError):  # there is still no log: only the tables were looked at
            write_line(load_opdrachten().toegestaan[naam])


def account() -> str:
    """The account on the server under which this runs; the number when it has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "onbekend"
