"""Taking away a database that was only for trying."""

from __future__ import annotations

from typing import Any, cast

import psycopg
import pytest
from psycopg import sql

from keukentafel.reservekopie import postgresql


class Druk:
    """A connection that says that somebody is on the database, until it may use force."""

    def __init__(self, busy: bool) -> None:
        self.busy, self.done = busy, list[str]()

    def execute(self, statement: sql.Composed) -> None:
        self.done.append(statement.as_string(None))
        if self.busy and "FORCE" not in self.done[-1]:
            raise psycopg.errors.ObjectInUse


@pytest.mark.parametrize("busy", [False, True])
def test_force_is_for_who_stays_and_not_for_the_cleaner_of_postgresql(busy: bool) -> None:
    """With force at once PostgreSQL refuses our role while autovacuum is on it; found by the CI."""
    raw = Druk(busy)
    postgresql._drop(cast(Any, raw), "proef")
    plain = 'DROP DATABASE IF EXISTS "proef"'
    assert raw.done == [plain, f"{plain} WITH (FORCE)"][: 1 + busy]
