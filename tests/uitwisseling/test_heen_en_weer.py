"""In, again, changed, out and in again: what a package says is what the product holds, no more and no less."""

from __future__ import annotations

from pathlib import Path

import pytest

from keukentafel.audit.public import SYSTEEM
from keukentafel.uitwisseling.definitie import resources
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.inlezen import Telling, Uitkomst, import_package
from keukentafel.uitwisseling.uitvoer import export_package
from keukentafel.uitwisseling.vertaling.register import VERTALINGEN
from tests.uitwisseling.pakketten import Tabellen, files_of, whole, write_folder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leeg")]


def known() -> Tabellen:
    """The whole package, as far as there is a translation; what refers to the rest is empty, or left out."""
    found: Tabellen = {}
    for naam, rows in whole().items():
        refers = {kolom.naam: kolom for kolom in resources()[naam].kolommen if kolom.verwijst_naar}
        absent = {cel for cel, kolom in refers.items() if kolom.verwijst_naar not in found}
        if naam in VERTALINGEN and not any(refers[cel].verplicht for cel in absent):
            found[naam] = [{cel: text for cel, text in row.items() if cel not in absent} for row in rows]
    return found


def bring_in(path: Path, tabellen: Tabellen) -> Uitkomst:
    """Import a package with these tables; there may be no fault."""
    fouten = Foutenlijst()
    outcome = import_package(by=SYSTEEM, pad=write_folder(path, files_of(tabellen)), fouten=fouten)
    assert not fouten, fouten.eerste
    return outcome


def test_the_second_time_nothing_changes(tmp_path: Path) -> None:
    first = bring_in(tmp_path / "een", known())
    again = bring_in(tmp_path / "twee", known())
    for naam, rows in known().items():
        assert first.tellingen[naam] == Telling(nieuw=len(rows)), naam
        assert again.tellingen[naam] == Telling(gelijk=len(rows)), naam


def test_what_came_in_goes_out(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", known())
    counts = export_package(tmp_path / "uit")
    assert {naam: count for naam, count in counts.items() if count} == {
        naam: len(rows) for naam, rows in known().items()
    }
    assert "Oud-Noord" in (tmp_path / "uit/gebieden.csv").read_text(encoding="utf-8")
