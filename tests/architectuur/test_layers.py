"""The contracts of pyproject.toml hold, and each of them can fail."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architectuur.house import PACKAGE, ROOT, levels

RUN = "from importlinter.cli import lint_imports_command as run; run()"


def lint(directory: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the house in `directory` with the contracts of this project."""
    return subprocess.run(
        [sys.executable, "-c", RUN, "--config", str(ROOT / "pyproject.toml"), "--no-cache"],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": f"{directory}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A house with the rooms of this one, each with empty models, actions, views and public.py."""
    for name in ("config", "keukentafel", *(f"keukentafel/{room}" for room in levels())):
        room = tmp_path / name
        room.mkdir()
        (room / "__init__.py").touch()
        for module in ("public", "models", "actions", "views"):
            if name.startswith("keukentafel/"):
                (room / f"{module}.py").touch()
    (tmp_path / "keukentafel/__main__.py").touch()
    return tmp_path


def test_the_contracts_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-1000:]


def test_every_room_has_its_place() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms == set(levels())


def test_a_small_house_is_in_order(small_house: Path) -> None:
    assert lint(small_house).returncode == 0


@pytest.mark.parametrize(
    ("place", "line", "broken"),
    [
        ("casussen/actions.py", "from keukentafel.plannen.public import x", "room uses only rooms below"),
        ("meldingen/actions.py", "from keukentafel.zelfredzaamheid.public import x", "rooms below"),
        ("plannen/actions.py", "from keukentafel.casussen.models import x", "entered only through"),
        ("plannen/actions.py", "import keukentafel.plannen.views", "Inside a room"),
        ("core/models.py", "import config", "The product needs"),
    ],
)
def test_a_planted_import_is_seen(small_house: Path, place: str, line: str, broken: str) -> None:
    (small_house / "keukentafel" / place).write_text(line + "\n")
    result = lint(small_house)
    assert result.returncode == 1
    rows = " ".join(result.stdout.split())
    assert rows.count("BROKEN") == 1
    assert broken in rows.partition("BROKEN")[0]


def test_a_room_without_a_place_is_seen(small_house: Path) -> None:
    (small_house / "keukentafel/kelder").mkdir()
    (small_house / "keukentafel/kelder/__init__.py").touch()
    assert "kelder" in lint(small_house).stdout
