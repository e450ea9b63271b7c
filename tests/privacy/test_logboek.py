"""Who looked: the resident's overview, what somebody searched for, and whose data a user saw."""

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import Settings

from keukentafel.audit.models import Regel
from keukentafel.audit.public import mark_emergency
from keukentafel.personen.models import Belang
from keukentafel.privacy.logboek.gezien import seen_by
from keukentafel.privacy.logboek.overzicht import Blik, load_woorden, merged, overview_of
from keukentafel.toegang.public import Gebruiker, Rol
from tests.cast import Cast
from tests.privacy.controle_voorbeelden import make_zoekregel

Als = Callable[[Gebruiker], Client]


def today() -> date:
    return timezone.localdate()


def looks_of(cast: Cast, wie: str) -> list[Blik]:
    found = overview_of(cast.mieke.pk, today() - timedelta(days=1), today())
    return [one for one in found if wie in one.wie]


def test_a_resident_reads_who_by_role_when_what_and_why(cast: Cast, als: Als) -> None:
    for _ in range(3):
        als(cast.noor).get(f"/casussen/{cast.casus.pk}/")
    (look,) = [one for one in looks_of(cast, "Regisseur") if one.wat.startswith("Bekeek")]
    assert look.wie == "Regisseur van het sociaal team van Gemeente Voorbeeld"  # no name
    assert (look.dag, look.wat, look.keer) == (today(), "Bekeek uw dossier", 3)  # three times the same is one row
    assert look.waarom == "Inwoners ondersteunen: casus, plan en nazorg"


def test_the_name_stands_there_only_by_setting(cast: Cast, als: Als, settings: Settings) -> None:
    als(cast.noor).get(f"/casussen/{cast.casus.pk}/")
    assert not looks_of(cast, "Noor")
    settings.LOGBOEK_MET_NAMEN = True
    assert looks_of(cast, "Noor")


def test_an_emergency_stands_apart() -> None:
    day = date(2026, 3, 2)
    rows = [(day, "a", "b", "c", "regisseur"), (day, "a", "b", "c", "zelfde_team"), (day, "a", "b", "c", "noodtoegang")]
    assert merged(rows) == [Blik(day, "a", "b", "c", 1, True), Blik(day, "a", "b", "c", 2)]
    assert callable(mark_emergency)  # who opens by break-glass marks his lines with it


def test_every_role_has_a_word_for_residents() -> None:
    assert {rol.value for rol in Rol} <= set(load_woorden().rollen)


def test_what_was_refused_or_of_another_is_not_there(cast: Cast, als: Als) -> None:
    als(cast.zeno).get(f"/casussen/{cast.casus.pk}/")
    assert not [one for one in looks_of(cast, "Regisseur") if one.wat.startswith("Bekeek")]


def test_the_officer_hands_it_over_on_the_screen_and_as_a_document(cast: Cast, als: Als) -> None:
    als(cast.noor).get(f"/casussen/{cast.casus.pk}/")
    client = als(cast.petra)
    found = client.post("/privacy/logboek/", {"nummer": cast.casus.nummer}).content.decode()
    assert f"/privacy/logboek/{cast.mieke.pk}/" in found
    assert client.post("/privacy/logboek/", {"nummer": "999"}).status_code == 200
    body = client.get(f"/privacy/logboek/{cast.mieke.pk}/").content.decode()
    assert "Regisseur van het sociaal team" in body and "<title>Overzicht van het logboek" in body
    assert Regel.objects.filter(actie="logboek_overhandigd", actor=cast.petra.pk).count() == 1
    answer = client.get(f"/privacy/logboek/{cast.mieke.pk}/document/")
    reader = PdfReader(io.BytesIO(answer.content))
    text = "".join(page.extract_text() for page in reader.pages)
    assert reader.root_object["/MarkInfo"]["/Marked"] and reader.root_object["/Lang"] == "nl"  # tagged: PDF/UA
    assert "Wie keek in uw gegevens?" in text and "Regisseur" in text and "noodgeval" not in text
    assert "Wit" not in answer["Content-Disposition"]


def test_the_period_filters(cast: Cast, als: Als) -> None:
    als(cast.noor).get(f"/casussen/{cast.casus.pk}/")
    yesterday = (today() - timedelta(days=1)).isoformat()
    body = als(cast.petra).get(f"/privacy/logboek/{cast.mieke.pk}/?van=2020-01-01&tot={yesterday}").content.decode()
    assert "Niemand keek" in body


def test_it_costs_the_same_whatever_the_log_holds(cast: Cast, als: Als) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            overview_of(cast.mieke.pk, today(), today())
        return len(asked)

    als(cast.noor).get(f"/casussen/{cast.casus.pk}/")
    cost()
    few = cost()
    for _ in range(5):
        als(cast.noor).get(f"/casussen/{cast.casus.pk}/")
    assert cost() == few <= 4


def test_own_family_and_others_stay_shut(cast: Cast, als: Als) -> None:
    assert als(cast.noor).get(f"/privacy/logboek/{cast.mieke.pk}/").status_code == 403
    Belang.objects.create(gebruiker=cast.petra, huishouden=cast.gezin, gemeld_op=today())
    assert als(cast.petra).get(f"/privacy/logboek/{cast.mieke.pk}/").status_code == 404
    assert als(cast.petra).get("/privacy/logboek/999999/").status_code == 404


def test_a_search_term_opens_with_a_reason_that_is_logged_first(cast: Cast, als: Als) -> None:
    number, client = make_zoekregel(cast), als(cast.petra)
    listed = client.get("/privacy/zoekopdrachten/").content.decode()
    assert "Noor" in listed and "Wit" not in listed
    url = f"/privacy/zoekopdrachten/{number}/"
    assert "Wit" not in client.get(url).content.decode()
    assert client.post(url, {"reden": "kort"}).status_code == 422
    assert client.post(url, {"reden": "lang " * 13}).status_code == 422  # the log would keep half of it
    assert "Wit" in client.post(url, {"reden": "Klacht van een inwoner"}).content.decode()
    line = Regel.objects.get(actie="zoekterm_geopend")
    assert (line.actor, line.object_id, line.reden) == (cast.petra.pk, str(number), "Klacht van een inwoner")
    assert als(cast.bea).get(url).status_code == 403
    assert client.post("/privacy/zoekopdrachten/1/", {"reden": "Klacht van een inwoner"}).status_code == 404


def test_nobody_opens_his_own_search(cast: Cast, als: Als) -> None:
    number = make_zoekregel(cast, cast.petra)
    answer = als(cast.petra).post(f"/privacy/zoekopdrachten/{number}/", {"reden": "Klacht van een inwoner"})
    assert answer.status_code == 422 and "eigen zoekopdracht" in answer.content.decode()


def test_after_a_breach_all_whom_a_user_saw(cast: Cast, als: Als) -> None:
    """A8: AVG 33 and 34."""
    als(cast.noor).get(f"/casussen/{cast.casus.pk}/")
    found = seen_by(cast.noor.pk, today(), today())
    assert {one.persoon for one in found} == {cast.mieke, cast.jan, cast.kind}
    assert seen_by(cast.noor.pk, today() - timedelta(days=9), today() - timedelta(days=3)) == []
    sent = {"gebruiker": cast.noor.pk, "van": today(), "tot": today(), "reden": "Telefoon gestolen"}
    client = als(cast.petra)
    assert "Mieke de Wit" in client.post("/privacy/gezien/", sent).content.decode()
    assert Regel.objects.filter(actie="datalek_nagaan", reden="Telefoon gestolen").count() == 3
    answer = client.post("/privacy/gezien/", sent | {"als": "bestand"})
    assert answer.content.decode().count("\r\n") == 4 and "Wit" not in answer["Content-Disposition"]
    assert client.post("/privacy/gezien/", sent | {"reden": "", "van": ""}).status_code == 422
    assert client.post("/privacy/gezien/", sent | {"reden": "lang " * 13}).status_code == 422
    assert als(cast.tom).get("/privacy/gezien/").status_code == 403


@pytest.mark.parametrize(
    "url", ["/privacy/logboek/", "/privacy/zoekopdrachten/", "/privacy/gezien/", "/privacy/controle/"]
)
def test_each_page_keeps_within_its_questions(cast: Cast, als: Als, url: str) -> None:
    client = als(cast.petra)
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    assert len(asked) <= 25
