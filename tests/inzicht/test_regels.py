"""The sentences of the common rules and of the definitions, one small case each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.vraag import Periode, Vraag, Vraagfout, parse_periode
from tests.inzicht.conftest import Rapporteren
from tests.inzicht.pakketten import Tabellen, opname_of

P = date(2014, 12, 3)
KEYS = ["rapport", "versie", "peildatum", "periode", "filters", "definitie", "populatie", "rijen", "kanttekeningen"]


def casus(pk: str, aangemeld: str = "2014-03-01", **more: str) -> dict[str, str]:
    return {"id": pk, "huishouden": "h1", "persoon": "p1", "team": "t1", "aangemeld_op": aangemeld, **more}


def town(**more: list[dict[str, str]]) -> Tabellen:
    """A town with one person, one team and what is added."""
    return {
        "teams": [{"id": "t1", "naam": "Noord"}, {"id": "t2", "naam": "Zuid"}],
        "personen": [{"id": "p1", "achternaam": "X", "geboortedatum": "1994-03-01", "geslacht": "man"}],
        "casussen": [casus("c1")],
        **more,
    }


def by(rows: list[dict[str, Any]], *keys: str) -> dict[Any, dict[str, Any]]:
    return {tuple(row[key] for key in keys) if len(keys) > 1 else row[keys[0]]: row for row in rows}


def test_the_envelope_has_its_keys_in_order(report: Rapporteren) -> None:
    found = report("aansluiting", town(), Vraag(P, team="t1"))
    assert list(found) == KEYS
    assert found["peildatum"] == "2014-12-03"
    assert found["periode"] is None
    assert found["filters"] == {"team": "t1"}
    assert found["populatie"] == {"omschrijving": found["populatie"]["omschrijving"], "n": 1, "ontbrekend": 0}


def test_the_period_in_the_envelope_is_cut_off(report: Rapporteren) -> None:
    found = report("kenmerken", town(), Vraag(P, van=date(2014, 1, 1), tot=date(2015, 1, 1)))
    assert found["periode"] == {"van": "2014-01-01", "tot": "2014-12-03"}
    ignoring = report("aansluiting", town(), Vraag(P, van=date(2014, 1, 1)))
    assert ignoring["periode"] is None
    assert "niet naar van en tot" in ignoring["kanttekeningen"][0]


def test_both_days_of_a_period_count_and_nothing_after_the_peildatum(report: Rapporteren) -> None:
    cases = [casus(f"c{i}", day) for i, day in enumerate(("2014-02-28", "2014-03-01", "2014-06-30", "2014-07-01"))]
    inside = Vraag(P, van=date(2014, 3, 1), tot=date(2014, 6, 30))
    assert report("doorlooptijd", town(casussen=cases), inside)["populatie"]["n"] == 2
    early = Vraag(date(2014, 6, 29), van=date(2014, 3, 1), tot=date(2014, 6, 30))
    assert report("doorlooptijd", town(casussen=cases), early)["populatie"]["n"] == 1


@pytest.mark.django_db
def test_the_stand_is_that_of_the_peildatum(report: Rapporteren) -> None:
    cases = [
        casus("c1", volgen_vanaf="2014-12-04"),
        casus("c2", volgen_vanaf="2014-12-03"),
        casus("c3", volgen_vanaf="2014-12-01", afgesloten_op="2014-12-03"),
        casus("c4", afgesloten_op="2014-12-04", veiligheid="ja", zwaarte="zwaar", casustype="monitoring"),
        casus("c5", "2014-12-04"),
    ]
    (row,) = report("caseload", town(casussen=cases), Vraag(P))["rijen"]
    # 2 + 2 x 0.25 + 3 x 1.5 x 0.5
    assert row == {"team": "t1", "medewerker": None, "actief": 2, "volgen": 1, "gewogen": 4.75}


def test_what_belongs_to_no_team_is_unknown_per_team(report: Rapporteren) -> None:
    without = {"id": "p2", "achternaam": "Y", "reden_zonder_casus": "dubbel"}
    tabellen = town(buiten_systeem=[{"team": "t2", "maand": "2014-12", "aantal": "9"}])
    tabellen["personen"].append(without)
    assert [row["aantal"] for row in report("aansluiting", tabellen, Vraag(P))["rijen"]] == [1, 1, 9, 2, 11]
    per_team = report("aansluiting", tabellen, Vraag(P, team="t2"))["rijen"]
    assert [row["aantal"] for row in per_team] == [0, None, 9, None, None]
    sexes = by(report("kenmerken", tabellen, Vraag(P, team="t2"))["rijen"], "waarde")
    assert sexes["geen_casus"]["aantal"] is None
    assert "geen_casus" not in by(report("kenmerken", tabellen, Vraag(P, van=P))["rijen"], "waarde")


def test_a_period_after_the_peildatum_has_no_mean(report: Rapporteren) -> None:
    question = Vraag(P, perioden=(Periode("straks", date(2015, 1, 1), date(2015, 2, 1)),))
    (row,) = report("instroom", town(), question)["rijen"]
    assert (row["aantal"], row["gemiddeld_per_maand"], row["tot"]) == (0, None, "2014-12-03")


def test_birthdays_and_households_are_those_of_the_aanmelding(report: Rapporteren) -> None:
    home = [
        {"huishouden": "h1", "persoon": "p1", "rol": "volwassene", "van": "2014-01-01", "tot": "2014-03-01"},
        {"huishouden": "h1", "persoon": "p1", "rol": "volwassene", "van": "2014-02-01", "tot": ""},
        {"huishouden": "h1", "persoon": "p2", "rol": "kind", "van": "2014-03-02", "tot": ""},
    ]
    cases = [casus("c1"), casus("c2", "2014-02-28"), casus("c3", "2014-03-02"), casus("c4", "2013-12-31")]
    rows = by(report("kenmerken", town(casussen=cases, huishoudleden=home), Vraag(P))["rijen"], "kenmerk", "waarde")
    assert (rows["leeftijd", "20-39"]["aantal"], rows["leeftijd", "0-19"]["aantal"]) == (2, 2)
    assert [rows["leefeenheid", w]["aantal"] for w in ("alleen", "samen", "onbekend")] == [2, 1, 1]
    assert rows["leefeenheid", "alleen"]["percentage"] == 66.7
    assert rows["leefeenheid", "onbekend"]["percentage"] is None
    assert rows["kinderen", "met_kinderen"]["aantal"] == 1


def test_ties_between_measurements_go_by_id(report: Rapporteren) -> None:
    same = {"casus": "c1", "persoon": "p1", "instrument": "zrm2013", "datum": "2014-03-02", "moment": "start"}
    later = {**same, "datum": "2014-05-01", "moment": "eind"}
    metingen = [{"id": "z2", **same}, {"id": "z10", **same}, {"id": "z3", **later}, {"id": "z4", **later}]
    scores = [
        {"meting": pk, "domein": "financien", "niveau": n}
        for pk, n in {"z2": "1", "z10": "2", "z3": "4", "z4": "5"}.items()
    ]
    tabellen = town(metingen=metingen, scores=scores)
    assert report("zelfredzaamheid", tabellen, Vraag(P))["rijen"][0]["niveau"] == 2  # z10 comes before z2
    (move,) = report("ontwikkeling", tabellen, Vraag(P))["rijen"]
    assert (move["van"], move["naar"]) == (2, 5)


def test_the_published_shares_of_new_support_say_that_they_do_not_add_up(report: Rapporteren) -> None:
    item = {"plan": "n1", "domeinstelsel": "maastricht1", "domein": "wonen", "aard": "nieuw", "van": "2010-01-01"}
    kringen = ["eigen_kracht"] * 75 + ["sociaal_netwerk"] * 62 + ["algemeen"] * 154 + ["maatwerk"] * 109
    inzet = [{"id": f"i{i}", "kring": kring, **item} for i, kring in enumerate(kringen)]
    plan = {"id": "n1", "huishouden": "h1", "casus": "c1", "opgesteld_op": "2014-03-05"}
    found = report("ondersteuning", town(plannen=[plan], inzet=inzet), Vraag(P))
    assert [row["percentage"] for row in found["totaal"]] == [18.8, 15.5, 38.5, 27.3]
    assert found["kanttekeningen"] == [
        "De hele percentages van nieuw tellen door afronding op tot 101 (19 + 16 + 39 + 27), niet tot 100."
    ]
    other = {**plan, "eigenaar": "o1"}
    assert report("ondersteuning", town(plannen=[other], inzet=inzet), Vraag(P))["populatie"]["n"] == 0


def test_a_result_after_the_peildatum_is_unknown_then(report: Rapporteren) -> None:
    melding = {"id": "l1", "ontvangen_op": "2014-12-01", "team": "t1", "afhandeling": "casus"}
    rows = report("meldingen", town(meldingen=[{**melding, "afgehandeld_op": "2014-12-04"}]), Vraag(P))["rijen"]
    assert by(rows, "kenmerk")["afhandeling"] == {
        "kenmerk": "afhandeling", "waarde": "onbekend", "aantal": 1, "percentage": 100.0,
    }  # fmt: skip


def test_unknown_fte_is_not_nothing(report: Rapporteren) -> None:
    kind = {"medewerkertype": "jeugd", "van": "2014-01-01"}
    rows = [
        {"medewerker": "m1", "team": "t1", "fte": "0.885", **kind},
        {"medewerker": "m1", "team": "", "fte": "", **kind},
        {"medewerker": "m2", "team": "t2", "fte": "1", **kind, "tot": "2014-12-02"},
    ]
    found = report("formatie", town(plaatsingen=rows), Vraag(P))
    assert [tuple(row.values()) for row in found["rijen"]] == [("t1", 0.89, 1), (None, None, 1), ("totaal", None, 1)]
    assert found["populatie"]["ontbrekend"] == 1


@pytest.mark.parametrize(
    ("naam", "vraag", "status", "words"),
    [
        ("bestaat_niet", Vraag(P), 1, "Er is geen rapport"),
        ("aansluiting", Vraag(P, team="t9"), 1, "Er is geen team"),
        ("instroom", Vraag(P), 2, "vraagt om een periode"),
    ],
)
def test_what_cannot_be_asked_is_said(motor: Motor, naam: str, vraag: Vraag, status: int, words: str) -> None:
    motor.load(opname_of(town()))
    with pytest.raises(Vraagfout, match=words) as stop:
        make_report(naam, vraag, motor)
    assert stop.value.status == status


@pytest.mark.parametrize(
    "text",
    [
        "2014", "x=2014-01-01", "x=2014-01-01..later", "=2014-01-01..2014-02-01", "x=2014-W01-1..2014-02-01",
        "x=2014-01-01..20140201", "x=2014-1-1..2014-02-01", "x= 2014-01-01..2014-02-01", "x=2014-01-01..2014-02-30",
    ],
)  # fmt: skip
def test_a_period_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Vraagfout, match="NAAM="):
        parse_periode(text)
    with pytest.raises(Vraagfout, match="na het eind"):
        Vraag(P, perioden=(parse_periode("x=2014-02-01..2014-01-01"),))


def test_a_problem_of_the_latest_measurement_wants_a_goal_in_an_open_own_plan(report: Rapporteren) -> None:
    measured = {"casus": "c1", "persoon": "p1", "instrument": "zrm2013", "moment": "start"}
    metingen = [{"id": "z1", "datum": "2014-03-02", **measured}, {"id": "z2", "datum": "2014-05-02", **measured}]
    levels = {("z1", "justitie"): "1", ("z2", "financien"): "3", ("z2", "huisvesting"): "2", ("z2", "justitie"): "4"}
    scores = [{"meting": pk, "domein": domein, "niveau": niveau} for (pk, domein), niveau in levels.items()]
    plan = {"huishouden": "h1", "casus": "c1", "opgesteld_op": "2014-03-05"}
    plannen = [{"id": "n1", **plan}, {"id": "n2", **plan, "beeindigd_op": "2014-12-03"}]
    doelen = [
        {"id": "d1", "plan": "n1", "domein": "financien", "telwijze": "arrangement", "status": "open"},
        {"id": "d2", "plan": "n2", "domein": "huisvesting", "telwijze": "arrangement", "status": "open"},
    ]
    tabellen = town(metingen=metingen, scores=scores, plannen=plannen, doelen=doelen)
    rows = by(report("plannen", tabellen, Vraag(P))["rijen"], "sleutel")
    assert (rows["aantal_plannen"]["aantal"], rows["probleemdomeinen"]["aantal"]) == (1, 2)
    assert tuple(rows["met_doel"].values()) == ("met_doel", 1, 2, 50.0)


def test_of_each_case_the_latest_review_in_the_period_counts(report: Rapporteren) -> None:
    days = {"2014-05-31": "nee", "2014-06-01": "ja", "2014-06-30": "ja", "2014-07-01": "nee"}
    reviews = [{"casus": "c1", "datum": day, "tijdwinst": answer} for day, answer in days.items()]
    early = [{"casus": "c2", "datum": "2014-05-31", "tijdwinst": "nee"}]
    tabellen = town(casussen=[casus("c1"), casus("c2")], werkwijze_reviews=[*reviews, *early])
    found = report("werkwijze", tabellen, Vraag(P, van=date(2014, 6, 1), tot=date(2014, 6, 30)))
    assert by(found["rijen"], "vraag")["tijdwinst"]["ja"] == 1
    assert by(found["rijen"], "vraag")["tijdwinst"]["nee"] == 0
    assert found["populatie"]["ontbrekend"] == 1
