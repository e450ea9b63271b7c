"""The request: from the plan without typing again, complete, asked back, decided, waited for; and never twice."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.audit.models import Regel
from keukentafel.casussen.public import open_casus
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.proefpersonen import load_proefpersonen
from keukentafel.personen.public import Huishouden, Huishoudlid
from keukentafel.plannen.public import Inzet, create_inzet, create_plan
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Gebruiker
from keukentafel.voorzieningen.models import Aanvraag, BesluitAnder, Vraagterug
from keukentafel.voorzieningen.public import (
    ask_back,
    create_aanvraag,
    decide_aanvraag,
    duplicates_of,
    missing_in,
    register_besluit_ander,
    start_hulp,
    submit_aanvraag,
    update_aanvraag,
    withdraw_aanvraag,
)
from keukentafel.voorzieningen.states import OVERGANGEN, may_go
from tests.cast import Cast
from tests.plannen.conftest import domein

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()
COMPLEET: dict[str, Any] = {
    "product": "HH1", "omvang": Decimal(3), "eenheid": "04", "frequentie": "2", "leveringsvorm": "zin",
    "van": VANDAAG, "tot": VANDAAG + timedelta(days=365), "voorliggend": ["netwerk", "algemene_voorziening"],
    "overwogen": "Ans strijkt mee, de rest lukt niet.", "motivering": "Mieke kan niet bukken.",
}  # fmt: skip


@pytest.fixture
def mieke_bekend(cast: Cast) -> Cast:
    """Mieke with the BSN of an official test person."""
    cast.mieke.bsn = load_proefpersonen()[0].bsn
    cast.mieke.save()
    return cast


@pytest.fixture
def scootmobiel(mieke_bekend: Cast) -> Inzet:
    """A maatwerk item in the plan that was only proposed."""
    cast = mieke_bekend
    plan = create_plan(by=cast.noor, casus=cast.casus)
    return create_inzet(
        by=cast.noor, plan=plan, leefdomein=domein("adl"), aard="nieuw", kring="maatwerk", omschrijving="Scootmobiel",
        persoon=cast.mieke, status="voorgesteld", kosten=Decimal(900), uitvoerder=cast.gemeente,
    )  # fmt: skip


def request_for(cast: Cast, **velden: Any) -> Aanvraag:
    """A complete concept for Mieke under the Wmo."""
    return create_aanvraag(
        by=cast.noor, casus=cast.casus, persoon=cast.mieke, wet="wmo", aanvrager=cast.medewerkers["noor"],
        **{**COMPLEET, **velden},
    )  # fmt: skip


def handed_in(cast: Cast, **velden: Any) -> Aanvraag:
    """The same, handed in."""
    return submit_aanvraag(by=cast.noor, aanvraag=request_for(cast, **velden))


# --- rules ------------------------------------------------------------------------------------------------


def test_no_status_leads_nowhere_it_should_not() -> None:
    assert may_go("concept", "aangevraagd") and not may_go("concept", "toegekend")
    assert not may_go("afgewezen", "gestart") and not may_go("beeindigd", "gestart")
    assert all(not OVERGANGEN[end] for end in ("afgewezen", "ingetrokken", "beeindigd"))  # type: ignore[index]


def test_only_what_is_missing_is_asked(mieke_bekend: Cast) -> None:
    cast = mieke_bekend
    assert missing_in(request_for(cast)) == []
    lacking = request_for(cast, product="", motivering="")
    assert [item.veld for item in missing_in(lacking)] == ["product", "motivering"]
    with pytest.raises(Regelfout, match=r"Kies welk product\. Schrijf op waarom"):
        submit_aanvraag(by=cast.noor, aanvraag=lacking)


def test_a_person_without_bsn_is_missing_that(cast: Cast) -> None:
    assert [item.tekst for item in missing_in(request_for(cast))] == ["Het burgerservicenummer is niet bekend."]


def test_saving_is_never_blocked(cast: Cast) -> None:
    empty = create_aanvraag(by=cast.noor, casus=cast.casus, persoon=cast.mieke, wet="wmo")
    update_aanvraag(by=cast.noor, aanvraag=empty, versie=None, motivering="Wordt vervolgd")
    assert len(missing_in(Aanvraag.objects.get(pk=empty.pk))) > 4


@pytest.mark.parametrize(
    ("van", "tot", "dubbel"),
    [(-30, -1, False), (-30, 0, True), (100, None, True), (365, None, True), (366, 400, False), (-30, None, True)],
)
def test_an_overlap_is_a_duplicate_whoever_decided(mieke_bekend: Cast, van: int, tot: int | None, dubbel: bool) -> None:
    cast = mieke_bekend
    mine = request_for(cast)
    register_besluit_ander(
        by=cast.noor, casus=cast.casus, persoon=cast.mieke, wet="wmo", product="HH1", verwijzer="02",
        van=VANDAAG + timedelta(days=van), tot=None if tot is None else VANDAAG + timedelta(days=tot),
    )  # fmt: skip
    assert [d.wie for d in duplicates_of(mine)] == (["huisarts"] if dubbel else [])


def test_another_team_is_seen_and_another_product_group_is_not(mieke_bekend: Cast) -> None:
    cast = mieke_bekend
    mine = handed_in(cast)
    elsewhere = Huishouden.objects.create(naam="Bij oma")
    Huishoudlid.objects.create(huishouden=elsewhere, persoon=cast.mieke, rol="volwassene", van=VANDAAG)
    other_case = open_casus(
        by=cast.zeno, huishouden=elsewhere, persoon=cast.mieke, team=cast.zuid, aangemeld_op=VANDAAG
    )
    create_aanvraag(by=cast.zeno, casus=other_case, persoon=cast.mieke, wet="wmo", **COMPLEET)
    create_aanvraag(by=cast.zeno, casus=other_case, persoon=cast.mieke, wet="wmo", **{**COMPLEET, "product": "RLS"})
    assert [d.wie for d in duplicates_of(mine)] == ["team Team Zuid: concept"]
    refused = Aanvraag.objects.get(casus=other_case, product="HH1")
    withdraw_aanvraag(by=cast.zeno, aanvraag=refused)
    assert duplicates_of(mine) == []


def test_handing_in_waits_for_the_back_office_and_then_for_the_provider(mieke_bekend: Cast, scootmobiel: Inzet) -> None:
    cast = mieke_bekend
    found = handed_in(cast, inzet=scootmobiel, aanbieder=cast.gemeente)
    waiting = Taak.objects.get(bron=f"aanvraag:{found.pk}:wacht", vervallen=False)
    assert (waiting.wacht_op, waiting.medewerker) == ("back office Wmo", cast.medewerkers["noor"])
    decide_aanvraag(by=cast.wim, aanvraag=found, besluit="toegekend", door="Wim", mandaat="Mandaatbesluit 3")
    waiting = Taak.objects.get(bron=f"aanvraag:{found.pk}:wacht", vervallen=False)
    assert (waiting.titel, waiting.wacht_op) == ("Start van de hulp", "Gemeente Voorbeeld")
    start_hulp(by=cast.wim, aanvraag=found, op=VANDAAG)
    assert not Taak.objects.filter(bron__startswith=f"aanvraag:{found.pk}:", vervallen=False, gedaan_op=None).exists()
    scootmobiel.refresh_from_db()
    assert scootmobiel.status == "ingezet"


def test_a_refusal_needs_a_reason_and_a_concept_no_decision(mieke_bekend: Cast) -> None:
    cast = mieke_bekend
    found = handed_in(cast)
    with pytest.raises(Regelfout, match="waarom"):
        decide_aanvraag(by=cast.wim, aanvraag=found, besluit="afgewezen", door="Wim")
    decide_aanvraag(by=cast.wim, aanvraag=found, besluit="afgewezen", door="Wim", afwijsreden="eigen_kracht")
    with pytest.raises(Regelfout):
        start_hulp(by=cast.wim, aanvraag=found, op=VANDAAG)
    with pytest.raises(Regelfout):
        decide_aanvraag(by=cast.wim, aanvraag=request_for(cast), besluit="toegekend", door="Wim")


def test_one_running_request_per_support_item(mieke_bekend: Cast, scootmobiel: Inzet) -> None:
    cast = mieke_bekend
    first = request_for(cast, inzet=scootmobiel)
    with pytest.raises(Regelfout):
        request_for(cast, inzet=scootmobiel)
    withdraw_aanvraag(by=cast.noor, aanvraag=first)
    assert request_for(cast, inzet=scootmobiel).pk != first.pk


# --- screens ----------------------------------------------------------------------------------------------


def test_from_the_plan_without_typing_again(mieke_bekend: Cast, scootmobiel: Inzet, als: Als) -> None:
    cast, client = mieke_bekend, als(mieke_bekend.noor)
    start = f"/casussen/{cast.casus.pk}/aanvragen/inzet/{scootmobiel.pk}/"
    tab = client.get(f"/casussen/{cast.casus.pk}/ondersteuning/").content.decode()
    assert start in tab and f"/casussen/{cast.casus.pk}/aanvragen/ander/" in tab
    form = client.get(start).context["form"]
    assert form["persoon"].value() == str(cast.mieke.pk)
    to = client.post(start, {"wet": "wmo", "persoon": cast.mieke.pk})["Location"]
    found = Aanvraag.objects.get(inzet=scootmobiel)
    assert to == f"/aanvragen/{found.pk}/bewerken/"
    assert (found.kosten, found.aanbieder, found.van) == (Decimal(900), cast.gemeente, scootmobiel.van)
    assert client.get(start)["Location"] == f"/aanvragen/{found.pk}/"
    assert client.get(to).status_code == 200


def test_hand_in_from_the_form_keeps_what_was_typed(mieke_bekend: Cast, als: Als) -> None:
    found = create_aanvraag(by=mieke_bekend.noor, casus=mieke_bekend.casus, persoon=mieke_bekend.mieke, wet="wmo")
    client = als(mieke_bekend.noor)
    url = f"/aanvragen/{found.pk}/bewerken/"
    short = client.post(url, {"motivering": "Mieke kan niet bukken", "versie": found.versie, "indienen": "ja"})
    assert short.status_code == 422
    assert "Mieke kan niet bukken" in short.content.decode() and "Kies welk product." in short.content.decode()
    found.refresh_from_db()
    assert (found.status, found.motivering) == ("concept", "")
    data = {**COMPLEET, "van": VANDAAG.isoformat(), "tot": "2099-01-01", "versie": found.versie, "indienen": "ja"}
    assert client.post(url, data).status_code == 302
    found.refresh_from_db()
    assert (found.status, found.ingediend_op, found.categorie) == ("aangevraagd", VANDAAG, "01")


def test_the_queue_is_for_the_law_of_the_office(mieke_bekend: Cast, als: Als) -> None:
    found = handed_in(mieke_bekend)
    request_for(mieke_bekend, product="BGI")  # a concept: of the team alone
    wim = als(mieke_bekend.wim).get("/aanvragen/").content.decode()
    assert f"/aanvragen/{found.pk}/" in wim and "Begeleiding individueel" not in wim
    assert f"/aanvragen/{found.pk}/" not in als(mieke_bekend.joke).get("/aanvragen/").content.decode()
    noor = als(mieke_bekend.noor).get("/aanvragen/").content.decode()
    assert "Begeleiding individueel" in noor
    assert f"/aanvragen/{found.pk}/" not in als(mieke_bekend.zeno).get("/aanvragen/").content.decode()
    assert als(mieke_bekend.lot).get("/aanvragen/").status_code == 403


def test_who_may_open_a_request(mieke_bekend: Cast, als: Als) -> None:
    cast = mieke_bekend
    concept, sent = request_for(cast), handed_in(cast, product="BGI")
    expected = {"noor": (200, 200), "wim": (404, 200), "joke": (404, 404), "zeno": (404, 404), "lot": (403, 403)}
    for name, statuses in expected.items():
        client = als(getattr(cast, name))
        found = tuple(client.get(f"/aanvragen/{one.pk}/").status_code for one in (concept, sent))
        assert found == statuses, name


def test_the_block_has_the_bsn_only_for_who_may(mieke_bekend: Cast, als: Als) -> None:
    cast = mieke_bekend
    found = handed_in(cast)
    office = als(cast.wim).get(f"/aanvragen/{found.pk}/blok/")
    block = json.loads(office.content)
    assert block["tekst"]["Burgerservicenummer"] == cast.mieke.bsn
    assert block["codes"]["categorie"] == "01" and block["tekst"]["Omvang"] == "3 uur per week"
    assert office["Content-Disposition"] == f'attachment; filename="aanvraag-{found.nummer}.json"'
    for url in (f"/aanvragen/{found.pk}/blok/", f"/aanvragen/{found.pk}/"):
        assert cast.mieke.bsn not in als(cast.sanne).get(url).content.decode()


def test_reading_is_logged_for_the_person(mieke_bekend: Cast, als: Als) -> None:
    found = handed_in(mieke_bekend)
    before = Regel.objects.filter(soort="lezen", actie="aanvraag_inzien").count()
    als(mieke_bekend.wim).get(f"/aanvragen/{found.pk}/")
    als(mieke_bekend.wim).get("/aanvragen/")
    assert Regel.objects.filter(soort="lezen", actie="aanvraag_inzien").count() - before == 2


def test_ask_back_and_answer_on_the_request_itself(mieke_bekend: Cast, als: Als) -> None:
    cast = mieke_bekend
    found = handed_in(cast)
    office, team = als(cast.wim), als(cast.noor)
    assert team.post(f"/aanvragen/{found.pk}/vraag/", {"vraag": ""}).status_code == 422
    data = {"vraag": "Hoe vaak komt Ans?", "idempotentiesleutel": "00000000-0000-4000-8000-000000000003"}
    for _ in range(2):
        assert office.post(f"/aanvragen/{found.pk}/vraag/", data).status_code == 302
    asked = Vraagterug.objects.get()
    assert "Hoe vaak komt Ans?" in team.get(f"/aanvragen/{found.pk}/").content.decode()
    assert office.post(f"/aanvragen/{found.pk}/vraag/{asked.pk}/", {"antwoord": "x"}).status_code == 403
    team.post(f"/aanvragen/{found.pk}/vraag/{asked.pk}/", {"antwoord": "Elke woensdag"})
    assert "Elke woensdag" in office.get(f"/aanvragen/{found.pk}/").content.decode()
    assert not Taak.objects.filter(soort="aanvraag_vraag", vervallen=False).exists()


def test_decide_and_start_on_screen(mieke_bekend: Cast, als: Als) -> None:
    cast, office = mieke_bekend, als(mieke_bekend.wim)
    found = handed_in(cast)
    wrong = office.post(
        f"/aanvragen/{found.pk}/besluit/", {"besluit": "afgewezen", "toelichting": "Kan zelf", "besluit_op": VANDAAG}
    )
    assert wrong.status_code == 422 and "Kan zelf" in wrong.content.decode()
    data = {"besluit": "toegekend", "besluit_op": VANDAAG.isoformat(), "mandaat": "Mandaatbesluit 3"}
    assert office.post(f"/aanvragen/{found.pk}/besluit/", data).status_code == 302
    page = als(cast.noor).get(f"/aanvragen/{found.pk}/").content.decode()
    assert "Toegekend" in page and "op de start bij de aanbieder" in page
    assert office.post(f"/aanvragen/{found.pk}/start/", {"op": VANDAAG.isoformat()}).status_code == 302
    found.refresh_from_db()
    assert (found.status, found.hulp_gestart_op, found.besluit_door) == ("gestart", VANDAAG, "Wim")


def test_a_youth_decision_by_somebody_unregistered_warns(mieke_bekend: Cast, als: Als) -> None:
    cast = mieke_bekend
    found = create_aanvraag(
        by=cast.noor,
        casus=cast.casus,
        persoon=cast.mieke,
        wet="jeugd",
        **{**COMPLEET, "product": "JAM", "verwijzer": "01"},
    )
    submit_aanvraag(by=cast.noor, aanvraag=found)
    page = als(cast.joke).get(f"/aanvragen/{found.pk}/besluit/").content.decode()
    assert "SKJ-nummer" in page
    cast.medewerkers["joke"].skj_nummer = "120012345"
    cast.medewerkers["joke"].save()
    assert "SKJ-nummer" not in als(cast.joke).get(f"/aanvragen/{found.pk}/besluit/").content.decode()


def test_queries_of_the_queue_do_not_grow(mieke_bekend: Cast, als: Als) -> None:
    handed_in(mieke_bekend)
    client = als(mieke_bekend.wim)
    client.get("/aanvragen/")
    with CaptureQueriesContext(connection) as few:
        client.get("/aanvragen/")
    for _ in range(10):
        handed_in(mieke_bekend)
    with CaptureQueriesContext(connection) as many:
        client.get("/aanvragen/")
    assert len(few) == len(many) <= 20, len(many)


def test_question_of_another_request_does_not_exist(mieke_bekend: Cast, als: Als) -> None:
    cast = mieke_bekend
    one, two = handed_in(cast), handed_in(cast, product="BGI")
    asked = ask_back(by=cast.wim, aanvraag=one, vraag="Wat?", door=cast.medewerkers["wim"])
    assert als(cast.noor).post(f"/aanvragen/{two.pk}/vraag/{asked.pk}/", {"antwoord": "x"}).status_code == 404


def test_what_the_huisarts_decided_is_noted_once(mieke_bekend: Cast, als: Als) -> None:
    cast, url = mieke_bekend, f"/casussen/{mieke_bekend.casus.pk}/aanvragen/ander/"
    data = {
        "persoon": cast.mieke.pk, "product": "JAM", "verwijzer": "02", "van": VANDAAG.isoformat(),
        "idempotentiesleutel": "00000000-0000-4000-8000-000000000004",
    }  # fmt: skip
    for _ in range(2):
        assert als(cast.noor).post(url, data).status_code == 302
    found = BesluitAnder.objects.get()
    assert (found.wet, found.categorie, found.bekend_sinds) == ("jeugd", "45", VANDAAG)
    assert als(cast.zeno).get(url).status_code == 404
    assert als(cast.wim).get(url).status_code == 403


def test_who_decides_finds_it_on_his_first_screen(mieke_bekend: Cast, als: Als) -> None:
    cast = mieke_bekend
    assert "Te besluiten" not in als(cast.max).get("/").content.decode()
    request = handed_in(cast)
    for user in (cast.max, cast.wim):
        before = Regel.objects.count()
        page = als(user).get("/").content.decode()
        assert "Te besluiten" in page and f"/aanvragen/{request.pk}/" in page
        assert Regel.objects.filter(volgnr__gt=before, soort="lezen").count() == 1
    assert "Te besluiten" not in als(cast.joke).get("/").content.decode()  # another law
    assert "Te besluiten" not in als(cast.noor).get("/").content.decode()  # stands at the case
    ask_back(by=cast.max, aanvraag=request, vraag="Hoe vaak per week?", door=cast.medewerkers["max"])
    assert "Te besluiten" not in als(cast.max).get("/").content.decode()
