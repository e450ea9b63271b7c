"""The committed ledger of faults: what it adds up to, that nothing was ever lost, and that a loss would be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.faults import __main__ as command
from scripts.faults.ledger import LEDGER, WRONG, Regel, append, read, totals

pytestmark = pytest.mark.sqlite


def row(**other: object) -> Regel:
    return Regel("2026-11-22", "abc1234", "sqlite", "stroom", storingen=3, bevestigd=150, **other)  # type: ignore[arg-type]


def test_runs_add_up(tmp_path: Path) -> None:
    path = tmp_path / "grootboek.csv"
    append([row(), row()], path)
    append([row(seconden=9)], path)
    everything = totals(read(path))["alles", ""]
    assert (everything.storingen, everything.bevestigd, everything.seconden) == (9, 450, 9)


def test_nothing_was_ever_lost() -> None:
    rows = list(read())
    assert [each for each in rows if any(getattr(each, name) for name in WRONG)] == []
    assert all(each.storingen > 0 and not each.revisie.endswith("+") for each in rows), (
        "only what ran on a commit counts"
    )


def test_the_ledger_is_as_large_as_it_has_to_be() -> None:
    """security.md 8: at least 2,000 faults and 100,000 acknowledged writes, through the product's own HTTP stack."""
    through_the_product = totals(row for row in read() if row.database != "patroni")["alles", ""]
    assert through_the_product.storingen >= 2000
    assert through_the_product.bevestigd >= 100_000


def test_the_command_says_the_totals(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.total(LEDGER) == 0
    everything = totals(read())["alles", ""]
    assert f"{everything.bevestigd}" in capsys.readouterr().out


@pytest.mark.parametrize("name", WRONG)
def test_a_loss_turns_it_red(tmp_path: Path, name: str) -> None:
    append([row(), row(**{name: 1})], tmp_path / "grootboek.csv")
    assert command.total(tmp_path / "grootboek.csv") == 1
