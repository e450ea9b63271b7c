"""The vendored files are the ones vendor.toml vouches for, and nothing lies beside them unnamed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.vendor import ROOT, Vendored, differing, read_manifest

DIRECTORIES = ("keukentafel/core/static/core/vendor", "keukentafel/core/static/core/fonts", "tests/vendor")


def test_every_vendored_file_has_the_sum_of_vendor_toml() -> None:
    assert differing(read_manifest()) == []


def test_nothing_is_vendored_that_vendor_toml_does_not_name() -> None:
    named = {file.path for file in read_manifest()}
    present = {path for directory in DIRECTORIES for path in (ROOT / directory).rglob("*") if path.is_file()}
    assert present - named == set()


def test_a_changed_byte_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.vendor.ROOT", tmp_path)
    path = tmp_path / "script.js"
    path.write_text("alert(1)")
    file = Vendored("script@1.0.0", "script.js", path, "0" * 64)
    assert "has sum" in differing([file])[0]
