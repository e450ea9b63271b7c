"""An upgrade that is broken off never was, and loses nothing. The whole way from each release: scripts/uitgaven.sh."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, models
from django.db.migrations import CreateModel, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import open_casus
from keukentafel.core.management.commands.migrate import Uitvoerder
from keukentafel.inzicht.public import definities
from keukentafel.personen.public import Huishouden, Huishoudlid
from tests.cast import LANG_GELEDEN, Cast
from tests.uitgaven.cijfers import differing, figures, kept, months_until, other_versions, until
from tests.uitgaven.opwaarderen import lost
from tests.uitgaven.plaatsen import facts, on, releases, restored

PROEF = "core_afgebroken"
ONE_CASE_OTHERWISE = (
    "UPDATE casussen_casus SET aangemeld_op = '2001-02-03' WHERE id IN (SELECT min(id) FROM casussen_casus)"
)


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


@pytest.mark.django_db
def test_the_newest_kept_release_opens_and_a_fact_that_changes_is_seen() -> None:
    """On both databases, each its own."""
    with restored(releases(connection.vendor)[-1]) as place:
        before = facts(place)
        with on(place), connection.cursor() as cursor:
            cursor.execute(ONE_CASE_OTHERWISE)
        after = facts(place)
    assert [what.partition(":")[0] for what in lost(before, after)] == ["casussen_casus.aangemeld_op"]
    assert len(before) > 400 and before["casussen_casus"]
    assert lost(before, before) == []
    assert lost(before, {**before, "casussen_casus": 0})
    assert lost(before, {key: value for key, value in before.items() if key != "casussen_casus.aangemeld_op"})


def test_every_release_kept_what_its_reports_said_and_a_figure_that_changes_is_seen() -> None:
    for name in releases("sqlite") + releases("postgresql"):
        before = kept(name)
        assert len(before) >= 200 and until(before).day == 1
        assert months_until(until(before))[-1][0].strftime("%Y-%m") == max(key[-7:] for key in before)
        what, (version, n, rows, digest) = next(iter(before.items()))
        assert differing(before, before) == []
        assert len(differing(before, {**before, what: (version, n, rows, "anders")})) == 1
        assert len(differing(before, {key: said for key, said in before.items() if key != what})) == 1
        assert differing(before, {**before, what: (f"{version}0", n, rows, "anders")}) == []
        assert other_versions(before, {**before, what: (f"{version}0", n, rows, digest)}) == 1


@pytest.mark.django_db
def test_a_case_more_in_a_month_is_another_figure(cast: Cast) -> None:
    """On both databases: every report is asked."""
    today = date.today()
    found = figures(today, 1)
    assert {key.split(" ")[0] for key in found} == set(definities())
    household = Huishouden.objects.create(naam="Later gekomen")
    Huishoudlid.objects.create(huishouden=household, persoon=cast.mieke, rol="volwassene", van=LANG_GELEDEN)
    first, _last = months_until(today, 1)[0]
    open_casus(by=SYSTEEM, huishouden=household, persoon=cast.mieke, team=cast.noord, aangemeld_op=first)
    assert any(said.startswith("instroom") for said in differing(found, figures(today, 1)))
