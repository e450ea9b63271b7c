"""The scanners themselves: each in a folder of its own under var/, at a fixed version, and never in the product."""

from __future__ import annotations

import os
import subprocess
import sys

from scripts.scan.bevindingen import ROOT

MAP = ROOT / "var" / "gereedschap"  # of this checkout: one time for all runs
VERSIES = {"bandit": "1.9.4", "semgrep": "1.182.0", "schemathesis": "4.32.5", "wapiti3": "3.2.3", "sqlmap": "1.10.10"}
OPDRACHT = {"wapiti3": "wapiti", "schemathesis": "st"}


def tool(name: str) -> str:
    """Return the path of this scanner, installed when it is not there. Raises CalledProcessError when it cannot be."""
    home = MAP / name
    command = home / "bin" / OPDRACHT.get(name, name)
    if not command.exists():
        print(f"Installing {name} {VERSIES[name]} in {home} (once)", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)  # noqa: S603
        wanted = f"{name}=={VERSIES[name]}"
        subprocess.run([str(home / "bin" / "pip"), "install", "--quiet", wanted], check=True)  # noqa: S603
    return str(command)


def environment(name: str) -> dict[str, str]:
    """The surroundings of a scanner: nothing of ours but the path, and no talking to its makers."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "TMPDIR")}
    kept["PATH"] = f"{MAP / name / 'bin'}:{kept.get('PATH', '')}"
    return kept | {
        "SEMGREP_SEND_METRICS": "off",
        "SEMGREP_ENABLE_VERSION_CHECK": "0",
        "SCHEMATHESIS_TELEMETRY": "false",
    }
