"""What a key gets of a team: only its reports, one published span, nothing about a few people, no row per worker."""

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
from pytest_django import Settings

from keukentafel.audit.models import Regel
from keukentafel.core.onderdrukking import GRENS
from keukentafel.inzicht.api import apart, views
from keukentafel.inzicht.api.problemen import Probleem
from keukentafel.inzicht.api.tijdvakken import last_span
from keukentafel.inzicht.api.vragers import PER_MINUUT, exact_reports
from keukentafel.inzicht.buiten import BEDRAGEN, WEGGELATEN, for_outside
from keukentafel.inzicht.models import Cijferstand
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import Rapport, Uitkomst, make_report
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.states import Blikveld
from keukentafel.inzicht.vraag import Periode, Vraag, Vraagfout
from keukentafel.uitwisseling.public import resources
from tests.cast import Cast
from tests.inzicht.pakketten import Maker, Tabellen, opname_of
from tests.inzicht.test_api import CIJFERS, LIJST, MELDINGEN, Als, ask, key_of, problem
from tests.inzicht.test_api import asked as asked
from tests.inzicht.voorbeelden import FIGUUR, make_bevroren, make_facets


def span_end() -> date:
    """The last day of the last finished span."""
    return last_span(timezone.localdate())[1]


def keep(cast: Cast, op: date, *figuren: object, blik: Blikveld = Blikveld.BELEID) -> None:
    found = [one.as_dict() for one in figuren]  # type: ignore[attr-defined]
    Cijferstand.objects.create(blik=blik, team=cast.noord, peildatum=op, gemaakt_op=timezone.now(), figuren=found)


def test_a_key_of_a_team_gets_the_figures_of_its_reports_only(cast: Cast, als: Als) -> None:
    figures = FIGUUR, replace(FIGUUR, naam="vol", vraag="hoe_vol", rapport="caseload")
    for blik in (Blikveld.BELEID, Blikveld.TEAM):
        keep(cast, span_end(), *figures, blik=blik)
    key = key_of(cast, ["meldingen"])
    assert [one["naam"] for one in json.loads(ask(CIJFERS, key).content)["cijfers"]] == ["kanaal"]
    assert "ruimere sleutel" in problem(ask(f"{CIJFERS}/hoe_vol/vol", key), 403)
    assert ask(f"{CIJFERS}/binnen/kanaal", key).status_code == 200
    assert len(json.loads(als(cast.tom).get(CIJFERS).content)["cijfers"]) == 2


def test_a_key_of_a_team_gets_what_was_published_of_it_and_nothing_exact(cast: Cast, als: Als) -> None:
    exact = replace(FIGUUR, rijen=[["Telefoon", 4, 8.0, None]], titel="Alleen voor het team")
    keep(cast, timezone.localdate(), exact, blik=Blikveld.TEAM)
    key = key_of(cast)
    problem(ask(CIJFERS, key), 404)
    keep(cast, span_end(), FIGUUR)
    listed = json.loads(ask(f"{CIJFERS}?op={timezone.localdate()}", key).content)
    assert (listed["peildatum"], listed["peildatums"]) == (span_end().isoformat(), [span_end().isoformat()])
    assert listed["kleine_aantallen_weggelaten"]
    assert "Alleen voor het team" not in ask(f"{CIJFERS}/binnen/kanaal", key).content.decode()
    assert not json.loads(als(cast.tom).get(CIJFERS).content)["kleine_aantallen_weggelaten"]


@pytest.mark.parametrize(
    ("maanden", "query"),
    [
        (6, "van=2014-01-01&tot=2014-12-31"),  # a whole year would hold its halves
        (6, "van=2014-02-01&tot=2014-07-31"),
        (6, "van=2014-01-01&tot=2014-05-31"),
        (6, "van=2014-01-01"),
        (6, "tot=2014-06-29"),
        (6, "peildatum=2014-12-03"),
        (6, "van=2014-01-01&tot=2014-06-30&peildatum=2014-12-31"),  # of one span at two moments
        (3, "van=2014-01-01&tot=2014-06-30"),
        (12, "van=2014-01-01&tot=2014-06-30"),
    ],
)
def test_a_key_asks_one_span_and_a_session_any_days(
    cast: Cast, als: Als, asked: list[Sequence[str]], settings: Settings, maanden: int, query: str
) -> None:
    settings.PUBLICATIE_MAANDEN = maanden
    assert "koppeling vraagt één" in problem(ask(f"{MELDINGEN}?{query}", key_of(cast)), 400)
    assert not asked
    assert als(cast.tom).get(f"{MELDINGEN}?{query}").status_code == 200


def test_a_key_asks_no_span_that_runs_and_no_part_of_one(
    cast: Cast, asked: list[Sequence[str]], settings: Settings
) -> None:
    settings.PUBLICATIE_MAANDEN = 6
    key, instroom = key_of(cast), "/api/v1/rapporten/instroom?periode=a="
    running = last_span(span_end() + timedelta(200))[1]
    assert "koppeling vraagt één" in problem(ask(f"{MELDINGEN}?peildatum={running}", key), 400)
    for part in (
        "2014-01-02..2014-06-30",
        "2014-01-01..2014-12-31",
        "2014-01-01..2014-06-30&periode=b=2014-07-01..2014-07-31",
    ):
        problem(ask(instroom + part, key), 400)
    assert not asked
    assert ask(instroom + "2014-01-01..2014-06-30&periode=b=2014-07-01..2014-12-31", key).status_code == 200
    assert ask(f"{MELDINGEN}?van=2014-01-01&tot=2014-06-30&peildatum=2014-06-30", key).status_code == 200
    assert ask(f"{MELDINGEN}?peildatum=2014-06-30", key).status_code == 200
    assert {"--van=2014-01-01", "--tot=2014-06-30", "--peildatum=2014-06-30"} <= set(asked[-1])
    assert asked[-1] == asked[-2]
    assert ask(MELDINGEN, key).status_code == 200
    assert f"--peildatum={span_end()}" in asked[-1] and all("--koppeling" in one for one in asked)


def made(naam: str, n: int, rijen: Sequence[dict[str, object]] = (), ontbrekend: int = 0) -> Rapport:
    return Rapport(definities()[naam], Vraag(date(2014, 12, 31), team="t1"), Uitkomst(n, ontbrekend, rijen))


@pytest.mark.parametrize("n", [1, 9])
def test_an_answer_about_a_few_is_refused(n: int) -> None:
    with pytest.raises(Vraagfout, match="minder dan 10") as refused:
        for_outside(made("meldingen", n))
    assert refused.value.status == apart.TE_KLEIN
    assert for_outside(made("meldingen", 0)).uitkomst.n == 0 and for_outside(made("meldingen", 10)).uitkomst.n == 10


def test_rows_per_worker_are_added_up() -> None:
    rows = [
        {"team": "t1", "medewerker": who, "actief": actief, "volgen": 0, "gewogen": gewogen}
        for who, actief, gewogen in ((None, 2, 1.1), ("m1", 4, 2.2), ("m2", 5, 3.3))
    ]
    found = for_outside(made("caseload", 14, rows))
    assert found.as_dict()["rijen"] == [{"team": "t1", "medewerker": None, "actief": 11, "volgen": 0, "gewogen": 6.6}]
    assert any("medewerker" in note for note in found.uitkomst.kanttekeningen)


def channels(**aantallen: int) -> list[dict[str, object]]:
    whole = sum(aantallen.values())
    return [{"kenmerk": "kanaal", "waarde": naam, "aantal": aantal, "percentage": round(100 * aantal / whole, 1)}
            for naam, aantal in aantallen.items()]  # fmt: skip


def test_a_table_in_which_something_small_stands_is_left_out_whole() -> None:
    told = for_outside(made("meldingen", 44, channels(telefoon=30, loket=14, digitaal=0))).as_dict()
    assert [row["aantal"] for row in told["rijen"]] == [30, 14, 0] and told["kanttekeningen"] == []
    for few in (1, 9):
        told = for_outside(made("meldingen", 44, channels(telefoon=35, loket=few))).as_dict()
        assert told["rijen"] == [] and "rijen" in told["kanttekeningen"][0]


def test_what_follows_from_two_counts_or_from_a_percentage_is_small_too() -> None:
    plans = [{"sleutel": "verstrekt", "aantal": 19, "noemer": 24, "percentage": 79.2}]
    assert for_outside(made("plannen", 24, plans)).as_dict()["rijen"] == []
    routes = [{"weg": "informeel", "casussen": 19, "percentage": 95.0, "inzet": 40}]
    assert for_outside(made("trajecten", 40, routes)).as_dict()["rijen"] == []
    assert for_outside(made("trajecten", 40, [{**routes[0], "percentage": 50.0}])).as_dict()["rijen"]
    assert for_outside(made("trajecten", 40, [{**routes[0], "percentage": 100.0}])).as_dict()["rijen"]


def test_how_many_are_missing_is_told_when_neither_side_is_small() -> None:
    asked = ((0, 0), (9, None), (10, 10), (20, 20), (21, None), (30, 30))
    for missing, told in asked:
        assert for_outside(made("meldingen", 30, ontbrekend=missing)).uitkomst.ontbrekend == told


def test_a_report_that_only_grows_is_not_for_a_key_nor_an_amount_of_a_team() -> None:
    with pytest.raises(Vraagfout, match="alles tot nu toe"):
        for_outside(made("aansluiting", 40))
    row = {"uitsplitsing": "alles", "deel": "alles", "posten": 40, "casussen": 20, "casussen_met_bedrag": 20,
           "bekend": 40, "onbekend": 0, "cent": 100, "duurste_casus_cent": 50}  # fmt: skip
    assert for_outside(made("kosten", 40, [row])).as_dict()["rijen"] == []


def test_every_column_with_an_amount_is_known() -> None:
    tables = [columns for naam in exact_reports() for columns in definities()[naam].tabellen.values()]
    amounts = [
        [kolom.naam for kolom in columns]
        for columns in tables
        if any(kolom.soort != "tekst" and ("kosten" in kolom.betekenis.lower() and "euro" in kolom.betekenis)
               for kolom in columns)
    ]  # fmt: skip
    assert len(amounts) >= 3 and all(BEDRAGEN.intersection(names) for names in amounts)


def several(seed: int) -> Tabellen:
    """Twelve random municipalities as one, with the same teams, areas and workers: counts around ten are common."""
    shared = ("teams", "gebieden", "organisaties", "medewerkers")
    found: Tabellen = {}
    for number in range(12):
        for naam, rows in Maker(100 * seed + number).make().items():
            if naam in shared or naam not in resources():
                found[naam] = found.get(naam) or rows
                continue
            own = [kolom.naam for kolom in resources()[naam].kolommen
                   if kolom.naam == "id" or (kolom.verwijst_naar and kolom.verwijst_naar not in shared)]  # fmt: skip
            found.setdefault(naam, []).extend(
                {column: f"{cell}-{number}" if column in own and cell else cell for column, cell in row.items()}
                for row in rows
            )
    return found


@pytest.mark.django_db
def test_an_attacker_finds_nothing_small_in_any_answer(motor: Motor) -> None:
    """Every report of a team over every span: no count, no difference within a row, no note with a number."""
    motor.load(opname_of(several(1)))
    told = 0
    for naam in exact_reports():
        for van, tot in ((date(2014, 1, 1), date(2014, 6, 30)), (date(2014, 7, 1), date(2014, 12, 31))):
            perioden = (Periode("a", van, tot),) if definities()[naam].eigen_perioden else ()
            timed = {"van": van, "tot": tot} if definities()[naam].met_periode else {}
            vraag = Vraag(tot, team="t1", perioden=perioden, **timed)
            try:
                found = for_outside(make_report(naam, vraag, motor))
            except Vraagfout:
                continue
            for table, rows in found.tables().items():
                columns = [
                    k.naam for k in definities()[naam].tabellen[table] if k.soort == "geheel" and not k.is_sleutel
                ]
                for row in rows:
                    counts = [row[column] for column in columns if row[column] is not None]
                    every = counts + [abs(one - other) for one in counts for other in counts]
                    assert not [count for count in every if 0 < count < GRENS], (naam, table, row)
                    told += len(counts)
            assert not any(letter.isdigit() for note in found.uitkomst.kanttekeningen
                           for letter in note.removeprefix(WEGGELATEN))  # fmt: skip
    assert told >= 10


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


def test_what_is_refused_is_in_the_log_with_the_key(cast: Cast, asked: list[Sequence[str]], settings: Settings) -> None:
    settings.TEMPO = True
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
    ask(f"{MELDINGEN}?van=2014-07-01&tot=2014-12-31&peildatum=2014-12-31&format=csv", key)
    ask("/api/v1/rapporten/instroom?periode=a=2013-01-01..2013-06-30&periode=b=2014-01-01..2014-06-30"
        "&peildatum=2014-12-31", key)  # fmt: skip
    als(cast.tom).get("/api/v1/rapporten/caseload?peildatum=2014-12-03&format=xlsx")
    keep(cast, span_end(), FIGUUR)
    ask(f"{CIJFERS}/binnen/kanaal?format=xlsx", key)
    rows = Regel.objects.filter(actie="rapport_opgevraagd").order_by("volgnr")
    assert [row.reden for row in rows] == [
        f"meldingen t{team} 20140701-20141231 p20141231 csv",
        f"instroom t{team} 20130101-20140630 p20141231 json",
        f"caseload t{team} p20141203 xlsx",
        f"cijfer kanaal t{team} p{span_end():%Y%m%d} xlsx",
    ]


def test_a_head_counts_but_runs_nothing(cast: Cast, asked: list[Sequence[str]], settings: Settings) -> None:
    settings.TEMPO = True
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
    paths = [
        f"/inzicht/verkenner/{facets}/",
        "/inzicht/vraag/binnen/kanaal/xlsx/",
        f"/inzicht/vastgelegd/{frozen}/csv/",
    ]
    for path in paths:
        assert als(cast.tom).get(path).status_code == 200, path
    found = Regel.objects.filter(actie="cijfers_meegenomen", actor=cast.tom.pk).order_by("volgnr")
    team, day = cast.noord.pk, f"{timezone.localdate():%Y%m%d}"
    reasons = [row.reden for row in found]
    assert reasons[:2] == [f"verkenner t{team} p{day} csv", f"kanaal t{team} p20261031 xlsx"]
    assert reasons[2].startswith(f"vastgelegd kenmerken t{team} p") and reasons[2].endswith(" csv")
    before = Regel.objects.filter(actie="cijfers_meegenomen").count()
    assert als(cast.ana).get("/inzicht/vraag/binnen/kanaal/xlsx/").status_code == 200
    assert Regel.objects.filter(actie="cijfers_meegenomen").count() == before  # suppressed before it was kept
