"""The demo leaves as a package, comes into an empty municipality, and leaves again the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction

from keukentafel.audit.public import SYSTEEM
from keukentafel.demo.laden import Demo
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.inlezen import Telling, import_package
from keukentafel.uitwisseling.uitvoer import export_package
from tests.leeg import empty_tables

pytestmark = pytest.mark.django_db


def files(folder: Path) -> dict[str, bytes]:
    """Return what stands in this folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_demo_leaves_and_comes_back_byte_for_byte(geladen: Demo, tmp_path: Path) -> None:
    counts = export_package(tmp_path / "een")
    assert len(counts) == 25
    assert all(counts.values()), counts
    fouten = Foutenlijst()
    with transaction.atomic():
        empty_tables()
        outcome = import_package(by=SYSTEEM, pad=tmp_path / "een", fouten=fouten)
        assert not fouten, fouten.eerste
        assert outcome.rijen == counts
        export_package(tmp_path / "twee")
        again = import_package(by=SYSTEEM, pad=tmp_path / "een", fouten=fouten)
        assert again.tellingen == {naam: Telling(gelijk=rows) for naam, rows in counts.items()}
        export_package(tmp_path / "drie")
        transaction.set_rollback(True)
    assert files(tmp_path / "een") == files(tmp_path / "twee") == files(tmp_path / "drie")
