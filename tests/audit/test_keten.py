"""The log: one event per action, a chain that shows tampering, reads that must be written."""

from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.test import Client

from keukentafel.audit.keten import chain_key, first_break
from keukentafel.audit.models import Regel
from keukentafel.audit.partities import MONTHS_AHEAD
from keukentafel.audit.public import SYSTEEM, NietVastgelegd, action, note_read, record, verify_chain
from keukentafel.audit.selectors import lines as _lines
from keukentafel.audit.selectors import lines_of_subject
from keukentafel.casussen.public import assign_regisseur
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]


def test_the_chain_of_the_cast_is_sound(cast: Cast) -> None:
    read, broken = verify_chain()
    assert read == Regel.objects.count() > 10
    assert broken is None


@pytest.mark.parametrize("tamper", ["content", "removed", "swapped"])
def test_tampering_is_named_at_its_place(cast: Cast, tamper: str) -> None:
    lines = list(_lines())
    if tamper == "content":
        content, _ = lines[4]
        object.__setattr__(content, "actie", "iets_anders")
    elif tamper == "removed":
        del lines[4]
    else:
        lines[4], lines[5] = lines[5], lines[4]
    broken = first_break(lines, chain_key())
    assert broken is not None
    assert broken.volgnr == 5


@pytest.mark.parametrize("statement", ["UPDATE audit_regel SET actie='x'", "DELETE FROM audit_regel"])
def test_the_database_refuses_to_change_the_log(cast: Cast, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_one_action_is_one_event_also_when_nested(cast: Cast) -> None:
    before = set(Regel.objects.values_list("gebeurtenis", flat=True))
    assign_regisseur(by=cast.tom, casus=cast.casus, medewerker=cast.medewerkers["sanne"])
    new = Regel.objects.exclude(gebeurtenis__in=before)
    assert new.values("gebeurtenis").distinct().count() == 1
    assert {r.actor for r in new} == {cast.tom.pk}
    assert {r.betrokkene for r in new} == {
        lines_of_subject(p.pk)[0].betrokkene for p in (cast.mieke, cast.jan, cast.kind)
    }


def test_an_action_that_records_nothing_fails_and_keeps_nothing(cast: Cast) -> None:
    @action("niets")
    def forget(*, by: object) -> None:
        cast.gezin.change(naam="Gezin Anders")

    with pytest.raises(NietVastgelegd):
        forget(by=SYSTEEM)
    cast.gezin.refresh_from_db()
    assert cast.gezin.naam == "Gezin De Wit"


def test_history_names_who_changed_it(cast: Cast) -> None:
    @action("huishouden_gewijzigd")
    def rename(*, by: object) -> None:
        cast.gezin.change(naam="Gezin De Wit-Smeets")
        record("huishouden_gewijzigd", cast.gezin, subjects=[cast.mieke.pk])

    rename(by=cast.noor)
    newest, oldest = cast.gezin.history.all()[:2]
    assert (newest.naam, newest.history_user_id, newest.versie) == ("Gezin De Wit-Smeets", cast.noor.pk, 2)
    assert oldest.naam == "Gezin De Wit"


def test_reading_without_a_log_is_a_fault() -> None:
    from keukentafel.audit.public import InzageZonderLog

    with pytest.raises(InzageZonderLog):
        note_read("casus_inzien", None, subjects=[1])


@pytest.mark.sqlite
def test_verify_names_the_line_that_was_changed_in_the_database(cast: Cast) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_regel_vast_u")  # who has the file can do this; the chain still tells
        cursor.execute("UPDATE audit_regel SET actor = 999 WHERE volgnr = 7")
        with pytest.raises(CommandError, match="regel 7"):
            call_command("audit", "verify")
        transaction.set_rollback(True)


@pytest.mark.sqlite
def test_sqlite_knows_no_roles(db: None) -> None:
    with pytest.raises(CommandError, match="PostgreSQL"):
        call_command("grants", "keukentafel_app")


@pytest.mark.postgresql
@pytest.mark.parametrize("statement", ["UPDATE {} SET actie = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_no_partition_can_be_changed_by_its_own_name(cast: Cast, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_regel'::regclass")
        names = sorted(name for (name,) in cursor.fetchall())
    assert len(names) == MONTHS_AHEAD + 1
    for name in names:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(name))
    assert verify_chain()[1] is None


@pytest.mark.parametrize("fault", [DatabaseError, InterfaceError])
def test_a_read_that_cannot_be_written_down_shows_nothing(
    cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def refuse(event: object) -> None:
        raise fault("vol")

    monkeypatch.setattr("keukentafel.audit.middleware.write", refuse)
    answer = als(cast.noor).get(f"/casussen/{cast.casus.pk}/")
    assert answer.status_code == 503
    assert "Mieke" not in answer.content.decode() and "De Wit" not in answer.content.decode()
