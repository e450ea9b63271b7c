"""docs/screens shows every screen of the permission matrix, or scripts/screens_niet_te_zien.toml says why not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MATRIX = ROOT / "keukentafel/toegang/matrix.toml"
EXCEPTED = ROOT / "scripts/screens_niet_te_zien.toml"
PICTURES = ROOT / "docs/screens"
VIEW = re.compile(r"· `([\w:]+)`$", re.MULTILINE)


def wrong_pictures(matrix: str, screens: str, index: str, pictures: set[str]) -> list[str]:
    """Return what the index of pictures lacks or has too much, in words."""
    opened = {name for name, methods in tomllib.loads(matrix)["scherm"].items() if "GET" in methods}
    excepted = tomllib.loads(screens).get("niet_te_zien", {})
    shown = set(VIEW.findall(index))
    linked = set(re.findall(r"\(([\w-]+\.png)\)", index))
    problems = [f"no picture and no reason: {name}" for name in sorted(opened - shown - set(excepted))]
    problems += [f"pictured and excepted: {name}" for name in sorted(shown & set(excepted))]
    problems += [f"excepted, but no screen: {name}" for name in sorted(set(excepted) - opened)]
    problems += [f"excepted without a reason: {name}" for name, reason in excepted.items() if not reason.strip()]
    problems += [f"no such picture: {name}" for name in sorted(linked - pictures)]
    return problems + [f"in no index: {name}" for name in sorted(pictures - linked)]


def pictured() -> frozenset[str]:
    """The names of the screens that the index of pictures shows: each is a page of its own, in a demo at least."""
    return frozenset(VIEW.findall((PICTURES / "README.md").read_text(encoding="utf-8")))


def test_every_screen_has_its_picture_or_a_reason() -> None:
    index = (PICTURES / "README.md").read_text(encoding="utf-8")
    pictures = {path.name for path in PICTURES.glob("*.png")}
    assert len(pictures) > 100
    assert set(tomllib.loads(EXCEPTED.read_text(encoding="utf-8"))) == {"niet_te_zien"}  # what is pictured is elsewhere
    assert not wrong_pictures(MATRIX.read_text(encoding="utf-8"), EXCEPTED.read_text(encoding="utf-8"), index, pictures)


def test_every_named_screen_is_pictured_under_a_name_of_its_own() -> None:
    files = [ROOT / "scripts/screens.toml", ROOT / "scripts/screens_inzicht.toml"]
    names = [row["name"] for file in files for row in tomllib.loads(file.read_text(encoding="utf-8"))["screen"]]
    assert len(names) > 50 and len(set(names)) == len(names)
    assert not [name for name in names if not (PICTURES / f"{name}-1280.png").is_file()]


def test_a_planted_gap_is_named() -> None:
    matrix = '[scherm]\n"a:een" = {GET = "x"}\n"a:twee" = {GET = "x"}\n"a:drie" = {POST = "x"}\n'
    index = "[1280 px](een-1280.png) · `a:een`\n"
    assert wrong_pictures(matrix, "", index, {"los.png"}) == [
        "no picture and no reason: a:twee",
        "no such picture: een-1280.png",
        "in no index: los.png",
    ]
    excepted = '[niet_te_zien]\n"a:een" = "te zien"\n"a:twee" = " "\n"a:vier" = "weg"\n'
    assert wrong_pictures(matrix, excepted, index, {"een-1280.png"}) == [
        "pictured and excepted: a:een",
        "excepted, but no screen: a:vier",
        "excepted without a reason: a:twee",
    ]
