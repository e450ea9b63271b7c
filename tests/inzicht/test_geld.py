"""What Inzicht tells of costs: everything to the team, whole thousands of the municipality to policy, or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from keukentafel.inzicht.figuren.blik import Blik, Verdeling
from keukentafel.inzicht.figuren.geld import build_kosten, euro
from keukentafel.inzicht.grafieken.tekenaar import draw
from keukentafel.inzicht.register import definities

pytestmark = pytest.mark.django_db  # names of codes


def envelope(naam: str, rijen: list[dict[str, Any]], **extras: Any) -> dict[str, Any]:
    return {
        "rapport": naam, "versie": 1, "peildatum": "2026-06-30", "definitie": definities()[naam].definitie,
        "periode": {"van": "2026-01-01", "tot": "2026-06-30"}, "kanttekeningen": [], "rijen": rijen,
        "populatie": {"omschrijving": "Posten", "n": 9, "ontbrekend": 2}, **extras,
    }  # fmt: skip


def row(cut: str, part: str, casussen: int, cent: int | None) -> dict[str, Any]:
    counts = {"posten": 40, "casussen": 99, "casussen_met_bedrag": casussen, "bekend": 37, "onbekend": 3}
    dearest = None if cent is None else cent // 10
    return {"uitsplitsing": cut, "deel": part, **counts, "cent": cent, "duurste_casus_cent": dearest}


def view(*parts: tuple[int, int | None], exact: bool) -> Blik:
    names = ("algemeen", "maatwerk")
    known = [cent for _casussen, cent in parts if cent is not None]
    rows = [row("alles", "alles", sum(c for c, _cent in parts), sum(known) if known else None)]
    rows += [row("kring", name, *part) for name, part in zip(names, parts, strict=False)]
    rows += [row("product", "zonder_product", *parts[0])]
    quarter = {"kwartaal": "2026K1", "trajecten": 5, "afgesloten": 2, "dagen_mediaan": 30.5, "alles_bekend": 3,
               "mediaan_cent": 123450.0, "totaal_cent": 900000}  # fmt: skip
    asked = [{"wet": "wmo", "product": "HH1", "uitslag": "toegekend", "aantal": 3, "percentage": 75.0},
             {"wet": "wmo", "product": "HH1", "uitslag": "afgewezen", "aantal": 1, "percentage": 25.0}]  # fmt: skip
    steps = [{"stap": "aanvraag_besluit", "n": 4, "mediaan": 12.0, "p80": 20}]
    found = {"kosten": envelope("kosten", rows, per_traject=[quarter]),
             "toekenningen": envelope("toekenningen", asked, doorlooptijd=steps)}  # fmt: skip
    told = (
        Verdeling(4, {"toegekend": 3, "afgewezen": 1, "ingetrokken": 0, "wacht": 0}) if exact else Verdeling(None, {})
    )
    return Blik(found, {"uitslag": told}, exact)


def test_the_team_sees_amounts_known_and_unknown_apart_and_what_was_asked() -> None:
    kring, product, trajects, requests = build_kosten(view((4, 1234550), (2, None), exact=True))
    assert kring.titel == "€ 12.345,50 bekend; van 3 van de 40 posten is het onbekend"
    assert [list(r) for r in kring.rijen] == [
        ["Algemene voorziening", 12346, 100.0, "37 van 40"], ["Maatwerkvoorziening", None, None, "37 van 40"],
    ]  # fmt: skip
    assert product.titel == "Ondersteuning uit het plan, zonder product kost het meest van wat bekend is: € 12.346"
    assert trajects.titel == "2026 kwartaal 1: de helft van de trajecten kostte tot nu hoogstens € 1235"
    assert requests.titel == "3 van de 4 aanvragen zijn toegekend"
    assert requests.kanttekeningen[0] == "Van aanvraag tot besluit: 4 keer, de helft binnen 12 dagen."
    assert all(draw(figuur) is not None for figuur in (kring, product, trajects, requests))


def test_policy_sees_whole_thousands_and_no_count() -> None:
    found, asked = build_kosten(view((11, 1234550), (10, 2999999), exact=False))
    assert [list(r) for r in found.rijen] == [
        ["Algemene voorziening", 12000], ["Maatwerkvoorziening", 29000], ["Alles samen", 42000],
    ]  # fmt: skip
    assert found.n is None and found.ontbrekend is None and found.titel == "€ 42.000 aan bekende kosten"
    assert "40" not in str(found.as_dict()["rijen"]) and draw(found) is not None
    assert asked.n is None and "dagen" not in str(asked.kanttekeningen)


@pytest.mark.parametrize("parts", [((14, 100000), (9, 200000)), ((9, 100000), (14, 200000))])
def test_a_small_part_hides_all_parts(parts: tuple[tuple[int, int | None], ...]) -> None:
    found, _asked = build_kosten(view(*parts, exact=False))
    assert [r[0] for r in found.rijen] == ["Alles samen"]


@pytest.mark.parametrize("parts", [((5, 100000), (4, 200000)), ((50, None), (40, None))])
def test_a_small_whole_or_nothing_known_is_not_told(parts: tuple[tuple[int, int | None], ...]) -> None:
    found, _asked = build_kosten(view(*parts, exact=False))
    assert found.rijen == () and found.titel == "Te weinig kosten bekend om te laten zien"


def test_without_the_report_there_is_a_figure_that_says_so() -> None:
    day = {"doorlooptijd": {"peildatum": "2026-06-30"}}
    (found,) = build_kosten(Blik(day, {}, True))
    assert (found.titel, found.peildatum) == ("Nog geen kosten bekend", date(2026, 6, 30).isoformat())


@pytest.mark.parametrize(("cent", "text"), [(0, "€ 0"), (5, "€ 0,05"), (123456789, "€ 1.234.567,89")])
def test_an_amount_reads_as_dutch_writes_it(cent: int, text: str) -> None:
    assert euro(cent) == text


def test_an_amount_that_is_mostly_one_case_does_not_leave_the_team() -> None:
    seen = view((12, 15_000_000), (12, 3_000_000), exact=False)
    assert len(build_kosten(seen)[0].rijen) == 3  # two circles, and all together
    rows = seen.uitkomsten["kosten"]["rijen"]
    rows[1]["duurste_casus_cent"] = 12_000_000  # one placement of 120,000 euro of the 150,000
    assert [row[0] for row in build_kosten(seen)[0].rijen] == ["Alles samen"]
    rows[0]["duurste_casus_cent"] = 12_000_000
    assert build_kosten(seen)[0].titel == "Te weinig kosten bekend om te laten zien"
