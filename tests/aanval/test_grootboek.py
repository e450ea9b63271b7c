"""The ledger of attacks: written by the runs, and nothing that was found last is still open."""

from __future__ import annotations

from pathlib import Path

from tests.aanval.telling import GROOTBOEK, KOLOMMEN, Telling, append, rows, totals
from tests.architectuur.house import ROOT

AANTALLEN = ROOT / "tests" / "aanval" / "aantallen.txt"


def test_nothing_that_was_found_last_is_open() -> None:
    assert all(tuple(row) == KOLOMMEN for row in rows())
    assert {harnas: sums["open"] for harnas, sums in totals().items() if sums["open"]} == {}


def test_every_harness_of_the_ledger_and_of_the_list_is_there() -> None:
    listed = [line.split(" ")[0] for line in AANTALLEN.read_text().splitlines()]
    made = {path.stem.removeprefix("test_") for path in AANTALLEN.parent.glob("test_*.py")}
    assert len(listed) == len(set(listed)) and {name.removesuffix("-pg") for name in listed} <= made
    assert {harnas.removesuffix("-pg") for harnas in totals()} <= made | {"atheris"}, GROOTBOEK  # sturen.py


def test_a_finding_stays_in_the_ledger_until_a_run_finds_nothing(tmp_path: Path) -> None:
    path, telling = tmp_path / "boek.csv", Telling("proef", 7)
    telling.tried("x", 3)
    append(telling.row(), path)
    telling.fout("x", "stuk")
    append(telling.row(), path)
    assert totals(path)["proef"] == {"invoer": 6, "serverfouten": 1, "bevindingen": 0, "runs": 2, "open": 1}
    append(Telling("proef").row(), path)
    assert totals(path)["proef"]["open"] == 1, "wie niets probeerde, vond ook niets"
    telling = Telling("proef")
    telling.tried("x")
    append(telling.row(), path)
    assert totals(path)["proef"]["open"] == 0 and len(list(rows(path))) == 4
