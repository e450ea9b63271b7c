"""Scanners that read the source: bandit, and semgrep with our own rules."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

from scripts.scan.bevindingen import ROOT, Plek, Uitslag
from scripts.scan.gereedschap import environment, tool

HIER = Path(__file__).parent
BRON = ("keukentafel", "config")


def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a scanner on the source and return what it printed."""
    command = ["nice", "-n", "10", tool(name), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment(name), capture_output=True, text=True)  # noqa: S603


def bandit() -> Uitslag:
    """Everything bandit reports, of any weight. Raises RuntimeError when it read nothing."""
    told = json.loads(run("bandit", "-q", "-r", *BRON, "-x", "*/migrations/*", "-f", "json").stdout)
    lines = told["metrics"]["_totals"]["loc"]
    if not lines:
        raise RuntimeError("bandit read no source")
    found = Counter(Plek("bandit", one["test_id"], one["filename"]) for one in told["results"])
    return Uitslag("bandit", f"{lines} lines", found)


def semgrep() -> Uitslag:
    """First every rule on its examples, then on the source. Raises RuntimeError when a rule fails on its examples."""
    rules = str(HIER / "regels")
    proof = run("semgrep", "--test", "--config", rules, str(HIER / "voorbeelden"))
    if proof.returncode or "All tests passed" not in proof.stdout + proof.stderr:
        raise RuntimeError(f"a rule does not do what its examples say:\n{proof.stdout[-2000:]}{proof.stderr[-2000:]}")
    told = json.loads(run("semgrep", "scan", "--json", "--no-git-ignore", "--config", rules, "--exclude", "migrations",
                          "--exclude", "vendor", *BRON).stdout)  # fmt: skip
    files = len(told["paths"]["scanned"])
    if not files or told["errors"]:
        raise RuntimeError(f"semgrep: {files} files, {[error.get('message') for error in told['errors']][:3]}")
    found = Counter(Plek("semgrep", one["check_id"].rpartition(".")[2], one["path"]) for one in told["results"])
    return Uitslag("semgrep", f"{files} files", found)
