"""The short form of `make faults`: the power goes, the server is killed, the disk is full; all is still there."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.architectuur.house import ROOT
from tests.storingen.test_schijf import schijf

__all__ = ["schijf"]
pytestmark = pytest.mark.sqlite
SOORTEN = "stroom,kill_server,schijf_vol"


def test_three_faults_lose_nothing(schijf: object) -> None:
    """Through gunicorn and HTTP, with eight writers; `schijf` skips where nothing may be mounted."""
    command = [sys.executable, "-m", "scripts.faults", "run", "--soorten", SOORTEN, "--hoogstens", "3",
               "--per-storing", "10", "--seconden", "600", "--niet-bewaren"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.findall(r"sqlite (\w+): 1 storingen, (\d+) bevestigd, 0 verloren, 0 half, 0 dubbel, 0 ", done.stdout)
    assert [kind for kind, _ in found] == SOORTEN.split(",")
    assert all(int(number) > 0 for _, number in found)
