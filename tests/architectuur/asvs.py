"""Read docs/asvs.md and say what is wrong with it: numbers, states, and tests or documents that are not there."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.architectuur.house import ROOT

TABEL = ROOT / "docs" / "asvs.md"
NUMMERS = Path(__file__).with_name("asvs-5.0.0.csv")  # every requirement of the standard: its number and level
# Of level 3 what the design asks: formulas, patterns that explode, two people, opener, methods, quota, pixels, asking
# again, at once, who asks, nonces, rotation, the least, removed in time, metadata, check and act at once.
NIVEAU_DRIE = frozenset({
    "1.2.10", "1.3.12", "2.3.5", "3.4.8", "4.1.4", "5.2.4", "5.2.6", "7.5.3",
    "8.3.2", "8.3.3", "11.3.4", "13.3.4", "14.2.6", "14.2.7", "14.2.8", "15.4.2",
})  # fmt: skip
STATEN = frozenset({"ja", "n.v.t.", "open"})
REDEN_MINST = 7  # characters: "no SAML"


@dataclass(frozen=True)
class Eis:
    """One row: the number, its level, the state, how or why not, and what proves it."""

    nummer: str
    niveau: str
    staat: str
    hoe: str
    bewijs: tuple[str, ...]


@cache
def known_levels() -> Mapping[str, str]:
    """Return the level of every number of version 5.0.0."""
    with NUMMERS.open(encoding="utf-8", newline="") as file:
        return {row["number"]: row["level"] for row in csv.DictReader(file)}


def read_table(text: str) -> list[Eis]:
    """Return the rows of the table."""
    found = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 6 and re.fullmatch(r"\d+\.\d+\.\d+", cells[0]):
            found.append(Eis(cells[0], cells[1], cells[3], cells[4], tuple(re.findall(r"`([^`]+)`", cells[5]))))
    return found


def faults(rows: Collection[Eis], text: str = "") -> list[str]:
    """Return everything that is wrong, each as a line; `text`: the document, when its totals are to be looked at."""
    levels = known_levels()
    asked = {number for number, level in levels.items() if level in "12"} | NIVEAU_DRIE
    times = Counter(row.nummer for row in rows)
    wrong = [f"{number} is missing" for number in sorted(asked - set(times))]
    wrong += [f"{number} is there {many} times" for number, many in times.items() if many > 1]
    for row in rows:
        if levels.get(row.nummer) != row.niveau:
            wrong.append(f"{row.nummer} has another level, or is no number of the standard")
        if row.staat not in STATEN:
            wrong.append(f"{row.nummer}: no state {row.staat}")
        if row.staat == "ja" and not row.bewijs:
            wrong.append(f"{row.nummer}: nothing proves it")
        if row.staat != "ja" and len(row.hoe) < REDEN_MINST:
            wrong.append(f"{row.nummer}: no reason")
        wrong += [f"{row.nummer}: {proof} is not there" for proof in row.bewijs if not _exists(proof)]
    if text and totals(rows) not in text:
        wrong.append(f"the totals are: {totals(rows)}")
    return wrong


def totals(rows: Collection[Eis]) -> str:
    """Return the line of totals as the document has it."""
    many = Counter(row.staat for row in rows)
    return f"Totals: {len(rows)} requirements, {many['ja']} ja, {many['n.v.t.']} n.v.t., {many['open']} open."


def _exists(proof: str) -> bool:
    """Whether this test (a function in a file under tests/) or document is there."""
    name, _, function = proof.partition("::")
    path = ROOT / "tests" / name if "/test_" in name else ROOT / name
    if not path.is_file():
        return False
    return (
        not function or re.search(rf"^def {re.escape(function)}\(", path.read_text("utf-8"), re.MULTILINE) is not None
    )
