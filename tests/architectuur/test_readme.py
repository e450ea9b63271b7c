"""The commands that the documents promise exist, and the build runs what the README says."""

from __future__ import annotations

import os
import re

from tests.architectuur.house import ROOT

DOCUMENTS = ("README.md", "README.nl.md", "CONTRIBUTING.md", "docs/development.md", "SECURITY.md")


def targets() -> dict[str, list[str]]:
    """Return the scripts of each target of the Makefile."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipes = re.findall(r"^([a-z]+):.*\n((?:\t.*\n?)*)", text, re.M)
    return {name: re.findall(r"scripts/\S+\.sh", recipe) for name, recipe in recipes}


def test_every_promised_command_exists() -> None:
    known = targets()
    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        promised = re.findall(r"(?:`|^ {4})(?:[A-Z]+=\S+ )?make ([a-z]+)", text, re.M)
        assert set(promised) <= set(known), document


def test_every_target_has_its_script() -> None:
    for name, scripts in targets().items():
        for script in scripts:
            assert os.access(ROOT / script, os.X_OK), f"make {name} needs {script}"


def test_the_build_runs_the_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = re.search(r"## Test it\n\n {4}(.+)\n", readme)
    assert command is not None
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert f"exec {command[1]} <" in script
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_links_between_documents_lead_somewhere() -> None:
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_the_lock_names_no_host() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert not re.search(r"^[^#\s].*==[^\\]*$", text, re.M), "every package has its hashes"
