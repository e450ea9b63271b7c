"""The committed ledger of faults: one row per run and kind, and the totals that count."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

LEDGER = Path(__file__).resolve().parents[2] / "docs" / "storingen.csv"
WRONG = ("verloren", "half", "dubbel", "beschadigd")


@dataclass
class Regel:
    """What one run did with one kind of fault. `seconden`: clock; `onbeantwoord`: sent again after the fault."""

    datum: str
    revisie: str
    database: str
    soort: str
    storingen: int = 0
    bevestigd: int = 0
    verloren: int = 0
    half: int = 0
    dubbel: int = 0
    beschadigd: int = 0
    onbeantwoord: int = 0
    blokken_kwijt: int = 0
    seconden: int = 0
    begin: int = 0  # seed
    bijzonder: str = ""


def append(rows: Iterable[Regel], path: Path = LEDGER) -> None:
    """Add rows; makes the file when it is not there."""
    new = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Regel)], lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerows(asdict(row) for row in rows)


def read(path: Path = LEDGER) -> Iterator[Regel]:
    """The rows; raises ValueError for one that is not right."""
    kinds = {field.name: field.type for field in fields(Regel)}
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            yield Regel(**{name: int(row[name]) if kind == "int" else row[name] for name, kind in kinds.items()})


def totals(rows: Iterable[Regel]) -> dict[tuple[str, str], Regel]:
    """Sums per database and kind, and under ("alles", "") of everything."""
    found: dict[tuple[str, str], Regel] = {}
    for row in rows:
        for key in ((row.database, row.soort), ("alles", "")):
            total = found.setdefault(key, Regel("", "", *key))
            for field in fields(Regel):
                if field.type == "int" and field.name != "begin":
                    setattr(total, field.name, getattr(total, field.name) + getattr(row, field.name))
    return found


def _git(*words: str) -> str:
    command = ["git", "-C", str(LEDGER.parents[1]), *words]
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()  # noqa: S603


def revision() -> str:
    """The last commit that changed the product; with a + when it was changed since."""
    commit = _git("log", "-1", "--format=%h", "--", "keukentafel", "config")
    changed = _git("status", "--porcelain", "--", "keukentafel", "config")
    return f"{commit}+" if changed else commit or "onbekend"


def table(rows: Iterable[Regel]) -> str:
    """The totals as text."""
    found = totals(rows)
    head = (
        f"{'database':<12}{'storing':<22}{'keer':>7}{'bevestigd':>11}{'verloren':>9}"
        f"{'half':>6}{'dubbel':>7}{'kapot':>6}{'uur':>6}"
    )
    lines = [head]
    for (database, kind), row in sorted(found.items(), key=lambda item: (item[0][0] == "alles", item[0])):
        lines.append(
            f"{database:<12}{kind:<22}{row.storingen:>7}{row.bevestigd:>11}{row.verloren:>9}{row.half:>6}"
            f"{row.dubbel:>7}{row.beschadigd:>6}{row.seconden / 3600:>6.1f}"
        )
    return "\n".join(lines)
