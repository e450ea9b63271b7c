"""Every figure that the evaluation of January 2015 published and that a report can give (source 002, T-13 to T-29)."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.gemeenten.conftest import Rapport, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("caberg")]
P = ("--peildatum", "2014-12-03")
VOOR, NA = ("--van", "2013-01-01", "--tot", "2014-06-30"), ("--van", "2014-07-01", "--tot", "2014-12-03")
PERIODEN = ("2013=2013-01-01..2013-12-31", "voor=2014-01-01..2014-06-30", "na=2014-07-01..2014-12-03")


def counts(rapport: Rapport, kenmerk: str) -> dict[str, int]:
    """Value to count, of one characteristic."""
    return {row["waarde"]: row["aantal"] for row in rapport["rijen"] if row["kenmerk"] == kenmerk}


def shares(rapport: Rapport, aard: str) -> dict[str, float]:
    """Circle to percentage, of one aard."""
    return {row["kring"]: row["percentage"] for row in rapport["totaal"] if row["aard"] == aard}


def test_t15_the_counts_that_go_round() -> None:
    """274 = 248 + 12 + 14 (page 12 and paragraph 5.1; trap 1)."""
    rows = {row["sleutel"]: row["aantal"] for row in ask("aansluiting", *P)["rijen"]}
    assert rows == {
        "casussen": 248, "personen_zonder_casus": 12, "buiten_systeem": 14, "geregistreerd": 260, "totaal": 274,
    }  # fmt: skip


@pytest.mark.parametrize(("regel", "laatste"), [("weken433", 13.2), ("kalender", 13.3)])
def test_t14_cases_per_period(regel: str, laatste: float) -> None:
    """98, 82 and 68 cases; 8,2 and 13,7 a month, and 13,2 only by weeks of 4,33 (paragraph 5.1; trap 3)."""
    found = ask("instroom", *P, "--maandregel", regel, *(word for p in PERIODEN for word in ("--periode", p)))["rijen"]
    assert [row["aantal"] for row in found] == [98, 82, 68]
    assert [row["gemiddeld_per_maand"] for row in found][1:] == [13.7, laatste]
    if regel == "kalender":
        assert found[0]["gemiddeld_per_maand"] == 8.2


def test_t13_two_months_hold_a_batch_that_was_typed_in() -> None:
    """September 2013 and April 2014 stand out by the day of registration, not by the day of aanmelding."""
    rows = {row["maand"]: row for row in ask("instroom_per_maand", *P)["rijen"]}
    typed = sorted(rows, key=lambda maand: -rows[maand]["geregistreerd"])[:2]
    assert set(typed) == {"2013-09", "2014-04"}
    assert all(rows[maand]["geregistreerd"] > 2 * rows[maand]["aangemeld"] for maand in typed)
    assert max(row["aangemeld"] for row in rows.values()) <= 15
    assert sum(row["aangemeld"] for row in rows.values()) == 248


def test_t16_men_and_women() -> None:
    """98 and 147 are 40% and 60% of those filled in; the 15 of the source are 3 cases and 12 persons (trap 2)."""
    found = ask("kenmerken", *P)
    assert counts(found, "geslacht") == {"man": 98, "vrouw": 147, "anders": 0, "niet_ingevuld": 3, "geen_casus": 12}
    assert [row["percentage"] for row in found["rijen"][:2]] == [40.0, 60.0]
    assert found["populatie"]["n"] == 248


def test_t17_ages() -> None:
    """Most are young adults and adults, few are over 70; from July relatively more of 0-20 and of 60-80."""
    everyone, before, after = (counts(ask("kenmerken", *P, *when), "leeftijd") for when in ((), VOOR, NA))
    assert everyone["20-39"] + everyone["40-59"] > 0.75 * 248
    assert 0 < everyone["70+"] < 0.1 * 248
    assert everyone["onbekend"] == 0
    for bands in (("0-19",), ("60-69", "70+")):
        earlier, later = (sum(found[band] for band in bands) / sum(found.values()) for found in (before, after))
        assert later > 1.5 * earlier


@pytest.mark.parametrize("wanneer", [(), VOOR, NA], ids=["alles", "voor", "na"])
def test_t18_homes(wanneer: tuple[str, ...]) -> None:
    """About 40% lives alone, 60% with others, in about 40% there are children; the same in both periods."""
    rows = {row["waarde"]: row["percentage"] for row in ask("kenmerken", *P, *wanneer)["rijen"]}
    assert rows["alleen"] == pytest.approx(40, abs=0.5)
    assert rows["samen"] == pytest.approx(60, abs=0.5)
    assert rows["met_kinderen"] == pytest.approx(40, abs=0.5)


@pytest.mark.parametrize(
    ("wanneer", "instrument", "zwaar"),
    [
        (VOOR, "maastricht1", {"inkomen_en_werk", "sociaal_netwerk_participatie", "mentale_gezondheid",
                               "regievoering"}),
        (NA, "maastricht2", {"financien", "werk_opleiding_dagbesteding", "sociaal_netwerk_participatie",
                             "mentale_gezondheid", "zelfregie"}),
    ],
)  # fmt: skip
def test_t19_where_residents_have_problems(wanneer: tuple[str, ...], instrument: str, zwaar: set[str]) -> None:
    """Money, work, network, mental health and self-direction; the same picture in both periods."""
    rows = [row for row in ask("zelfredzaamheid", *P, *wanneer)["probleem"] if row["instrument"] != "ouderschap2013"]
    assert {row["instrument"] for row in rows} == {instrument}  # no period is measured in two layouts
    rows.sort(key=lambda row: -row["percentage"])
    assert {row["domein"] for row in rows[: len(zwaar)]} == zwaar
    assert rows[len(zwaar) - 1]["percentage"] > rows[len(zwaar)]["percentage"] + 8


def test_t19_parents_have_one_problem() -> None:
    """Parents manage, but for social-emotional support; only parents are asked."""
    found = ask("zelfredzaamheid", *P)
    rows = {row["domein"]: row for row in found["probleem"] if row["instrument"] == "ouderschap2013"}
    assert rows["sociaal_emotionele_ondersteuning"]["percentage"] > 30
    assert all(row["percentage"] < 20 for domein, row in rows.items() if domein != "sociaal_emotionele_ondersteuning")
    assert all(row["n"] < 99 for row in rows.values())


def test_t20_support_that_was_there() -> None:
    """58% was individual before July 2014, most of it for income and work (paragraph 5.4)."""
    found = ask("ondersteuning", *P, *VOOR)
    assert shares(found, "bestaand")["maatwerk"] == 58.0
    per_domain: dict[str, int] = defaultdict(int)
    for row in found["rijen"]:
        per_domain[row["domein"]] += row["aantal"] if row["aard"] == "bestaand" else 0
    assert max(per_domain, key=lambda domein: per_domain[domein]) == "inkomen_en_werk"
    assert {row["domeinstelsel"] for row in found["rijen"]} == {"maastricht1"}


def test_t21_more_own_strength_from_july() -> None:
    """Scored much higher than before, in a new layout of which financiën is the largest (a break in the series)."""
    before, after = (ask("ondersteuning", *P, *when) for when in (VOOR, NA))
    assert shares(after, "bestaand")["eigen_kracht"] > 3 * shares(before, "bestaand")["eigen_kracht"]
    per_domain: dict[str, int] = defaultdict(int)
    for row in after["rijen"]:
        per_domain[row["domein"]] += row["aantal"]
    assert max(per_domain, key=lambda domein: per_domain[domein]) == "financien"
    assert {row["domeinstelsel"] for row in after["rijen"]} == {"maastricht2"}


@pytest.mark.parametrize("wanneer", [(), VOOR])
def test_t22_support_that_came(wanneer: tuple[str, ...]) -> None:
    """19 + 16 + 39 + 28 = 102, and the report says so (trap 4); most for regievoering and mental health."""
    found = ask("ondersteuning", *P, *wanneer)
    new = shares(found, "nieuw")
    assert new == {"eigen_kracht": 18.5, "sociaal_netwerk": 15.5, "algemeen": 38.5, "maatwerk": 27.5}
    assert [int(share + 0.5) for share in new.values()] == [19, 16, 39, 28]
    assert any("102 (19 + 16 + 39 + 28)" in note for note in found["kanttekeningen"])
    per_domain: dict[str, int] = defaultdict(int)
    for row in found["rijen"]:
        per_domain[row["domein"]] += row["aantal"] if row["aard"] == "nieuw" else 0
    top = sorted(per_domain, key=lambda domein: -per_domain[domein])[:2]
    assert set(top) == {"regievoering", "mentale_gezondheid"}


def test_t23_new_support_after_july_is_not_available() -> None:
    """A technical fault lost it: the report does not say nought, it says that nothing was recorded."""
    found = ask("ondersteuning", *P, *NA)
    assert "nieuw" not in {row["aard"] for row in found["rijen"]}
    assert any("geen nieuwe ondersteuning vastgelegd" in note for note in found["kanttekeningen"])


def test_t24_goals() -> None:
    """Two thirds improve, one third stabilises, few decline; before July per arrangement, then per intervention."""
    for when, telwijze in ((VOOR, "arrangement"), (NA, "interventie")):
        found = ask("doelen", *P, *when)
        rows = {row["soort"]: row["percentage"] for row in found["rijen"]}
        assert {row["telwijze"] for row in found["rijen"]} == {telwijze}
        assert rows["verbetering"] == pytest.approx(66.7, abs=1)
        assert rows["stabilisering"] == pytest.approx(33.3, abs=3)
        assert 0 < rows["begeleide_achteruitgang"] < 5
    per_domain: dict[str, int] = defaultdict(int)
    for row in found["per_domein"]:
        per_domain[row["domein"]] += row["aantal"]
    top = sorted(per_domain, key=lambda domein: -per_domain[domein])[:2]
    assert set(top) == {"financien", "werk_opleiding_dagbesteding"}


def test_t25_the_review_of_the_way_of_working() -> None:
    """77, 65, 22, 19 and 93 per cent of 53 reviews, each over its own n; all who have enough are content (trap 5)."""
    found = ask("werkwijze", *P, "--van", "2014-07-01", "--tot", "2014-12-03")
    rows = {row["vraag"]: row for row in found["rijen"]}
    assert {vraag: int(row["percentage"] + 0.5) for vraag, row in rows.items()} == {
        "wijkt_af": 77, "ander_arrangement": 65, "tijdwinst": 22, "wijkkracht": 19, "voldoende_ondersteuning": 93,
        "tevreden": 100,
    }  # fmt: skip
    assert [row["n"] for row in rows.values()] == [53, 52, 50, 53, 45, 42]
    assert all(row["n"] + row["ontbrekend"] == 53 for row in rows.values())
    assert rows["tevreden"]["ja"] == rows["voldoende_ondersteuning"]["ja"]
    assert found["populatie"]["n"] - found["populatie"]["ontbrekend"] == 53
    assert ask("werkwijze", *P)["rijen"] == found["rijen"]  # none was given before July


def test_t26_seventy_seven_is_a_share_of_cases_not_of_support() -> None:
    """The introduction calls the 77% of cases a share of interventions, of which two thirds improve (trap 6)."""
    cases = {row["vraag"]: row["percentage"] for row in ask("werkwijze", *P)["rijen"]}["wijkt_af"]
    found = ask("doelen", *P)
    assert int(cases + 0.5) == 77
    assert all(abs(row["percentage"] - 66.7) < 1 for row in found["rijen"] if row["soort"] == "verbetering")


def test_t27_what_the_neighbourhood_does() -> None:
    """42 requests, 14 matches both ways (a third), 35 open offers, 2 activities (paragraph 4.5)."""
    rows = {row["sleutel"]: row for row in ask("buurt", *P)["rijen"]}
    assert rows["aanvragen"]["aantal"] == 42
    assert (rows["koppelingen_wederkerig"]["aantal"], rows["koppelingen_wederkerig"]["percentage"]) == (14, 33.3)
    assert rows["openstaand_aanbod"]["aantal"] == 35
    assert rows["activiteiten"]["aantal"] == 2


def test_t29_from_sixteen_workers_to_nine() -> None:
    """Sixteen of unknown fte, then nine with 5,9 fte (chapter 3 and 5)."""
    before, after = (ask("formatie", "--peildatum", day)["rijen"][-1] for day in ("2014-06-30", "2014-07-01"))
    assert (before["fte"], before["personen"]) == (None, 16)
    assert (after["fte"], after["personen"]) == (5.9, 9)


def test_t12_what_it_cost() -> None:
    """94.500 euro in 2013 and 116.000 in 2014 (chapter Kosten), as a series with its source."""
    found = ask("reeksen", *P)
    assert [(row["van"][:4], row["waarde"]) for row in found["rijen"]] == [("2013", 94500.0), ("2014", 116000.0)]
    assert all("Evaluatie Proeftuin" in row["bron"] for row in found["rijen"])
    assert found["richting"][0]["richting"] == "omhoog"
