"""What a key gets of a team: only its reports, only whole months, nothing about a few people, no row per worker."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.inzicht.api import apart, views
from keukentafel.inzicht.api.problemen import Probleem
from keukentafel.inzicht.api.vragers import PER_MINUUT, exact_reports
from keukentafel.inzicht.buiten import for_outside
from keukentafel.inzicht.models import Cijferstand
from keukentafel.inzicht.rapport import Rapport, Uitkomst
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.states import Blikveld
from keukentafel.inzicht.vraag import Vraag, Vraagfout
from tests.cast import Cast
from tests.inzicht.test_api import CIJFERS, LIJST, MELDINGEN, Als, ask, key_of, problem
from tests.inzicht.test_api import asked as asked
from tests.inzicht.voorbeelden import FIGUUR, make_bevroren, make_facets


def month_end() -> date:
    """The last day of the last finished month."""
    return timezone.localdate().replace(day=1) - timedelta(1)


def keep(cast: Cast, op: date, *figuren: object) -> None:
    found = [one.as_dict() for one in figuren]  # type: ignore[attr-defined]
    Cijferstand.objects.create(
        blik=Blikveld.TEAM, team=cast.noord, peildatum=op, gemaakt_op=timezone.now(), figuren=found
    )


def test_a_key_of_a_team_gets_the_figures_of_its_reports_only(cast: Cast, als: Als) -> None:
    keep(cast, month_end(), FIGUUR, replace(FIGUUR, naam="vol", vraag="hoe_vol", rapport="caseload"))
    key = key_of(cast, ["meldingen"])
    assert [one["naam"] for one in json.loads(ask(CIJFERS, key).content)["cijfers"]] == ["kanaal"]
    assert "ruimere sleutel" in problem(ask(f"{CIJFERS}/hoe_vol/vol", key), 403)
    assert ask(f"{CIJFERS}/binnen/kanaal", key).status_code == 200
    assert len(json.loads(als(cast.tom).get(CIJFERS).content)["cijfers"]) == 2


def test_a_key_of_a_team_gets_no_figure_about_a_few_people_and_none_of_this_month(cast: Cast, als: Als) -> None:
    today, last = timezone.localdate(), month_end()
    keep(cast, today, FIGUUR)
    key = key_of(cast)
    problem(ask(CIJFERS, key), 404)
    keep(cast, last, replace(FIGUUR, n=9), replace(FIGUUR, naam="genoeg", n=10))
    keep(cast, last - timedelta(1), FIGUUR)
    listed = json.loads(ask(f"{CIJFERS}?op={today}", key).content)
    assert (listed["peildatum"], listed["peildatums"]) == (last.isoformat(), [last.isoformat()])
    assert [one["naam"] for one in listed["cijfers"]] == ["genoeg"]
    assert "minder dan 10" in problem(ask(f"{CIJFERS}/binnen/kanaal", key), 403)
    assert len(json.loads(als(cast.tom).get(CIJFERS).content)["peildatums"]) == 3


@pytest.mark.parametrize(
    "query",
    ["van=2014-01-02&tot=2014-12-31", "van=2014-01-01&tot=2014-01-01", "tot=2014-02-27", "peildatum=2014-12-03",
     "van=2014-01-15"],
)  # fmt: skip
def test_a_key_asks_whole_months_and_a_session_any_day(
    cast: Cast, als: Als, asked: list[Sequence[str]], query: str
) -> None:
    assert "hele maanden" in problem(ask(f"{MELDINGEN}?{query}", key_of(cast)), 400)
    assert not asked
    assert als(cast.tom).get(f"{MELDINGEN}?{query}").status_code == 200


def test_a_key_asks_no_day_of_this_month_and_no_part_of_a_period(cast: Cast, asked: list[Sequence[str]]) -> None:
    key, today, instroom = key_of(cast), timezone.localdate(), "/api/v1/rapporten/instroom?periode=a="
    this_month = (today.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    assert "hele maanden" in problem(ask(f"{MELDINGEN}?peildatum={this_month}", key), 400)
    for part in (
        "2014-01-02..2014-01-31",
        "2014-01-01..2014-01-30",
        "2014-01-01..2014-03-31&periode=b=2014-01-05..2014-01-05",
    ):
        problem(ask(instroom + part, key), 400)
    assert not asked
    assert ask(instroom + "2014-01-01..2014-02-28", key).status_code == 200
    assert ask(f"{MELDINGEN}?van=2014-01-01&tot=2014-12-31&peildatum=2016-02-29", key).status_code == 200
    assert ask(MELDINGEN, key).status_code == 200
    assert f"--peildatum={month_end()}" in asked[-1] and all("--koppeling" in one for one in asked)


def made(naam: str, n: int, rijen: Sequence[dict[str, object]] = ()) -> Rapport:
    return Rapport(definities()[naam], Vraag(date(2014, 12, 31), team="t1"), Uitkomst(n, 0, rijen))


@pytest.mark.parametrize("n", [1, 9])
def test_an_answer_about_a_few_is_refused(n: int) -> None:
    with pytest.raises(Vraagfout, match="minder dan 10") as refused:
        for_outside(made("meldingen", n))
    assert refused.value.status == apart.TE_KLEIN
    assert for_outside(made("meldingen", 0)).uitkomst.n == 0 and for_outside(made("meldingen", 10)).uitkomst.n == 10


def test_rows_per_worker_are_added_up() -> None:
    rows = [
        {"team": "t1", "medewerker": who, "actief": actief, "volgen": 1, "gewogen": gewogen}
        for who, actief, gewogen in ((None, 2, 1.1), ("m1", 4, 2.2), ("m2", 5, 3.3))
    ]
    found = for_outside(made("caseload", 14, rows))
    assert found.as_dict()["rijen"] == [{"team": "t1", "medewerker": None, "actief": 11, "volgen": 3, "gewogen": 6.6}]
    assert any("medewerker" in note for note in found.uitkomst.kanttekeningen)


def test_every_report_per_worker_can_be_added_up() -> None:
    """Shares and medians cannot: a new report that has them per worker needs its own way out."""
    for naam in exact_reports():
        for columns in definities()[naam].tabellen.values():
            if any(kolom.naam == "medewerker" for kolom in columns):
                numbers = {kolom.naam for kolom in columns if not kolom.is_sleutel}
                assert numbers <= {"actief", "volgen", "gewogen"}, naam


def test_the_command_refuses_for_a_key_what_it_tells_a_session(cast: Cast) -> None:
    """The cast has fewer than ten open cases in team Noord, and some."""
    text = StringIO()
    call_command("report", "caseload", "--format=json", stdout=text)
    assert 0 < json.loads(text.getvalue())["populatie"]["n"] < 10
    with pytest.raises(CommandError, match="minder dan 10") as refused:
        call_command("report", "caseload", "--format=json", "--koppeling", stdout=StringIO())
    assert refused.value.returncode == apart.TE_KLEIN


def test_what_is_refused_is_in_the_log_with_the_key(cast: Cast, asked: list[Sequence[str]]) -> None:
    key = key_of(cast)
    problem(ask("/api/v1/rapporten/caseload", key), 403)
    problem(ask("/api/v1/rapporten/bestaat-niet", key), 404)
    for _turn in range(PER_MINUUT + 3):
        last = ask(LIJST, key)
    assert last.status_code == 429
    rows = Regel.objects.filter(soort="weigeren", object_soort="koppelsleutel").order_by("volgnr")
    assert [row.reden for row in rows] == ["niet_toegestaan", "niet_gevonden", "te_vaak"]  # once a minute, not each
    assert {(row.actie, row.rol, row.resultaat) for row in rows} == {("rapporten_opvragen", "koppeling", "geweigerd")}


def test_what_is_handed_over_is_in_the_log_with_the_whole_question(
    cast: Cast, als: Als, asked: list[Sequence[str]]
) -> None:
    key, team = key_of(cast), cast.noord.pk
    ask(f"{MELDINGEN}?van=2014-01-01&tot=2014-06-30&peildatum=2014-12-31&format=csv", key)
    ask("/api/v1/rapporten/instroom?periode=a=2013-01-01..2013-12-31&periode=b=2014-01-01..2014-02-28"
        "&peildatum=2014-12-31", key)  # fmt: skip
    als(cast.tom).get("/api/v1/rapporten/caseload?peildatum=2014-12-03&format=xlsx")
    keep(cast, month_end(), FIGUUR)
    ask(f"{CIJFERS}/binnen/kanaal?format=xlsx", key)
    rows = Regel.objects.filter(actie="rapport_opgevraagd").order_by("volgnr")
    assert [row.reden for row in rows] == [
        f"meldingen t{team} 20140101-20140630 p20141231 csv",
        f"instroom t{team} 20130101-20140228 p20141231 json",
        f"caseload t{team} p20141203 xlsx",
        f"cijfer kanaal t{team} p{month_end():%Y%m%d} xlsx",
    ]


def test_a_head_counts_but_runs_nothing(cast: Cast, asked: list[Sequence[str]]) -> None:
    key = key_of(cast)
    statuses = [
        Client().head(MELDINGEN, headers={"authorization": f"Bearer {key}"}).status_code
        for _turn in range(PER_MINUUT + 1)
    ]
    assert statuses == [200] * PER_MINUUT + [429] and not asked
    assert not Regel.objects.filter(actie="rapport_opgevraagd").exists()


def test_too_small_is_a_refusal_and_not_a_fault(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(arguments: Sequence[str], wie: str) -> bytes:
        raise Probleem(403, "Dit antwoord gaat over minder dan 10.")

    monkeypatch.setattr(views, "run_report", run)
    problem(ask(MELDINGEN, key_of(cast)), 403)
    assert Regel.objects.filter(soort="weigeren", reden="niet_toegestaan").count() == 1


def test_exact_figures_taken_along_by_a_session_are_in_the_log(cast: Cast, als: Als) -> None:
    facets, frozen = make_facets(cast), make_bevroren(cast)
    paths = [f"/inzicht/verkenner/{facets}/", "/inzicht/vraag/binnen/kanaal/xlsx/", "/inzicht/pakket/xlsx/",
             f"/inzicht/vastgelegd/{frozen}/csv/"]  # fmt: skip
    for path in paths:
        assert als(cast.tom).get(path).status_code == 200, path
    found = Regel.objects.filter(actie="cijfers_meegenomen", actor=cast.tom.pk).order_by("volgnr")
    team, day = cast.noord.pk, f"{timezone.localdate():%Y%m%d}"
    reasons = [row.reden for row in found]
    assert reasons[:3] == [
        f"verkenner t{team} p{day} csv",
        f"kanaal t{team} p20261031 xlsx",
        f"pakket t{team} p{day} xlsx",
    ]
    assert reasons[3].startswith(f"vastgelegd kenmerken t{team} p") and reasons[3].endswith(" csv")
    before = Regel.objects.filter(actie="cijfers_meegenomen").count()
    assert als(cast.ana).get("/inzicht/vraag/binnen/kanaal/xlsx/").status_code == 200
    assert Regel.objects.filter(actie="cijfers_meegenomen").count() == before  # suppressed before it was kept
