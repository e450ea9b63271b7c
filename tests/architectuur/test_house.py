"""The measures of the house: small functions, small files, everything annotated, one settings file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architectuur.house import ROOT, functions, length, sources

LONGEST_FILE = 500
LONGEST_FUNCTION = 50
P95_FUNCTION = 45
LONGEST_SETTINGS = 300
ANNOTATED = 0.95
LADEN = {"utils", "util", "helpers", "helper", "common", "misc", "shared"}


def test_no_file_is_longer_than_five_hundred_lines() -> None:
    files = sources() + sorted((ROOT / "tests").rglob("*.py")) + sorted((ROOT / "scripts").glob("*.*"))
    assert [f"{path.relative_to(ROOT)}: {length(path)}" for path in files if length(path) > LONGEST_FILE] == []


def test_settings_are_read_in_one_sitting() -> None:
    assert 0 < length(ROOT / "config/settings.py") <= LONGEST_SETTINGS


def test_functions_are_short() -> None:
    found = sorted(functions(), key=lambda function: function.lines)
    assert [f"{f.path.relative_to(ROOT)}:{f.line} {f.name}" for f in found if f.lines > LONGEST_FUNCTION] == []
    assert found[int(0.95 * len(found))].lines <= P95_FUNCTION


def test_functions_say_what_they_return() -> None:
    found = list(functions())
    silent = [f"{f.path.relative_to(ROOT)}:{f.line} {f.name}" for f in found if not f.annotated]
    assert len(silent) <= (1 - ANNOTATED) * len(found), silent


def drawers(root: Path) -> list[str]:
    """Return every file and folder under `root` whose name says nothing of what is in it."""
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.stem in LADEN)


def test_there_are_no_drawers() -> None:
    assert drawers(ROOT / "keukentafel") == []
    assert drawers(ROOT / "tests") == []


def test_a_drawer_is_seen(tmp_path: Path) -> None:
    (tmp_path / "buurt/helpers").mkdir(parents=True)
    (tmp_path / "buurt/utils.py").touch()
    (tmp_path / "buurt/bulk.py").touch()
    assert drawers(tmp_path) == ["buurt/helpers", "buurt/utils.py"]


@pytest.mark.parametrize(("body", "lines", "annotated"), [("\n".join(["    x = 1"] * 59), 60, False)])
def test_a_long_silent_function_is_seen(tmp_path: Path, body: str, lines: int, annotated: bool) -> None:
    (tmp_path / "planted.py").write_text(f"def planted():\n{body}\n")
    found = list(functions(tmp_path))
    assert [(f.name, f.lines, f.annotated) for f in found] == [("planted", lines, annotated)]
