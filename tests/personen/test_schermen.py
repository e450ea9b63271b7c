"""The screens of households and persons: right one, stranger, fields that stay shut, one effect, what was typed."""

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.public import SYSTEEM, lines_of_subject
from keukentafel.casussen.public import open_casus
from keukentafel.personen.actions import change_persoon
from keukentafel.personen.gegevens import Persoongegevens
from keukentafel.personen.models import Belang, Huishouden, Huishoudlid, Persoon, Relatie, Samenvoeging
from keukentafel.personen.zoekindex import index_personen
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.personen.test_actions import PROEF_BSN, register

Als = Callable[[Gebruiker], Client]
pytestmark = pytest.mark.django_db
VANDAAG = date.today()


def url(name: str, *ids: int) -> str:
    return reverse(f"personen:{name}", args=ids)


def key() -> str:
    return str(uuid.uuid4())


def test_the_household_shows_its_people_and_logs_each(cast: Cast, als: Als) -> None:
    Relatie.objects.create(persoon_a=cast.mieke, persoon_b=cast.kind, soort="ouder")
    page = als(cast.noor).get(url("huishouden", cast.gezin.pk)).content.decode()
    assert "Mieke de Wit" in page and "Daan de Wit" in page
    assert "Mieke de Wit is moeder van Daan de Wit" in page
    title = re.search("<title>(.*?)</title>", page)
    assert title and "Wit" not in title.group(1)
    for persoon in (cast.mieke, cast.jan, cast.kind):
        assert lines_of_subject(persoon.pk).filter(soort="lezen", actor=cast.noor.pk).exists()


def test_the_household_takes_as_many_queries_for_many_people(
    cast: Cast, als: Als, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = als(cast.noor)
    client.get(url("huishouden", cast.gezin.pk))
    for number in range(12):
        lid = register(voornamen=f"Kind{chr(97 + number)}", achternaam="de Wit")
        Huishoudlid.objects.create(huishouden=cast.gezin, persoon=lid, rol="kind", van=VANDAAG)
        Relatie.objects.create(persoon_a=cast.mieke, persoon_b=lid, soort="ouder")
    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]
        assert client.get(url("huishouden", cast.gezin.pk)).status_code == 200


def test_a_stranger_and_someone_tied_to_it_get_nothing(cast: Cast, als: Als) -> None:
    for user, home in ((cast.zeno, cast.gezin), (cast.noor, cast.buren)):
        for name in ("huishouden", "hernoemen", "lid_toevoegen", "relatie_toevoegen", "belang"):
            assert als(user).get(url(name, home.pk)).status_code == 404
    assert als(cast.lot).get(url("huishouden", cast.gezin.pk)).status_code in (403, 404)
    assert als(cast.noor).get(url("persoon", cast.gezin.pk, 999999)).status_code == 404
    buur = cast.buren.leden.get().persoon
    assert als(cast.noor).get(url("persoon", cast.gezin.pk, buur.pk)).status_code == 404


def test_a_secret_address_and_a_bsn_show_only_where_the_decision_opens_them(cast: Cast, als: Als) -> None:
    given = Persoongegevens(
        voornamen="Mieke", achternaam="de Wit", straat="Boterdiep", huisnummer="31", postcode="3077AW",
        geheim_adres=True, bsn=PROEF_BSN,
    )  # fmt: skip
    change_persoon(by=SYSTEEM, persoon=cast.mieke, gegevens=given)
    page = url("persoon", cast.gezin.pk, cast.mieke.pk)
    open_page = als(cast.noor).get(page).content.decode()  # regisseur: everything, the number masked
    assert "Boterdiep" in open_page and "•••••••39" in open_page and PROEF_BSN not in open_page
    shut_page = als(cast.sanne).get(page).content.decode()  # same team only
    assert "Boterdiep" not in shut_page and "geheim adres" in shut_page and "•••" not in shut_page
    change = url("persoon_wijzigen", cast.gezin.pk, cast.mieke.pk)
    assert PROEF_BSN in als(cast.noor).get(change).content.decode()
    shut_form = als(cast.sanne).get(change).content.decode()
    assert PROEF_BSN not in shut_form and "Boterdiep" not in shut_form
    answer = als(cast.sanne).post(change, {"achternaam": "de Wit", "voornamen": "Mia", "versie": 2})
    assert answer.status_code == 302
    mieke = Persoon.objects.get(pk=cast.mieke.pk)
    assert (mieke.voornamen, mieke.bsn, mieke.straat, mieke.geheim_adres) == ("Mia", PROEF_BSN, "Boterdiep", True)


def test_bad_input_keeps_what_was_typed_and_says_what_to_do(cast: Cast, als: Als) -> None:
    change = url("persoon_wijzigen", cast.gezin.pk, cast.mieke.pk)
    typed = {"voornamen": "Mieke Anna", "achternaam": "de Wit", "postcode": "12345", "versie": 1}
    answer = als(cast.noor).post(change, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mieke Anna" in page and "12345" in page and "vier cijfers en twee letters" in page
    assert Persoon.objects.get(pk=cast.mieke.pk).voornamen == "Mieke"


def test_a_second_editor_sees_theirs_and_mine(cast: Cast, als: Als) -> None:
    change_persoon(by=SYSTEEM, persoon=cast.mieke, gegevens=Persoongegevens(voornamen="Mia", achternaam="de Wit"))
    change = url("persoon_wijzigen", cast.gezin.pk, cast.mieke.pk)
    answer = als(cast.noor).post(change, {"voornamen": "Marieke", "achternaam": "de Wit", "versie": 1})
    assert answer.status_code == 409
    assert "Mia" in answer.content.decode() and "Marieke" in answer.content.decode()


def test_someone_new_joins_once_however_often_the_button_is_pressed(cast: Cast, als: Als) -> None:
    page, client = url("lid_toevoegen", cast.gezin.pk), als(cast.noor)
    typed = {
        "voornamen": "Opa", "achternaam": "van den Boogaart", "rol": "volwassene", "van": VANDAAG.isoformat(),
        "idempotentiesleutel": key(),
    }  # fmt: skip
    assert client.get(page).status_code == 200
    assert [client.post(page, typed).status_code for _ in range(2)] == [302, 302]
    assert cast.gezin.leden.filter(persoon__achternaam="Boogaart").count() == 1
    answer = client.post(page, typed | {"achternaam": "", "idempotentiesleutel": key()})
    assert answer.status_code == 422 and "Vul een achternaam in" in answer.content.decode()


def test_someone_known_joins_and_a_stranger_cannot_be_picked(cast: Cast, als: Als) -> None:
    page, client = url("lid_toevoegen", cast.gezin.pk), als(cast.sanne)
    buur = cast.buren.leden.get().persoon
    typed = {"rol": "volwassene", "van": VANDAAG.isoformat(), "bestaande_persoon": buur.pk}
    assert client.post(page, typed).status_code == 302
    assert cast.gezin.leden.filter(persoon=buur).exists()
    ver = register(achternaam="Verweg")
    answer = client.post(page, typed | {"bestaande_persoon": ver.pk})
    assert answer.status_code == 422 and "kunt u niet kiezen" in answer.content.decode()


def test_a_membership_and_a_relation_end(cast: Cast, als: Als) -> None:
    client, lid = als(cast.noor), cast.gezin.leden.get(persoon=cast.jan)
    relatie = Relatie.objects.create(persoon_a=cast.mieke, persoon_b=cast.jan, soort="partner")
    pages = (url("lid_beeindigen", cast.gezin.pk, lid.pk), url("relatie_beeindigen", cast.gezin.pk, relatie.pk))
    gisteren = (VANDAAG - timedelta(days=1)).isoformat()
    for page in reversed(pages):
        assert client.get(page).status_code == 200
        assert client.post(page, {"tot": "morgenochtend", "versie": 1}).status_code == 422
        assert client.post(page, {"tot": gisteren, "versie": 1}).status_code == 302
    lid.refresh_from_db()
    relatie.refresh_from_db()
    assert lid.tot == relatie.tot == VANDAAG - timedelta(days=1)
    page_text = client.get(url("huishouden", cast.gezin.pk)).content.decode()
    assert "Woonden hier eerder" in page_text and "is partner van" not in page_text
    other = cast.buren.leden.get()
    assert client.get(url("lid_beeindigen", cast.gezin.pk, other.pk)).status_code == 404


def test_a_relation_is_told_as_a_sentence_also_with_someone_outside(cast: Cast, als: Als) -> None:
    page, client = url("relatie_toevoegen", cast.gezin.pk), als(cast.noor)
    assert client.get(page).status_code == 200
    inside = {"wie": cast.kind.pk, "zin": "ouder_omgekeerd", "ander": cast.mieke.pk}
    assert client.post(page, inside).status_code == 302
    assert Relatie.objects.filter(persoon_a=cast.mieke, persoon_b=cast.kind, soort="ouder").exists()
    outside = {"wie": cast.mieke.pk, "zin": "mantelzorger_omgekeerd", "ander": "nieuw"}
    assert client.post(page, outside).status_code == 422
    assert client.post(page, outside | {"naam_ander": "Ans Bakker"}).status_code == 302
    shown = client.get(url("huishouden", cast.gezin.pk)).content.decode()
    assert "Mieke de Wit krijgt mantelzorg van Ans Bakker" in shown or "Ans Bakker" in shown


def test_a_household_is_renamed_closed_to_a_colleague_and_shielded(cast: Cast, als: Als) -> None:
    client, pk = als(cast.noor), cast.gezin.pk
    assert client.post(url("hernoemen", pk), {"naam": "De boerderij", "versie": 1}).status_code == 302
    assert Huishouden.objects.get(pk=pk).naam == "De boerderij"
    assert client.post(url("belang", pk), {"gebruiker": cast.sanne.pk}).status_code == 302
    assert Belang.objects.filter(gebruiker=cast.sanne, huishouden=pk).exists()
    assert als(cast.sanne).get(url("huishouden", pk)).status_code == 404
    page = client.get(url("belang", pk)).content.decode()
    assert "Gesloten voor" in page and "Sanne" in page
    belang = Belang.objects.get(gebruiker=cast.sanne)
    assert als(cast.sanne).post(url("belang_intrekken", pk, belang.pk)).status_code == 404
    assert client.post(url("belang_intrekken", pk, belang.pk)).status_code == 302
    assert als(cast.sanne).get(url("huishouden", pk)).status_code == 200
    versie = Huishouden.objects.get(pk=pk).versie
    empty = client.post(url("afschermen", pk), {"gebruikers": [cast.wim.pk], "versie": versie})
    assert empty.status_code == 422 and "ook uzelf" in empty.content.decode()
    assert client.post(url("afschermen", pk), {"gebruikers": [cast.noor.pk], "versie": versie}).status_code == 302
    assert client.get(url("huishouden", pk)).status_code == 200
    assert als(cast.tom).get(url("huishouden", pk)).status_code == 404


def test_two_records_are_compared_merged_and_parted_again(cast: Cast, als: Als) -> None:
    double = register(voornamen="Mieke", achternaam="de Wit", telefoon="0612345678")
    Huishoudlid.objects.create(huishouden=cast.gezin, persoon=double, rol="volwassene", van=VANDAAG)
    page, client = url("samenvoegen", cast.gezin.pk, cast.mieke.pk), als(cast.noor)
    assert "uit dit huishouden" in client.get(page).content.decode()
    preview = client.post(page, {"ander": double.pk})
    assert preview.status_code == 200 and "0612345678" in preview.content.decode()
    assert not Samenvoeging.objects.exists()
    assert client.post(page, {"ander": double.pk, "bevestigd": "ja"}).status_code == 302
    merge = Samenvoeging.objects.get()
    assert Persoon.objects.get(pk=cast.mieke.pk).telefoon == "0612345678"
    undo = url("samenvoeging_ongedaan", merge.pk)
    assert als(cast.zeno).post(undo).status_code == 404
    assert client.post(undo).status_code == 302
    assert Persoon.objects.get(pk=cast.mieke.pk).telefoon == ""
    assert client.post(page, {"ander": "999999"}).status_code == 422


def test_the_other_record_is_looked_for_when_it_is_under_another_name(cast: Cast, als: Als) -> None:
    double = register(voornamen="Marie", achternaam="Zomer")
    other = Huishouden.objects.create(naam="Marie Zomer")
    Huishoudlid.objects.create(huishouden=other, persoon=double, rol="volwassene", van=date(2020, 1, 1))
    open_casus(by=SYSTEEM, huishouden=other, persoon=double, team=cast.noord, aangemeld_op=VANDAAG)
    far = register(voornamen="Marie", achternaam="Zomers")
    index_personen(list(Persoon.objects.all()))
    page, client = url("samenvoegen", cast.gezin.pk, cast.mieke.pk), als(cast.noor)
    assert client.post(page, {"ander": far.pk}).status_code == 422  # nobody of ours: not even by number
    shown = client.post(page, {"knop": "zoeken", "zoek": "marie zomer"}).content.decode()
    assert f'value="{double.pk}"' in shown and f'value="{far.pk}"' not in shown
    assert "is verplicht" not in shown and not Samenvoeging.objects.exists()
    assert client.post(page, {"ander": double.pk}).status_code == 200
    assert client.post(page, {"ander": double.pk, "bevestigd": "ja"}).status_code == 302
    assert Samenvoeging.objects.get().vervallen_id == double.pk


def test_who_resembles_is_told_as_far_as_the_reader_may_know(cast: Cast, als: Als) -> None:
    index_personen(list(Persoon.objects.all()))
    page = url("gelijkenden")
    typed = {"voornamen": "Mieke", "achternaam": "de Wit", "geboortedatum": "12-3-1988"}
    assert als(cast.noor).get(page).status_code in (404, 405)
    for user in (cast.noor, cast.lot):
        assert "Mieke de Wit" in als(user).post(page, typed).content.decode()
    stranger = als(cast.zeno).post(page, typed).content.decode()
    assert "Er is iemand die hierop lijkt. Vraag het aan Team Noord." in stranger
    assert "Mieke" not in stranger and "radio" not in stranger  # only that it was asked
    assert lines_of_subject(cast.mieke.pk).filter(actor=cast.zeno.pk, actie="gelijkende_gemeld").exists()
    assert als(cast.noor).post(page, {"geboortedatum": "geen datum"}).content.decode().strip() == ""


def test_who_is_picked_by_number_to_be_merged_is_read(cast: Cast, als: Als) -> None:
    """The name of who was picked before stands on the page, also when nothing was looked for: that is a read."""
    other = open_casus_for(cast)
    assert not lines_of_subject(other.pk).filter(soort="lezen")
    url = reverse("personen:samenvoegen", args=[cast.gezin.pk, cast.jan.pk])
    page = als(cast.noor).post(url, {"knop": "zoeken", "zoek": "", "ander": other.pk}).content.decode()
    assert "Ooievaar" in page
    assert lines_of_subject(other.pk).filter(soort="lezen")


def open_casus_for(cast: Cast) -> Persoon:
    """Somebody in another household with a case of Team Noord."""
    other = Persoon.objects.create(voornamen="Ot", achternaam="Ooievaar", geslacht="man")
    home = Huishouden.objects.create(naam="De heer O. Ooievaar")
    Huishoudlid.objects.create(huishouden=home, persoon=other, rol="volwassene", van=date(2020, 1, 1))
    open_casus(by=SYSTEEM, huishouden=home, persoon=other, team=cast.noord, aangemeld_op=date.today())
    return other
