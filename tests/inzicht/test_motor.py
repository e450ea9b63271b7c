"""The engine: SQL that is written once gives what a fresh expression gives, and no other file can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from keukentafel.inzicht.momentopname import from_parquet, write_parquet
from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, _template, table
from keukentafel.inzicht.rapporten.hulp import _spread_help
from keukentafel.inzicht.rapporten.selecties import count_known, known_cases
from keukentafel.inzicht.vraag import Vraag
from tests.inzicht.pakketten import BEGIN, PEILDATUM, Maker, opname_of


def yesterday(vraag: Vraag) -> Uitdrukking:
    """A question that makes another day of the one it gets."""
    found = known_cases(replace(vraag, peildatum=vraag.peildatum - timedelta(1)))
    return found.group_by("team").aggregate(aantal=DIT.count())


def this_year(vraag: Vraag) -> Uitdrukking:
    """A question that makes a number of its day."""
    found = known_cases(vraag)
    return (
        found.filter(found.aangemeld_op.year() == vraag.peildatum.year).group_by("team").aggregate(aantal=DIT.count())
    )


def rows_of(found: list[dict[str, object]]) -> list[str]:
    return sorted(map(str, found))


@pytest.mark.parametrize("seed", [1, 2])
def test_sql_with_other_days_gives_what_a_fresh_expression_gives(seed: int, motor: Motor) -> None:
    motor.load(opname_of(Maker(seed).make()))
    for ask in (count_known, _spread_help, yesterday, this_year):
        for van, tot, dag in ((BEGIN, PEILDATUM, PEILDATUM), (None, None, date(2014, 7, 20)), (BEGIN, None, BEGIN)):
            vraag = Vraag(dag, van, tot)
            assert rows_of(motor.asked(ask, vraag)) == rows_of(motor.rows(ask(vraag))), (ask, vraag)
            assert motor.asked(ask, vraag) is motor.asked(ask, replace(vraag, team="t1"))


def test_a_day_that_is_more_than_compared_with_gets_no_fixed_sql() -> None:
    assert _template(count_known, False) is not None and _template(_spread_help, True) is not None
    assert _template(yesterday, False) is None and _template(this_year, False) is None


def test_the_teams_add_up_and_are_told_apart(motor: Motor) -> None:
    motor.load(opname_of(Maker(3).make()))
    vraag = Vraag(PEILDATUM)
    teams = {str(row["team"]) for row in motor.asked(count_known, vraag)}
    assert len(teams) > 1
    each = [motor.total(count_known, replace(vraag, team=team)) for team in teams]
    assert sum(each) == motor.total(count_known, vraag) == motor.number(known_cases(vraag))
    assert motor.total(count_known, replace(vraag, team="bestaat niet")) == 0


def test_files_are_read_by_the_engine_itself_and_no_others(tmp_path: Path) -> None:
    write_parquet(opname_of(Maker(3).make()), tmp_path / "eigen")
    write_parquet(opname_of(Maker(4).make()), tmp_path / "ander")
    opname = from_parquet(tmp_path / "eigen")
    motor, there = Motor(opname), opname_of(Maker(3).make())
    assert opname.file("casussen") == tmp_path / "eigen" / "casussen.parquet"
    assert motor.number(table("casussen")) == there.table("casussen").num_rows
    with pytest.raises(duckdb.PermissionException):
        motor._connection.con.execute(f"SELECT * FROM '{tmp_path / 'ander' / 'casussen.parquet'}'")
    (tmp_path / "eigen" / "casussen.parquet").unlink()
    motor.load(from_parquet(tmp_path / "eigen"))
    assert motor.number(table("casussen")) == 0


def test_the_engine_shows_no_progress(motor: Motor) -> None:
    (shown,) = motor._connection.con.execute("SELECT current_setting('enable_progress_bar')").fetchone()
    assert shown is False
