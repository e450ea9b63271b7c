"""Drawings of figures: well-formed, without inline style, with the numbers in words, breaks and batches marked."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from keukentafel.inzicht.figuren.binnen import batch_peaks
from keukentafel.inzicht.figuren.blik import Blik
from keukentafel.inzicht.figuren.verloop import KWARTAAL, _trend
from keukentafel.inzicht.figuren.vorm import Cel, Figuur, Kolom
from keukentafel.inzicht.grafieken.tekenaar import draw, explain
from tests.inzicht.voorbeelden import FIGUUR


def figure(soort: str, kolommen: list[str], rijen: list[list[Cel]]) -> Figuur:
    return replace(FIGUUR, soort=soort, kolommen=[Kolom(naam) for naam in kolommen], rijen=rijen)


LEVELS = ["Leefdomein", "1", "2", "3", "4", "5", "Niet gescoord", "Percentage"]
VOORBEELDEN = {
    "balken": FIGUUR,
    "deel": figure("deel", ["Vraag", "Ja", "n", "%"], [["Tevreden?", 8, 10, 80.0], ["Tijd?", None, None, None]]),
    "duur": figure(
        "duur",
        ["Stap", "n", "helft", "80", "eerder"],
        [["Plan", 40, 20.5, 24, 22], ["Dicht", 0, None, None, None]],
    ),
    "maanden": figure(
        "maanden", ["Maand", "A", "I"], [["mrt 2026", 3, 14], ["apr 2026", None, None], ["mei 2026", 8, 8]]
    ),
    "niveaus": figure("niveaus", LEVELS, [["ADL", 1, 2, 3, 4, 5, 9, 40.0], ["Justitie", 0, 0, 0, 0, 0, 24, None]]),
    "twee klassen": figure(
        "niveaus", ["D", "1-3", "4-5", "geen", "%"], [["ADL", 12, 30, 20, 28.6], ["X", None, None, None, None]]
    ),
    "verloop": figure(
        "verloop", ["D", "A", "G", "V", "n"], [["ADL", 1, 4, 9, 14], ["Justitie", None, None, None, None]]
    ),
    "overgang": figure("overgang", ["Was", "1", "2", "3", "4", "5"], [["1", 4, 0, 9, 1, 0], ["2", 0, 3, 2, 0, 0]]),
    "patronen": figure(
        "patronen",
        ["Gebied", "Domein", "n", "inw", "1000", "o", "b", "v", "e"],
        [
            ["Caberg", "ADL", 12, 2000, 6.0, 3.1, 10.5, "meer", 9],
            ["Caberg", "Justitie", None, 2000, None, None, None, "", None],
            ["Malpertuis", "ADL", 40, 1000, 40.0, 28.6, 54.5, "minder", None],
        ],
    ),
    "kanteling": figure(
        "kanteling", ["W", "e", "n", "a", "m", "n"], [["Was", 10, 20, 30, 1, 61], ["Kwam", None, 0, 1, 1, 40]]
    ),
}


@pytest.mark.parametrize("soort", VOORBEELDEN)
def test_a_drawing_can_be_read_without_eyes_and_under_the_policy(soort: str) -> None:
    figuur = VOORBEELDEN[soort]
    made = draw(figuur)
    assert made is not None
    root = ElementTree.fromstring(f'<r xmlns:x="x">{made.svg}</r>')[0]
    assert root.attrib["role"] == "img"
    title = root.find("title")
    assert title is not None and title.text and figuur.meet in title.text
    assert root.attrib["aria-labelledby"] == title.attrib["id"]
    assert "style=" not in made.svg
    assert all(str(row[0]) in title.text for row in figuur.rijen)
    assert [len(row) for row in made.rijen] == [len(made.kolommen)] * len(figuur.rijen)


@pytest.mark.parametrize("soort", ["balken", "deel", "twee klassen", "verloop", "kanteling"])
def test_what_may_not_be_told_is_said_so_in_the_drawing(soort: str) -> None:
    made = draw(VOORBEELDEN[soort])
    assert made is not None
    assert "niet te tonen" in made.svg


def test_levels_lie_on_their_side_of_the_middle() -> None:
    made = draw(VOORBEELDEN["niveaus"])
    assert made is not None
    rects = ElementTree.fromstring(made.svg).findall("rect")
    place = {rect.attrib["class"]: float(rect.attrib["x"]) for rect in rects}
    assert place["niveau-1"] < place["niveau-2"] < place["niveau-3"] < place["niveau-4"] < place["niveau-5"]


def test_a_month_that_is_not_told_has_a_dashed_foot_and_entry_is_a_line() -> None:
    made = draw(VOORBEELDEN["maanden"])
    assert made is not None
    assert made.svg.count('class="toen"') == 1
    assert made.svg.count('class="stap-rand"') == 1  # only where entry differs


def test_batches_and_breaks_are_marked_and_explained() -> None:
    marked = replace(VOORBEELDEN["maanden"], merken=[("mrt 2026", "veel tegelijk ingevoerd")],
                     breuken=[("mei 2026", "nieuwe indeling")])  # fmt: skip
    made = draw(marked)
    assert made is not None
    assert made.svg.count("▼") == 1
    assert made.svg.count('class="breuk"') == 1
    assert "▼ mrt 2026: veel tegelijk ingevoerd. Breuk bij mei 2026: nieuwe indeling." in explain(marked)


def test_a_batch_is_a_peak_of_entry_and_not_of_demand() -> None:
    """T-13: September 2013 was typed in later, at once; a busy month is no batch."""
    usual = [{"maand": f"2013-0{n}", "aangemeld": 8, "geregistreerd": 7} for n in range(1, 9)]
    batch = {"maand": "2013-09", "aangemeld": 9, "geregistreerd": 40}
    busy = {"maand": "2013-10", "aangemeld": 40, "geregistreerd": 40}
    found = batch_peaks({"rijen": [*usual, batch, busy]})
    assert found == [("sep 2013", "veel tegelijk ingevoerd")]


def test_a_line_stops_at_a_gap_and_at_a_break() -> None:
    rows: list[list[Cel]] = [["2013 K3", 40.0, 20], ["2013 K4", 42.0, 20], ["2014 K1", None, 0], ["2014 K2", 41.0, 22],
                             ["2014 K3", 55.0, 30]]  # fmt: skip
    whole = figure("trend", ["Kwartaal", "%", "n"], rows)
    broken = replace(whole, breuken=[("2014 K3", "andere indeling in leefdomeinen")])
    drawn = [made.svg.count('class="verbinding"') for made in (draw(whole), draw(broken)) if made is not None]
    assert drawn == [2, 1]


def test_the_series_breaks_where_the_domains_get_another_layout() -> None:
    """T-20 to T-23: maastricht1 until 1 July 2014, maastricht2 from then on."""

    def quarter(stelsel: str, near: int, far: int) -> dict[str, object]:
        counts = [("eigen_kracht", near), ("maatwerk", far)]
        return {
            "rijen": [{"domeinstelsel": stelsel}],
            "totaal": [{"aard": "nieuw", "kring": kring, "aantal": n} for kring, n in counts],
            "peildatum": "2014-12-03", "periode": None, "versie": 1, "definitie": "", "kanttekeningen": [],
            "populatie": {"omschrijving": "", "n": 0, "ontbrekend": 0},
        }  # fmt: skip

    found = {"2014 K1": quarter("maastricht1", 4, 6), "2014 K2": quarter("maastricht1", 5, 5),
             "2014 K3": quarter("maastricht2", 7, 3)}  # fmt: skip
    blik = Blik({"ondersteuning": found["2014 K3"], **{KWARTAAL + k: e for k, e in found.items()}}, {}, True)
    (trend,) = _trend(blik)
    assert trend.breuken == [("2014 K3", "andere indeling in leefdomeinen")]
    assert [row[1] for row in trend.rijen] == [40.0, 50.0, 70.0]


def test_nothing_counted_is_not_drawn() -> None:
    assert draw(replace(FIGUUR, rijen=[["Telefoon", 0, None, None]])) is None


def test_what_may_not_be_told_has_no_empty_bar_and_a_year_ago_is_explained_where_it_is_drawn() -> None:
    shown = draw(VOORBEELDEN["deel"])
    assert shown is not None
    assert shown.svg.count('class="ruimte"') == 1 and shown.svg.count('class="as"') == 1
    spans, without = VOORBEELDEN["duur"], replace(VOORBEELDEN["duur"], rijen=[["Plan", 40, 20.5, 24, None]])
    assert "een jaar eerder" in explain(spans)
    assert explain(without) == "Het blok is de helft, de strook acht van de tien."
    for figuur in (spans, without, VOORBEELDEN["balken"], replace(VOORBEELDEN["balken"], rijen=[["Man", 3, None, 4]])):
        drawn = draw(figuur)
        assert drawn is not None
        assert ('class="toen"' in drawn.svg) is ("een jaar eerder" in explain(figuur))
