"""The web workers start without the engine: it costs a second and memory that only a report needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("ibis", "duckdb", "pyarrow", "xlsxwriter")
START = "import django; django.setup(); import config.urls; import keukentafel.inzicht.public; "
LOADED = f"import sys; print([m for m in {HEAVY!r} if m in sys.modules])"


def loaded_after(code: str) -> str:
    """Run this in a fresh interpreter and return which heavy modules it has."""
    command = [sys.executable, "-c", code + LOADED]
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings", "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.strip()


@pytest.mark.parametrize(
    ("code", "expected"),
    [(START, "[]"), (START + "import keukentafel.inzicht.motor; ", "['ibis', 'pyarrow']")],
)
def test_the_engine_is_loaded_only_by_its_module(code: str, expected: str) -> None:
    assert loaded_after(code) == expected
