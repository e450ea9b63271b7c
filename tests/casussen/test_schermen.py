"""The small screens of a case: the right one may, the stranger does not see it, what was typed stays."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from keukentafel.audit.models import Regel
from keukentafel.casussen.public import Casus, Casusrol, Overdracht, request_overdracht, set_volgen
from keukentafel.personen.models import Belang
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()
LATER = (VANDAAG + timedelta(days=40)).isoformat()
KLASSE = {"vraagtype": "meervoudig", "casustype": "regie", "zwaarte": "zwaar", "wet": "algemeen"}


def url(cast: Cast, what: str) -> str:
    return f"/casussen/{cast.casus.pk}/{what}/"


def forms_of(cast: Cast) -> dict[str, dict[str, object]]:
    """Every screen with an answer that is right."""
    sanne = cast.medewerkers["sanne"].pk
    return {
        "samenvatting": {"tekst": "Moeder wil lucht in haar week."},
        "gegevens": {**KLASSE, "expertise_gevraagd": ["schulden"]},
        "vraagverheldering": {"op": VANDAAG.isoformat(), "medewerkers": [sanne]},
        "let-op": {"tekst": "Grote hond", "tot": LATER},
        "volgen": {"tot": LATER},
        "toewijzen": {"medewerker": sanne, "regievorm": "sturend"},
        "overdragen": {"medewerker": sanne, "notitie": "Wil jij dit overnemen?"},
        "waarnemer": {"medewerker": sanne, "tot": LATER},
        "regie": {"regievorm": "sturend", "mandaat": "Tot 500 euro"},
        "opschalen": {"niveau": "ave2", "reden": "veiligheid", "besluit_door": "Tom"},
    }


NAMEN = ["samenvatting", "gegevens", "vraagverheldering", "let-op", "volgen", "toewijzen", "overdragen",
         "waarnemer", "regie", "opschalen"]  # fmt: skip


@pytest.mark.parametrize("name", NAMEN)
def test_every_screen(cast: Cast, als: Als, name: str, django_assert_max_num_queries) -> None:
    page, answer = url(cast, name), forms_of(cast)[name]
    client = als(cast.noor)
    with django_assert_max_num_queries(25):
        assert client.get(page).status_code == 200
    assert Regel.objects.filter(soort="lezen").exclude(betrokkene="").count() >= 3  # each of the household
    assert als(cast.zeno).get(page).status_code == 404
    assert als(cast.zeno).post(page, answer).status_code == 404
    assert als(cast.bea).post(page, answer).status_code == 403
    before = Casus.history.count(), Casusrol.history.count(), Overdracht.objects.count()
    sent = {**answer, "idempotentiesleutel": "7d444840-9dc0-11d1-b245-5ffdce74fad2"}
    first, second = client.post(page, sent), client.post(page, sent)
    assert (first.status_code, first["Location"]) == (302, f"/casussen/{cast.casus.pk}/")
    assert second["Location"] == first["Location"]
    after = Casus.history.count(), Casusrol.history.count(), Overdracht.objects.count()
    assert sum(after) - sum(before) <= 3  # a double post has one effect
    wrong = client.post(page, {})
    if name not in ("samenvatting",):
        assert wrong.status_code == 422


def test_what_was_typed_stays_and_the_field_tells(cast: Cast, als: Als) -> None:
    answer = als(cast.noor).post(url(cast, "let-op"), {"tekst": "Grote hond", "tot": "gisteren"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Grote hond" in html and "Schrijf een datum als" in html


def test_the_second_editor_sees_theirs_and_mine(cast: Cast, als: Als) -> None:
    client, page = als(cast.noor), url(cast, "samenvatting")
    client.post(page, {"tekst": "Van Noor", "versie": 1})
    answer = als(cast.sanne).post(page, {"tekst": "Van Sanne", "versie": 1})
    assert answer.status_code == 409
    assert "Van Sanne" in answer.content.decode()


def test_assigning_can_be_undone_from_the_message(cast: Cast, als: Als) -> None:
    client = als(cast.tom)
    client.post(url(cast, "toewijzen"), {"medewerker": cast.medewerkers["sanne"].pk, "regievorm": "volgend"})
    rol = Casusrol.objects.get(casus=cast.casus, tot=None)
    undo = url(cast, f"toewijzen/{rol.pk}/ongedaan")
    assert undo in client.get(f"/casussen/{cast.casus.pk}/").content.decode()
    client.post(undo)
    assert Casusrol.objects.get(casus=cast.casus, tot=None).medewerker.naam == "Noor"
    answer = client.post(undo)
    assert answer.status_code == 404


def test_a_rule_that_forbids_a_button_is_told_on_the_page(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    answer = client.post(url(cast, "actief"), follow=True)
    assert "al actief" in answer.content.decode()


def test_somebody_with_a_tie_cannot_be_chosen(cast: Cast, als: Als) -> None:
    Belang.objects.create(gebruiker=cast.sanne, huishouden=cast.gezin, gemeld_op=VANDAAG)
    answer = als(cast.tom).post(
        url(cast, "toewijzen"), {"medewerker": cast.medewerkers["sanne"].pk, "regievorm": "volgend"}
    )
    assert answer.status_code == 422
    assert "Kies een ander" in answer.content.decode()


def test_alerts_and_volgen_are_undone_on_their_own_page(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    client.post(url(cast, "let-op"), {"tekst": "Grote hond", "tot": LATER})
    assert "Let op: Grote hond" in client.get(url(cast, "tijdlijn")).content.decode()
    versie = Casus.objects.get(pk=cast.casus.pk).versie
    client.post(url(cast, f"let-op/0/weg/{versie}"))
    set_volgen(by=cast.noor, casus=cast.casus, tot=VANDAAG + timedelta(days=5))
    client.post(url(cast, "actief"))
    casus = Casus.objects.get(pk=cast.casus.pk)
    assert (casus.let_op, casus.volgen_vanaf) == ([], None)


def test_a_colleague_of_another_team_reads_and_answers_what_he_was_asked(cast: Cast, als: Als) -> None:
    asked = request_overdracht(
        by=cast.noor, casus=cast.casus, naar=cast.medewerkers["zeno"], notitie="Zij verhuizen naar Zuid."
    )
    page = f"/overdrachten/{asked.pk}/"
    assert "Zij verhuizen naar Zuid." in als(cast.zeno).get(page).content.decode()
    assert als(cast.zeno).get(f"/casussen/{cast.casus.pk}/").status_code == 404  # the case itself not yet
    answer = als(cast.sanne).post(page, {"antwoord": ""})
    assert answer.status_code == 422 and "Alleen de collega" in answer.content.decode()
    assert als(cast.zeno).post(page, {"keuze": "terug"}).status_code == 422  # why?
    assert als(cast.zeno).post(page, {"antwoord": ""}).status_code == 302
    assert als(cast.zeno).get(f"/casussen/{cast.casus.pk}/").status_code == 200
    assert als(cast.noor).get(page).status_code == 404  # answered


def test_who_gives_it_back_goes_home_and_the_asker_reads_why(cast: Cast, als: Als) -> None:
    zeno = cast.medewerkers["zeno"]
    asked = request_overdracht(by=cast.noor, casus=cast.casus, naar=zeno, notitie="Wil jij?")
    back = als(cast.zeno).post(f"/overdrachten/{asked.pk}/", {"keuze": "terug", "antwoord": "Ik zit vol."})
    assert back["Location"] == "/"
    page = f"/casussen/{cast.casus.pk}/overdragen/"
    assert "Teruggegeven: Ik zit vol." in als(cast.noor).get(page).content.decode()
    second = request_overdracht(by=cast.noor, casus=cast.casus, naar=zeno, notitie="Toch?")
    assert als(cast.zeno).post(f"{page}{second.pk}/intrekken/").status_code == 404
    assert als(cast.noor).post(f"{page}{second.pk}/intrekken/")["Location"] == page
    assert "Ingetrokken" in als(cast.noor).get(page).content.decode()


def test_many_at_once_is_shown_first_and_done_then(cast: Cast, als: Als) -> None:
    client, page = als(cast.tom), "/casussen/samen/toewijzen/"
    ids = [cast.casus.pk, cast.burencasus.pk, 999_999]
    preview = client.post(page, {"casus": ids})
    html = preview.content.decode()
    assert preview.status_code == 200
    assert "Gezin De Wit" in html and "1 niet gevonden" in html
    assert not Casusrol.objects.filter(casus=cast.burencasus).exists()
    assert '<input type="hidden" name="genoemd" value="1">' in html  # how many were named as left alone
    sent = {"casus": ids, "medewerker": cast.medewerkers["sanne"].pk, "genoemd": 1}
    sent["idempotentiesleutel"] = "7d444840-9dc0-11d1-b245-5ffdce74fad2"
    answer = client.post(page, sent, follow=True)
    assert "2 casussen toegewezen aan Sanne. 1 niet." in answer.content.decode()
    assert set(Casusrol.objects.filter(tot=None).values_list("medewerker__naam", flat=True)) == {"Sanne"}
    watched = {"casus": [cast.casus.pk], "tot": LATER, "genoemd": 0}
    watched["idempotentiesleutel"] = "8d444840-9dc0-11d1-b245-5ffdce74fad2"
    client.post("/casussen/samen/volgen/", watched)
    assert Casus.objects.get(pk=cast.casus.pk).volgen_vanaf == VANDAAG


def test_one_sees_ones_own_load_first(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    assert "2,00 punten" in client.get("/belasting/").content.decode()
    assert client.post("/belasting/", {"laag": "8", "hoog": "4"}).status_code == 422
    assert client.post("/belasting/", {"laag": "8", "hoog": "14,5"}).status_code == 302
    assert als(cast.bea).get("/belasting/").status_code == 403


def test_a_worker_reaches_his_own_load_from_every_page(cast: Cast, als: Als) -> None:
    link = '<a href="/belasting/">Mijn werkdruk</a>'
    assert link in als(cast.noor).get("/").content.decode()
    assert link not in als(cast.ana).get("/").content.decode()
