"""One engine for all tests, and one SQL per question: making these costs more than most reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ibis.backends.duckdb import Backend

from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.vraag import Vraag
from tests.inzicht.pakketten import Tabellen, opname_of
from tests.uitwisseling.conftest import leeg as leeg

Rapporteren = Callable[..., dict[str, Any]]

#: Here DuckDB computes over a package that the test makes; the database is asked for the names of codes. What the
#: database answers for figures (momentopname, verversen, gesloten, maken, kwaliteit) and the screens run on both, and
#: tests/gemeenten holds every report of both databases against each other.
ONCE = {
    "test_afschermen.py", "test_bevriezen.py", "test_blik.py", "test_doorklikken.py", "test_evaluatie.py",
    "test_gelijk_op_scherm.py", "test_gemeenten.py", "test_openapi.py", "test_sleutelgrenzen.py",
    "test_tegen_naslag.py", "test_verkenner.py", "test_vormen.py",
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what need not run again on PostgreSQL."""
    for item in items:
        if "/tests/inzicht/" in str(item.path) and item.path.name in ONCE:
            item.add_marker("sqlite")


@pytest.fixture(scope="session", autouse=True)
def written_once() -> Iterator[None]:
    """Ibis writes out the SQL of an expression once, whatever the tables hold: that is most of what a report costs."""
    written: dict[Any, str] = {}
    write = Backend.compile

    def write_once(backend: Backend, expression: Any, /, **options: Any) -> str:
        key = expression.op(), *sorted(options.items())
        if key not in written:
            written[key] = write(backend, expression, **options)
        return written[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Backend, "compile", write_once)
        yield


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
