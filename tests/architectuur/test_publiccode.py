"""publiccode.yml says what the standard asks, and nothing that the project does not."""

from __future__ import annotations

import tomllib

import pytest

from tests.architectuur.house import ROOT
from tests.architectuur.publiccode import NotUnderstood, faults, read

TEXT = (ROOT / "publiccode.yml").read_text(encoding="utf-8")


def test_it_is_as_the_standard_has_it() -> None:
    assert faults(read(TEXT)) == []


def test_it_says_what_the_project_says() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    said = read(TEXT)
    assert said["legal"]["license"] == project["license"]
    python = next(one for one in said["dependsOn"]["open"] if one["name"] == "Python")
    assert project["requires-python"] == f">={python['versionMin']}"
    assert said.get("softwareVersion", project["version"]) == project["version"]


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("name: Keukentafel", "naam: Keukentafel", "name is missing"),
        ("  - task-management", "  - case-management", "categories"),
        ("  type: none", "  type: community", "maintenance/contacts is missing"),
        ("  type: none", "  type: soms", "maintenance/type"),
        ("developmentStatus: development", "developmentStatus: af", "developmentStatus"),
        ("localisationReady: false", "localisationReady: nee", "localisationReady"),
        ("shortDescription: ", "shortDescription: " + "x" * 150, "1 to 150 characters"),
        ("  license: EUPL-1.2", "  licentie: EUPL-1.2", "legal/license"),
        ("platforms:", "vrijeSleutel: x\nplatforms:", "vrijeSleutel is not a key"),
        ('url: "https://', 'url: "ftp://', "url"),
        ("    shortDescription", "    genericName: Systeem\n    shortDescription", "deprecated"),
    ],
)
def test_a_planted_fault_is_seen(right: str, wrong: str, fault: str) -> None:
    assert right in TEXT
    assert any(fault in found for found in faults(read(TEXT.replace(right, wrong, 1))))


@pytest.mark.parametrize("text", ["a: [1, 2]", "a: 'x'", "a: 1.0", "a: b: c", "a:", "a: x\na: y", "a:\n  b: c\n d: e"])
def test_what_the_reader_does_not_know_it_refuses(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read(text)
