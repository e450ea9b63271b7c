"""Every figure that the evaluation of July 2018 published and that a report can give (source 000, T-01 to T-04)."""

from __future__ import annotations

import pytest

from tests.gemeenten.conftest import ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("midden_groningen")]
T01 = {
    "2017-07-01": {
        "oost": (15.78, 20), "west": (16.54, 21), "zuid": (11.63, 17), "menterwolde": (14.68, 19),
        "slochteren": (11.24, 18), "totaal": (73.14, 99),
    },
    "2018-05-01": {
        "west": (16.85, 22), "zuid": (13.4, 18), "menterwolde": (15.07, 20), "slochteren": (13.27, 16),
    },
}  # fmt: skip
T02 = {  # West, Zuid, Menterwolde, Slochteren; a kind of work that a team does not have is no row
    "volwassenen": (8.81, 6.04, 6.60, 4.88), "jeugd": (4.82, 4.13, 6.17, 3.22),
    "werk_en_inkomen": (0.58, 0.89, 0, 0), "opbouwwerk": (1.00, 0.67, 0.58, 0), "jongerenwerk": (0, 0, 0, 0.89),
    "teamleiding": (0.78, 0.78, 0.78, 1.00), "loket": (0.86, 0.89, 0, 0),
    "ggz_aardbevingsproblematiek": (0, 0, 0, 2.00), "onderwijsbegeleiding": (0, 0, 0, 1.28),
    "administratie": (0, 0, 0.94, 0),
}  # fmt: skip


@pytest.mark.parametrize("dag", T01)
def test_t01_formatie_per_team(dag: str) -> None:
    """Table 1; the two days are of that table."""
    rows = {row["team"]: (row["fte"], row["personen"]) for row in ask("formatie", "--peildatum", dag)["rijen"]}
    assert {team: rows[team] for team in T01[dag]} == T01[dag]


def test_t01_oost_in_2018_is_unknown_and_so_is_the_total() -> None:
    found = ask("formatie", "--peildatum", "2018-05-01")
    rows = {row["team"]: row["fte"] for row in found["rijen"]}
    assert rows["oost"] is None
    assert rows["totaal"] is None
    assert found["populatie"]["ontbrekend"] == 20
    assert any("oost" in note and "onbekend" in note for note in found["kanttekeningen"])


def test_trap7_the_teams_and_the_total_differ_by_who_works_for_all() -> None:
    """69,87 fte and 95 people in the teams, 3,27 fte and 4 people across: 73,14 and 99."""
    rows = {row["team"]: row for row in ask("formatie", "--peildatum", "2017-07-01")["rijen"]}
    teams = [row for team, row in rows.items() if team not in (None, "totaal")]
    assert round(sum(row["fte"] for row in teams), 2) == 69.87
    assert sum(row["personen"] for row in teams) == 95
    assert (rows[None]["fte"], rows[None]["personen"]) == (3.27, 4)


def test_t02_fte_per_kind_of_work() -> None:
    """Table 2; of Oost every kind of work is unknown."""
    found = ask("formatie", "--peildatum", "2018-05-01")["per_type"]
    rows = {(row["medewerkertype"], row["team"]): row["fte"] for row in found}
    teams = ("west", "zuid", "menterwolde", "slochteren")
    expected = {(kind, team): fte for kind, row in T02.items() for team, fte in zip(teams, row, strict=True) if fte}
    assert {key: fte for key, fte in rows.items() if key[1] in teams} == expected
    assert {fte for key, fte in rows.items() if key[1] == "oost"} == {None}


def test_t03_who_reports() -> None:
    """35% professionals, 35% residents for themselves, 25% for someone else; the source does not name the rest."""
    rows = ask("meldingen", "--peildatum", "2018-05-01")["rijen"]
    found = {row["waarde"]: row["percentage"] for row in rows if row["kenmerk"] == "melder_soort"}
    assert found == {"professional": 35.0, "inwoner_zelf": 35.0, "inwoner_over_ander": 25.0, "onbekend": 5.0}


def test_t04_most_come_by_telephone() -> None:
    rows = [row for row in ask("meldingen", "--peildatum", "2018-05-01")["rijen"] if row["kenmerk"] == "kanaal"]
    assert max(rows, key=lambda row: row["aantal"])["waarde"] == "telefoon"
    assert {row["waarde"]: row["percentage"] for row in rows}["telefoon"] > 50


def test_people_hear_back_not_always() -> None:
    """Paragraph 4.1: not every question that was taken up is followed by an answer to who reported it (R-025)."""
    found = ask("meldingen", "--peildatum", "2018-05-01")["terugkoppeling"]
    assert 0 < found["binnen_14_dagen"] < found["gedaan"] < found["n"] == 140


def test_some_households_have_more_than_one_plan() -> None:
    """Paragraph 5.1: several helpers in one family, each with a plan of their own (R-001)."""
    rows = {row["sleutel"]: row["aantal"] for row in ask("plannen", "--peildatum", "2018-05-01")["rijen"]}
    assert 0 < rows["huishoudens_met_meer_dan_een_plan"] < rows["huishoudens_met_plan"] / 2
    assert rows["verstrekt"] < rows["aantal_plannen"]


@pytest.mark.parametrize(
    ("reeks", "waarden"),
    [
        ("ontbrekende-expertise", {"opbouwwerk": 22.0, "verslavingszorg": 19.0, "GGZ volwassenen": 12.0}),  # T-05
        ("belasting", {"op orde": 66.7, "te hoog": 33.3}),  # T-06
        ("huisbezoeken", {None: 25.0}),  # T-09
    ],
)
def test_t05_t06_t09_what_was_asked_elsewhere(reeks: str, waarden: dict[str | None, float]) -> None:
    """Surveys of the evaluation are series with their source (paragraph 3.2 and 4.3)."""
    rows = [row for row in ask("reeksen", "--peildatum", "2018-05-01")["rijen"] if row["reeks"] == reeks]
    assert {row["uitsplitsing"]: row["waarde"] for row in rows} == waarden
    assert all(row["bron"].startswith("BMC") for row in rows)


def test_t07_demand_people_and_care_beside_each_other() -> None:
    """Annex 1 and the dashboard: size against inhabitants, meldingen and clients; care use per part, up or down."""
    found = ask("gebieden", "--peildatum", "2018-05-01", "--van", "2018-01-01", "--tot", "2018-04-30")
    assert all(row["meldingen"] > 0 and row["clienten"] > 0 for row in found["rijen"])
    teams = {row["team"]: row for row in found["per_team"]}
    assert teams["slochteren"]["fte_per_1000_inwoners"] == 1.35
    assert teams["oost"]["fte"] is teams["oost"]["meldingen_per_fte"] is None
    assert teams["totaal"]["meldingen"] == found["populatie"]["n"] == sum(row["meldingen"] for row in found["rijen"])
    ways = {(row["reeks"], row["gebied"]): row["richting"] for row in found["zorggebruik"]}
    assert ways["hulp-bij-huishouden", "hoogezand-oost"] == "omlaag"
    assert ways["jeugdhulp-ambulant", "hoogezand-oost"] == "omhoog"
    assert ways["jeugdhulp-ambulant", "hoogezand-zuid"] == "gelijk"
