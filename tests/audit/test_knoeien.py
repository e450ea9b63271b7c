"""U1, short: tampering by the master of the database, all found at their place (10,000: scripts.logboek knoeien)."""

import pytest

from keukentafel.audit import keten
from scripts.logboek.knoeien import SOORTEN, tamper

pytestmark = pytest.mark.django_db


def test_every_tampering_is_found_where_it_was_done() -> None:
    found = tamper(60, seed=5, length=12)
    assert sum(found.geprobeerd.values()) == 60 and len(found.geprobeerd) >= 7
    assert found.gemist == []


def test_each_kind_is_found() -> None:
    for name in SOORTEN:
        found = tamper(1, seed=7, soorten=[name], length=9)
        assert found.gemist == [], name


def test_the_harness_sees_a_chain_that_does_not_cover_a_field(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a hash that forgets on what ground somebody looked."""
    without = tuple(name for name in keten.EIGEN if name != "grond")
    monkeypatch.setattr(keten, "_own", keten.attrgetter(*without))
    found = tamper(40, seed=5, soorten=["veld gewijzigd"], length=9)
    assert found.gemist and all("veld gewijzigd" in one for one in found.gemist)
