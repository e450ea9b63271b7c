"""What document 004 says of Lopik, as far as a report can show it (T-31 to T-33). It publishes no counts."""

from __future__ import annotations

import pytest

from tests.gemeenten.conftest import ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lopik")]
P = ("--peildatum", "2015-10-01")


def test_t31_meldingen_by_kind_and_outcome() -> None:
    """ "Aantallen en soort meldingen, afwijzingen en toekenningen": every melding has a kind and an outcome."""
    found = ask("meldingen", *P)
    rows = {kenmerk: {row["waarde"] for row in found["rijen"] if row["kenmerk"] == kenmerk}
            for kenmerk in ("soort", "kanaal", "afhandeling")}  # fmt: skip
    assert found["populatie"]["ontbrekend"] == 0
    assert {"casus", "informatie_advies", "doorverwezen", "ingetrokken"} <= rows["afhandeling"]
    assert "loket" in rows["kanaal"]


def test_t32_how_long_it_takes() -> None:
    """Residents are helped "goed en snel"; all three steps can be told."""
    rows = {row["stap"]: row for row in ask("doorlooptijd", *P)["rijen"]}
    assert all(row["n"] > 40 for row in rows.values())
    assert rows["aangemeld_vraagverheldering"]["p80"] <= 7
    assert rows["aangemeld_plan"]["p80"] <= 21


def test_t32_support_in_every_circle() -> None:
    """Informal solutions, first and second line: each is there."""
    found = {row["kring"]: row["aantal"] for row in ask("ondersteuning", *P)["totaal"] if row["aard"] == "nieuw"}
    assert all(found[kring] > 20 for kring in ("eigen_kracht", "sociaal_netwerk", "algemeen", "maatwerk"))


def test_t33_nobody_waits() -> None:
    """No waiting list on the last day: every melding had its first contact, nearly all within days."""
    found = ask("meldingen", *P)
    assert found["snelheid"]["n"] == found["populatie"]["n"]
    assert found["snelheid"]["p80"] <= 2
    outcomes = {row["waarde"] for row in found["rijen"] if row["kenmerk"] == "afhandeling"}
    assert "onbekend" not in outcomes


def test_t33_every_open_case_has_a_regisseur() -> None:
    assert ask("caseload", *P)["populatie"]["ontbrekend"] == 0


def test_t32_roads_and_costs() -> None:
    """Informal, first line, second line; costs per case (R-139)."""
    found = ask("trajecten", *P)
    rows = {row["weg"]: row for row in found["rijen"]}
    assert all(rows[weg]["casussen"] > 5 for weg in ("informeel", "eerste_lijn", "tweede_lijn", "alleen_informeel"))
    assert rows["onbekend"]["casussen"] == 0
    assert found["kosten"]["n"] == rows["tweede_lijn"]["casussen"]
    assert found["kosten"]["gemiddeld"] > 0


def test_t33_there_is_none_and_somebody_says_so() -> None:
    """No waiting list, no complaints, no re-indication left: a nought with its source, not an empty cell."""
    rows = ask("reeksen", *P)["rijen"]
    assert {row["reeks"]: row["waarde"] for row in rows} == {"wachtlijst": 0.0, "klachten": 0.0, "herindicaties": 0.0}
    assert all("Lopik" in row["bron"] for row in rows)
