"""Django's `migrate`, in which a migration and the note that it ran are one transaction (security.md D10).

Django adds keys and indexes at the end of a migration, commits, and only then notes that it ran. A server that falls
over in between has tables of which the next `migrate` does not know: it stops at "already exists", and a human has to
find out by hand. Here the note is written before the commit: a migration that was broken off never was.
"""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState


class Uitvoerder(MigrationExecutor):
    """Runs each migration whole: what it does, its keys and indexes, and the note that it ran."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        """Run one migration forwards. One that says it cannot be in a transaction goes Django's own way."""
        if fake or fake_initial or not migration.atomic or not self.connection.features.can_rollback_ddl:
            return super().apply_migration(state, migration, fake, fake_initial)
        if self.progress_callback:
            self.progress_callback("apply_start", migration, fake)
        with self.connection.schema_editor(atomic=True) as editor:
            state = migration.apply(state, editor)
            for statement in editor.deferred_sql:
                editor.execute(statement, None)
            editor.deferred_sql.clear()
            self.record_migration(migration)  # type: ignore[call-arg, arg-type]  # the stubs have an older form
        if self.progress_callback:
            self.progress_callback("apply_success", migration, fake)
        return state


class Command(migrate.Command):
    """Migrate."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Do as Django does, with our executor."""
        migrate.MigrationExecutor = Uitvoerder  # type: ignore[attr-defined]
        super().handle(*args, **options)
