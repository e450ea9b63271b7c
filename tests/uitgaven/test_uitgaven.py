"""An upgrade that is broken off never was, and loses nothing. The whole way from each release: scripts/uitgaven.sh."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, models
from django.db.migrations import CreateModel, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from keukentafel.core.management.commands.migrate import Uitvoerder
from tests.uitgaven.opwaarderen import facts, lost, releases, restore_release

PROEF = "core_afgebroken"


class Gedood(Exception):
    """The process ends here."""


def break_off_at_the_note(executor: type[MigrationExecutor]) -> bool:
    """Run a migration with a key and an index, and stop where it is noted that it ran; is its table there?"""

    class Afgebroken(executor):  # type: ignore[misc, valid-type]
        def record_migration(self, migration: Migration) -> None:
            raise Gedood

    migration = Migration("afgebroken", "core")
    migration.operations = [
        CreateModel(
            "Afgebroken",
            [("id", models.BigAutoField(primary_key=True)),
             ("boven", models.ForeignKey("self", models.PROTECT, related_name="+", null=True))],
            {"db_table": PROEF},
        )
    ]  # fmt: skip
    with pytest.raises(Gedood):
        Afgebroken(connection).apply_migration(ProjectState(), migration)
    there = PROEF in connection.introspection.table_names()
    if there:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {PROEF}")
    return there


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_is_broken_off_never_was() -> None:
    assert not break_off_at_the_note(Uitvoerder)
    assert break_off_at_the_note(MigrationExecutor)  # Django's own leaves the table, and the next run stops at it


@pytest.mark.sqlite
def test_the_kept_release_opens_and_a_fact_that_changes_is_seen(tmp_path: Path) -> None:
    assert releases()
    path = tmp_path / "uitgave.sqlite3"
    restore_release(releases()[0], path)
    before = facts(path)
    assert len(before) > 400 and before["casussen_casus"]
    assert lost(before, before) == []
    assert lost(before, {**before, "casussen_casus": 0})
    assert lost(before, {key: value for key, value in before.items() if key != "casussen_casus.aangemeld_op"})
