"""Wipe and compare, on both databases: a back-up comes back row for row, and what was destroyed does not (D8, R2)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from psycopg import sql
from pytest_django import Settings

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM, verify_chain
from keukentafel.core.muur import reading_as
from keukentafel.core.sleutelbos import forget
from keukentafel.personen.models import Persoon
from keukentafel.privacy.bewaren.vernietigen import execute
from keukentafel.privacy.public import journal_path
from keukentafel.reservekopie import postgresql, terugzetten
from keukentafel.reservekopie.elders import elsewhere
from keukentafel.reservekopie.fouten import KopieFout
from keukentafel.reservekopie.inhoudsopgave import Inhoud
from keukentafel.reservekopie.maken import make_backup
from keukentafel.reservekopie.terugzetten import differences, fingerprints, restore, verify
from tests.cast import Cast
from tests.privacy.test_vernietigen import STRAKS, agreed, canaries, old_case

KOMT_ERBIJ = {"audit_regel", "sqlite_sequence"}  # what putting back writes itself: one line in the log


@contextmanager
def empty_database(tmp_path: Path) -> Iterator[None]:
    """An empty database of the same kind, in the place of the one of the tests."""
    if connection.vendor == "sqlite":
        with elsewhere({"NAME": str(tmp_path / "leeg.sqlite3")}):
            yield
        return
    with postgresql.scratch(connection.settings_dict) as database, elsewhere(database):
        yield


def other_tables(inhoud: Inhoud) -> list[str]:
    """What is not as it was, besides the log."""
    found = differences(inhoud.tabellen, fingerprints(inhoud.kopie))
    return [words for words in found if not any(f"tabel {name}" in words for name in KOMT_ERBIJ)]


@pytest.mark.django_db(transaction=True)
def test_wiped_and_put_back_it_is_the_same_and_what_was_destroyed_stays_away(
    cast: Cast, role_that_reads_all: None, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SLEUTEL_GELDT = 0
    forget()  # no key of the database of another test
    casus = old_case(cast)
    kopie, people = tmp_path / "kopie", Persoon.objects.count()
    whole = make_backup(kopie, stukken=1)
    assert whole.tabellen["casussen_casus"].rijen and len(canaries()) >= 8
    tried = verify(kopie)
    assert tried.regels == whole.logboek[0] and not tried.bijgewerkt
    execute(by=SYSTEEM, lijst=agreed(cast, STRAKS), op=STRAKS)  # behind the wall: the product, as the tables' own role
    assert canaries() == {} and Persoon.objects.count() < people
    with empty_database(tmp_path / "later"):
        done = restore(kopie)
        assert done.vernietigd == 1 and canaries() == {}
        assert not Persoon.objects.filter(pk=casus.persoon_id).exists()
        assert Persoon.objects.filter(pk=cast.mieke.pk).exists()
        assert Regel.objects.get(actie="back_up_teruggezet").rol == "systeem" and verify_chain()[1] is None
        journal_path().unlink()  # without it everything comes back
        broken_off_nothing_changes(kopie, monkeypatch)
        again = restore(kopie, zonder_journaal=True, overschrijven=True)
        forget_database(again.opzij)
        assert other_tables(whole) == [] and Persoon.objects.count() == people
        if connection.vendor == "postgresql":
            nobody_gets_in_yet()


def broken_off_nothing_changes(kopie: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk with the back-up goes while it is being put back: what stood there still stands there."""
    blocks, passes = terugzetten._blocks, list[int]()
    times = 2 if connection.vendor == "postgresql" else 1  # pg_restore reads its list first

    def broken_off(map: Path, inhoud: Inhoud) -> Iterator[bytes]:
        passes.append(1)
        data = b"".join(blocks(map, inhoud))
        if len(passes) == times:
            yield data[: len(data) * 2 // 3]
            raise KopieFout("de schijf met de back-up is weg")
        yield data

    one, number = Persoon.objects.latest("pk").pk, Persoon.objects.count()
    Persoon.objects.filter(pk=one).update(achternaam="Naderhand")
    with pytest.raises(KopieFout, match="--overschrijven"):
        restore(kopie, zonder_journaal=True)
    with monkeypatch.context() as patch:
        patch.setattr(terugzetten, "_blocks", broken_off)
        with pytest.raises(KopieFout, match=r"er is niets veranderd|de schijf met de back-up is weg"):
            restore(kopie, zonder_journaal=True, overschrijven=True)
    assert len(passes) == times
    assert Persoon.objects.get(pk=one).achternaam == "Naderhand" and Persoon.objects.count() == number


def forget_database(name: str) -> None:
    """Take away what PostgreSQL put aside."""
    if name:
        with postgresql.open_connection(connection.settings_dict, autocommit=True) as raw:
            raw.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def nobody_gets_in_yet() -> None:
    """The role of the server has no right until `grants`; and the wall stands: nobody named, no row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('keukentafel_app', 'personen_persoon', 'SELECT')")
        assert cursor.fetchone() == (False,)
    with reading_as(None):
        assert not Persoon.objects.exists()


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_role_behind_the_wall_makes_no_half_back_up(cast: Cast, tmp_path: Path, settings: Settings) -> None:
    settings.KOPIE_URL = ""
    with pytest.raises(KopieFout, match="BYPASSRLS"):
        make_backup(tmp_path / "kopie")
    assert not (tmp_path / "kopie" / "inhoud.json").exists()
