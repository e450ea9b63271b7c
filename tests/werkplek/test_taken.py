"""Working from the list: done, later, waiting, taken up, one more; each from Vandaag or the case, with a way back."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import assign_waarnemer, mark_closed, request_overdracht
from keukentafel.taken.public import Taak, Taakrij, bulk_create_taken, create_taak
from keukentafel.teams.public import Plaatsing
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
MORGEN = date.today() + timedelta(days=1)


def task(cast: Cast, titel: str = "Terugbellen", wie: str | None = "noor", **extra: object) -> Taak:
    worker = cast.medewerkers[wie] if wie else None
    values = {"casus": cast.casus, "vervalt_op": date.today(), **extra}
    return create_taak(by=cast.tom, titel=titel, soort="overig", team=cast.noord, medewerker=worker, **values)


def buttons(page: str, taak: Taak) -> dict[str, str]:
    """The addresses that the buttons of this task post to, by their words."""
    found = re.findall(rf'formaction="(/taken/{taak.pk}/\w+/)"[^>]*>([^<]+)<', page)
    return {words: url for url, words in found}


def undo_of(page: str) -> str:
    """Where the button "Ongedaan maken" of the message posts to."""
    found = re.search(r'data-ongedaan.*?action="([^"]+)"', page, re.DOTALL)
    assert found, "no way back is offered"
    return found[1]


@pytest.mark.parametrize("here", ["/", "/casussen/{casus}/"])
@pytest.mark.parametrize(
    ("words", "data"),
    [("Gedaan", {}), ("Morgen", {"tot": MORGEN.isoformat()}), ("Niet meer nodig", {})],
)
def test_one_click_from_the_list_and_one_back(cast: Cast, als: Als, here: str, words: str, data: dict) -> None:
    here, taak, client = here.format(casus=cast.casus.pk), task(cast), als(cast.noor)
    url = buttons(client.get(here).content.decode(), taak)[words]
    answer = client.post(url, data, headers={"Referer": f"http://testserver{here}"}, follow=True)
    assert answer.redirect_chain == [(here, 302)]
    page = answer.content.decode()
    assert "Morgen" not in buttons(page, taak)  # it is no more in what is to be done now
    page = client.post(undo_of(page), headers={"Referer": f"http://testserver{here}"}, follow=True).content.decode()
    assert buttons(page, taak)["Gedaan"] == f"/taken/{taak.pk}/gedaan/"


def test_put_off_it_is_away_until_its_day(cast: Cast, als: Als) -> None:
    taak, client = task(cast, "Formulier nakijken"), als(cast.noor)
    client.post(f"/taken/{taak.pk}/uitstellen/", {"tot": MORGEN.isoformat()})
    assert "Formulier nakijken" not in client.get("/").content.decode().split('id="berichten"')[0]
    case = client.get(f"/casussen/{cast.casus.pk}/").content.decode()
    assert "komt terug: morgen" in case and "Toch nu" in buttons(case, taak)
    assert "Formulier nakijken" in client.get("/taken/?groep=later").content.decode()
    Taak.objects.update(uitgesteld_tot=date.today())  # its day has come
    assert "Formulier nakijken" in client.get("/").content.decode()


def test_waiting_for_whom_and_since_when_and_back(cast: Cast, als: Als) -> None:
    taak, client = task(cast), als(cast.noor)
    since = date.today() - timedelta(days=4)
    client.post(f"/taken/{taak.pk}/wachten/", {"op_wie": "de huisarts", "sinds": since.isoformat(), "terug": "/"})
    page = client.get("/").content.decode()
    assert "de huisarts: Terugbellen" in page and "al 4 dagen" in page
    page = client.post(buttons(page, taak)["Weer aan mij"], follow=True).content.decode()
    assert "Later" in page and "de huisarts" not in page
    assert "de huisarts: Terugbellen" in client.post(undo_of(page), follow=True).content.decode()


def test_two_press_and_the_second_hears_who_has_it(cast: Cast, als: Als) -> None:
    taak = task(cast, "Huisbezoek plannen", wie=None)
    noor, sanne = als(cast.noor), als(cast.sanne)
    first, second = (buttons(who.get("/").content.decode(), taak)["Ik pak dit op"] for who in (noor, sanne))
    assert "Deze taak is nu van u." in noor.post(first, follow=True).content.decode()
    assert "Noor heeft deze taak al opgepakt." in sanne.post(second, follow=True).content.decode()
    taak.refresh_from_db()
    assert taak.medewerker == cast.medewerkers["noor"]
    assert "Huisbezoek plannen" not in sanne.get("/").content.decode()


def test_a_double_press_has_one_effect(cast: Cast, als: Als) -> None:
    taak = task(cast, wie=None)
    client = als(cast.noor)
    key = re.search(r'name="idempotentiesleutel" value="([^"]+)"', client.get("/").content.decode())[1]
    for _ in range(2):
        page = client.post(f"/taken/{taak.pk}/oppakken/", {"idempotentiesleutel": key}, follow=True).content.decode()
        assert "al opgepakt" not in page
    taak.refresh_from_db()
    assert taak.versie == 2


def test_what_follows_from_something_else_is_done_where_it_belongs(cast: Cast, als: Als) -> None:
    taak = task(cast, "Samen terugkijken", bron="evaluatie:1", url=f"/casussen/{cast.casus.pk}/plan/")
    page = als(cast.noor).get("/").content.decode()
    assert f'<a class="kt-actie" href="{taak.url}">Vastleggen' in page
    assert "Gedaan" not in buttons(page, taak) and "Niet meer nodig" not in buttons(page, taak)


def test_a_task_more_from_the_case_and_from_vandaag(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    case = f"/casussen/{cast.casus.pk}/"
    assert f'href="{case}taak-erbij/"' in client.get(case).content.decode()
    answer = client.post(f"{case}taak-erbij/", {"titel": "Bellen met school", "wie": "mij", "terug": case}, follow=True)
    page = answer.content.decode()
    assert "Bellen met school" in page and Taak.objects.get().medewerker == cast.medewerkers["noor"]
    client.post(undo_of(page))
    assert "Bellen met school" not in client.get(case).content.decode()
    client.post("/taken/erbij/", {"titel": "Folders halen", "wie": "team", "terug": "/"})
    assert "Folders halen" in als(cast.sanne).get("/").content.decode()
    client.post(f"{case}taak-erbij/", {"titel": "Voor jou", "wie": str(cast.medewerkers["sanne"].pk), "terug": "/"})
    assert Taak.objects.get(titel="Voor jou").medewerker == cast.medewerkers["sanne"]


def test_bad_input_keeps_what_was_typed_and_a_stranger_is_nobody_to_choose(cast: Cast, als: Als) -> None:
    url = f"/casussen/{cast.casus.pk}/taak-erbij/"
    data = {"titel": "Bellen met school", "wie": str(cast.medewerkers["zeno"].pk)}
    answer = als(cast.noor).post(url, data)
    assert answer.status_code == 422 and "Bellen met school" in answer.content.decode()
    assert als(cast.zeno).post(url, {**data, "wie": "mij"}).status_code == 404
    mark_closed(by=cast.noor, casus=cast.casus, op=date.today(), reden="overig")
    assert "taak-erbij" not in als(cast.noor).get(f"/casussen/{cast.casus.pk}/").content.decode()


def test_a_deputy_sees_for_whom_he_stands_in(cast: Cast, als: Als) -> None:
    taak = task(cast, "Plan nalopen")
    assign_waarnemer(by=cast.tom, casus=cast.casus, medewerker=cast.medewerkers["sanne"], tot=MORGEN)
    client = als(cast.sanne)
    assert "Plan nalopen (u neemt waar voor Noor)" in client.get("/").content.decode()
    client.post(f"/taken/{taak.pk}/gedaan/")
    taak.refresh_from_db()
    assert taak.gedaan_door == cast.medewerkers["sanne"]


def test_a_hand_over_to_another_team_shows_no_name(cast: Cast, als: Als) -> None:
    request_overdracht(by=cast.noor, casus=cast.casus, naar=cast.medewerkers["zeno"], notitie="Wil jij?")
    page = als(cast.zeno).get("/").content.decode()
    assert "Overdracht: neem aan of geef terug" in page and "De Wit" not in page


def rows(cast: Cast, number: int, **extra: object) -> list[Taakrij]:
    worker = cast.medewerkers["noor"].pk
    values = {"medewerker_id": worker, "casus_id": cast.casus.pk, "vervalt_op": date.today(), **extra}
    return [Taakrij(f"taak {n}", "bellen", cast.noord.pk, **values) for n in range(number)]


def test_what_does_not_fit_is_behind_a_link_and_paged(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    bulk_create_taken(by=SYSTEEM, rijen=[*rows(cast, 120), *rows(cast, 16, medewerker_id=None)])
    waits = {"wacht_op": "school", "wacht_sinds": date.today()}
    bulk_create_taken(by=SYSTEEM, rijen=rows(cast, 20, **waits))
    page = client.get("/").content.decode()
    for group, number in (("nu", 120), ("team", 16), ("wacht", 20)):
        assert f'<a href="/taken/?groep={group}">Bekijk alle {number}</a>' in page
    third = client.get("/taken/?groep=nu&pagina=3")
    assert len(third.context["werk"].regels) == 20
    assert "101–120 van 120" in third.content.decode()


def test_the_same_queries_at_ten_and_at_ten_thousand_and_not_more_than_the_page_may(cast: Cast, als: Als) -> None:
    client = als(cast.noor)

    def queries(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    waits = {"wacht_op": "school", "wacht_sinds": date.today()}
    bulk_create_taken(
        by=SYSTEEM, rijen=[*rows(cast, 60), *rows(cast, 60, medewerker_id=None), *rows(cast, 60, **waits)]
    )
    few = [queries(url) for url in ("/", "/taken/", "/taken/?groep=team")]
    bulk_create_taken(by=SYSTEEM, rijen=rows(cast, 10_000))
    assert [queries(url) for url in ("/", "/taken/", "/taken/?groep=team")] == few
    assert max(few) <= 25


def test_the_list_takes_any_address(cast: Cast, als: Als) -> None:
    for query in ("groep=onzin", "groep=²", "pagina=²", "pagina=-1", "pagina=99999999999999999999", "groep=gedaan"):
        assert als(cast.noor).get(f"/taken/?{query}").status_code == 200


def test_what_was_typed_with_a_case_is_not_told_to_a_team_mate_who_may_not_see_it(cast: Cast, als: Als) -> None:
    """Whoever typed a task of a case may have named somebody; a desk worker of the team sees no dossiers."""
    desk = cast.medewerkers["lot"]
    Plaatsing.objects.create(medewerker=desk, team=cast.noord, medewerkertype="loket", fte=1, van=date(2020, 1, 1))
    data = {"titel": "Mieke bellen over de schuld", "wie": "team"}
    assert als(cast.noor).post(f"/casussen/{cast.casus.pk}/taak-erbij/", data).status_code == 302
    page = als(cast.lot).get("/").content.decode()
    assert "Mieke" not in page and "Taak bij een casus die u niet mag zien" in page
    assert "Mieke bellen over de schuld" in als(cast.sanne).get("/").content.decode()
