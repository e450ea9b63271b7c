"""The wall alone (Z9): plain SQL as the application's role, without a filter, a decision or an action in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from keukentafel.core.muur import NIEMANDS, Lezer, reading_as
from keukentafel.core.muurbouw import MuurOpen, assert_walled, build
from keukentafel.core.muurregels import condition_of, tables, wall_of, walled
from keukentafel.core.privacy import Privacy
from keukentafel.personen.models import Afschermlid, Belang, EigenPersoon
from keukentafel.personen.public import Huishouden, Huishoudlid, Persoon
from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.casuslijst import Casuslijst, list_casussen
from tests.cast import LANG_GELEDEN, Cast
from tests.toegang.muurwereld import Dossier, drop_checks, visible

Als = Callable[[Gebruiker], Client]
ROL = "keukentafel_app"  # made by scripts/postgres.sh
TODAY = date.today()
VAN_IEMAND = {Privacy.IDENTIFICEREND, Privacy.CONTACT, Privacy.DOSSIER, Privacy.BIJZONDER, Privacy.BSN}
postgresql = pytest.mark.postgresql
EIGEN = {model._meta.db_table for model in tables() if wall_of(model).eigen}
HUIS = "personen_huishouden"
WAYS = ("afgeschermd", "eigen_huishouden", "belang")


def as_app() -> None:
    """From here on until the end of the test the connection is the application's role, with its rights."""
    call_command("grants", ROL, toepassen=True, stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROL}")


def home(naam: str) -> tuple[Huishouden, Persoon]:
    """A household with one person in it."""
    persoon = Persoon.objects.create(voornamen=naam, achternaam="Muur")
    made = Huishouden.objects.create(naam=f"Huis {naam}")
    Huishoudlid.objects.create(huishouden=made, persoon=persoon, rol="volwassene", van=LANG_GELEDEN)
    return made, persoon


def close(way: str, dossier: Dossier, user: Gebruiker) -> None:
    """Make this dossier one that does not exist for this user."""
    if way == "afgeschermd":
        Huishouden.objects.filter(pk=dossier.huishouden.pk).update(label="afgeschermd")
    elif way == "eigen_huishouden":
        EigenPersoon.objects.create(gebruiker=user, persoon=dossier.persoon)
    else:
        Belang.objects.create(gebruiker=user, huishouden=dossier.huishouden, gemeld_op=TODAY)


@pytest.fixture
def dossiers(cast: Cast) -> Iterator[tuple[Dossier, Dossier]]:
    """Two dossiers with a row in every table: the first is to be closed to Zeno, the second stays open."""
    drop_checks()
    vast: dict[str, int] = {}
    dicht = Dossier(*home("Dicht"), gebruiker_id=cast.noor.pk, vast=vast)
    gewoon = Dossier(*home("Gewoon"), gebruiker_id=cast.zeno.pk, vast=vast)
    for dossier in (dicht, gewoon):
        dossier.make_all()
    Huishouden.objects.update(label="normaal")
    Afschermlid.objects.update(gebruiker=cast.karin)  # Zeno has nothing to do with either
    Belang.objects.update(gebruiker=cast.karin)
    EigenPersoon.objects.filter(gebruiker=cast.zeno).update(gebruiker=cast.karin)
    yield dicht, gewoon


def test_every_table_about_someone_has_a_wall_or_a_reason() -> None:
    without = []
    for model in tables():
        about = VAN_IEMAND & set(getattr(getattr(model, "instance_type", model), "privacy", {}).values())
        if about and not condition_of(model) and not wall_of(model).open_om:
            without.append(model._meta.label)
    assert without == []
    assert len(walled()) > 100


@postgresql
@pytest.mark.parametrize("way", WAYS)
def test_no_table_gives_a_row_of_what_is_closed(cast: Cast, dossiers: tuple[Dossier, Dossier], way: str) -> None:
    dicht, gewoon = dossiers
    close(way, dicht, cast.zeno)
    as_app()
    names = [name for name in walled() if way == WAYS[0] or name not in EIGEN]
    with reading_as(Lezer(None)):
        everything = visible(*names)
    with reading_as(Lezer(cast.zeno.pk, TODAY)):
        found = visible(*names)
    with reading_as(None):
        unnamed = visible(*names)
    assert [name for name in names if not {dicht.ids[name], gewoon.ids[name]} <= everything[name]] == []
    assert [name for name in names if dicht.ids[name] in found[name]] == []
    assert [name for name in names if gewoon.ids[name] not in found[name]] == []
    assert [name for name in names if unnamed[name]] == []


@postgresql
def test_a_closed_row_is_not_changed_nor_removed_nor_made(cast: Cast, dossiers: tuple[Dossier, Dossier]) -> None:
    dicht, _gewoon = dossiers
    close("afgeschermd", dicht, cast.zeno)
    as_app()
    contact = dicht.ids["tijdlijn_contactmoment"]
    with reading_as(Lezer(cast.zeno.pk, TODAY)), connection.cursor() as cursor:
        cursor.execute("UPDATE tijdlijn_contactmoment SET versie = 9 WHERE id = %s", [contact])
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM tijdlijn_contactmoment WHERE id = %s", [contact])
        assert cursor.rowcount == 0
    with (
        reading_as(Lezer(cast.zeno.pk, TODAY)),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO zelfredzaamheid_huishoudblik SELECT * FROM json_populate_record("
            "null::zelfredzaamheid_huishoudblik, json_build_object('id', 1, 'casus_id', %s::bigint))",
            [dicht.ids["casussen_casus"]],
        )


@postgresql
def test_weighing_opens_what_a_decision_rests_on_and_nothing_that_was_written(
    cast: Cast, dossiers: tuple[Dossier, Dossier]
) -> None:
    dicht, _gewoon = dossiers
    close("afgeschermd", dicht, cast.zeno)
    as_app()
    names = [name for name in walled() if name not in EIGEN]
    with reading_as(Lezer(cast.zeno.pk, TODAY, afwegend=True)):
        found = visible(*names)
    weighed = {model._meta.db_table for model in tables() if wall_of(model).afweegbaar}
    assert [name for name in names if name in weighed and dicht.ids[name] not in found[name]] == []
    opened = {name for name in names if dicht.ids[name] in found[name]} - weighed
    # What hangs on a melding or a request comes along with it; plans, contacts, measurements and the rest do not.
    assert opened <= {name for name in names if name.startswith(("meldingen_", "voorzieningen_", "partner_"))}


@postgresql
def test_who_is_on_the_list_gets_it_and_nobody_in_particular_does_not(
    cast: Cast, dossiers: tuple[Dossier, Dossier]
) -> None:
    dicht, _gewoon = dossiers
    close("afgeschermd", dicht, cast.zeno)
    Afschermlid.objects.create(huishouden=dicht.huishouden, gebruiker=cast.zeno)
    as_app()
    for wie, gets in ((cast.zeno.pk, True), (cast.sanne.pk, False), (NIEMANDS, False)):
        with reading_as(Lezer(wie, TODAY)):
            assert (dicht.ids["plannen_doel"] in visible("plannen_doel")["plannen_doel"]) is gets, wie


@postgresql
def test_a_tie_that_ended_closes_nothing_and_who_left_home_stays_kept_out(
    cast: Cast, dossiers: tuple[Dossier, Dossier]
) -> None:
    dicht, gewoon = dossiers
    yesterday = TODAY - timedelta(days=1)
    Belang.objects.create(gebruiker=cast.zeno, huishouden=dicht.huishouden, gemeld_op=LANG_GELEDEN, tot=yesterday)
    EigenPersoon.objects.create(gebruiker=cast.zeno, persoon=gewoon.persoon)
    Huishoudlid.objects.filter(huishouden=gewoon.huishouden).update(tot=yesterday)
    as_app()
    with reading_as(Lezer(cast.zeno.pk, TODAY)):
        found = visible("casussen_casus")["casussen_casus"]
    assert dicht.ids["casussen_casus"] in found and gewoon.ids["casussen_casus"] not in found


@postgresql
def test_what_was_told_is_forgotten_with_the_transaction_and_with_a_savepoint(cast: Cast) -> None:
    with connection.cursor() as cursor:
        with reading_as(Lezer(cast.zeno.pk, TODAY)):
            savepoint = transaction.savepoint()
            assert visible(HUIS)[HUIS]
            transaction.savepoint_rollback(savepoint)
            assert visible(HUIS)[HUIS]
        with reading_as(None):
            assert not visible(HUIS)[HUIS]
        cursor.execute("SELECT setting FROM pg_settings WHERE name LIKE 'keukentafel.%%' AND source = 'session'")
        assert cursor.fetchall() == []


HOLES = {
    "DROP POLICY keukentafel_muur ON tijdlijn_contactmoment": "tijdlijn_contactmoment heeft een muur van een andere",
    "ALTER TABLE plannen_doel NO FORCE ROW LEVEL SECURITY": "plannen_doel heeft geen muur",
    "ALTER TABLE personen_historicalpersoon DISABLE ROW LEVEL SECURITY": "personen_historicalpersoon heeft geen muur",
    "CREATE POLICY open ON meldingen_melding USING (true)": "meldingen_melding heeft nog een regel",
}


@postgresql
def test_a_hole_in_the_wall_stops_the_start_and_building_mends_it(cast: Cast) -> None:
    call_command("grants", ROL, toepassen=True, stdout=StringIO())

    def start() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {ROL}")
            try:
                assert_walled()
            finally:
                cursor.execute("RESET ROLE")

    start()
    for damage, told in HOLES.items():
        with connection.cursor() as cursor:
            cursor.execute(damage)
        with pytest.raises(MuurOpen, match=told):
            start()
        build()
        start()


@postgresql
def test_the_server_does_not_start_as_the_owner(cast: Cast) -> None:
    with pytest.raises(MuurOpen, match="bezit"):
        assert_walled()


@postgresql
def test_a_view_that_forgets_its_filter_shows_nothing_that_is_closed(
    cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def forgetful(*given: object) -> Casuslijst:
        shown.extend(Huishouden.objects.order_by("pk").values_list("naam", flat=True))
        return list_casussen(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("keukentafel.werkplek.views_casuslijst.list_casussen", forgetful)
    Huishouden.objects.filter(pk=cast.gezin.pk).update(label="afgeschermd")
    assert als(cast.tom).get("/casussen/").status_code == 200
    assert shown == ["De heer B. Buur"]
