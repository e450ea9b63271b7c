"""The short form of both harnesses, and that they see what they are for."""

from __future__ import annotations

from typing import Self

import pytest

from keukentafel.core.models import Basismodel
from tests.cast import Cast
from tests.samen.lijsten import BEGIN, Bevestigd, Schrijver, appended, ends, faults, run_steps
from tests.samen.paren import VOLGORDEN, try_pairs
from tests.samen.wereld import make_lists, make_objects

pytestmark = pytest.mark.sqlite  # by turns; at the same time on PostgreSQL: scripts/samen.sh


@pytest.mark.django_db
def test_in_no_order_does_one_overwrite_the_other_in_silence(cast: Cast) -> None:
    assert len(VOLGORDEN) == 6
    found = try_pairs(make_objects(cast), 36)
    assert (found.paren, found.stil, found.fouten) == (36, 0, [])
    assert found.bewaard == 36 * 2 - 24 and found.geweigerd == 24  # in four of six orders the second was too late


@pytest.mark.django_db
def test_a_version_that_is_not_looked_at_is_seen(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def lock(cls: type[Self], pk: int, versie: int | None = None) -> Self:
        return cls._default_manager.select_for_update().get(pk=pk)

    monkeypatch.setattr(Basismodel, "lock", classmethod(lock))
    assert try_pairs(make_objects(cast), 18).stil == 12


@pytest.mark.django_db
def test_each_entry_of_many_writers_is_kept_once(cast: Cast) -> None:
    lists = make_lists(cast, 2)
    writers = [Schrijver(f"s{n}", lists, n) for n in range(4)]
    kept = list(run_steps(writers, 40, 1))
    assert sum(writer.geweigerd for writer in writers) > 5
    assert faults(kept, ends(lists)) == []


@pytest.mark.django_db
def test_a_lost_update_is_seen(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def lock(cls: type[Self], pk: int, versie: int | None = None) -> Self:
        return cls._default_manager.select_for_update().get(pk=pk)

    monkeypatch.setattr(Basismodel, "lock", classmethod(lock))
    lists = make_lists(cast, 1)
    kept = list(run_steps([Schrijver(f"s{n}", lists, n) for n in range(4)], 20, 1))
    assert faults(kept, ends(lists))


def test_the_checker_sees_what_is_lost_and_what_is_twice() -> None:
    text, kept = "", []
    for what in ("a", "b", "c"):
        place, text = appended(text, what)
        kept.append(Bevestigd(7, place, what))
    assert faults(kept, {7: text}) == []
    assert faults(kept, {7: appended(text, "d")[1]})
    assert faults(kept[:2], {7: text}) and faults([*kept, kept[1]], {7: text})
    assert faults(kept[:1], {7: BEGIN}) and faults([], {7: BEGIN}) == []
