"""The interface for other systems: the bytes of the command line for who may, a problem in Dutch for the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.api import views
from keukentafel.inzicht.api.openapi import describe
from keukentafel.inzicht.api.tijdvakken import last_span
from keukentafel.inzicht.api.vragers import MISLUKT_HOOGSTENS, PER_MINUUT, exact_reports
from keukentafel.inzicht.koppelingen import (
    confirm_koppelsleutel,
    end_koppelsleutel,
    find_koppelsleutel,
    make_koppelsleutel,
)
from keukentafel.inzicht.models import Cijferstand, Koppelsleutel
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.states import Blikveld
from keukentafel.inzicht.vraag import Vraag
from keukentafel.toegang.public import Gebruiker
from keukentafel.uitwisseling.public import Sleutelbos
from tests.cast import Cast
from tests.inzicht.pakketten import PEILDATUM, Maker, Tabellen, opname_of
from tests.inzicht.voorbeelden import FIGUUR, make_figures

Als = Callable[[Gebruiker], Client]
LIJST, CIJFERS = "/api/v1/rapporten", "/api/v1/cijfers"
MELDINGEN = "/api/v1/rapporten/meldingen"


def key_of(cast: Cast, rapporten: Sequence[str] = ("meldingen", "instroom"), *, exact: bool = True) -> str:
    made = make_koppelsleutel(
        by=SYSTEEM, naam="Datawarehouse", tot=timezone.localdate(), team=cast.noord if exact else None,
        rapporten=rapporten if exact else (),
    )  # fmt: skip
    if exact:
        confirm_koppelsleutel(by=cast.tom, sleutel=made[0])
    return made[1]


def ask(path: str, key: str) -> Any:
    return Client().get(path, headers={"authorization": f"Bearer {key}"})


def problem(response: Any, status: int) -> str:
    """Check that it is a problem with this status, in Dutch words; returns them."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert body["status"] == status and body["title"] and body["detail"].endswith(".")
    return str(body["detail"])


def command(arguments: Sequence[str], wie: str) -> bytes:
    """The same command line in this process: another one does not see the test's database."""
    if any(form in one for one in arguments for form in ("=xlsx", "=parquet")):
        target = BytesIO()
        call_command("report", *arguments, stdout=TextIOWrapper(target))
        return target.getvalue()
    text = StringIO(newline="")
    call_command("report", *arguments, stdout=text)
    return text.getvalue().encode()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """Which command lines the interface ran; they give an empty object."""
    found: list[Sequence[str]] = []

    def run(arguments: Sequence[str], wie: str) -> bytes:
        found.append(arguments)
        return b"{}\n"

    monkeypatch.setattr(views, "run_report", run)
    return found


def test_the_answer_is_that_of_the_command_line_byte_for_byte(
    cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "run_report", command)
    team = Sleutelbos().of("teams", cast.noord.pk)
    found = als(cast.tom).get(f"{MELDINGEN}?van=2020-01-01")
    text = StringIO()
    call_command("report", "meldingen", "--van=2020-01-01", f"--team={team}", "--format=json", stdout=text)
    assert found.content.decode() == text.getvalue()
    assert found["API-Version"] == "1.0.0" and json.loads(found.content)["filters"] == {"team": team}
    assert als(cast.tom).get(f"{MELDINGEN}?format=csv").content.startswith(b"kenmerk,waarde,aantal,percentage\r\n")


def test_every_form_and_parameter_reaches_the_command_line(cast: Cast, asked: list[Sequence[str]]) -> None:
    key, team = key_of(cast), Sleutelbos().of("teams", cast.noord.pk)
    query = "peildatum=2014-12-31&periode=a=2014-01-01..2014-06-30&periode=-b=2013-01-01..2013-06-30"
    response = ask(f"/api/v1/rapporten/instroom?{query}&maandregel=dagen30&format=parquet&tabel=codeboek", key)
    assert response["Content-Disposition"] == 'attachment; filename="instroom-2014-12-31.parquet"'
    assert asked == [[
        "instroom", "--format=parquet", "--tabel=codeboek", "--maandregel=dagen30", "--peildatum=2014-12-31",
        f"--team={team}", "--koppeling", "--periode=a=2014-01-01..2014-06-30", "--periode=-b=2013-01-01..2013-06-30",
    ]]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "veld"),
    [
        ("peildatum=gisteren", "peildatum"), ("peildatum=0001-01-01", "peildatum"),
        ("peildatum=2099-01-01", "peildatum"),
        ("van=2014-02-30", "van"), ("van=2014-02-02&tot=2014-02-01", "van"), ("tot=٢٠١٤-01-01", "tot"),
        ("format=exe", "format"), ("tabel=../x", "tabel"), ("maandregel=x", "maandregel"), ("van=\x00", "van"),
        ("van=2014-01-01&van=2014-01-02", "van"), ("format=", "format"), ("team=", "team"),
        ("format=" + "x" * 5000, "format"), ("peildatum=1e9", "peildatum"),
    ],
)  # fmt: skip
def test_a_hostile_question_is_refused_in_dutch(cast: Cast, asked: list[Sequence[str]], query: str, veld: str) -> None:
    response = ask(f"{MELDINGEN}?{quote(query, safe='=&')}", key_of(cast))
    problem(response, 400)
    assert json.loads(response.content)["parameter"] == veld and not asked


@pytest.mark.parametrize(
    ("path", "veld"),
    [
        ("caseload?van=2014-01-01", "van"), ("caseload?tot=2014-06-30", "tot"),
        ("instroom?periode=a=2014-01-01..2014-06-30&tot=2014-06-30", "tot"),
        ("meldingen?periode=a=2014-01-01..2014-06-30", "periode"), ("meldingen?maandregel=dagen30", "maandregel"),
    ],
)  # fmt: skip
def test_what_a_report_does_not_look_at_is_refused(
    cast: Cast, als: Als, asked: list[Sequence[str]], path: str, veld: str
) -> None:
    key = key_of(cast, [path.partition("?")[0]])
    for response in (als(cast.tom).get(f"/api/v1/rapporten/{path}"), ask(f"/api/v1/rapporten/{path}", key)):
        assert f"kijkt niet naar {veld}." in problem(response, 400)
        assert json.loads(response.content)["parameter"] == veld
    assert not asked


@pytest.mark.parametrize(
    "periode",
    [
        "", "x", "x=2014..2015", "x=2014-W01-1..2014-06-30", "x=20140101..20140630", "a=2014-06-30..2014-01-01",
        "\x00=2014-01-01..2014-01-02", "n" * 61 + "=2014-01-01..2014-01-02", "a=0001-01-01..9999-12-31",
    ],
)  # fmt: skip
def test_a_hostile_period_is_refused_in_dutch(cast: Cast, asked: list[Sequence[str]], periode: str) -> None:
    path = "/api/v1/rapporten/instroom" + (f"?periode={quote(periode)}" if periode else "")
    problem(ask(path, key_of(cast)), 400)
    many = "&".join(f"periode=p{number}=2014-01-01..2014-01-02" for number in range(25))
    problem(ask(f"/api/v1/rapporten/instroom?{many}", key_of(cast)), 400)
    problem(ask("/api/v1/rapporten/meldingen?zoek=Mieke", key_of(cast)), 400)
    assert not asked


def test_a_key_opens_its_reports_of_its_team_and_nothing_else(cast: Cast, asked: list[Sequence[str]]) -> None:
    key, zuid = key_of(cast), Sleutelbos().of("teams", cast.zuid.pk)
    assert ask(MELDINGEN, key).status_code == 200
    assert "ruimere sleutel" in problem(ask("/api/v1/rapporten/caseload", key), 403)
    problem(ask(f"{MELDINGEN}?team={zuid}", key), 404)
    problem(ask("/api/v1/rapporten/bestaat-niet", key), 404)
    listed = json.loads(ask(LIJST, key).content)
    assert [team["naam"] for team in listed["teams"]] == [cast.noord.naam]
    assert {row["naam"] for row in listed["rapporten"]} == set(definities())
    assert {row["naam"] for row in listed["rapporten"] if row["op_te_vragen"]} == {"meldingen", "instroom"}
    assert json.loads(ask("/api/rapporten/", key).content) == listed
    assert len(asked) == 1


def test_a_municipal_key_and_the_analyst_get_the_suppressed_publication_only(cast: Cast, als: Als) -> None:
    make_figures(cast)
    exact = {**FIGUUR.as_dict(), "titel": "Alleen voor het team"}
    Cijferstand.objects.filter(blik=Blikveld.TEAM).update(figuren=[exact])
    key = key_of(cast, exact=False)
    noord = Sleutelbos().of("teams", cast.noord.pk)
    for get in (lambda path: ask(path, key), als(cast.ana).get):
        assert "zonder kleine aantallen" in problem(get(MELDINGEN), 403)
        problem(get(f"{MELDINGEN}?team={noord}"), 403)
        listed = json.loads(get(f"{CIJFERS}?team={noord}").content)
        assert listed["kleine_aantallen_weggelaten"] and listed["cijfers"][0]["titel"] == FIGUUR.titel
        one = json.loads(get(listed["cijfers"][0]["adres"]).content)
        assert one["rijen"][2] == ["Loket", None, None, None]
        assert b"Alleen voor het team" not in get(f"{CIJFERS}?team={noord}").content
    assert json.loads(als(cast.tom).get(CIJFERS).content)["cijfers"][0]["titel"] == "Alleen voor het team"
    problem(als(cast.tom).get(f"{CIJFERS}?team={Sleutelbos().of('teams', cast.zuid.pk)}"), 404)
    problem(ask(f"{CIJFERS}/binnen/niets", key), 404)
    problem(ask(f"{CIJFERS}?op=ooit", key), 400)


def test_a_session_passes_the_same_gate_as_a_screen(cast: Cast, als: Als, asked: list[Sequence[str]]) -> None:
    assert als(cast.tom).get(MELDINGEN).status_code == 200
    problem(als(cast.noor).get(MELDINGEN), 403)
    problem(Client().get(MELDINGEN), 401)
    problem(als(cast.tom).post(MELDINGEN), 405)
    locked = als(cast.tom)
    session = locked.session
    session["vergrendeld"] = True
    session.save()
    problem(locked.get(MELDINGEN), 401)


def test_a_wrong_ended_or_expired_key_opens_nothing_whoever_is_logged_in(cast: Cast, als: Als) -> None:
    key = key_of(cast)
    made = Koppelsleutel.objects.get()
    for wrong in ("", "kt_", "kt_" + "x" * 43, key + "x", "kt_" + "é" * 20):
        response = als(cast.tom).get(LIJST, headers={"authorization": f"Bearer {wrong}"})
        problem(response, 401)
        assert response["WWW-Authenticate"].startswith("Bearer")
    problem(Client().get(LIJST, headers={"authorization": f"Basic {key}"}), 401)
    assert find_koppelsleutel(key) == made and not made.geldt(made.tot + timedelta(1))
    end_koppelsleutel(by=SYSTEEM, sleutel=made)
    problem(ask(LIJST, key), 401)
    with pytest.raises(Regelfout, match="al beëindigd"):
        end_koppelsleutel(by=SYSTEEM, sleutel=made)
    for _turn in range(MISLUKT_HOOGSTENS):
        last = ask(LIJST, "kt_fout")
    assert problem(last, 429) and Regel.objects.filter(reden="onbekende_sleutel").count() == MISLUKT_HOOGSTENS


def test_who_asks_too_often_waits(cast: Cast, settings: Settings) -> None:
    settings.TEMPO = True
    key, other = key_of(cast), key_of(cast)
    statuses = [ask(LIJST, key).status_code for _turn in range(PER_MINUUT + 1)]
    assert statuses[:-1] == [200] * PER_MINUUT and statuses[-1] == 429
    assert ask(LIJST, other).status_code == 200


def test_what_is_handed_over_is_in_the_log(cast: Cast, als: Als, asked: list[Sequence[str]]) -> None:
    today, team = timezone.localdate(), cast.noord.pk
    van, tot = last_span(today)
    ask(MELDINGEN, key_of(cast))
    als(cast.tom).get(MELDINGEN)
    by_key, by_tom = Regel.objects.filter(actie="rapport_opgevraagd").order_by("volgnr")
    assert (by_key.soort, by_key.reden, by_key.rol, by_key.actor) == (
        "lezen",
        f"meldingen t{team} {van:%Y%m%d}-{tot:%Y%m%d} p{tot:%Y%m%d} json",
        "koppeling",
        None,
    )
    assert (by_key.object_soort, by_key.object_id) == ("koppelsleutel", str(Koppelsleutel.objects.get().pk))
    assert (by_tom.reden, by_tom.actor) == (f"meldingen t{team} p{today:%Y%m%d} json", cast.tom.pk)


def test_the_administrator_makes_a_key_sees_it_once_and_ends_it(cast: Cast, als: Als) -> None:
    client, here = als(cast.bea), "/beheer/koppelingen/"
    given = {"naam": "Datawarehouse", "team": cast.noord.pk, "rapporten": ["meldingen"],
             "tot": (timezone.localdate() + timedelta(30)).isoformat()}  # fmt: skip
    page = client.post(here, given).content.decode()
    made = Koppelsleutel.objects.get()
    key = page.split('kt-getal">')[1].split("<")[0]
    confirm_koppelsleutel(by=cast.tom, sleutel=made)
    assert find_koppelsleutel(key) == made and key not in client.get(here).content.decode()
    assert key not in str(Koppelsleutel.history.values()) + made.merk  # type: ignore[attr-defined]
    assert client.post(here, {**given, "rapporten": []}).status_code == 422
    assert client.post(here, {**given, "team": ""}).status_code == 422
    assert client.post(here, {**given, "rapporten": ["buurt"]}).status_code == 422
    assert client.post(f"{here}{made.pk}/einde/").status_code == 302
    assert find_koppelsleutel(key) is None
    events = Regel.objects.filter(object_soort="koppelsleutel", soort="schrijven").values_list("actie", flat=True)
    assert set(events) == {"koppelsleutel_gemaakt", "koppelsleutel_bevestigd", "koppelsleutel_beeindigd"}


def test_the_description_names_every_report_and_is_open() -> None:
    found = json.loads(json.dumps(describe(definities(), "https://voorbeeld.invalid/api/v1")))
    assert found["openapi"].startswith("3.1.")
    paths = {path.removeprefix("/rapporten/") for path in found["paths"] if path.startswith("/rapporten/")}
    assert paths == set(definities())
    names = [operation["get"]["operationId"] for operation in found["paths"].values()]
    assert len(names) == len(set(names))
    text = json.dumps(found)
    for reference in {part.split('"')[0] for part in text.split('"$ref": "#/')[1:]}:
        at = found
        for step in reference.split("/"):
            at = at[step]


def test_the_description_needs_no_login(db: None) -> None:
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200 and response["Access-Control-Allow-Origin"] == "*"


def without_others(tabellen: Tabellen, team: str) -> Tabellen:
    """The package without what is of other teams; a melding that became a case of this team belongs to it."""
    kept = dict(tabellen)
    for naam in ("casussen", "plaatsingen"):
        kept[naam] = [row for row in tabellen[naam] if row["team"] == team]
    became = {row.get("melding") for row in kept["casussen"]}
    kept["meldingen"] = [row for row in tabellen["meldingen"] if row["team"] == team or row["id"] in became]
    kept["reekspunten"] = [row for row in tabellen.get("reekspunten", []) if row.get("team", "") in ("", team)]
    return kept


@pytest.mark.parametrize("naam", ["gebieden", "formatie", "stapeling"])
def test_an_exact_report_tells_nothing_of_another_team(naam: str, motor: Motor) -> None:
    """Those that look at areas, workers and households; test_tegen_naslag.py filters the others by team."""
    tabellen, found = Maker(1).make(), []
    for given in (tabellen, without_others(tabellen, "t1")):
        motor.load(opname_of(given))
        found.append(make_report(naam, Vraag(PEILDATUM, team="t1"), motor).as_dict())
    assert found[0] == found[1]
    assert naam in exact_reports()


@pytest.mark.parametrize("path", ["rapporten/%09", "rapporten/a b", "cijfers/%09y/%606Y", "cijfers/binnen/%00"])
def test_a_name_that_cannot_be_is_refused_as_a_problem(cast: Cast, path: str) -> None:
    """Found by schemathesis: the page of an address that is not there, in HTML."""
    problem(ask(f"/api/v1/{path}", key_of(cast)), 404)


@pytest.mark.parametrize("op", ["20141203", "2014-W49-3", "0001-01-01", "", "gisteren"])
def test_a_day_of_the_figures_is_written_in_one_way(cast: Cast, op: str) -> None:
    problem(ask(f"{CIJFERS}?op={op}", key_of(cast)), 400)


@pytest.mark.parametrize(("path", "said"), [(LIJST, "Dit adres heeft er geen"), (CIJFERS, "Kies uit: team, op.")])
def test_who_asks_with_a_parameter_that_is_not_there_reads_which_are(cast: Cast, path: str, said: str) -> None:
    assert said in problem(ask(f"{path}?kleur=rood", key_of(cast)), 400)


def test_who_sends_to_the_interface_hears_that_one_only_reads(cast: Cast) -> None:
    """Found by schemathesis: the page of a form that stood open too long, in HTML."""
    answer = Client(enforce_csrf_checks=True).post(LIJST, {"x": "1"})
    problem(answer, 405)
    assert answer["Allow"] == "GET, HEAD"
