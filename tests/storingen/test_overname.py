"""The cluster that takes over is the one the manual describes, and what it counts is what the ledger gets."""

from __future__ import annotations

import pytest

from scripts.faults.failover import DCS, KINDS, NODES, add, told
from scripts.faults.ledger import Regel
from tests.architectuur.house import ROOT

pytestmark = pytest.mark.sqlite


def test_the_manual_gives_the_settings_that_were_tried() -> None:
    manual = (ROOT / "docs/productie.md").read_text(encoding="utf-8")
    for name in ("ttl", "loop_wait", "retry_timeout", "primary_start_timeout"):
        assert f"    {name}: {DCS[name]}" in manual
    for name in ("synchronous_mode", "synchronous_mode_strict"):
        assert DCS[name] is True
        assert f"    {name}: true" in manual
    assert len(NODES) == 2


def test_the_leader_is_killed_frozen_and_cut_off() -> None:
    assert set(KINDS) == {"kill_postgres", "kill_knoop", "bevriezen", "netwerk"}


def test_fail_overs_add_up() -> None:
    rows: dict[str, Regel] = {}
    for lost in (0, 2):
        add(rows, Regel("", "", "patroni", "netwerk", storingen=1, bevestigd=10, verloren=lost, seconden=20))
    assert (rows["netwerk"].storingen, rows["netwerk"].bevestigd, rows["netwerk"].verloren) == (2, 20, 2)
    assert told([3.0, 1.0, 8.0]) == "3 overnames, zonder schrijven: p50 3.0 s, hoogstens 8.0 s"
