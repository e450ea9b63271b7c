"""An attacker who subtracts everything that is told finds no hidden count within a range narrower than ten."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from keukentafel.core import onderdrukking
from keukentafel.core.onderdrukking import GRENS, Getoond, closed_groups, suppress

Kruis = dict[tuple[str, str], int]
ONBEPERKT = 10**6


def table(rows: list[list[int]]) -> Kruis:
    """Rows of counts as groups t0, t1, … by values w0, w1, …"""
    return {(f"t{i}", f"w{j}"): n for i, row in enumerate(rows) for j, n in enumerate(row)}


@st.composite
def tables(draw: st.DrawFn) -> Kruis:
    """Small tables with many noughts, small counts and counts just above the limit."""
    width = draw(st.integers(1, 5))
    count = st.one_of(st.just(0), st.integers(1, 9), st.integers(10, 13), st.integers(0, 80))
    return table(draw(st.lists(st.lists(count, min_size=width, max_size=width), min_size=1, max_size=4)))


class Attacker:
    """Knows all that is told, that counts are not negative, and that a nought would have been told.

    A hidden cell is an arc between its group and its value; groups of which n is hidden are one node, values alike. How
    far a count can go up or down without changing a told sum is the largest flow around it: exact, and no code of ours.
    """

    def __init__(self, kruis: Kruis, told: Getoond) -> None:
        self.kruis, self.told = kruis, told
        self.hidden = [key for key in kruis if told.cellen[key] is None]
        inside = [key for key in kruis if told.groepen[key[0]] is not None and told.waarden[key[1]] is not None]
        all_shut = all(told.cellen[key] is None for key in inside)
        self.low = {key: 0 if all_shut or key not in inside else 1 for key in self.hidden}

    def nodes(self, key: tuple[str, str]) -> tuple[str, str]:
        group, value = key
        return (
            group if self.told.groepen[group] is not None else "groepen",
            value if self.told.waarden[value] is not None else "waarden",
        )

    def room(self, cell: tuple[str, str], *, up: bool) -> int:
        """How much the count may rise (or fall) with every told number as it is."""
        arcs: dict[str, dict[str, int]] = {}
        for key in self.hidden:
            if key == cell:
                continue
            group, value = self.nodes(key)
            fall = self.kruis[key] - self.low[key]
            first, second = (fall, ONBEPERKT) if up else (ONBEPERKT, fall)
            for a, b, capacity in ((value, group, first), (group, value, second)):
                arcs.setdefault(a, {})
                arcs[a][b] = arcs[a].get(b, 0) + capacity
        group, value = self.nodes(cell)
        flow = max_flow(arcs, value, group)
        return flow if up else min(flow, self.kruis[cell] - self.low[cell])

    def narrowest(self) -> int:
        """The narrowest range of a hidden count that is not nought."""
        ranges = [self.room(key, up=True) + self.room(key, up=False) for key in self.hidden if self.kruis[key]]
        for axis, line in enumerate((self.told.groepen, self.told.waarden)):
            counts = {name: sum(n for key, n in self.kruis.items() if key[axis] == name) for name in line}
            shut = [counts[name] for name, told in line.items() if told is None]
            every = len(shut) == len(line)
            ranges += [sum(shut) - (0 if every else len(shut)) for n in shut if n]
        return min(ranges, default=ONBEPERKT)


def max_flow(arcs: Mapping[str, Mapping[str, int]], source: str, sink: str) -> int:
    """Edmonds and Karp, on a handful of nodes."""
    left = {a: dict(to) for a, to in arcs.items()}
    for a, to in arcs.items():
        for b in to:
            left.setdefault(b, {}).setdefault(a, 0)
    total = 0
    while source in left and source != sink:
        came: dict[str, str] = {source: ""}
        queue = deque([source])
        while queue and sink not in came:
            a = queue.popleft()
            for b, capacity in left[a].items():
                if capacity > 0 and b not in came:
                    came[b] = a
                    queue.append(b)
        if sink not in came or total >= ONBEPERKT:
            break
        path, b = [], sink
        while b != source:
            path.append((came[b], b))
            b = came[b]
        push = min(left[a][b] for a, b in path)
        for a, b in path:
            left[a][b] -= push
            left[b][a] += push
        total += push
    return min(total, ONBEPERKT)


def holds(kruis: Kruis) -> bool:
    """Whether nothing small is told and nothing hidden can be found within a range narrower than ten."""
    told = suppress(kruis)
    if told.n is None:
        return all(n is None for line in (told.groepen, told.waarden, told.cellen) for n in line.values())
    said = [n for line in (told.groepen, told.waarden, told.cellen) for n in line.values() if n is not None]
    return all(n == 0 or n >= GRENS for n in said) and Attacker(kruis, told).narrowest() >= GRENS


@given(tables())
@example(table([[3, 200, 40], [50, 60, 70], [80, 10, 30]]))
@example(table([[300, 12], [5, 6]]))
@example(table([[5, 6]]))
@example(table([[20, 0, 1], [0, 20, 10]]))
def test_nothing_hidden_is_found_by_subtracting(kruis: Kruis) -> None:
    assert holds(kruis)


def test_what_is_told_is_true_and_large_tables_keep_most_of_it() -> None:
    kruis = table([[40, 52, 31, 18], [25, 60, 3, 22], [70, 44, 35, 19], [33, 47, 28, 90]])
    told = suppress(kruis)
    assert all(n in (None, kruis[key]) for key, n in told.cellen.items())
    assert told.cellen["t1", "w2"] is None
    assert sum(n is None for n in told.cellen.values()) == 4
    assert told.n == sum(kruis.values())
    assert None not in told.groepen.values()


def test_nought_is_told() -> None:
    told = suppress(table([[0, 40], [20, 30]]))
    assert told.cellen["t0", "w0"] == 0
    assert suppress(table([[0, 0]])).n == 0


def test_fewer_than_ten_in_all_tells_nothing() -> None:
    told = suppress(table([[3, 4], [1, 1]]))
    assert told.n is None
    assert set(told.cellen.values()) == {None}


@given(tables(), st.data())
def test_a_group_that_is_shut_elsewhere_stays_shut(kruis: Kruis, data: st.DataObject) -> None:
    """Two tables over one population: the same n per group, so the same groups are shut."""
    groups = sorted({group for group, _value in kruis})
    totals = {group: sum(n for key, n in kruis.items() if key[0] == group) for group in groups}
    shut = closed_groups(totals)
    other = dict(kruis)  # the same people by another feature
    for group in groups:
        first = data.draw(st.integers(0, totals[group]))
        other |= {(group, value): 0 for _group, value in kruis}
        other[group, "w0"] = first
        other[group, "w1"] = totals[group] - first
    for one in (kruis, other):
        told = suppress(one, shut)
        if told.n is not None:
            assert all(told.groepen[group] is None for group in shut)
            assert Attacker(one, told).narrowest() >= GRENS


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negatief"):
        suppress({("t", "w"): -1})


def _no_corners(table: object, cell: tuple[str, str], hidden: object) -> set[tuple[str, str]]:
    return {cell}


def _only_small(line: Mapping[str, int]) -> set[str]:
    return {key for key, n in line.items() if 0 < n < GRENS}


@pytest.mark.parametrize(("name", "fault"), [("_rectangle", _no_corners), ("_line", _only_small)])
def test_the_attacker_sees_a_rule_that_is_gone(
    name: str, fault: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: only small counts are hidden, nothing with them. The attacker finds them."""
    monkeypatch.setattr(onderdrukking, name, fault)
    small = [(a, b, c, d) for a, b, c, d in product((3, 12, 40), repeat=4)]
    assert not all(holds(table([[a, b, 50], [c, d, 60]])) for a, b, c, d in small)
