"""One engine for all tests: making one costs more than most reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.vraag import Vraag
from tests.inzicht.pakketten import Tabellen, opname_of
from tests.uitwisseling.conftest import leeg as leeg

Rapporteren = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def motor() -> Motor:
    """The engine; a test loads its own tables."""
    return Motor()


@pytest.fixture
def report(motor: Motor) -> Rapporteren:
    """`report(naam, tabellen, vraag)` gives the envelope."""

    def make(naam: str, tabellen: Tabellen, vraag: Vraag) -> dict[str, Any]:
        motor.load(opname_of(tabellen))
        return make_report(naam, vraag, motor).as_dict()

    return make
