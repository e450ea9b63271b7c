"""The screens of Inzicht: who sees which figures, what they cost, what can be taken along."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlencode
from zipfile import ZipFile

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.inzicht.models import Cijferronde, Cijferstand
from keukentafel.inzicht.states import Blikveld
from keukentafel.toegang.public import Gebruiker, Rol, grant_rol
from tests.cast import Cast
from tests.inzicht.voorbeelden import FIGUUR, fetch_file, make_figures

Als = Callable[[Gebruiker], Client]
VRAAG = reverse("inzicht:vraag", args=["binnen"])
OVERZICHT = reverse("inzicht:overzicht")


def file_of(vorm: str) -> str:
    return reverse("inzicht:bestand", args=["binnen", "kanaal", vorm])


def test_the_team_lead_sees_the_own_team_with_day_definition_and_table(cast: Cast, als: Als) -> None:
    make_figures(cast)
    page = als(cast.tom).get(VRAAG).content.decode()
    for expected in ("Telefoon: 60% (30 van 50)", "Team Noord", "n = 50", "ontbrekend 2", "Peildatum", "Gemaakt op",
                     "Meldingen ontvangen in de periode.", "versie 1", "Bekijk als tabel", "vast adres"):  # fmt: skip
        assert expected in page


def test_policy_sees_the_municipality_and_may_choose_a_team(cast: Cast, als: Als) -> None:
    make_figures(cast)
    client = als(cast.ana)
    assert "Hele gemeente" in client.get(OVERZICHT).content.decode()
    assert "Aantallen onder de 10" in client.get(OVERZICHT).content.decode()
    assert client.get(f"{OVERZICHT}?team={cast.noord.pk}").status_code == 200


def test_policy_never_gets_the_exact_figures_of_a_team(cast: Cast, als: Als) -> None:
    make_figures(cast)
    exact = {**FIGUUR.as_dict(), "titel": "Alleen voor het team"}
    Cijferstand.objects.filter(blik=Blikveld.TEAM).update(figuren=[exact])
    page = als(cast.ana).get(f"{VRAAG}?team={cast.noord.pk}").content.decode()
    assert "Telefoon: 60%" in page
    assert "Alleen voor het team" not in page


def test_a_team_of_others_and_the_municipality_do_not_exist_for_a_team_lead(cast: Cast, als: Als) -> None:
    make_figures(cast)
    assert als(cast.tom).get(f"{VRAAG}?team={cast.zuid.pk}").status_code == 404
    assert "Hele gemeente" not in als(cast.tom).get(OVERZICHT).content.decode()


def test_who_has_both_roles_sees_as_a_team_lead(cast: Cast, als: Als) -> None:
    """One exact team could be subtracted from the municipality."""
    make_figures(cast)
    grant_rol(by=SYSTEEM, gebruiker=cast.tom, rol=Rol.BELEIDSANALIST, van=date.today() - timedelta(1))
    page = als(cast.tom).get(OVERZICHT).content.decode()
    assert "Hele gemeente" not in page


@pytest.mark.parametrize("naam", ["noor", "sanne", "lot", "bea", "petra", "max"])
@pytest.mark.parametrize("url", [OVERZICHT, VRAAG, file_of("csv")])
def test_others_see_no_figures(cast: Cast, als: Als, naam: str, url: str) -> None:
    assert als(getattr(cast, naam)).get(url).status_code == 403


def test_without_figures_the_screen_says_how_to_get_them(cast: Cast, als: Als) -> None:
    assert "Er zijn nog geen cijfers gemaakt" in als(cast.tom).get(OVERZICHT).content.decode()
    assert als(cast.tom).get(VRAAG).status_code == 200
    assert als(cast.tom).get(file_of("csv")).status_code == 404


@pytest.mark.parametrize("aantal", [1, 60])
def test_screens_cost_the_same_with_many_days(
    cast: Cast, als: Als, aantal: int, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for back in range(aantal):
        make_figures(cast, timezone.localdate() - timedelta(back))
    client = als(cast.tom)
    for url in (OVERZICHT, VRAAG):
        client.get(url)
        with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
            assert client.get(url).status_code == 200


def test_a_lasting_address_shows_the_day_it_was_made_for(cast: Cast, als: Als) -> None:
    today = timezone.localdate()
    make_figures(cast, today - timedelta(40))
    Cijferstand.objects.update(figuren=[{**FIGUUR.as_dict(), "titel": "Zoals het toen was"}])
    make_figures(cast, today)
    client = als(cast.tom)
    assert "Zoals het toen was" not in client.get(VRAAG).content.decode()
    assert "Zoals het toen was" in client.get(f"{VRAAG}?op={today - timedelta(40)}").content.decode()
    other = client.get(f"{VRAAG}?op={today - timedelta(39)}").content.decode()
    assert "Een andere peildatum" in other
    assert client.get(f"{VRAAG}?op=gisteren").status_code == 200


def test_a_figure_as_a_file(cast: Cast, als: Als) -> None:
    make_figures(cast)
    client = als(cast.tom)
    rows = list(csv.reader(io.StringIO(client.get(file_of("csv")).content.decode())))
    assert rows[1] == ["Telefoon", "30", "60.0", "55.5"]
    assert rows[2][0] == "'=cmd"  # text never becomes a formula
    assert rows[3] == ["Loket", "", "", ""]
    data = json.loads(client.get(file_of("json")).content)
    assert data["definitie"] == FIGUUR.definitie and data["rijen"][2] == ["Loket", None, None, None]
    answer = client.get(file_of("xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book["cijfers"]["B2"].value == 30
    assert book["cijfers"]["A3"].data_type == "s"
    said = {row[0].value: row[1].value for row in book["definities"].iter_rows()}
    assert said["definitie"] == FIGUUR.definitie and said["peildatum"] == FIGUUR.peildatum
    assert "kanaal-" in answer["Content-Disposition"]


@pytest.mark.parametrize("args", [["binnen", "kanaal", "pdf"], ["binnen", "nergens", "csv"], ["wie", "kanaal", "csv"]])
def test_what_is_not_there_is_not_found(cast: Cast, als: Als, args: list[str]) -> None:
    make_figures(cast)
    assert als(cast.tom).get(reverse("inzicht:bestand", args=args)).status_code == 404
    assert als(cast.tom).get(reverse("inzicht:vraag", args=["nergens"])).status_code == 404


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was started beside us, without starting it."""
    found: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_options: found.append(command))
    return found


def test_the_button_starts_one_round_in_a_process_of_its_own(
    cast: Cast, als: Als, started: list[list[str]], django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client, url = als(cast.tom), reverse("inzicht:verversen")
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            assert client.post(url, follow=True).status_code == 200
    ronde = Cijferronde.objects.get()
    assert [command[2:] for command in started] == [["keukentafel", "inzicht", "--ronde", str(ronde.pk)]]
    assert Regel.objects.filter(actie="cijfers_gevraagd").count() == 1
    assert "worden opnieuw gemaakt" in client.get(OVERZICHT).content.decode()


def test_a_round_that_failed_says_so_beside_the_former_figures(cast: Cast, als: Als) -> None:
    make_figures(cast)
    Cijferronde.objects.create(begonnen_op=timezone.now(), klaar_op=timezone.now(), fout="De schijf is vol.")
    page = als(cast.tom).get(OVERZICHT).content.decode()
    assert "De laatste keer lukte het niet" in page and "De schijf is vol." in page
    assert "Telefoon: 60%" in page


def test_who_may_not_see_may_not_ask(cast: Cast, als: Als, started: list[list[str]]) -> None:
    assert als(cast.noor).post(reverse("inzicht:verversen")).status_code == 403
    assert started == []


def evaluation(vorm: str, **vraag: str) -> str:
    return reverse("inzicht:evaluatie", args=[vorm]) + "?" + urlencode(vraag)


def test_the_evaluation_puts_two_kept_moments_beside_each_other(cast: Cast, als: Als) -> None:
    before, today = date(2025, 6, 30), date(2026, 6, 30)
    for day, titel in ((before, "Zoals het eerst was"), (today, "Zoals het nu is")):
        make_figures(cast, day)
        Cijferstand.objects.filter(peildatum=day).update(figuren=[{**FIGUUR.as_dict(), "titel": titel}])
    client = als(cast.ana)
    page = client.get(OVERZICHT).content.decode()
    assert "Evaluatierapport (pdf)" in page and '<option value="2025-06-30" selected>' in page
    answer = fetch_file(client, evaluation("html"), voor="2025-06-30")
    with ZipFile(io.BytesIO(answer.content)) as packed:
        assert {"evaluatie.html", "evaluatie.css", "letter.woff2"} == set(packed.namelist())
        report = packed.read("evaluatie.html").decode()
    assert report.index("Zoals het eerst was") < report.index("Zoals het nu is")
    assert "1 november 2025 tot en met 31 oktober 2026" in report and "Aantallen onder de 10 staan er niet in" in report
    assert "Hele gemeente" in report and "2026-06-30" in answer["Content-Disposition"]


def test_the_evaluation_is_of_the_own_team_or_what_was_published(cast: Cast, als: Als) -> None:
    make_figures(cast)
    assert als(cast.tom).post(evaluation("html", team=str(cast.zuid.pk))).status_code == 404
    assert als(cast.noor).post(evaluation("html")).status_code == 403
    assert als(cast.tom).post(evaluation("docx")).status_code == 404
    answer = fetch_file(als(cast.tom), evaluation("html"), voor="gisteren")
    with ZipFile(io.BytesIO(answer.content)) as packed:
        assert "niet bedoeld om te verspreiden" in packed.read("evaluatie.html").decode()
