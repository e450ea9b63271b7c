"""A figure is the same wherever it is read: on its screen, computed by the database, and in its report (reports.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from keukentafel.audit.public import SYSTEEM
from keukentafel.inzicht.motor import Motor
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.inlezen import import_package
from tests.inzicht.beide import pairs
from tests.inzicht.pakketten import BEGIN, PEILDATUM, Maker
from tests.uitwisseling.pakketten import files_of, write_folder

NODIG = (
    "gebieden", "teams", "medewerkers", "organisaties", "personen", "huishoudens", "huishoudleden", "plaatsingen",
    "meldingen", "buiten_systeem", "casussen", "casusrollen", "buurtvragen", "buurtaanbod", "buurtkoppelingen",
    "activiteiten",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("leeg")
@pytest.mark.parametrize("seed", range(4))
def test_a_random_package_gives_the_same_on_screen_and_in_the_report(seed: int, tmp_path: Path, motor: Motor) -> None:
    tabellen, faults = Maker(seed).make(), Foutenlijst()
    path = write_folder(tmp_path / "pakket", files_of({naam: tabellen[naam] for naam in NODIG if tabellen[naam]}))
    import_package(by=SYSTEEM, pad=path, fouten=faults)
    assert not faults, faults.eerste
    both = list(pairs(motor, PEILDATUM, BEGIN))
    assert [one for one in both if one[1] != one[2]] == []
    assert len(both) > 20
