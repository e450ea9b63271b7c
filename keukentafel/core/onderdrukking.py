"""Which counts may leave the team: none from 1 to 9, and none from which such a count could be found by subtracting.

A table of groups (teams) by values, all margins known: n per group, n per value, the whole. Who subtracts everything
that is told finds a hidden count only within a range of at least GRENS. Nought is always told: that nobody waits must
be provable (T-33). Pure; no engine, no database. Sources: security.md A11, R-182, reports.md.

The proof in short. A hidden cell is protected by a rectangle of four hidden cells: a shift of d up and down around it
leaves every sum as it is, so the range is at least the sum of the largest shifts both ways. Where no rectangle is wide
enough, all cells inside the table are hidden: with margins that are each nought or at least GRENS, every cell then has
a range of min(row, column, all other rows, all other columns). `tests/core/test_onderdrukking.py` attacks it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

GRENS = 10  # reports.md: n < 10 by default; not lower
REST = "\0rest"  # all groups, or all values, of which even the total is not told, as one

Kruis = Mapping[tuple[str, str], int]  # (group, value) → count


@dataclass(frozen=True, slots=True)
class Getoond:
    """What may be told of one table; a count that may not is None.

    `n` is the whole, `groepen` n per group, `waarden` n per value, `cellen` per group and value.
    """

    n: int | None
    groepen: Mapping[str, int | None]
    waarden: Mapping[str, int | None]
    cellen: Mapping[tuple[str, str], int | None]


def suppress(kruis: Kruis, groepen_dicht: Collection[str] = ()) -> Getoond:
    """Return what may be told of this table. `groepen_dicht`: groups whose n is not told elsewhere either.

    Tables over one population share n per group: ask `closed_groups` once and give its answer to each of them. No count
    may stand in two of those tables. Raises ValueError for a negative count.
    """
    if any(aantal < 0 for aantal in kruis.values()):
        raise ValueError("een aantal is niet negatief")
    groups, values = _totals(kruis, 0), _totals(kruis, 1)
    n = sum(groups.values())
    if 0 < n < GRENS:
        return Getoond(None, dict.fromkeys(groups), dict.fromkeys(values), dict.fromkeys(kruis))
    shut_groups = set(groepen_dicht) | _line(groups)
    shut_values = _line(values)
    hidden = _inside(kruis, shut_groups, shut_values)
    return Getoond(
        n,
        {group: None if group in shut_groups else aantal for group, aantal in groups.items()},
        {value: None if value in shut_values else aantal for value, aantal in values.items()},
        {key: None if _shut(key, shut_groups, shut_values, hidden) else aantal for key, aantal in kruis.items()},
    )


def closed_groups(totals: Mapping[str, int]) -> set[str]:
    """Return the groups of which n may not be told, when n of all groups together is told."""
    return _line(totals)


def suppress_line(telling: Mapping[str, int]) -> tuple[int | None, dict[str, int | None]]:
    """Return the whole and the count per value that may be told of one partition; None where it may not."""
    told = suppress({("", value): aantal for value, aantal in telling.items()})
    return told.n, dict(told.waarden)


def tells_pair(aantal: int, n: int) -> bool:
    """Tell whether "aantal of n" may be told: those in it and those outside it are each nought or at least GRENS."""
    return all(part == 0 or part >= GRENS for part in (aantal, n - aantal))


def tells_middle(aantal: int, n: int | None) -> bool:
    """Tell whether a median over `aantal` of n may be told, where `aantal` itself is not; n None: it is not told.

    A median says that there are at least GRENS of them, so that at most n - GRENS stand outside: those keep room.
    """
    return n is not None and aantal >= GRENS and n > 2 * GRENS


def _shut(key: tuple[str, str], groups: set[str], values: set[str], hidden: set[tuple[str, str]]) -> bool:
    return key[0] in groups or key[1] in values or key in hidden


def _totals(kruis: Kruis, axis: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, aantal in kruis.items():
        found[key[axis]] = found.get(key[axis], 0) + aantal
    return found


def _line(line: Mapping[str, int]) -> set[str]:
    """Return which counts of a line with a known sum to hide: the small ones, and so many more that each keeps room.

    Of k hidden counts with sum R, each at least 1, one lies between 1 and R - k + 1.
    """
    hidden = {key for key, aantal in line.items() if 0 < aantal < GRENS}
    left = sorted((aantal, key) for key, aantal in line.items() if aantal >= GRENS)
    while hidden and (len(hidden) < 2 or sum(line[key] for key in hidden) - len(hidden) < GRENS):
        if not left:
            return set(line)  # noughts too: then who knows the sum knows only that each lies between 0 and that sum
        hidden.add(left.pop(0)[1])
    return hidden


def _inside(kruis: Kruis, shut_groups: set[str], shut_values: set[str]) -> set[tuple[str, str]]:
    """Return the cells to hide besides those of shut groups and values; those stand together as one REST."""
    table = _merged(kruis, shut_groups, shut_values)
    hidden = {key for key, aantal in table.items() if 0 < aantal < GRENS}
    safe: set[tuple[str, str]] = set()
    for cell in sorted(hidden, key=lambda key: (table[key], key)):
        if cell in safe:
            continue
        corners = _rectangle(table, cell, hidden)
        if corners is None:
            return {key for key in kruis if key[0] not in shut_groups and key[1] not in shut_values}
        hidden |= corners
        safe |= corners
    return hidden


def _merged(kruis: Kruis, shut_groups: set[str], shut_values: set[str]) -> dict[tuple[str, str], int]:
    table: dict[tuple[str, str], int] = {}
    for (group, value), aantal in kruis.items():
        key = (REST if group in shut_groups else group, REST if value in shut_values else value)
        table[key] = table.get(key, 0) + aantal
    return table


def _rectangle(
    table: Mapping[tuple[str, str], int], cell: tuple[str, str], hidden: set[tuple[str, str]]
) -> set[tuple[str, str]] | None:
    """Return four cells around this one that give it room, at the least loss; None when there are no such four."""
    group, value = cell
    here, best = table[cell], (0, list[tuple[str, str]]())

    def cost(key: tuple[str, str], aantal: int) -> int:
        return 0 if key in hidden else aantal

    beside = [(sort, found, cost((group, sort), found)) for sort in _others(table, 1, value)
              if (found := table.get((group, sort), 0))]  # fmt: skip
    for other in _others(table, 0, group):
        below = table.get((other, value), 0)
        lost = cost((other, value), below)
        for sort, near, more in beside if below else ():
            loss = more + lost
            if best[1] and loss > best[0]:
                continue  # whatever stands across, it is dearer
            across = table.get((other, sort), 0)
            if across == 0 or min(near, below) + min(here, across) - 2 < GRENS:
                continue
            loss += cost((other, sort), across)
            if not best[1] or loss <= best[0]:
                corners = sorted([cell, (group, sort), (other, value), (other, sort)])
                best = min(best, (loss, corners)) if best[1] else (loss, corners)
    return set(best[1]) or None


def _others(table: Iterable[tuple[str, str]], axis: int, this: str) -> list[str]:
    return sorted({key[axis] for key in table} - {this})
