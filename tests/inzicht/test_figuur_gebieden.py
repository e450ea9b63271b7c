"""Up or down per area: the team sees its own meldingen and clients, policy only what other systems told."""

from __future__ import annotations

from typing import Any

import pytest

from keukentafel.cijfers.models import Reeks
from keukentafel.inzicht.figuren.blik import GEMEENTE, Blik, exact_view, views_beyond
from keukentafel.inzicht.figuren.gebieden import build_gebieden
from keukentafel.inzicht.grafieken.tekenaar import draw
from keukentafel.socialekaart.public import Gebied

ENVELOP: dict[str, Any] = {
    "versie": 1, "definitie": "d", "peildatum": "2026-06-30", "kanttekeningen": [],
    "periode": {"van": "2026-01-01", "tot": "2026-06-30"},
    "populatie": {"omschrijving": "p", "n": 7, "ontbrekend": 0},
    "rijen": [
        {"gebied": "BU77", "inwoners": 4000, "fte": 2.5, "meldingen": 4, "meldingen_eerder": 6,
         "meldingen_richting": "omlaag", "clienten": 3, "clienten_eerder": 3, "clienten_richting": "gelijk"},
        {"gebied": "onbekend", "inwoners": None, "fte": None, "meldingen": 3, "meldingen_eerder": 0,
         "meldingen_richting": "omhoog", "clienten": 0, "clienten_eerder": 0, "clienten_richting": "gelijk"},
    ],
    "zorggebruik": [
        {"reeks": "hbh", "gebied": "BU77", "team": None, "uitsplitsing": None, "van": "2025-01-01", "waarde": 240.0,
         "van_eerder": "2024-01-01", "waarde_eerder": 210.0, "richting": "omhoog"},
        {"reeks": "hbh", "gebied": None, "team": "kt-9", "uitsplitsing": None, "van": "2025-01-01", "waarde": 5.0,
         "van_eerder": None, "waarde_eerder": None, "richting": None},
    ],
}  # fmt: skip


@pytest.fixture
def area(db: None) -> None:
    """The area and the series of the rows."""
    Gebied.objects.create(code="BU77", naam="Malberg", soort="buurt")
    Reeks.objects.create(code="hbh", onderwerp="zorggebruik", naam="Huishoudelijke hulp", eenheid="personen", bron="b")


def test_the_team_sees_meldingen_clients_fte_and_inhabitants_beside_each_other(area: None) -> None:
    counts, care = build_gebieden(exact_view({"gebieden": ENVELOP}))
    assert counts.titel == "7 meldingen in 12 maanden, 6 in de 12 maanden ervoor"
    assert counts.rijen[0] == ("Malberg", 4, 6, "omlaag", 3, 3, "gelijk", 2.5, 4000)
    assert counts.rijen[1][0] == "Gebied onbekend"
    assert care.titel == "Zorggebruik: 1 keer omhoog, 0 keer omlaag"
    assert care.rijen[0][:4] == ("Huishoudelijke hulp, Malberg", 240.0, 210.0, "omhoog")
    drawing = draw(counts)
    assert drawing is not None and drawing.svg.count('class="toen"') == 4


def test_policy_sees_no_count_of_meldingen_or_clients_per_area_and_no_team(area: None) -> None:
    view: Blik = views_beyond({GEMEENTE: {"gebieden": ENVELOP}})[GEMEENTE]
    (care,) = build_gebieden(view)
    assert [row[0] for row in care.rijen] == ["Huishoudelijke hulp, Malberg"]


def test_without_series_it_says_so(area: None) -> None:
    care = build_gebieden(exact_view({"gebieden": {**ENVELOP, "zorggebruik": []}}))[-1]
    assert (care.soort, care.titel) == ("geen", "Er zijn nog geen reeksen over zorggebruik")
    assert build_gebieden(exact_view({})) == []
