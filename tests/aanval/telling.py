"""What a harness tried, counted while it tried it, and the ledger that keeps it (docs/aanvallen.csv).

Nothing here is typed by hand: a row is written by the run that did the work, and `python -m tests.aanval.telling`
prints the totals of the ledger.
"""

from __future__ import annotations

import csv
import fcntl
import os
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.architectuur.house import ROOT

GROOTBOEK = ROOT / "docs" / "aanvallen.csv"
KOLOMMEN = ("datum", "revisie", "harnas", "zaad", "invoer", "serverfouten", "bevindingen", "seconden")
TOON = 3  # examples shown of one kind of fault


@dataclass
class Telling:
    """Counts one run of one harness. `fouten`: answers 5xx and exceptions; `bevindingen`: what should not be so."""

    harnas: str
    zaad: int = 0
    invoer: Counter[str] = field(default_factory=Counter)
    fouten: list[tuple[str, str]] = field(default_factory=list)
    bevindingen: list[tuple[str, str]] = field(default_factory=list)
    begin: float = field(default_factory=time.monotonic)

    def tried(self, soort: str, aantal: int = 1) -> None:
        """Count inputs of a kind."""
        self.invoer[soort] += aantal

    def fout(self, soort: str, wat: str) -> None:
        """A server error: an answer 5xx, or an exception that the reader does not promise."""
        self.fouten.append((soort, wat))

    def bevinding(self, soort: str, wat: str) -> None:
        """Something that got through, or was changed, and should not have been."""
        self.bevindingen.append((soort, wat))

    def reached(self, wat: str, aantal: int, minstens: int) -> None:
        """What the run came to, and how much of it the product has at least: less, and finding nothing says nothing."""
        print(f"{aantal:>9}  {wat} (minstens {minstens})")
        if aantal < max(minstens, 1):
            self.bevinding(f"te weinig geprobeerd: {wat}", f"{aantal} van minstens {minstens}")

    def row(self) -> dict[str, str]:
        """This run as a row of the ledger."""
        return {
            "datum": datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ"), "revisie": revision(), "harnas": self.harnas,
            "zaad": str(self.zaad), "invoer": str(sum(self.invoer.values())), "serverfouten": str(len(self.fouten)),
            "bevindingen": str(len(self.bevindingen)), "seconden": f"{time.monotonic() - self.begin:.0f}",
        }  # fmt: skip

    def close(self) -> None:
        """Print the counts, write the row when the ledger is asked for, and fail when anything was wrong."""
        row = self.row()
        print(f"\n{self.harnas}: {row['invoer']} keer geprobeerd, {row['serverfouten']} serverfouten, "
              f"{row['bevindingen']} bevindingen, zaad {self.zaad}")  # fmt: skip
        for soort, aantal in sorted(self.invoer.items()):
            print(f"  {aantal:>9}  {soort}")
        if os.environ.get("KEUKENTAFEL_GROOTBOEK"):
            append(row, Path(os.environ["KEUKENTAFEL_GROOTBOEK"]))
        assert sum(self.invoer.values()), f"{self.harnas} heeft niets geprobeerd"
        assert not self.fouten and not self.bevindingen, "\n".join(self.report())

    def report(self) -> Iterator[str]:
        """What was wrong: per kind how often, and a few examples."""
        found: dict[str, list[str]] = defaultdict(list)
        for soort, wat in (*self.fouten, *self.bevindingen):
            found[soort].append(wat)
        for soort, examples in found.items():
            yield f"{len(examples)} keer {soort}: " + "; ".join(dict.fromkeys(examples[: TOON * 4][::4]))


def revision() -> str:
    """The revision that was attacked; with a plus when files differ from it."""
    said = subprocess.run(["git", "-C", str(ROOT), "describe", "--always", "--dirty=+", "--abbrev=10", "--exclude=*"],
                          capture_output=True, text=True, check=False)  # fmt: skip
    return said.stdout.strip() or "onbekend"


def append(row: dict[str, str], path: Path = GROOTBOEK) -> None:
    """Add a row to the ledger; several runs may do so at once."""
    with path.open("a", encoding="utf-8", newline="") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        writer = csv.DictWriter(file, KOLOMMEN, lineterminator="\n")
        if file.seek(0, os.SEEK_END) == 0:
            writer.writeheader()
        writer.writerow(row)


def rows(path: Path = GROOTBOEK) -> Iterator[dict[str, str]]:
    """The rows of the ledger, oldest first."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def totals(path: Path = GROOTBOEK) -> dict[str, Counter[str]]:
    """Per harness the sums, and `open`: what its newest run still found. A run that tried nothing says nothing."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows(path):
        sums = found[row["harnas"]]
        for name in ("invoer", "serverfouten", "bevindingen"):
            sums[name] += int(row[name])
        sums["runs"] += 1
        if int(row["invoer"]) or int(row["serverfouten"]) or int(row["bevindingen"]):
            sums["open"] = int(row["serverfouten"]) + int(row["bevindingen"])
    return dict(found)


def main() -> None:
    """Print the totals of the ledger."""
    found, whole = totals(), Counter[str]()
    print(f"{'harnas':<16}{'runs':>6}{'invoer':>12}{'serverfouten':>14}{'bevindingen':>13}{'nog open':>10}")
    for harnas, sums in sorted(found.items()):
        whole.update(sums)
        print(f"{harnas:<16}{sums['runs']:>6}{sums['invoer']:>12}{sums['serverfouten']:>14}"
              f"{sums['bevindingen']:>13}{sums['open']:>10}")  # fmt: skip
    print(f"{'samen':<16}{whole['runs']:>6}{whole['invoer']:>12}{whole['serverfouten']:>14}"
          f"{whole['bevindingen']:>13}{whole['open']:>10}")  # fmt: skip


if __name__ == "__main__":
    main()
