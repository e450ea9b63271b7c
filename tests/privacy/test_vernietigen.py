"""Retention: nothing too early, nothing left, nothing back after a restore (R1 to R4)."""

from __future__ import annotations

import fcntl
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.db import connection, models
from pytest_django import Settings

from keukentafel.audit.models import Betrokkene
from keukentafel.audit.public import SYSTEEM, forget_subjects, is_signed, pseudonyms_of, record, verify_chain
from keukentafel.audit.schrijven import post_event
from keukentafel.casussen.models import Casus, Meelezing
from keukentafel.core import sleutelbos
from keukentafel.core.fouten import Regelfout
from keukentafel.core.models import Datasleutel
from keukentafel.core.privacy import Privacy
from keukentafel.core.rijnummers import row_bound
from keukentafel.meldingen.models import Melding, MeldingCasus
from keukentafel.personen.models import Belang, Huishouden, Huishoudlid, Persoon
from keukentafel.personen.zoekindex import index_personen
from keukentafel.privacy.bewaren import journaal, los, omvang
from keukentafel.privacy.bewaren.journaal import JournaalKapot, announce, conclude, journal_path, read_journal
from keukentafel.privacy.bewaren.lijst import decide_list, draw_up_list, find_due, hold, why_not
from keukentafel.privacy.bewaren.los import BRONTABELLEN, LOS, ZONDER_PERSOON, unreachable
from keukentafel.privacy.bewaren.omvang import extent
from keukentafel.privacy.bewaren.termijnen import shipped_terms, terms
from keukentafel.privacy.bewaren.vernietigen import _roots, execute, proof_text, replay_destructions
from keukentafel.privacy.inzage.plaats import personal_models
from keukentafel.privacy.models import Bewaartermijn, Vernietigdetelling, Vernietigingslijst, Verzoek
from keukentafel.taken.models import Taak
from keukentafel.tijdlijn.models import Contactmoment
from keukentafel.uitwisseling.public import resources
from keukentafel.werkplek.models import Concept
from tests.cast import Cast

pytestmark = pytest.mark.django_db
KANARIE = "Zwaluwstaartje"
STRAKS = date.today() + timedelta(days=366 * 21)
LANG = date.today() - timedelta(days=40)


@pytest.fixture(autouse=True)
def own_journal(settings: Settings, tmp_path: Path) -> None:
    settings.VERNIETIGING_DIR = tmp_path


@pytest.fixture
def oud(cast: Cast) -> Casus:
    return old_case(cast)


def old_case(cast: Cast) -> Casus:
    """A closed case of a household of its own, with a canary in everything that holds words."""
    Bewaartermijn.objects.create(soort="algemeen", jaren=10, vanaf="laatste_wijziging", bron="besluit")
    Bewaartermijn.objects.create(soort="veiligheid", jaren=20, vanaf="laatste_wijziging", bron="besluit")
    one = Persoon.objects.create(achternaam=KANARIE, voornamen=KANARIE, straat=KANARIE)
    index_personen([one])
    home = Huishouden.objects.create(naam=KANARIE)
    Huishoudlid.objects.create(huishouden=home, persoon=one, rol="volwassene", van=LANG)
    casus = Casus.objects.create(
        nummer="KPROEF1", huishouden=home, persoon=one, team=cast.noord, aangemeld_op=LANG, afgesloten_op=LANG,
        samenvatting=KANARIE,
    )  # fmt: skip
    Contactmoment.objects.create(casus=casus, datum=LANG, tekst=KANARIE, wet="veiligheid")
    gone = Contactmoment.objects.create(casus=casus, datum=LANG, tekst=KANARIE)
    gone.delete()
    melding = Melding.objects.create(
        team=cast.noord, ontvangen_op=LANG, afgehandeld_op=LANG, persoon=one, huishouden=home, omschrijving=KANARIE
    )
    MeldingCasus.objects.create(melding=melding, casus=casus, op=LANG)
    Concept.objects.create(gebruiker=cast.noor, sleutel="x", pad=f"/casussen/{casus.pk}/", velden=KANARIE.encode())
    return casus


def canaries() -> dict[str, int]:
    """How often the canary can be read, per table of the whole database: in plain text or with the keys of now."""
    found = {model._meta.db_table: number for model in apps.get_models() if (number := _opened(model))}
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            number = sum(KANARIE.lower() in str(cell).lower() for row in cursor.fetchall() for cell in row)
        if number:
            found[table] = found.get(table, 0) + number
    return found


def _opened(model: type[models.Model]) -> int:
    """How often the canary lies encrypted in this table."""
    names = {field.attname for field in model._meta.concrete_fields}
    number = 0
    for field in row_bound(model):
        wanted = {field.attname, *field.hangt_af_van()} | ({"id"} & names)
        rows = model._base_manager.values(*wanted)
        number += sum(KANARIE in str(field.plain_of(row[field.attname], row)) for row in rows if row[field.attname])
    return number


def agreed(cast: Cast, op: date = STRAKS) -> Vernietigingslijst:
    made = draw_up_list(by=cast.tom, op=op)
    return decide_list(by=cast.noor, lijst=made, akkoord=True)


def test_after_destruction_nothing_is_left_and_the_chain_holds(cast: Cast, oud: Casus) -> None:
    with post_event("proef", by=SYSTEEM):
        record("proef", oud, subjects=[oud.persoon_id])
    sleutel = Datasleutel.objects.get(eigenaar=f"casus:{oud.pk}")
    assert len(canaries()) >= 8
    done = execute(by=SYSTEEM, lijst=agreed(cast), op=STRAKS)
    assert canaries() == {}
    sleutel.refresh_from_db()
    assert sleutel.omhuld is None and sleutel.vernietigd_op is not None
    assert not Betrokkene.objects.filter(pk=oud.persoon_id).exists()
    assert verify_chain()[1] is None
    assert is_signed(proof_text(done.bewijs).encode(), done.handtekening)
    assert done.bewijs["casussen"] == 1 and done.bewijs["aantallen"]["casussen.casus"] == 1
    assert not is_signed(proof_text({**done.bewijs, "casussen": 2}).encode(), done.handtekening)
    assert Vernietigdetelling.objects.get().aantal == 1
    assert Persoon.objects.filter(pk=cast.mieke.pk).exists()


def test_a_task_that_names_no_case_goes_with_what_it_follows_from(cast: Cast, oud: Casus) -> None:
    """Who read along may not know whose case it was, and who kept contact did so before there was a case."""
    melding = Melding.objects.get(huishouden=oud.huishouden)
    asked = Meelezing.objects.create(casus=oud, medewerker=cast.medewerkers["zeno"], vraag=KANARIE, van=LANG, tot=LANG)
    stays = Taak.objects.create(
        titel="Iets anders", soort="eigen", team=cast.noord, bron=f"meelezing:{asked.pk}9:vraag"
    )
    for bron in (f"meelezing:{asked.pk}:vraag", f"overbrugging:melding:{melding.pk}"):
        Taak.objects.create(titel="Doen", soort="anders", team=cast.noord, bron=bron, uitgesteld_om=KANARIE)
    execute(by=SYSTEEM, lijst=agreed(cast), op=STRAKS)
    assert canaries() == {}
    assert list(Taak.objects.filter(team=cast.noord, titel__in=("Doen", "Iets anders"))) == [stays]


def test_what_a_restored_backup_brings_back_is_destroyed_again(cast: Cast, oud: Casus) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("pg_dump en restore: het herstel van de kamer die dat doet")
    kept: dict[str, list[tuple[Any, ...]]] = {}
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            kept[table] = cursor.fetchall()
    before = canaries()
    execute(by=SYSTEEM, lijst=agreed(cast), op=STRAKS)
    with connection.cursor() as cursor:
        for table, rows in kept.items():
            if table.startswith("audit_regel"):
                continue
            cursor.execute(f'DELETE FROM "{table}"')
            if rows:
                marks = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)
    sleutelbos.forget()
    assert canaries() == before
    assert replay_destructions() == 1
    assert canaries() == {}
    assert Vernietigdetelling.objects.get().aantal == 1  # the figures of past years keep the case
    assert replay_destructions() == 0


def test_a_back_up_of_before_a_correction_comes_back_too(cast: Cast, oud: Casus) -> None:
    """He stood with another household by mistake when the back-up was made, and no more when he was destroyed."""
    conclude(announce(1, _roots(extent([oud.pk]))), weg=True)
    mistake = Huishoudlid.objects.create(huishouden=cast.gezin, persoon=oud.persoon, rol="volwassene", van=LANG)
    other = Casus.objects.create(
        nummer="KPROEF3", huishouden=cast.gezin, persoon=cast.mieke, team=cast.noord, aangemeld_op=LANG
    )
    assert replay_destructions() == 1
    connection.check_constraints()
    assert not Persoon.objects.filter(pk=oud.persoon_id).exists()
    assert not Huishoudlid.objects.filter(pk=mistake.pk).exists()
    assert Casus.objects.filter(pk=other.pk).exists() and Huishouden.objects.filter(pk=cast.gezin.pk).exists()


def test_who_is_the_client_of_a_case_that_stays_is_not_destroyed_again(cast: Cast, oud: Casus) -> None:
    conclude(announce(1, _roots(extent([oud.pk]))), weg=True)
    other = Casus.objects.create(
        nummer="KPROEF3", huishouden=cast.gezin, persoon=oud.persoon, team=cast.noord, aangemeld_op=LANG
    )
    assert replay_destructions() == 1
    connection.check_constraints()
    assert not Casus.objects.filter(pk=oud.pk).exists()
    assert Casus.objects.filter(pk=other.pk).exists() and Persoon.objects.filter(pk=oud.persoon_id).exists()


def test_a_later_row_under_the_same_number_is_left_alone(cast: Cast, oud: Casus) -> None:
    conclude(announce(1, {"casussen.casus": [(oud.pk, "2001-01-01T00:00:00+00:00")]}), weg=True)
    assert replay_destructions() == 0
    assert Casus.objects.filter(pk=oud.pk).exists()


def test_the_journal_names_nobody_and_shows_a_change() -> None:
    announce(1, {"personen.persoon": [(123456, "2001-01-01T00:00:00+00:00")]})
    announce(2, {"personen.persoon": [(7, "2001-01-01T00:00:00+00:00")]})
    assert [set(line.rijen["personen.persoon"]) for line in read_journal()][1] == {(7, "2001-01-01T00:00:00+00:00")}
    text = journal_path().read_text()
    assert "123456" not in text
    for broken in (text.splitlines(True)[1], text.replace("1 ", "1 A", 1), text.replace("1 ", "1 é", 1)):
        journal_path().write_text(broken, encoding="utf-8")
        with pytest.raises(JournaalKapot):
            list(read_journal())


def one_line(number: int) -> None:
    announce(number, {"personen.persoon": [(number, "2001-01-01T00:00:00+00:00")]})


def test_half_a_line_of_the_journal_counts_for_nothing_and_is_replaced() -> None:
    """The disk was full, or the server fell, while the line was written: its case was not destroyed."""
    one_line(1)
    one_line(2)
    text = journal_path().read_bytes()
    for left in (text[:-1], text[: len(text) * 3 // 4], text[:40], text[:-9] + b"\xff\x00\xc3"):
        journal_path().write_bytes(left)
        assert len(list(read_journal())) == left.count(b"\n")
        one_line(3)
        assert [set(line.rijen["personen.persoon"]).pop()[0] for line in read_journal()] == [1, 3][
            1 - left.count(b"\n") :
        ]


def test_two_who_destroy_at_once_write_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    one_line(1)
    link, busy = journaal._link, list[bool]()

    def other_tries(previous: str, line: str) -> str:
        with journal_path().open("rb") as other:
            try:
                fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                busy.append(True)
        return link(previous, line)

    with monkeypatch.context() as patch:
        patch.setattr(journaal, "_link", other_tries)
        one_line(2)
    assert busy and len(list(read_journal())) == 2


def test_a_kind_without_a_term_is_never_due(oud: Casus) -> None:
    assert [one.casus for one in find_due(STRAKS)] == [oud]
    Bewaartermijn.objects.filter(soort="veiligheid").delete()
    assert shipped_terms()["veiligheid"].jaren is None
    assert list(find_due(STRAKS)) == []


def test_the_longest_term_counts_to_the_day(oud: Casus) -> None:
    (due,) = find_due(STRAKS)
    assert due.soort == "veiligheid"
    assert list(find_due(due.einde)) == []
    assert [one.casus for one in find_due(due.einde + timedelta(days=1))] == [oud]


def test_what_the_municipality_decided_goes_before_what_ships(db: None) -> None:
    assert terms()["jeugd"].jaren == 20 and not terms()["jeugd"].vastgesteld
    Bewaartermijn.objects.create(soort="jeugd", jaren=25, vanaf="afsluiting", bron="besluit")
    assert terms()["jeugd"].jaren == 25 and terms()["jeugd"].vastgesteld


@pytest.mark.parametrize("what", ["stop", "verzoek", "casus", "melding", "casus elders"])
def test_what_holds_it_back(what: str, cast: Cast, oud: Casus) -> None:
    assert why_not(oud, STRAKS) == ""
    values: dict[str, Any] = {"persoon": oud.persoon, "huishouden": oud.huishouden}
    if what == "stop":
        hold(by=cast.noor, huishouden_id=oud.huishouden_id, soort="overbrenging", reden="naar het archief")
    elif what == "verzoek":
        Verzoek.objects.create(soort="bezwaar", persoon=oud.persoon, ontvangen_op=date.today(), eigenaar=cast.noor)
    elif what == "melding":
        Melding.objects.create(team=cast.noord, ontvangen_op=date.today(), **values)
    elif what == "casus":
        Casus.objects.create(nummer="KLOOPT", team=cast.noord, aangemeld_op=LANG, **values)
    else:  # lives with somebody who has a case now
        Huishoudlid.objects.create(huishouden=cast.gezin, persoon=oud.persoon, rol="volwassene", van=LANG)
    assert why_not(oud, STRAKS)
    assert list(find_due(STRAKS)) == []


def test_what_began_after_the_decision_is_left(cast: Cast, oud: Casus) -> None:
    made = agreed(cast)
    hold(by=cast.noor, huishouden_id=oud.huishouden_id, soort="juridisch", reden="rechtszaak")
    done = execute(by=SYSTEEM, lijst=made, op=STRAKS)
    assert Casus.objects.filter(pk=oud.pk).exists() and canaries()
    assert done.bewijs["casussen"] == 0 and done.bewijs["overgeslagen"] == 1


def test_two_people_decide_and_neither_has_a_tie(cast: Cast, oud: Casus) -> None:
    made = draw_up_list(by=cast.tom, op=STRAKS)
    with pytest.raises(Regelfout, match="Een collega beslist"):
        decide_list(by=cast.tom, lijst=made, akkoord=True)
    with pytest.raises(Regelfout, match="geen akkoord"):
        execute(by=SYSTEEM, lijst=made, op=STRAKS)
    Belang.objects.create(gebruiker=cast.noor, huishouden=oud.huishouden, gemeld_op=date.today())
    with pytest.raises(Regelfout, match="andere collega"):
        decide_list(by=cast.noor, lijst=made, akkoord=True)
    decide_list(by=cast.sanne, lijst=made, akkoord=False)
    Belang.objects.create(gebruiker=cast.tom, huishouden=oud.huishouden, gemeld_op=date.today())
    with pytest.raises(Regelfout, match="nu geen casus"):
        draw_up_list(by=cast.tom, op=STRAKS)


def test_who_is_known_from_something_that_stays_stays(cast: Cast, oud: Casus) -> None:
    other = Casus.objects.create(
        nummer="KPROEF2", huishouden=cast.buren, persoon=oud.persoon, team=cast.noord, aangemeld_op=LANG,
        afgesloten_op=LANG, wet="schulden",
    )  # fmt: skip
    Casus.objects.filter(huishouden=cast.buren, afgesloten_op=None).update(afgesloten_op=date.today())
    made = draw_up_list(by=cast.tom, op=STRAKS)
    assert other.pk not in made.regels.values_list("casus_nr", flat=True)
    execute(by=SYSTEEM, lijst=decide_list(by=cast.sanne, lijst=made, akkoord=True), op=STRAKS)
    assert not Casus.objects.filter(pk=oud.pk).exists()
    assert Persoon.objects.filter(pk=oud.persoon_id).exists()


def test_no_table_is_forgotten() -> None:
    assert unreachable() == []
    known = {model._meta.label_lower for model in apps.get_models()}
    assert set(LOS) | set(BRONTABELLEN.values()) <= known
    assert set(resources()) == set(BRONTABELLEN) | ZONDER_PERSOON
    assert not [model for model in omvang.all_models() if model._meta.local_many_to_many]


def test_a_planted_table_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    meta = type("Meta", (), {"app_label": "privacy", "apps": Apps()})
    fields = {"__module__": "keukentafel.privacy.models", "Meta": meta, "persoon_nummer": models.BigIntegerField()}
    planted = type("Geplant", (models.Model,), {**fields, "privacy": {"persoon_nummer": Privacy.DOSSIER}})
    monkeypatch.setattr(los, "own_models", lambda: [planted])
    monkeypatch.setattr(los, "personal_models", lambda: personal_models([planted]))
    assert unreachable() == ["privacy.geplant"]


def test_nobody_waits_for_the_end_of_a_month(oud: Casus) -> None:
    Bewaartermijn.objects.filter(soort="veiligheid").update(jaren=10, vanaf="afsluiting")
    Bewaartermijn.objects.filter(soort="algemeen").update(vanaf="afsluiting")
    Casus.objects.filter(pk=oud.pk).update(afgesloten_op=date(2037, 5, 30))
    assert list(find_due(date(2047, 5, 30))) == []
    assert [one.casus.pk for one in find_due(date(2047, 5, 31))] == [oud.pk]


def test_only_the_owner_of_the_tables_forgets(cast: Cast) -> None:
    pseudonyms_of([cast.mieke.pk])
    assert forget_subjects([cast.mieke.pk]) == 1
    assert forget_subjects([cast.mieke.pk]) == 0
