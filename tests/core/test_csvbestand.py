"""No text in a CSV becomes a formula, and no other writer of CSV goes around it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from keukentafel.core.csvbestand import GEVAARLIJK, csv_text, harmless

#: They write packages and data of the exchange contract, which our own reader takes back to the letter.
PAKKETTEN = {"uitwisseling/uitvoer.py", "demo/gemeenten/pakketbouw.py", "demo/reeksen.py"}


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_text_that_begins_a_formula_is_text(begin: str) -> None:
    assert begin in GEVAARLIJK
    text = f"{begin}cmd|' /C calc'!A0"
    header, row = csv.reader(io.StringIO(csv_text([[text, "kop"], [1, text]]), newline=""))
    assert header == [f"'{text}", "kop"] and row == ["1", f"'{text}"]


def test_numbers_and_other_text_stay() -> None:
    assert csv_text([["a=b", -3, -0.5, None, ""]]) == "a=b,-3,-0.5,,\r\n"
    assert harmless("x = 1") == "x = 1"


def test_every_writer_of_csv_uses_it() -> None:
    root = Path(__file__).parents[2] / "keukentafel"
    writers = {path.relative_to(root).as_posix(): text for path in root.rglob("*.py")
               if re.search(r"csv\.(Dict)?[Ww]riter\(", text := path.read_text(encoding="utf-8"))}  # fmt: skip
    assert set(writers) >= PAKKETTEN
    around = {path for path, text in writers.items() if path not in PAKKETTEN and "harmless" not in text}
    assert not around
